"""Texts to vectors: the `Embedder` protocol and the shipped model behind onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from indexing.cores import available_cores
from indexing.errors import ModelUnavailableError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

SHIPPED_MODEL = Path(__file__).parent / "model"

# Texts tokenised at once: an encoding of 200 characters takes about 20 kB.
SLAB = 512


class Embedder(Protocol):
    """Turns texts into vectors whose inner product says how well a passage fits a query.

    Attributes:
        name: identity written into the index record; two embedders with the same name give the
            same vectors, so it holds a digest of the weights where they are at hand.
        dimension: length of every vector.
    """

    @property
    def name(self) -> str:
        """See above."""
        ...

    @property
    def dimension(self) -> int:
        """See above."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of `texts`, L2-normalised; shape (0, dimension) for none.

        A text gives the same row whatever else is in the call, up to rounding.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """Shape (dimension,), L2-normalised."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_query`, rows in the order of `texts`; shape (0, dimension) for none."""
        ...


class FileRecord(BaseModel):
    """Size and hash of one file of a model folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bytes: int
    sha256: str


class ModelRecord(BaseModel):
    """`model.json` of a model folder, written by the build script.

    Attributes:
        name: of the model, without digest.
        max_tokens: longer texts are cut, special tokens included.
        query_prompt, passage_prompt: put before each text, as the model was trained.
        origin: where the weights come from, for people.
        files: every file that decides about the vectors.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    dimension: int
    max_tokens: int
    query_prompt: str
    passage_prompt: str
    origin: str
    files: dict[str, FileRecord]

    @property
    def identity(self) -> str:
        """The name with twelve hex digits that change with any byte of the files."""
        joined = "".join(self.files[name].sha256 for name in sorted(self.files))
        return f"{self.name}@{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


class OnnxEmbedder:
    """The shipped model: multilingual-e5-small, vocabulary pruned, int8, on onnxruntime.

    Args:
        folder: holds `model.json`, `model.onnx` and `tokenizer.json`.
        threads: cores several texts may use; None means all this process may run on. A single
            query always stays on the calling thread, where it is fastest and disturbs nobody.

    Raises:
        ModelUnavailableError: a file is missing, has another size than recorded or cannot be read.
    """

    def __init__(self, folder: Path = SHIPPED_MODEL, *, threads: int | None = None) -> None:
        self._folder = folder
        self._record = _read_record(folder)
        _check_sizes(folder, self._record)
        self._threads = threads or available_cores()
        self._tokenizer = _load_tokenizer(folder, self._record)
        self._session = _load_session(folder)

    @property
    def name(self) -> str:
        """The model's name and a digest of its files."""
        return self._record.identity

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._record.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of `texts`, L2-normalised; shape (0, dimension) for none."""
        return self._embed(self._record.passage_prompt, texts)

    def embed_query(self, text: str) -> Vectors:
        """Shape (dimension,), L2-normalised."""
        return self._run(self._tokenizer.encode(readable(self._record.query_prompt + text)).ids)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_query`, rows in the order of `texts`; shape (0, dimension) for none."""
        return self._embed(self._record.query_prompt, texts)

    def verify(self) -> None:
        """Compare the hash of every file with the record; takes a fraction of a second.

        Raises:
            ModelUnavailableError: a file differs.
        """
        for name, expected in self._record.files.items():
            digest = hashlib.sha256((self._folder / name).read_bytes()).hexdigest()
            if digest != expected.sha256:
                raise _damaged(self._folder / name, "内容与记录的校验值不符")

    def _embed(self, prompt: str, texts: Sequence[str]) -> Vectors:
        """Each text runs alone: padded batches were no faster on a core, and activations quantised
        together would make a text's vector depend on its neighbours.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        pool = ThreadPoolExecutor(self._threads)
        try:
            for start in range(0, len(texts), SLAB):
                rows = self._tokens([prompt + text for text in texts[start : start + SLAB]])
                for offset, vector in enumerate(pool.map(self._run, rows)):
                    vectors[start + offset] = vector
        finally:
            pool.shutdown(cancel_futures=True)  # Ctrl-C must not wait for hundreds of texts
        return vectors

    def _tokens(self, prompted: Sequence[str]) -> list[list[int]]:
        encodings = self._tokenizer.encode_batch_fast(list(map(readable, prompted)))
        return [encoding.ids for encoding in encodings]

    def _run(self, tokens: Sequence[int]) -> Vectors:
        rows = np.asarray([tokens], dtype=np.int64)
        return np.asarray(self._session.run(None, {"input_ids": rows})[0][0], dtype=np.float32)


def readable(text: str) -> str:
    """The text with "?" for half surrogate pairs, which JSON can carry and tokenizers refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_record(folder: Path) -> ModelRecord:
    path = folder / "model.json"
    try:
        return ModelRecord.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _damaged(path, "文件不存在或无法读取") from error
    except ValidationError as error:
        raise _damaged(path, "格式不对") from error


def _check_sizes(folder: Path, record: ModelRecord) -> None:
    for name, expected in record.files.items():
        path = folder / name
        if not path.is_file():
            raise _damaged(path, "文件不存在")
        if path.stat().st_size != expected.bytes:
            raise _damaged(path, f"大小应为 {expected.bytes} 字节，实为 {path.stat().st_size} 字节")


def _load_tokenizer(folder: Path, record: ModelRecord) -> Tokenizer:
    from tokenizers import Tokenizer  # 30 ms, and not every user of this module embeds

    path = folder / "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception for a bad file
        raise _damaged(path, "无法解析") from error
    tokenizer.enable_truncation(record.max_tokens)
    tokenizer.no_padding()
    return tokenizer


def _load_session(folder: Path) -> InferenceSession:
    import onnxruntime  # 100 ms, and not every user of this module embeds

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Spinning workers take the cores from whoever has work: latency explodes under load.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    path = folder / "model.onnx"
    try:
        return onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # its errors share no base class below Exception
        raise _damaged(path, "无法加载") from error


def _damaged(path: Path, reason: str) -> ModelUnavailableError:
    return ModelUnavailableError(
        f"向量模型不可用：{path.name} {reason}（位置：{path.parent}）。"
        "请重新安装知策，或运行 python -m scripts.build_model 重新生成模型。"
    )
