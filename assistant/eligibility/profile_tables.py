"""Tables of companies (CSV, TSV, XLSX), a company a row -> profiles; bad cells are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path

from pydantic import ValidationError

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.profile import Profile
from assistant.eligibility.table_cells import CellValue, cell_value
from assistant.eligibility.table_headings import Heading, Headings, read_headings
from corpus.file_kind import FileKind, kind_of
from corpus.patent_cells import plain_cell
from corpus.table_rows import HEADER_WITHIN, cells_of

_LONGEST_SHOWN = 30
_BLANK = frozenset(("", "-", "--", "—", "——", "/", "n/a", "na", "null", "none", "nan", "暂无"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One company; `number` is the row as a spreadsheet shows it, from 1."""

    number: int
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """A cell that was left blank, or a row that was left out, and why, Chinese.

    Attributes:
        row: from 1.
        column: "B 列“营业收入（万元）”"; "" for the row.
    """

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """「第 5 行 B 列“营业收入（万元）”：不是数」."""
        return f"第 {self.row} 行{f' {self.column}' if self.column else ''}：{self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileTable:
    """A whole table.

    Attributes:
        unknown_columns: headings that name no field, as printed; their cells are not used.
        faults: cells left blank and rows left out, in order.
        remarks: Chinese: what was assumed for whole columns.
    """

    rows: tuple[ProfileRow, ...]
    unknown_columns: tuple[str, ...] = ()
    faults: tuple[CellFault, ...] = ()
    remarks: tuple[str, ...] = ()


def read_profiles(path: Path, *, day: date | None = None) -> ProfileTable:
    """The companies of a table.

    Args:
        day: figures by year in a column that names no year are of the last full year before it;
            None for today.

    Raises:
        ProfileError: no table, or none with a column that is known.
        UnreadableFileError: the file is damaged.
    """
    this_year = (day or date.today()).year
    numbered = cells_of(path, suffix=_suffix(path))
    head = list(islice(numbered, HEADER_WITHIN))
    found = _headings_in(head, this_year)
    if found is None:
        raise ProfileError(
            f"{path.name} 里没有找到认得的列名。请下载模板，按模板的列名填写后再上传。"
        )
    index, headings = found
    faults: list[CellFault] = []
    rows = tuple(_rows(chain(head[index + 1 :], numbered), headings.known, faults))
    return ProfileTable(
        rows=rows,
        unknown_columns=headings.unknown,
        faults=tuple(faults),
        remarks=tuple(_remarks(headings)),
    )


def _suffix(path: Path) -> str:
    """What the file is, by its bytes."""
    kind = kind_of(path)
    if kind is FileKind.XLSX:
        return ".xlsx"
    if kind is FileKind.OTHER:
        return ".csv"
    raise ProfileError(f"{path.name} 是{kind}，不是表格。请另存为 XLSX 或 CSV 后再上传。")


def _headings_in(
    head: Sequence[tuple[int, Sequence[object]]], this_year: int
) -> tuple[int, Headings] | None:
    """The row that names most fields, and where it stands in `head`; None when none does."""
    read = [
        read_headings([plain_cell(cell) for cell in cells], this_year=this_year)
        for _, cells in head
    ]
    best = max(range(len(read)), key=lambda index: len(read[index].known), default=None)
    return None if best is None or not read[best].known else (best, read[best])


def _rows(
    numbered: Iterable[tuple[int, Sequence[object]]],
    headings: Sequence[Heading],
    faults: list[CellFault],
) -> Iterator[ProfileRow]:
    for number, cells in numbered:
        if not any(_words(cell) for cell in cells):
            continue
        values = dict[str, object]()
        for heading in headings:
            words = _words(cells[heading.column]) if heading.column < len(cells) else ""
            if words:
                _take(values, heading, words, fault_at=(number, faults))
        if values:
            yield ProfileRow(number=number, profile=Profile.model_validate(values))
        else:
            faults.append(CellFault(row=number, column="", reason="这一行没有认得的内容，未导入"))


def _take(
    values: dict[str, object],
    heading: Heading,
    words: str,
    *,
    fault_at: tuple[int, list[CellFault]],
) -> None:
    number, faults = fault_at
    name = heading.field.name
    try:
        value: CellValue | dict[int, object] = cell_value(words, heading)
        if heading.year is not None:
            value = {heading.year: value}
        Profile.model_validate({name: value})
    except ValidationError:
        faults.append(_fault(number, heading, f"“{words[:_LONGEST_SHOWN]}”超出可填的范围"))
    except ValueError as error:
        faults.append(_fault(number, heading, f"“{words[:_LONGEST_SHOWN]}”{error}"))
    else:
        old = values.get(name)
        values[name] = (
            {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
        )


def _fault(number: int, heading: Heading, reason: str) -> CellFault:
    column = f"{column_letters(heading.column)} 列“{heading.words}”"
    return CellFault(row=number, column=column, reason=f"{reason}，已留空")


def column_letters(index: int) -> str:
    """The name of a column in a spreadsheet: 0 is "A", 26 is "AA"."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _words(cell: object) -> str:
    """A cell as text; "无" stays, since it says that there is none."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, str):
        text = cell.strip()
        return "" if text.lower() in _BLANK else text
    return plain_cell(cell)


def _remarks(headings: Headings) -> Iterator[str]:
    for heading in headings.known:
        if heading.assumed:
            yield f"“{heading.words}”没写年份，按 {heading.year} 年算。"
    for words in headings.repeated:
        yield f"“{words}”与前面的列重复，只取前面的一列。"
