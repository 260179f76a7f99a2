"""Moves a whole corpus between machines: documents, corrections, sources and history.

Importing into a corpus that is not empty joins the two. A document that is here stays as it is here
(the report names those that differ); of two corrections of one field the later one holds; sources
and history are united. Importing the same file again changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus import catalogue_transfer as rows
from corpus.catalogue import Catalogue, Origin
from corpus.catalogue_records import now, write_change
from corpus.corrections import as_text
from corpus.errors import CorpusError, TransferFileError
from corpus.history import Action, Change
from corpus.progress import Progress, no_progress
from corpus.system_faults import said_of
from corpus.transfer_file import (
    CORRECTIONS,
    DOCUMENTS,
    HISTORY,
    SOURCES,
    CarriedCorrection,
    CarriedDocument,
    CarriedSource,
    TransferReader,
    TransferWriter,
    open_transfer,
)

_STEP = 500  # documents between two words on the progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    Attributes:
        added, unchanged: documents that were not here, and that were here just so.
        kept: ids of documents that are here with other content, which stays.
        corrections, sources, changes: how many were new here.
        refused: ids of documents with a correction that contradicts what staff set here.
    """

    added: int
    unchanged: int
    kept: tuple[str, ...]
    corrections: int
    sources: int
    changes: int
    refused: tuple[str, ...]


def export_corpus(catalogue: Catalogue, path: Path, progress: Progress = no_progress) -> int:
    """Write the corpus, as it is at one moment, to a file that was not there; how many documents.

    Raises:
        TransferFileError: the file is there already, or cannot be written.
        CatalogueError: the catalogue cannot be read.
    """
    if path.exists():
        raise TransferFileError(f"{path} 已存在。请换一个文件名，或先移走它。")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            count = _write(catalogue, TransferWriter(file), progress)
        part.rename(path)
    except OSError as error:
        raise TransferFileError(
            f"写不了 {path}：{said_of(error)}。请检查目录、权限和磁盘空间。"
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def _write(catalogue: Catalogue, writer: TransferWriter, progress: Progress) -> int:
    statutes: Literal["ip", "all"] = (
        "all" if (catalogue.note(Origin.STATUTES) or "").startswith("all ") else "ip"
    )
    with catalogue.snapshot() as connection:
        progress("导出语料", 0, 0)
        count = writer.write(DOCUMENTS, rows.document_lines(connection))
        writer.write(CORRECTIONS, rows.correction_lines(connection))
        writer.write(SOURCES, rows.source_lines(connection))
        writer.write(HISTORY, rows.history_lines(connection))
    writer.close(statutes=statutes)
    progress("导出语料", count, count)
    return count


def import_corpus(
    catalogue: Catalogue, path: Path, progress: Progress = no_progress
) -> ImportReport:
    """Join the corpus of a file to this one; all of it, or nothing.

    Raises:
        TransferFileError: the file is missing, damaged, foreign or of a newer program.
        CatalogueError: the catalogue cannot be written.
    """
    with open_transfer(path) as reader:
        _check(reader, path, progress)
        with catalogue.batch() as connection:
            report = _Import(connection, reader, catalogue, progress).run(path.name)
            before = catalogue.note(Origin.STATUTES) or ""
            if reader.manifest.statutes == "all" and not before.startswith("all "):
                catalogue.remember(Origin.STATUTES, "all imported")
    return report


def _check(reader: TransferReader, path: Path, progress: Progress) -> None:
    """Read everything once before anything is written."""
    reader.check_digests()
    last = ""
    for number, carried in enumerate(reader.read(CarriedDocument)):
        document = carried.document
        text = hashlib.sha256(document.text.encode()).hexdigest()
        if document.sha256 != text or document.id <= last:
            raise TransferFileError(
                f"{path.name} 已损坏：编号 {document.id} 的文件与校验值不符，或次序不对。"
                "语料库没有改动；请重新导出后再导入。"
            )
        last = document.id
        if number % _STEP == 0:
            progress("检查文件", number, 0)
    for one in reader.read(CarriedCorrection):
        _check_correction(one, path)
    deque(reader.read(CarriedSource), maxlen=0)
    deque(reader.read(Change), maxlen=0)


def _check_correction(carried: CarriedCorrection, path: Path) -> None:
    correction = carried.correction
    try:
        kept = as_text(correction.field, correction.value)
    except CorpusError as error:
        raise TransferFileError(
            f"{path.name} 里编号 {carried.document_id} 的更正不对：{error}语料库没有改动。"
        ) from error
    if kept != correction.value:
        raise TransferFileError(
            f"{path.name} 里编号 {carried.document_id} 的更正“{correction.value}”写法不对。"
            "语料库没有改动；请重新导出后再导入。"
        )


class _Import:
    """One import, inside a transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        reader: TransferReader,
        catalogue: Catalogue,
        progress: Progress,
    ) -> None:
        self._connection, self._reader = connection, reader
        self._catalogue, self._progress = catalogue, progress

    def run(self, name: str) -> ImportReport:
        """Take everything in; `name` of the file goes into the history."""
        documents: Counter[bool | None] = Counter()
        kept: list[str] = []
        total = self._reader.manifest.members[DOCUMENTS].lines
        for number, carried in enumerate(self._reader.read(CarriedDocument), start=1):
            taken = rows.take_document(self._connection, carried)
            documents[taken] += 1
            if taken is None:
                kept.append(carried.document.id)
            elif taken:
                self._note(carried, name)
            if number % _STEP == 0 or number == total:
                self._progress("导入语料", number, total)
        corrections, refused = self._take_corrections()
        return ImportReport(
            added=documents[True],
            unchanged=documents[False],
            kept=tuple(kept),
            corrections=corrections,
            sources=self._take_sources(frozenset(kept)),
            changes=sum(
                rows.take_change(self._connection, one) for one in self._reader.read(Change)
            ),
            refused=refused,
        )

    def _take_corrections(self) -> tuple[int, tuple[str, ...]]:
        count, refused = 0, []
        for one in self._reader.read(CarriedCorrection):
            taken = rows.take_correction(self._connection, one)
            count += bool(taken)
            if taken is None:
                refused.append(one.document_id)
        return count, tuple(dict.fromkeys(refused))

    def _take_sources(self, but_of: frozenset[str]) -> int:
        """Sources of another text than the one that stays say nothing of it."""
        return sum(
            rows.take_source(self._connection, one)
            for one in self._reader.read(CarriedSource)
            if one.document_id not in but_of
        )

    def _note(self, carried: CarriedDocument, name: str) -> None:
        change = Change(
            at=now(),
            who=self._catalogue.who,
            action=Action.IMPORTED,
            document_id=carried.document.id,
            title=carried.document.title,
            after=name,
        )
        write_change(self._connection, change)
