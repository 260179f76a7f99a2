import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexing.embed import SHIPPED_MODEL, SLAB, Embedder, ModelRecord, OnnxEmbedder
from indexing.errors import ModelUnavailableError
from tests.fakes import WordHashEmbedder
from tests.indexing.embedder_contract import TEXTS, EmbedderContract

FILES = ("model.json", "model.onnx", "tokenizer.json")


@pytest.fixture(scope="module")
def shipped() -> OnnxEmbedder:
    return OnnxEmbedder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A model folder that a test may damage."""
    for name in FILES:
        shutil.copy(SHIPPED_MODEL / name, tmp_path)
    return tmp_path


class TestOnnxEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self, shipped: OnnxEmbedder) -> Embedder:
        return shipped


class TestWordHashEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> Embedder:
        return WordHashEmbedder()


def test_the_shipped_files_are_the_recorded_ones(shipped: OnnxEmbedder) -> None:
    shipped.verify()


def test_the_shipped_model_has_384_dimensions(shipped: OnnxEmbedder) -> None:
    assert shipped.dimension == 384


def test_neighbours_in_a_call_do_not_change_a_vector(shipped: OnnxEmbedder) -> None:
    together = shipped.embed_passages([*TEXTS, "另一段文字" * 40])
    assert np.array_equal(together[1], shipped.embed_passages([TEXTS[1]])[0])


@settings(max_examples=5, deadline=None)
@given(st.permutations(TEXTS))
def test_reordering_texts_reorders_rows(order: list[str]) -> None:
    embedder = OnnxEmbedder(threads=2)
    rows = dict(zip(TEXTS, embedder.embed_passages(TEXTS), strict=True))
    assert np.array_equal(embedder.embed_passages(order), np.array([rows[t] for t in order]))


def test_more_texts_than_are_tokenised_at_once_keep_their_order(shipped: OnnxEmbedder) -> None:
    texts = [str(number) for number in range(SLAB + 3)]
    rows = shipped.embed_passages(texts)
    assert np.array_equal(rows[SLAB + 1], shipped.embed_passages([texts[SLAB + 1]])[0])


def test_the_number_of_threads_does_not_change_the_vectors() -> None:
    one, four = OnnxEmbedder(threads=1), OnnxEmbedder(threads=4)
    assert np.array_equal(one.embed_passages(TEXTS), four.embed_passages(TEXTS))


def test_a_query_and_a_passage_of_the_same_words_differ(shipped: OnnxEmbedder) -> None:
    text = "优先审查"
    assert not np.allclose(shipped.embed_query(text), shipped.embed_passages([text])[0], atol=1e-3)


def test_what_comes_after_512_tokens_does_not_count(shipped: OnnxEmbedder) -> None:
    long = "专利" * 600
    rows = shipped.embed_passages([long, long + "商标"])
    assert np.array_equal(rows[0], rows[1])


def test_the_same_meaning_in_other_words_is_found(shipped: OnnxEmbedder) -> None:
    passages = ["用人单位自用工之日起满一个月不与劳动者订立书面合同的，支付二倍工资。", *TEXTS]
    scores = shipped.embed_passages(passages) @ shipped.embed_query(
        "老板一直没和我签合同，能要双倍钱吗"
    )
    assert int(np.argmax(scores)) == 0


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelUnavailableError, match=name):
        OnnxEmbedder(copied)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_named(copied: Path, name: str) -> None:
    content = (copied / name).read_bytes()
    (copied / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelUnavailableError, match=name):
        OnnxEmbedder(copied)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_of_the_right_size_that_is_no_model_is_named(copied: Path, name: str) -> None:
    (copied / name).write_bytes(b"\xff" * (copied / name).stat().st_size)
    with pytest.raises(ModelUnavailableError, match=name):
        OnnxEmbedder(copied)


def test_one_changed_byte_is_found_by_verify(copied: Path) -> None:
    content = bytearray((copied / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (copied / "model.onnx").write_bytes(content)
    with pytest.raises(ModelUnavailableError, match=r"model\.onnx"):
        OnnxEmbedder(copied).verify()


def test_the_message_of_a_damaged_model_says_how_to_repair_it(copied: Path) -> None:
    (copied / "model.onnx").unlink()
    with pytest.raises(ModelUnavailableError, match=r"scripts\.build_model"):
        OnnxEmbedder(copied)


def test_the_identity_changes_with_the_weights() -> None:
    record = ModelRecord.model_validate_json((SHIPPED_MODEL / "model.json").read_bytes())
    weights = record.files["model.onnx"].model_copy(update={"sha256": "0" * 64})
    other = record.model_copy(update={"files": {**record.files, "model.onnx": weights}})
    assert record.identity != other.identity


def test_importing_the_module_loads_no_heavy_library() -> None:
    program = (
        "import sys, indexing.embed, indexing.embed_transformer;"
        "print([m for m in ('onnxruntime', 'tokenizers', 'torch') if m in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
