"""The stage in order: paths -> files -> documents -> catalogue."""

from __future__ import annotations

import os
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
from corpus.recognise import find_recogniser
from corpus.recognition import Aids
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
class FoundDocument:
    """A document a file holds.

    Attributes:
        name: path below the folder given, or the file's name.
    """

    name: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """A document that was read, and what became of it.

    Attributes:
        name: path of its file below the folder given, or the file's name.
        document_id: of the document that now holds the text: with 同文 the one that was there.
        title: of that document.
        clauses: leaves of the outline of the text as read.
    """

    name: str
    document_id: str
    title: str
    outcome: AddOutcome
    clauses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What adding did, document by document.

    Attributes:
        items: every document read, in the order of the files.
        skipped: files left out, in the order they were met.
        remarks: Chinese words on files that were read but not wholly.
    """

    items: tuple[ReadItem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """Documents read, new or not."""
        return len(self.items)

    @property
    def added(self) -> int:
        """Documents of which no version was there."""
        return self._count(AddOutcome.ADDED)

    @property
    def new_versions(self) -> int:
        """Documents of an instrument that was there in another version."""
        return self._count(AddOutcome.NEW_VERSION)

    @property
    def updated(self) -> int:
        """Documents that were there with another text."""
        return self._count(AddOutcome.UPDATED)

    @property
    def same_text(self) -> int:
        """Reposts of a text that was there, now a further source of it."""
        return self._count(AddOutcome.SAME_TEXT)

    @property
    def unchanged(self) -> int:
        """Documents that were there just so."""
        return self._count(AddOutcome.UNCHANGED)

    def _count(self, outcome: AddOutcome) -> int:
        return sum(item.outcome is outcome for item in self.items)


def add_paths(
    catalogue: Catalogue, paths: Iterable[Path], progress: Progress = no_progress
) -> AddReport:
    """Add files and folders; what cannot be read is named in the report and the rest goes in.

    Interrupted, it keeps what was read until then.

    Raises:
        CatalogueError: the catalogue cannot be written; earlier batches stay.
    """
    items: list[ReadItem] = []
    skipped: list[Skipped] = []
    remarks: list[str] = []
    pending: list[FoundDocument] = []
    try:
        for found in read_paths(paths, progress):
            match found:
                case Skipped():
                    skipped.append(found)
                case Remark():
                    remarks.append(found.text)
                case FoundDocument():
                    pending.append(found)
            if len(pending) >= BATCH:
                items += add_batch(catalogue, pending)
                pending = []
    finally:
        items += add_batch(catalogue, pending)
    return AddReport(items=tuple(items), skipped=tuple(skipped), remarks=tuple(remarks))


def add_batch(catalogue: Catalogue, found: Iterable[FoundDocument]) -> list[ReadItem]:
    """Add all or, when the catalogue fails, none."""
    with catalogue.batch():
        return [_add(catalogue, one) for one in found]


def _add(catalogue: Catalogue, found: FoundDocument) -> ReadItem:
    added = catalogue.put(found.document)
    return ReadItem(
        name=found.name,
        document_id=added.document_id,
        title=added.title,
        outcome=added.outcome,
        clauses=sum(1 for _ in found.document.leaves()),
    )


def read_paths(
    paths: Iterable[Path], progress: Progress = no_progress
) -> Iterator[FoundDocument | Skipped | Remark]:
    """What the files hold, sorted by path within a folder; hidden files are passed over."""
    files = [pair for path in paths for pair in _files(path)]
    aids = Aids(recogniser=find_recogniser(), progress=progress)
    for done, (path, name) in enumerate(files, start=1):
        yield from _read(path, name, aids)
        progress("读取文件", done, len(files))


def to_document(item: SourceText | PatentRecord) -> Document:
    """The document of what a reader gives."""
    if isinstance(item, PatentRecord):
        return patent_document(item)
    return publication_document(item) if item.kind is Kind.PATENT else make_document(item)


def _read(path: Path, name: str, aids: Aids) -> Iterator[FoundDocument | Skipped | Remark]:
    if not path.exists():
        yield Skipped(name=name, reason="路径不存在，请核对后重试。")
        return
    try:
        result = read_file(path, aids)
    except UnreadableFileError as error:
        yield Skipped(name=name, reason=str(error).removeprefix(f"读不了 {error.name}："))
    except CorpusError as error:
        yield Skipped(name=name, reason=str(error))
    else:
        yield from (Remark(text=text) for text in result.remarks)
        for left in result.left_out:
            yield Skipped(name=name + left.name.removeprefix(path.name), reason=left.reason)
        for item in result.items:
            yield FoundDocument(name=name, document=to_document(item))


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
