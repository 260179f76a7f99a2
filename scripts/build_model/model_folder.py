"""Write the files of a model folder, and read back which pieces it keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from indexing.embed import FileRecord, ModelRecord
from scripts.build_model.fetch_weights import MEMBER, REQUIREMENT, SHA256
from scripts.build_model.graph import int8_graph
from scripts.build_model.source_weights import Pieces, SourceModel
from scripts.build_model.tokenizer_file import make_tokenizer, subset

NAME = "multilingual-e5-small-int8"
# As the model was trained: https://huggingface.co/intfloat/multilingual-e5-small
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "


def write_model(folder: Path, model: SourceModel, keep: Sequence[int]) -> ModelRecord:
    """Write `model.onnx`, `tokenizer.json` and `model.json`; same input, same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = make_tokenizer(subset(model.pieces, keep))
    contents = {
        "model.onnx": int8_graph(model, keep).SerializeToString(deterministic=True),
        "tokenizer.json": tokenizer.to_str(pretty=False).encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    record = _record(model, contents)
    (folder / "model.json").write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return record


def kept_pieces(folder: Path, pieces: Pieces) -> list[int]:
    """Ids, in the whole table, of the pieces that the tokenizer of a model folder keeps."""
    table = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    number = {text: i for i, text in enumerate(pieces.texts)}
    return [number[text] for text, _ in table]


def _record(model: SourceModel, contents: dict[str, bytes]) -> ModelRecord:
    return ModelRecord(
        name=NAME,
        dimension=model.shape.hidden,
        max_tokens=model.shape.positions,
        query_prompt=QUERY_PROMPT,
        passage_prompt=PASSAGE_PROMPT,
        origin=f"intfloat/multilingual-e5-small (MIT), {MEMBER} of {REQUIREMENT}, sha256 {SHA256}",
        files={
            name: FileRecord(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
            for name, content in contents.items()
        },
    )
