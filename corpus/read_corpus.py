"""The stage in order: paths -> files -> documents -> catalogue."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import AddOutcome, Catalogue
from corpus.documents import Document, Kind
from corpus.errors import CorpusError, UnreadableFileError
from corpus.make_document import make_document
from corpus.patent import patent_document, publication_document
from corpus.progress import Progress, no_progress
from corpus.read_file import read_file
from corpus.source_text import PatentRecord, SourceText

BATCH = 200
"""Documents written at once: what a power cut may cost, against a commit for every file."""

# Files that systems and office programs leave beside the user's own; dot files are left out too.
_LEAVINGS = ("~$", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that was left out.

    Attributes:
        name: path below the folder given, or the file's name.
        reason: Chinese, why, and what to do.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Chinese words on a file that was read but not wholly."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What adding did, counted in documents.

    Attributes:
        new_versions: of an instrument that was there in another version.
        updated: documents that were there with another text.
        skipped: files left out, in the order they were met.
    """

    added: int
    new_versions: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """Documents read, new or not."""
        return self.added + self.new_versions + self.updated + self.unchanged


def add_paths(
    catalogue: Catalogue, paths: Iterable[Path], progress: Progress = no_progress
) -> AddReport:
    """Add files and folders; what cannot be read is named in the report and the rest goes in.

    Interrupted, it keeps what was read until then.

    Raises:
        CatalogueError: the catalogue cannot be written; earlier batches stay.
    """
    outcomes: Counter[AddOutcome] = Counter()
    skipped: list[Skipped] = []
    remarks: list[str] = []
    pending: list[Document] = []
    try:
        for found in read_paths(paths, progress):
            match found:
                case Skipped():
                    skipped.append(found)
                case Remark():
                    remarks.append(found.text)
                case Document():
                    pending.append(found)
            if len(pending) >= BATCH:
                outcomes += add_batch(catalogue, pending)
                pending = []
    finally:
        outcomes += add_batch(catalogue, pending)
    return AddReport(
        added=outcomes[AddOutcome.ADDED],
        new_versions=outcomes[AddOutcome.NEW_VERSION],
        updated=outcomes[AddOutcome.UPDATED],
        unchanged=outcomes[AddOutcome.UNCHANGED],
        skipped=tuple(skipped),
        remarks=tuple(remarks),
    )


def add_batch(catalogue: Catalogue, documents: Iterable[Document]) -> Counter[AddOutcome]:
    """Add all or, when the catalogue fails, none."""
    with catalogue.batch():
        return Counter(catalogue.add(document) for document in documents)


def read_paths(
    paths: Iterable[Path], progress: Progress = no_progress
) -> Iterator[Document | Skipped | Remark]:
    """What the files hold, sorted by path within a folder; hidden files are passed over."""
    files = [pair for path in paths for pair in _files(path)]
    for done, (path, name) in enumerate(files, start=1):
        yield from _read(path, name)
        progress("读取文件", done, len(files))


def to_document(item: SourceText | PatentRecord) -> Document:
    """The document of what a reader gives."""
    if isinstance(item, PatentRecord):
        return patent_document(item)
    return publication_document(item) if item.kind is Kind.PATENT else make_document(item)


def _read(path: Path, name: str) -> Iterator[Document | Skipped | Remark]:
    if not path.exists():
        yield Skipped(name=name, reason="路径不存在，请核对后重试。")
        return
    try:
        result = read_file(path)
    except UnreadableFileError as error:
        yield Skipped(name=name, reason=str(error).removeprefix(f"读不了 {error.name}："))
    except CorpusError as error:
        yield Skipped(name=name, reason=str(error))
    else:
        yield from (Remark(text=text) for text in result.remarks)
        yield from map(to_document, result.items)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The file itself, or every file below a folder, with the name to show."""
    if not path.is_dir():
        yield path, path.name or str(path)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", *_LEAVINGS)):
                found = Path(folder) / name
                yield found, str(found.relative_to(path))
