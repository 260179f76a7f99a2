"""What built an index: written with it, compared when it is opened or updated."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.documents import Document, Section
from indexing.embed import Embedder
from indexing.make_passages import CUT_VERSION, LONGEST
from indexing.words import UNITS_VERSION

# Change it with the layout of the files of an index.
FORMAT_VERSION = 5


class IndexRecord(BaseModel):
    """How an index was built and from what.

    Attributes:
        format_version: layout of the files.
        embedder: name of the model; `dimension` of its vectors.
        vectors: name of the home of the vectors, see `indexing.vector_home`.
        units_version: rules of `indexing.words.units`.
        cut_version, longest: rules of `indexing.make_passages`.
        documents: id → fingerprint, in index order.
        passages: how many there are.
        recent: documents whose passages, if any, stand in the recent part and not in the base.
        base_passages: how many the base has, with those that are gone or in the recent part by now.
        base_bytes: size of its files.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format_version: int
    embedder: str
    dimension: int
    vectors: str
    units_version: int
    cut_version: int
    longest: int
    documents: dict[str, str]
    passages: int
    recent: tuple[str, ...]
    base_passages: int
    base_bytes: int

    def differences(self, embedder: Embedder, *, vectors: str) -> list[str]:
        """Chinese phrases that say in what an index built today would differ; [] when in none."""
        pairs = (
            ("文件格式", self.format_version, FORMAT_VERSION),
            ("向量模型", self.embedder, embedder.name),
            ("向量维数", self.dimension, embedder.dimension),
            ("向量存放处", self.vectors, vectors),
            ("检索单元规则", self.units_version, UNITS_VERSION),
            ("分段规则", self.cut_version, CUT_VERSION),
            ("分段长度", self.longest, LONGEST),
        )
        return [f"{what}为 {then}，现为 {now}" for what, then, now in pairs if then != now]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What an index holds; the fields are those of `IndexRecord`."""

    documents: dict[str, str]
    passages: int
    recent: tuple[str, ...]
    base_passages: int
    base_bytes: int


def record_of(contents: Contents, *, embedder: Embedder, vectors: str) -> IndexRecord:
    """The record of an index built now."""
    return IndexRecord(
        format_version=FORMAT_VERSION,
        embedder=embedder.name,
        dimension=embedder.dimension,
        vectors=vectors,
        units_version=UNITS_VERSION,
        cut_version=CUT_VERSION,
        longest=LONGEST,
        documents=contents.documents,
        passages=contents.passages,
        recent=contents.recent,
        base_passages=contents.base_passages,
        base_bytes=contents.base_bytes,
    )


def fingerprint(document: Document) -> str:
    """Changes with anything that a document's passages carry: text, outline, validity, place."""
    fields = (
        document.sha256,
        document.title,
        document.kind,
        document.source,
        document.verification,
        document.form,
        document.level,
        document.aliases,
        document.document_number,
        document.version,
        document.region,
        document.published,
        document.effective,
        document.expires,
        document.superseded_by,
    )
    digest = hashlib.sha256(repr(fields).encode())
    for section in document.sections:
        _add_outline(digest, section)
    return digest.hexdigest()


def _add_outline(digest: hashlib._Hash, section: Section) -> None:
    line = f"{section.label}\t{section.heading}\t{section.start}\t{section.end}\n"
    digest.update(line.encode(errors="surrogatepass"))
    for child in section.children:
        _add_outline(digest, child)
    digest.update(b"^")


def write_record(record: IndexRecord, path: Path) -> None:
    """Write a record file in one step: whoever reads meanwhile finds the old one or the new one."""
    fresh = path.with_suffix(".new")
    fresh.write_text(record.model_dump_json(indent=1), encoding="utf-8")
    fresh.replace(path)


def read_record(path: Path) -> IndexRecord:
    """Read a record file.

    Raises:
        OSError: it is missing.
        ValidationError: it is not a record.
    """
    return IndexRecord.model_validate_json(path.read_bytes())
