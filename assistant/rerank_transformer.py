"""Any CrossEncoder of sentence-transformers as a `Reranker`; needs the extra [models]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexing.errors import ModelUnavailableError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_BATCH = 16


class CrossEncoderReranker:
    """bge-reranker, Qwen3-Reranker, gte … by name or folder.

    Args:
        name_or_path: a folder, or a name on the model hub (downloaded on first use).

    Raises:
        ModelUnavailableError: sentence-transformers is not installed, or there is no such model.
    """

    def __init__(self, name_or_path: str) -> None:
        self._model = _load(name_or_path)

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """As the protocol says; [] for no texts."""
        if not texts:
            return []
        pairs = [(question, text) for text in texts]
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(score) for score in scores]


def _load(name_or_path: str) -> CrossEncoder:
    try:
        # Imports torch: seconds, and gigabytes that the default installation does without.
        from sentence_transformers import CrossEncoder
    except ModuleNotFoundError as error:
        if error.name != "sentence_transformers":
            raise
        raise ModelUnavailableError(
            f"重排模型 {name_or_path} 需要 sentence-transformers。"
            '请运行 pip install "zhice[models]"，或去掉 ZHICE_RERANKER。'
        ) from error
    try:
        return CrossEncoder(name_or_path, num_labels=1)
    except (OSError, ValueError) as error:  # no such folder, no network, not a model
        raise ModelUnavailableError(
            f"重排模型 {name_or_path} 无法加载：{str(error).splitlines()[0]}。"
            "请检查名称或文件夹；离线时请先把模型下载到本地，再填写其文件夹。"
        ) from error
