import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexing.embed import SHIPPED_MODEL, Embedder, OnnxEmbedder
from indexing.embed_transformer import SentenceTransformerEmbedder
from indexing.errors import ModelUnavailableError
from tests.indexing.embedder_contract import TEXTS, EmbedderContract
from tests.without_models import without

INSTALLED = importlib.util.find_spec("sentence_transformers") is not None
__all__ = ["without"]  # a fixture
needs_models = [
    pytest.mark.models,
    pytest.mark.skipif(not INSTALLED, reason="sentence-transformers is not installed ([models])"),
    # Its dependencies warn about each other; that is not ours to mend.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped weights as a sentence-transformers folder."""
    pytest.importorskip("safetensors")
    from scripts.build_model.sentence_transformers_folder import write_sentence_transformer

    out = tmp_path_factory.mktemp("exported") / "e5"
    write_sentence_transformer(SHIPPED_MODEL, out)
    return out


@pytest.fixture(scope="module")
def exported(folder: Path) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(
        str(folder), query_prompt="query: ", passage_prompt="passage: "
    )


class TestSentenceTransformerEmbedder(EmbedderContract):
    pytestmark = needs_models

    @pytest.fixture
    def embedder(self, exported: SentenceTransformerEmbedder) -> Embedder:
        return exported

    def test_it_agrees_with_onnxruntime_on_passages(
        self, exported: SentenceTransformerEmbedder
    ) -> None:
        ours = OnnxEmbedder().embed_passages(TEXTS)
        assert (ours * exported.embed_passages(TEXTS)).sum(axis=1).min() > 0.98

    def test_it_agrees_with_onnxruntime_on_queries(
        self, exported: SentenceTransformerEmbedder
    ) -> None:
        query = "优先审查要满足什么条件？"
        assert OnnxEmbedder().embed_query(query) @ exported.embed_query(query) > 0.98

    def test_loading_the_folder_again_gives_the_same_name(
        self, exported: SentenceTransformerEmbedder, folder: Path
    ) -> None:
        again = SentenceTransformerEmbedder(
            str(folder), query_prompt="query: ", passage_prompt="passage: "
        )
        assert again.name == exported.name

    def test_other_prompts_give_another_name(
        self, exported: SentenceTransformerEmbedder, folder: Path
    ) -> None:
        assert SentenceTransformerEmbedder(str(folder)).name != exported.name

    def test_other_weights_give_another_name(
        self, exported: SentenceTransformerEmbedder, folder: Path, tmp_path: Path
    ) -> None:
        from safetensors.numpy import load_file, save_file

        shutil.copytree(folder, tmp_path / "e5")
        weights = load_file(folder / "model.safetensors")
        tuned = {name: (array * np.float32(1.001)) for name, array in weights.items()}
        save_file(tuned, tmp_path / "e5" / "model.safetensors", metadata={"format": "pt"})
        other = SentenceTransformerEmbedder(
            str(tmp_path / "e5"), query_prompt="query: ", passage_prompt="passage: "
        )
        assert other.name != exported.name

    def test_a_folder_that_is_not_there_is_named(self) -> None:
        with pytest.raises(ModelUnavailableError, match="no-such-model"):
            SentenceTransformerEmbedder("/nowhere/no-such-model")

    def test_a_folder_without_a_model_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ModelUnavailableError, match=tmp_path.name):
            SentenceTransformerEmbedder(str(tmp_path))


def test_without_the_extra_the_message_says_how_to_install_it(
    without: Callable[[str], None],
) -> None:
    without("sentence_transformers")
    with pytest.raises(ModelUnavailableError, match=r'pip install "zhice\[models\]"'):
        SentenceTransformerEmbedder("bge")


def test_a_missing_package_of_another_name_passes_through(
    without: Callable[[str], None],
) -> None:
    without("torch")
    with pytest.raises(ModuleNotFoundError, match="torch"):
        SentenceTransformerEmbedder("bge")
