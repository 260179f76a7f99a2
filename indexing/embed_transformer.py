"""Any sentence-transformers model as an `Embedder`; needs the extra [models]."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from indexing.embed import Vectors, readable
from indexing.errors import ModelUnavailableError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Weights of each tensor that go into the identity: enough to tell a fine-tuned model from its
# parent, and a hundred times faster than hashing all of a large one.
SAMPLE = 64


class SentenceTransformerEmbedder:
    """bge, Qwen3-Embedding, GTE … by name or folder, in float32 on the device torch prefers.

    Args:
        name_or_path: a folder, or a name on the model hub (downloaded on first use).
        query_prompt, passage_prompt: put before each text, as the model's card asks for:
            "query: " and "passage: " for E5, an instruction and "" for bge.

    Raises:
        ModelUnavailableError: sentence-transformers is not installed, or there is no such model.
    """

    def __init__(
        self, name_or_path: str, *, query_prompt: str = "", passage_prompt: str = ""
    ) -> None:
        self._model = _load(name_or_path)
        self._prompts = (query_prompt, passage_prompt)
        self._dimension = len(self.embed_query("维度"))
        self._name = f"{name_or_path.rstrip('/').rpartition('/')[2]}@{self._digest()}"

    @property
    def name(self) -> str:
        """The model's own name and a digest of a sample of its weights and of the prompts."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of `texts`, L2-normalised; shape (0, dimension) for none."""
        return self._encode(texts, prompt=self._prompts[1])

    def embed_query(self, text: str) -> Vectors:
        """Shape (dimension,), L2-normalised."""
        vector: Vectors = self.embed_queries([text])[0]
        return vector

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_query`, rows in the order of `texts`; shape (0, dimension) for none."""
        return self._encode(texts, prompt=self._prompts[0])

    def _encode(self, texts: Sequence[str], *, prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        clean = [readable(text) for text in texts]
        rows = self._model.encode(clean, prompt=prompt, show_progress_bar=False)
        vectors = np.asarray(rows, dtype=np.float32)
        # Not all models end in a normalisation, and half precision normalises badly.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)

    def _digest(self) -> str:
        digest = hashlib.sha256(repr((self._prompts, self._model.max_seq_length)).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            flat = tensor.flatten()
            sample = flat[:: max(1, len(flat) // SAMPLE)].float().cpu().numpy()
            digest.update(name.encode() + sample.tobytes())
        return digest.hexdigest()[:12]


def _load(name_or_path: str) -> SentenceTransformer:
    try:
        # Imports torch: seconds, and gigabytes that the default installation does without.
        from sentence_transformers import SentenceTransformer
    except ModuleNotFoundError as error:
        if error.name != "sentence_transformers":
            raise
        raise ModelUnavailableError(
            f"向量模型 {name_or_path} 需要 sentence-transformers。"
            '请运行 pip install "zhice[models]"，或改用随附的模型（不设置向量模型名称即可）。'
        ) from error
    try:
        return SentenceTransformer(name_or_path)
    except (OSError, ValueError) as error:  # no such folder, no network, not a model
        raise ModelUnavailableError(
            f"向量模型 {name_or_path} 无法加载：{str(error).splitlines()[0]}。"
            "请检查名称或文件夹；离线时请先把模型下载到本地，再填写其文件夹。"
        ) from error
