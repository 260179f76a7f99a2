"""Tables of patents into the patent store, a row at a time; goes on where it stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.layout.from_export import faults_of_row, record_of_row
from assistant.layout.imported import Fault, Imported, Tally, Target
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_store import PatentStore
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


def import_table(
    store: PatentStore, path: Path, target: Target, progress: Progress = no_progress
) -> Imported:
    """Import an export (CSV, TSV, XLSX, XLS, JSON Lines) as a list, or into the list of that name.

    What the list holds already is brought up to the file, see `renewal`; a run that was killed is
    gone on with by importing the same file again.

    Raises:
        UnreadableFileError, UnknownFormatError: no table of patents.
        PatentStoreError: the store cannot be written, the list is somebody else's, or it was
            deleted meanwhile.
    """
    suffix = table_suffix(path)
    wanted = replace(target, name=target.name.strip() or path.stem)
    digest = digest_of_file(path)
    if suffix not in OLD_TABLES:
        return _imported(store, PatentRows(path, suffix), wanted, digest, progress)
    with TemporaryDirectory(prefix="zhice-") as folder:
        table = convert(path, suffix=".xlsx", folder=Path(folder))
        return _imported(store, PatentRows(table, ".xlsx"), wanted, digest, progress)


def _imported(
    store: PatentStore, rows: PatentRows, target: Target, digest: str, progress: Progress
) -> Imported:
    if next(iter(rows), None) is None:  # a file that is no list of patents must not make one
        raise _nothing(rows)
    rows.faults.clear()
    faults: list[tuple[int, str]] = []
    list_id = store.begin_list(target.name, owner=target.owner, by=target.by)
    tally = Tally(resumed=store.rows_done(list_id, digest))
    for batch in _batches(_records(rows, list_id, target.owner, faults)):
        tally.rows += len(batch)
        if tally.rows > tally.resumed:
            tally.add(store.add(list_id, batch, at=(digest, tally.rows)))
        progress(STAGE, tally.rows, 0)
    store.finish_list(list_id, day=date.today(), files=[digest])
    told = sorted([*rows.faults, *faults])
    return tally.report(
        list_id,
        target.name,
        in_list=store.count(list_id),
        faults=[Fault(f"第 {row} 行", reason) for row, reason in told],
        unknown_columns=list(rows.unknown_columns),
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


def table_suffix(path: Path) -> str:
    """What sort of table the file is.

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
            remedy="请提供 CSV、XLSX、XLS 或 JSONL 清单。",
        )
    return suffix


def _nothing(rows: PatentRows) -> UnreadableFileError:
    reasons = "；".join(f"第 {row} 行{reason}" for row, reason in rows.faults[:5])
    return UnreadableFileError(
        rows.path.name,
        reason=f"表里没有一件能导入的专利（{reasons or '表头之下没有数据'}）",
        remedy="请检查公开（公告）号和标题两列后重新导入。",
    )


def digest_of_file(path: Path) -> str:
    """Tells a file by its bytes, whatever it is called."""
    found = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
