"""The stage in order: paths -> files -> documents -> catalogue."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import AddOutcome, Catalogue
from corpus.catalogue_files import FiledDocument
from corpus.documents import Document, Kind
from corpus.errors import CorpusError, UnreadableFileError
from corpus.make_document import make_document
from corpus.patent import patent_document, publication_document
from corpus.program import file_digest
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
    adding = _Adding(catalogue)
    files = [pair for path in paths for pair in _files(path)]
    aids = Aids(recogniser=find_recogniser(), progress=progress)
    try:
        for done, (path, name) in enumerate(files, start=1):
            adding.take(path, name, aids)
            progress("读取文件", done, len(files))
    finally:
        adding.write()
    return adding.report()


@dataclass(frozen=True, slots=True)
class _FileEnd:
    """All of a file was read, and nothing was left out or remarked on."""

    digest: str


class _Adding:
    """Adds files one after another, writing many documents at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._items: list[ReadItem] = []
        self._skipped: list[Skipped] = []
        self._remarks: list[str] = []
        self._pending: list[FoundDocument | _FileEnd] = []
        self._of_file: list[FiledDocument] = []

    def take(self, path: Path, name: str, aids: Aids) -> None:
        """Read a file, unless it was read before and all it holds is there."""
        digest = file_digest(path)
        known = digest and self._catalogue.known_file(digest)
        if known:
            self._items += (_unchanged(name, one) for one in known)
            return
        for found in _read(path, name, aids):
            match found:
                case Skipped():
                    self._skipped.append(found)
                    digest = None
                case Remark():
                    self._remarks.append(found.text)
                    digest = None
                case FoundDocument():
                    self._pending.append(found)
            if len(self._pending) >= BATCH:
                self.write()
        if digest:
            self._pending.append(_FileEnd(digest))

    def write(self) -> None:
        """Put in what is pending, all or, when the catalogue fails, none."""
        pending, self._pending = self._pending, []
        items: list[ReadItem] = []
        with self._catalogue.batch():
            for one in pending:
                if isinstance(one, _FileEnd):
                    self._catalogue.keep_file(one.digest, self._of_file)
                    self._of_file = []
                else:
                    items.append(self._put(one))
        self._items += items

    def report(self) -> AddReport:
        """What was done so far."""
        return AddReport(
            items=tuple(self._items), skipped=tuple(self._skipped), remarks=tuple(self._remarks)
        )

    def _put(self, found: FoundDocument) -> ReadItem:
        document, added = found.document, self._catalogue.put(found.document)
        clauses = sum(1 for _ in document.leaves())
        self._of_file.append(
            FiledDocument(added.document_id, added.title, document.source, document.sha256, clauses)
        )
        return ReadItem(
            name=found.name,
            document_id=added.document_id,
            title=added.title,
            outcome=added.outcome,
            clauses=clauses,
        )


def _unchanged(name: str, filed: FiledDocument) -> ReadItem:
    return ReadItem(
        name=name,
        document_id=filed.document_id,
        title=filed.title,
        outcome=AddOutcome.UNCHANGED,
        clauses=filed.clauses,
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
