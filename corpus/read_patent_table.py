"""Patent exports (CSV, TSV, XLSX, JSON Lines) -> PatentRecord, a row at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.clean_text import clean, clean_line
from corpus.patent_cells import (
    claims_in,
    day_in,
    ipc_in,
    is_yes,
    names_in,
    patent_number,
    persons_in,
    plain_cell,
)
from corpus.patent_columns import Columns, sort_columns
from corpus.patent_numbers import read_number
from corpus.source_text import PatentRecord
from corpus.table_rows import Row, rows_of

_SUM = re.compile(r"(?:合|总|小|共)\s*计\s*[:：]?|total\s*:?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentTable:
    """A whole table.

    Attributes:
        unknown_columns: columns that were left out because nobody knows them, as printed.
        faults: (row number as a spreadsheet shows it, Chinese reason) of rows left out or of
            cells left blank.
    """

    records: tuple[PatentRecord, ...]
    unknown_columns: tuple[str, ...]
    faults: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class PatentRows:
    """Iterates over the patents of a file without keeping them; the rest fills as it goes.

    Attributes:
        suffix: .csv, .tsv, .xlsx or .jsonl: what the file is, whatever its name says.
        unknown_columns: ordered by first appearance; the values are not used.
        faults: as in `PatentTable`.
        at: number of the row read last.
    """

    path: Path
    suffix: str
    unknown_columns: dict[str, None] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    at: int = 0
    _columns: dict[tuple[str, ...], Columns] = field(default_factory=dict)

    def __iter__(self) -> Iterator[PatentRecord]:
        """The records in table order; of two rows with one number, however written, the first
        counts.

        Raises:
            UnreadableFileError: no patent table, or the file is damaged.
        """
        seen: set[str] = set()
        for row in rows_of(self.path, suffix=self.suffix):
            self.at = row.number
            if row.fault:
                self.faults.append((row.number, row.fault))
                continue
            record = self._record(row)
            if record is None:
                continue
            number = read_number(record.number).text
            if number in seen:
                self.faults.append((row.number, f"公开号 {record.number} 重复，只取第一次出现的"))
                continue
            seen.add(number)
            yield record

    def _record(self, row: Row) -> PatentRecord | None:
        """The patent of one row; None, and a fault, without number or title."""
        cells = _Cells(row.cells, self._sorted(row.cells), row.number, self.faults)
        number = patent_number(cells.one("number") or cells.one("application_number"))
        title = clean_line(cells.one("title"))
        if _SUM.fullmatch(number):
            self.faults.append((row.number, "是合计行，未导入"))
            return None
        if not number or not title:
            if any(map(plain_cell, row.cells.values())):
                missing = "标题" if number else "公开（公告）号"
                self.faults.append((row.number, f"没有{missing}，未导入"))
            return None
        claims = clean(cells.one("claims"))
        return PatentRecord(
            number=number,
            title=title,
            abstract=clean(cells.one("abstract")),
            applicants=names_in(cells.one("applicants")),
            inventors=persons_in(cells.one("inventors")),
            ipc=ipc_in(cells.one("main_ipc"), cells.one("ipc")),
            application_number=cells.application_number() or None,
            filed=cells.day("filed", "申请日"),
            published=cells.day("published", "公开（公告）日"),
            legal_status=clean_line(cells.one("legal_status")) or None,
            first_claim=clean(cells.one("first_claim"))
            or next((x for _, x in claims_in(claims)), ""),
            claims=claims,
            description=clean(cells.one("description")),
            sample=is_yes(cells.one("sample")),
            source=clean_line(cells.one("source")) or self.path.name,
            extra=cells.extra(),
        )

    def _sorted(self, cells: Mapping[str, object]) -> Columns:
        names = tuple(cells)
        if names not in self._columns:
            self._columns[names] = sort_columns(names)
            self.unknown_columns |= dict.fromkeys(self._columns[names].unknown)
        return self._columns[names]


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row seen through its columns; faults of cells go to the table's list."""

    cells: Mapping[str, object]
    columns: Columns
    row: int
    faults: list[tuple[int, str]]

    def one(self, name: str) -> str:
        """The first value among the columns of a field; "" when all are blank."""
        return next(filter(None, self.all(name)), "")

    def application_number(self) -> str:
        """The application number; some exports give it as the id beside a publication number."""
        own = clean_line(self.one("application_number"))
        return own or next(filter(_is_application, self.all("number")), "")

    def all(self, name: str) -> list[str]:
        """Every value among the columns of a field."""
        return [plain_cell(self.cells[column]) for column in self.columns.fields.get(name, ())]

    def day(self, name: str, shown: str) -> date | None:
        """The day in a field; None, and a fault when something else is written there."""
        cell = self.one(name)
        try:
            return day_in(cell) if cell else None
        except ValueError:
            self.faults.append((self.row, f"{shown}“{cell[:30]}”不是日期，已留空"))
            return None

    def extra(self) -> tuple[tuple[str, str], ...]:
        """The known further columns that have a value."""
        texts = ((name, clean_line(plain_cell(self.cells[c]))) for name, c in self.columns.extra)
        return tuple((name, text) for name, text in texts if text)


def _is_application(cell: str) -> bool:
    return read_number(cell).is_application


def read_patent_table(path: Path, *, suffix: str) -> PatentTable:
    """All patents of a file whose content is what `suffix` says: .csv .tsv .xlsx .jsonl.

    Raises:
        UnreadableFileError: no patent table, or the file is damaged.
    """
    rows = PatentRows(path, suffix)
    records = tuple(rows)
    return PatentTable(
        records=records, unknown_columns=tuple(rows.unknown_columns), faults=tuple(rows.faults)
    )


def fault_summary(faults: Iterable[tuple[int, str]], *, name: str, shown: int = 5) -> str:
    """One Chinese sentence on the faults of a table; "" when there are none."""
    listed = [f"第 {row} 行{reason}" for row, reason in faults]
    if not listed:
        return ""
    rest = f"；等共 {len(listed)} 处" if len(listed) > shown else ""
    return f"{name}：{'；'.join(listed[:shown])}{rest}。"
