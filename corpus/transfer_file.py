"""The file that carries a corpus between machines: a ZIP of JSON Lines with a manifest.

manifest.json       format and version, and of every member its lines and its sha256
documents.jsonl     {"origin", "document"}, by id; the document as read, as `document_store` has it
corrections.jsonl   {"document_id", "correction"}, by document and field
sources.jsonl       {"document_id", "record"}, by document and source
history.jsonl       one `Change` a line, the earliest first

One corpus always gives the same bytes: no times or names of the machine that wrote it.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.documents import Document
from corpus.errors import TransferFileError
from corpus.history import Change, Correction, SourceRecord
from corpus.system_faults import said_of

VERSION = 1
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes; a document's text is at most 10 MB in its file, its outline some times that."""

_FORMAT = "zhice-corpus"
_MANIFEST = "manifest.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedDocument:
    """A document with who brought it in."""

    origin: Literal["user", "builtin", "statutes"]
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedCorrection:
    """A correction with the document it is of, there or gone."""

    document_id: str
    correction: Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedSource:
    """A source with the document it is of."""

    document_id: str
    record: SourceRecord


class _Member(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    lines: int
    sha256: str


class Manifest(BaseModel):
    """What the file says of itself.

    Attributes:
        statutes: whether all official statutes are wanted, not only those on the subject.
        members: by name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: str = _FORMAT
    version: int = VERSION
    statutes: Literal["ip", "all"] = "ip"
    members: dict[str, _Member]


Carried = TypeVar("Carried", CarriedDocument, CarriedCorrection, CarriedSource, Change)
DOCUMENTS, CORRECTIONS = "documents.jsonl", "corrections.jsonl"
SOURCES, HISTORY = "sources.jsonl", "history.jsonl"
KINDS: dict[str, type] = {
    DOCUMENTS: CarriedDocument,
    CORRECTIONS: CarriedCorrection,
    SOURCES: CarriedSource,
    HISTORY: Change,
}
"""Members by name, in the order they are written and read."""


class TransferWriter:
    """Writes a file member by member; `close` adds the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._members: dict[str, _Member] = {}

    def write(self, name: str, lines: Iterable[bytes]) -> int:
        """Add a member of these lines, each without its end; how many there were."""
        digest, count = hashlib.sha256(), 0
        with self._zip.open(_info(name), "w", force_zip64=True) as member:
            for line in lines:
                ended = line + b"\n"
                member.write(ended)
                digest.update(ended)
                count += 1
        self._members[name] = _Member(lines=count, sha256=digest.hexdigest())
        return count

    def close(self, *, statutes: Literal["ip", "all"]) -> None:
        """Write the manifest and end the file."""
        manifest = Manifest(statutes=statutes, members=self._members)
        with self._zip.open(_info(_MANIFEST), "w") as member:
            member.write(manifest.model_dump_json(indent=1).encode())
        self._zip.close()


class TransferReader:
    """Reads a file that was found sound.

    Every method raises `TransferFileError` when the file is damaged, foreign or of a newer program.
    """

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._zip = path, archive
        self.manifest = self._read_manifest()

    def read(self, kind: type[Carried]) -> Iterator[Carried]:
        """The lines of one member, one after another."""
        name = next(name for name, of in KINDS.items() if of is kind)
        for number, line in enumerate(self._lines(name), start=1):
            try:
                yield adapter(kind).validate_json(line)
            except ValidationError as error:
                raise self._damaged(f"{name} 第 {number} 行不是这一版的内容") from error

    def check_digests(self) -> None:
        """Compare every member with the manifest."""
        for name, member in self.manifest.members.items():
            digest, count = hashlib.sha256(), 0
            for line in self._lines(name):
                digest.update(line)
                count += 1
            if (digest.hexdigest(), count) != (member.sha256, member.lines):
                raise self._damaged(f"{name} 与清单的校验值不符")

    def _read_manifest(self) -> Manifest:
        try:
            raw = b"".join(self._lines(_MANIFEST))
            manifest = Manifest.model_validate_json(raw)
        except ValidationError as error:
            raise _foreign(self._path) from error
        if manifest.format != _FORMAT:
            raise _foreign(self._path)
        if manifest.version > VERSION:
            raise TransferFileError(
                f"{self._path.name} 是更新版本的知策导出的（格式 {manifest.version}，"
                f"本版本用 {VERSION}）。请升级知策后再导入。"
            )
        if set(manifest.members) != set(KINDS):
            raise self._damaged("清单与内容不符")
        return manifest

    def _lines(self, name: str) -> Iterator[bytes]:
        """Lines of a member with their ends."""
        try:
            with self._zip.open(name) as member:
                while line := member.readline(LONGEST_LINE):
                    if len(line) == LONGEST_LINE:
                        raise self._damaged(f"{name} 有一行过长")
                    yield line
        except KeyError as error:
            if name == _MANIFEST:
                raise _foreign(self._path) from error
            raise self._damaged(f"缺少 {name}") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self._damaged(f"{name} 解不开") from error

    def _damaged(self, reason: str) -> TransferFileError:
        return TransferFileError(
            f"{self._path.name} 已损坏：{reason}。语料库没有改动；请重新拷贝或重新导出后再导入。"
        )


@contextmanager
def open_transfer(path: Path) -> Iterator[TransferReader]:
    """The file, its manifest read.

    Raises:
        TransferFileError: not there, not readable, not such a file, damaged or of a newer program.
    """
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise _foreign(path) from error
    except OSError as error:
        raise TransferFileError(
            f"打不开 {path}：{said_of(error)}。请核对路径和读取权限。"
        ) from error
    with archive:
        yield TransferReader(path, archive)


_ADAPTERS: dict[type, TypeAdapter[object]] = {}


def adapter(kind: type[Carried]) -> TypeAdapter[Carried]:
    """Reads and writes the lines of one member."""
    if kind not in _ADAPTERS:  # making one takes longer than reading a thousand lines
        _ADAPTERS[kind] = TypeAdapter(kind)
    return cast("TypeAdapter[Carried]", _ADAPTERS[kind])


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _foreign(path: Path) -> TransferFileError:
    return TransferFileError(
        f"{path.name} 不是知策导出的语料文件，或已损坏。请用 zhice corpus export 导出的文件；"
        "要导入政策原文，请用 zhice corpus add。"
    )
