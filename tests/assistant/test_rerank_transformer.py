from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.rerank_transformer import CrossEncoderReranker
from indexing.errors import ModelUnavailableError
from tests.without_models import without

INSTALLED = importlib.util.find_spec("sentence_transformers") is not None
__all__ = ["without"]  # a fixture
needs_models = [
    pytest.mark.models,
    pytest.mark.skipif(not INSTALLED, reason="sentence-transformers is not installed ([models])"),
    # Its dependencies warn about each other; that is not ours to mend.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning"),
]
TEXTS = ("绿道由街道养护。", "骑行者佩戴头盔。", "绿道夜间照明。")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer with a word a character, its weights as the seed made them."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    out = tmp_path_factory.mktemp("tiny") / "reranker"
    out.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set("".join(TEXTS)))]
    (out / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=1,
        initializer_range=0.5,
    )
    BertForSequenceClassification(config).save_pretrained(out)
    BertTokenizerFast(vocab_file=str(out / "vocab.txt")).save_pretrained(out)
    return out


class TestCrossEncoderReranker:
    pytestmark = needs_models

    def test_every_text_has_a_score_that_depends_on_it_alone(self, folder: Path) -> None:
        reranker = CrossEncoderReranker(str(folder))
        scores = reranker.scores("头盔", TEXTS)
        assert len(set(scores)) == len(TEXTS)
        assert reranker.scores("头盔", TEXTS[::-1]) == pytest.approx(scores[::-1], abs=1e-5)

    def test_no_texts_have_no_scores(self, folder: Path) -> None:
        assert CrossEncoderReranker(str(folder)).scores("头盔", []) == []

    def test_a_folder_that_is_not_there_is_named(self) -> None:
        with pytest.raises(ModelUnavailableError, match="no-such-model"):
            CrossEncoderReranker("/nowhere/no-such-model")


def test_without_the_extra_the_message_says_how_to_install_it(
    without: Callable[[str], None],
) -> None:
    without("sentence_transformers")
    with pytest.raises(ModelUnavailableError, match=r'pip install "zhice\[models\]"'):
        CrossEncoderReranker("bge")


def test_a_missing_package_of_another_name_passes_through(
    without: Callable[[str], None],
) -> None:
    without("torch")
    with pytest.raises(ModuleNotFoundError, match="torch"):
        CrossEncoderReranker("bge")
