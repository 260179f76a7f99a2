"""Rows of a table file, a row at a time, by column name; CSV, TSV, XLSX and JSON Lines."""

from __future__ import annotations

import csv
import json
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from corpus.errors import UnreadableFileError
from corpus.patent_cells import plain_cell
from corpus.patent_columns import sort_columns
from corpus.text_encoding import Encoding, encoding_of_file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WORKBOOK_ERRORS = (
    BadZipFile,
    zlib.error,
    SyntaxError,  # the root of both XML parsers' errors
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
)
"""What openpyxl lets through when parts of a workbook are broken or absent."""

_LONGEST_CELL = 1_000_000
"""Characters of a cell of a CSV: a description of four hundred pages. The reader's own limit of
131,072 refuses whole exports for one long description."""

HEADER_WITHIN = 10
"""Rows among which the header is looked for: exports put a title or a search address above it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header.

    Attributes:
        number: as a spreadsheet or an editor shows it, from 1.
        cells: by column name as printed; of two columns with one name the first counts.
        fault: Chinese reason why the row has no cells; "" when it is sound.
    """

    number: int
    cells: Mapping[str, object] = field(default_factory=dict)
    fault: str = ""


def rows_of(path: Path, *, suffix: str) -> Iterator[Row]:
    """The rows of a table with a number column and a title column; `suffix` tells the format.

    Raises:
        UnreadableFileError: the file is damaged, or no such columns are in it.
    """
    if suffix == ".xlsx":
        return _xlsx_rows(path)
    encoding = encoding_of_file(path)
    if suffix == ".jsonl":
        return _json_rows(path, encoding)
    return _csv_rows(path, encoding)


def cells_of(path: Path, *, suffix: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Every row of a table of any sort, with its number from 1; of a workbook those of the first
    sheet that holds anything.

    Args:
        suffix: .csv, .tsv or .xlsx: what the file is, whatever its name says.

    Raises:
        UnreadableFileError: the file is damaged.
    """
    if suffix == ".xlsx":
        with _sheets(path) as sheets:
            for sheet in sheets:
                filled = (row for row in _numbered(sheet) if any(_is_filled(c) for c in row[1]))
                if first := next(filled, None):
                    yield from chain((first,), filled)
                    return
        return
    encoding = encoding_of_file(path)
    with path.open(encoding=encoding.codec, errors=encoding.errors, newline="") as file:
        head = "".join(islice(file, HEADER_WITHIN))
    yield from _csv_cells(path, encoding, max(",\t;", key=head.count))


def _csv_rows(path: Path, encoding: Encoding) -> Iterator[Row]:
    yield from _below_header(_csv_cells(path, encoding, _delimiter(path, encoding)), path)


def _csv_cells(
    path: Path, encoding: Encoding, delimiter: str
) -> Iterator[tuple[int, Sequence[object]]]:
    with path.open(encoding=encoding.codec, errors=encoding.errors, newline="") as file:
        csv.field_size_limit(_LONGEST_CELL)  # of the whole process, whose other tables are ours
        reader = csv.reader(file, delimiter=delimiter)
        try:
            yield from enumerate(reader, 1)
        except csv.Error as error:
            raise _damaged(path, f"第 {reader.line_num} 行的引号没有配对或单元格过长") from error


def _delimiter(path: Path, encoding: Encoding) -> str:
    """The mark with which a header is found; a comma when none serves."""
    with path.open(encoding=encoding.codec, errors=encoding.errors, newline="") as file:
        head = list(islice(file, HEADER_WITHIN))
    for delimiter in (",", "\t", ";"):
        if any(not _missing(row) for row in csv.reader(head, delimiter=delimiter)):
            return delimiter
    return ","


def _xlsx_rows(path: Path) -> Iterator[Row]:
    refusals: list[UnreadableFileError] = []
    with _sheets(path) as sheets:
        for sheet in sheets:
            try:
                yield from _below_header(_numbered(sheet), path)
            except UnreadableFileError as refusal:
                refusals.append(refusal)
        if len(refusals) == len(sheets):
            raise refusals[0] if refusals else _damaged(path, "工作簿里没有工作表")


@contextmanager
def _sheets(path: Path) -> Iterator[Sequence[Worksheet]]:
    """The sheets of a workbook while it is open."""
    import openpyxl  # slow to import, needed for workbooks only

    try:
        with (
            path.open("rb") as file,
            warnings.catch_warnings(),
        ):  # it warns of styles and extensions, which do not matter
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheets = list(book.worksheets)
            for sheet in sheets:
                sheet.reset_dimensions()  # exports state a wrong size, which would hide rows
            yield sheets
    except _WORKBOOK_ERRORS as error:
        raise _damaged(path, "工作簿结构不完整") from error


def _numbered(sheet: Worksheet) -> Iterator[tuple[int, Sequence[object]]]:
    return enumerate(sheet.iter_rows(values_only=True), 1)


def _is_filled(cell: object) -> bool:
    return cell not in (None, "")


def _below_header(rows: Iterable[tuple[int, Sequence[object]]], path: Path) -> Iterator[Row]:
    numbered = iter(rows)
    head = [
        (number, [plain_cell(cell) for cell in row])
        for number, row in islice(numbered, HEADER_WITHIN)
    ]
    found = next((index for index, (_, row) in enumerate(head) if not _missing(row)), None)
    if found is None:
        closest = min((row for _, row in head), key=lambda row: len(_missing(row)), default=[])
        raise _no_patents(path, _missing(closest))
    names, below = head[found][1], head[found + 1 :]
    if below and _is_second_header(names, below[0][1]):
        names, below = _joined_names(names, below[0][1]), below[1:]
    for number, row in chain(below, numbered):
        if _is_repeated(names, row):
            yield Row(number, fault="是重复的表头，未导入")
        elif any(map(_is_filled, row)):
            yield Row(number, _by_name(names, row))


def _is_second_header(names: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the row below the header goes on with it: merged cells leave number and title blank
    there, and something in it names a column."""
    fields = sort_columns(names).fields
    own = {name for field in ("number", "title") for name in fields.get(field, ())}
    if any(cell for name, cell in zip(names, row, strict=False) if name in own):
        return False
    joined = _joined_names(names, row)
    return any(cell and _is_known(name) for name, cell in zip(joined, row, strict=False))


def _joined_names(names: Sequence[str], row: Sequence[str]) -> list[str]:
    """The names of a header of two rows: of "申请人" above "中文" and "英文" 申请人（中文） and
    申请人（英文）; a column that both rows name goes by the lower one where that is known."""
    joined: list[str] = []
    above = ""
    for at in range(max(len(names), len(row))):
        upper, lower = names[at] if at < len(names) else "", row[at] if at < len(row) else ""
        above = upper or above
        if not lower:
            joined.append(upper)
        elif _is_known(both := f"{above}（{lower}）"):
            joined.append(both)
        else:
            joined.append(lower)
    return joined


def _is_known(name: str) -> bool:
    return not sort_columns((name,)).unknown


def _is_repeated(names: Sequence[str], row: Sequence[object]) -> bool:
    """Whether a row is the header once more, as in exports put one below the other."""
    pairs = [(name, plain_cell(cell)) for name, cell in zip(names, row, strict=False) if name]
    return len(pairs) > 1 and all(name == cell for name, cell in pairs)


def _by_name(names: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for name, cell in zip(names, row, strict=False):  # short rows lack their last cells
        if name:
            cells.setdefault(name, cell)
    return cells


def _json_rows(path: Path, encoding: Encoding) -> Iterator[Row]:
    with path.open(encoding=encoding.codec, errors=encoding.errors) as file:
        rows = (_json_row(number, line) for number, line in enumerate(file, 1) if line.strip())
        head = list(islice(rows, HEADER_WITHIN))
        lacking = [_missing(list(row.cells)) for row in head if not row.fault]
        if not lacking or all(lacking):
            raise _no_patents(path, min(lacking, key=len, default=("公开（公告）号", "标题")))
        yield from chain(head, rows)


def _json_row(number: int, line: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, fault="不是合法的 JSON，未导入")
    if not isinstance(value, dict):
        return Row(number, fault="不是 JSON 对象，未导入")
    return Row(number, {str(key): cell for key, cell in value.items()})


def _missing(names: Iterable[str]) -> tuple[str, ...]:
    return sort_columns(names).missing()


def _no_patents(path: Path, missing: Sequence[str]) -> UnreadableFileError:
    columns = "和".join(f"“{name}”" for name in missing)
    return UnreadableFileError(
        path.name,
        reason=f"表格里没有{columns}列",
        remedy="目前只支持专利清单表格，请补上这些列（列名写在表头）后重新导入。",
    )


def _damaged(path: Path, reason: str) -> UnreadableFileError:
    return UnreadableFileError(
        path.name, reason=f"表格已损坏：{reason}", remedy="请用 Excel 或 WPS 打开另存后重新导入。"
    )
