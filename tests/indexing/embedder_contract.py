"""What every `Embedder` keeps; subclass `EmbedderContract` and give it an `embedder` fixture."""

from __future__ import annotations

import numpy as np
import pytest

from indexing.embed import Embedder

TEXTS = [
    "申请人可以请求优先审查其专利申请。",
    "商标注册人享有商标专用权，受法律保护。",
    "实用新型专利申请的减缴比例为百分之八十五。",
    "短",
]
ODD_TEXTS = {
    "empty": "",
    "blank": " \n\u3000",
    "emoji": "😀👩‍🔬",
    "half a surrogate pair": "\ud83d专利",
    "zero byte": "专\x00利",
    "full width": "Ｐａｔｅｎｔ　２０２６",
    "unknown script": "ཀྵཀྵ",
    "very long": "专利权的保护范围以权利要求的内容为准。" * 300,
    "one endless word": "a" * 20_000,
}


class EmbedderContract:
    """The tests; each holds for any implementation."""

    def test_no_passages_give_no_rows_of_full_width(self, embedder: Embedder) -> None:
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_a_query_is_one_row(self, embedder: Embedder) -> None:
        assert embedder.embed_query("优先审查").shape == (embedder.dimension,)

    def test_several_queries_are_the_rows_of_each(self, embedder: Embedder) -> None:
        alone = [embedder.embed_query(text) for text in TEXTS]
        np.testing.assert_allclose(embedder.embed_queries(TEXTS), alone, atol=1e-5)
        assert embedder.embed_queries([]).shape == (0, embedder.dimension)

    def test_vectors_are_float32(self, embedder: Embedder) -> None:
        assert embedder.embed_passages(TEXTS).dtype == np.float32
        assert embedder.embed_query(TEXTS[0]).dtype == np.float32

    def test_rows_come_in_the_order_of_the_texts(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(TEXTS)
        alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
        np.testing.assert_allclose(together, alone, atol=1e-5)

    def test_the_same_text_gives_the_same_vector(self, embedder: Embedder) -> None:
        np.testing.assert_allclose(
            embedder.embed_query(TEXTS[0]), embedder.embed_query(TEXTS[0]), atol=1e-6
        )

    @pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
    def test_any_text_gives_a_vector_of_length_one(self, embedder: Embedder, text: str) -> None:
        lengths = [
            np.linalg.norm(embedder.embed_query(text)),
            np.linalg.norm(embedder.embed_passages([text])[0]),
        ]
        np.testing.assert_allclose(lengths, 1, atol=1e-4)

    def test_the_passage_that_speaks_of_the_query_is_nearest(self, embedder: Embedder) -> None:
        scores = embedder.embed_passages(TEXTS) @ embedder.embed_query("请求优先审查专利申请")
        assert int(np.argmax(scores)) == 0

    def test_the_name_is_not_blank(self, embedder: Embedder) -> None:
        assert embedder.name.strip()
