"""Files of patents, and patents of the corpus, into the patent store; goes on where it stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import LayoutError
from assistant.layout.from_export import faults_of_row, record_of_document, record_of_row
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_store import PatentStore
from assistant.layout.record_text import text_digest
from corpus.documents import Document, Kind
from corpus.errors import UnreadableFileError
from corpus.file_kind import kind_of
from corpus.file_suffix import OLD_TABLES, TABLES, check_known, true_suffix
from corpus.progress import Progress, no_progress
from corpus.read_office import convert
from corpus.read_patent_table import PatentRows
from corpus.system_faults import said_of

BATCH = 1000
"""Records in one transaction: what a killed import does again at most."""

STAGE = "正在导入专利"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did.

    Attributes:
        rows: records of the file that are in now, those of an earlier, cut short run included.
        faults: (row number as a spreadsheet shows it, Chinese reason): rows left out, cells left
            blank, numbers put right.
        unknown_columns: columns left out because nobody knows them.
    """

    list_id: str
    rows: int
    faults: tuple[tuple[int, str], ...]
    unknown_columns: tuple[str, ...]


def import_file(
    store: PatentStore,
    path: Path,
    *,
    owner: str | None,
    name: str = "",
    progress: Progress = no_progress,
) -> Imported:
    """Import an export (CSV, TSV, XLSX, XLS, JSON Lines) as a list, or into the list of that name.

    Importing a file again changes nothing but what changed in it; a run that was killed is gone on
    with by importing the same file again.

    Args:
        owner: who alone may see the list; None shares it.
        name: of the list; the file's name without suffix when blank.

    Raises:
        UnreadableFileError, UnknownFormatError: no table of patents.
        PatentStoreError: the store cannot be written, or the list was deleted meanwhile.
    """
    suffix = _suffix(path)
    target = _Target(name.strip() or path.stem, owner, _digest(path))
    if suffix not in OLD_TABLES:
        return _imported(store, PatentRows(path, suffix), target, progress)
    with TemporaryDirectory(prefix="zhice-") as folder:
        table = convert(path, suffix=".xlsx", folder=Path(folder))
        return _imported(store, PatentRows(table, ".xlsx"), target, progress)


def import_documents(
    store: PatentStore, documents: Iterable[Document], *, owner: str | None, name: str, day: date
) -> Imported:
    """Import the patents among documents of the corpus, for instance patent PDFs, as a list.

    Raises:
        LayoutError: there is no patent among them.
        PatentStoreError: the store cannot be written.
    """
    patents = (document for document in documents if document.kind is Kind.PATENT)
    first = next(patents, None)
    if first is None:
        raise LayoutError("语料库里没有专利文献。请先导入专利 PDF 或专利清单。")
    list_id = store.begin_list(name, owner=owner)
    count = 0
    found = (
        record_of_document(document, list_id=list_id, owner=owner)
        for document in chain((first,), patents)
    )
    for records in _batches(found):
        store.add(records, map(text_digest, records))
        count += len(records)
    store.finish_list(list_id, day=day)
    return Imported(list_id=list_id, rows=count, faults=(), unknown_columns=())


@dataclass(frozen=True, slots=True)
class _Target:
    """Where rows go: name and owner of the list, and the digest of the file they come from."""

    name: str
    owner: str | None
    file: str


def _imported(
    store: PatentStore, rows: PatentRows, target: _Target, progress: Progress
) -> Imported:
    faults: list[tuple[int, str]] = []
    first = next(iter(rows), None)  # a file that is no list of patents must not make one
    if first is None:
        raise _nothing(rows)
    rows.faults.clear()
    list_id = store.begin_list(target.name, owner=target.owner)
    done = store.rows_done(list_id, target.file)
    count = 0
    for batch in _batches(_records(rows, list_id, target.owner, faults)):
        count += len(batch)
        if count > done:
            at = (list_id, target.file, count)
            store.add_rows(batch, [text_digest(record) for record in batch], at=at)
        progress(STAGE, count, 0)
    store.finish_list(list_id, day=date.today())
    return Imported(
        list_id=list_id,
        rows=count,
        faults=tuple(sorted([*rows.faults, *faults])),
        unknown_columns=tuple(rows.unknown_columns),
    )


def _records(
    rows: PatentRows, list_id: str, owner: str | None, faults: list[tuple[int, str]]
) -> Iterator[PatentRecord]:
    for row in rows:
        record = record_of_row(row, list_id=list_id, owner=owner)
        faults += [(rows.at, f"{record.number}：{fault}") for fault in faults_of_row(row)]
        yield record


def _batches(records: Iterator[PatentRecord]) -> Iterator[list[PatentRecord]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _suffix(path: Path) -> str:
    """What the file is.

    Raises:
        UnreadableFileError: missing, empty, or no table.
        UnknownFormatError: a type of file nobody reads.
    """
    try:
        check_known(path)
        suffix = true_suffix(path, kind_of(path))
    except OSError as error:
        raise UnreadableFileError(
            path.name,
            reason=f"无法打开（{said_of(error)}）",
            remedy="请确认文件存在、没有被其他程序占用，并且有读取权限。",
        ) from error
    if suffix not in TABLES | OLD_TABLES:
        raise UnreadableFileError(
            path.name,
            reason="不是专利清单表格",
            remedy="请提供 CSV、XLSX 或 JSONL 清单；专利 PDF 请先加入语料库，再从语料库导入。",
        )
    return suffix


def _nothing(rows: PatentRows) -> UnreadableFileError:
    reasons = "；".join(f"第 {row} 行{reason}" for row, reason in rows.faults[:5])
    return UnreadableFileError(
        rows.path.name,
        reason=f"表里没有一件能导入的专利（{reasons or '表头之下没有数据'}）",
        remedy="请检查公开（公告）号和标题两列后重新导入。",
    )


def _digest(path: Path) -> str:
    found = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
