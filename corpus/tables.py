"""Tables in a text: their rows, their header, the names of their columns.

A table is a run of two lines of cells or more, as the readers write them (see `SourceText`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median

from corpus.clean_text import close_gaps
from corpus.documents import Section
from corpus.outline_marks import Line, is_table_row, split_lines

_BAR = re.compile(r"(?<!\S)\|(?!\S)")
_PRINTED_NUMBER = re.compile(
    r"表\s*(?:[0-9]{1,3}(?:[-.—][0-9]{1,3})?|[一二三四五六七八九十]{1,3})(?!\w)"
)
_BARE_NUMBER = re.compile(r"[（(]?(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})[)）.、]?")

_LONGEST_NAME = 20
"""Characters of a column's name; what is longer is data."""

_NO_NAME = re.compile(r"[。；！？;]|^[\d.,%％/~—-]+|\d(?:元|万|年|月|日|天|个|分|[%％])")
_NAME_ENDING = re.compile(
    "(?:名称?|姓名|内容|标准|金额|条件|要求|说明|备注|时间|时限|期限|日期|单位|部门|机关|机构|比例|方式"
    "|方法|材料|分值?|得分|电话|地址|邮箱|数量?|类[别型]?|渠道|依据|情形|对象|系数|额度?|费用?|税率|职责"
    "|指标|项目|事项|范围|人|人数|来源|结果|流程|步骤|区域?|等级|级别|限额|补贴|资助|奖励|处室|次数|形式)"
    r"(?:[（(].{1,12}[）)])?$"
)
_MOST_HEADER_ROWS = 4
_FEWEST_ROWS_OF_OWN = 3
"""Rows of one width that make a table beside another without a line between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of cells at `text[start:end]`, its line break included; cells without blanks."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in a text.

    Attributes:
        label: 表 with the number printed above it, else its position in the text, from 1.
        header: the rows that name the columns; () in a form.
        columns: names, one for each cell of a row ("限额·职工"), or () when no row names them.
        rows: the others, 1 or more; a header printed again on the next page is none of them.
    """

    label: str
    header: tuple[Row, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        """Offset of its first line."""
        return (self.header or self.rows)[0].start

    @property
    def end(self) -> int:
        """Offset just after its last line."""
        return self.rows[-1].end


def find_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text in order; their spans hold nothing else."""
    if " |" not in text and "| " not in text:
        return ()
    lines = split_lines(text)
    tables: list[Table] = []
    for is_row, run in groupby(range(len(lines)), key=lambda i: is_table_row(lines[i].text)):
        numbers = list(run)
        if not is_row:
            continue
        above = lines[numbers[0] - 1].stripped if numbers[0] else ""
        rows = [_row(lines[i], len(text)) for i in numbers]
        for part in _split_by_width(rows):
            if len(part) > 1:
                printed = _PRINTED_NUMBER.match(above)
                label = "".join(printed.group().split()) if printed else f"表{len(tables) + 1}"
                tables.append(_table(part, label))
            above = ""
    return tuple(tables)


def row_labels(table: Table) -> tuple[str, ...]:
    """One for each row, to point at it: "第2行（硕士研究生）"."""
    column = key_column(table)
    names = (row.cells[column] if column < len(row.cells) else "" for row in table.rows)
    return tuple(
        f"第{number}行" + (f"（{_shortened(name)}）" if name else "")
        for number, name in enumerate(names, start=1)
    )


def with_tables(sections: Sequence[Section], text: str) -> tuple[Section, ...]:
    """The outline with a section for each table, and in it one for each row.

    The header's rows are a section without label. A table is divided out of the leaf that holds
    it whole; one that headings run through stays as it is.
    """
    tables = find_tables(text)
    return tuple(_divided(section, tables) for section in sections) if tables else tuple(sections)


def _divided(section: Section, tables: Sequence[Table]) -> Section:
    first = bisect_left(tables, section.start, key=attrgetter("start"))
    after = bisect_right(tables, section.end, key=attrgetter("end"))
    inside = tables[first:after]
    if not inside:
        return section
    children = section.children
    if children:
        divided = tuple(_divided(child, inside) for child in children)
    else:
        divided = tuple(_parts(section, inside))
    return Section(
        label=section.label,
        heading=section.heading,
        start=section.start,
        end=section.end,
        children=divided,
    )


def _parts(leaf: Section, tables: Sequence[Table]) -> Iterator[Section]:
    done = leaf.start
    for table in tables:
        if table.start > done:
            yield _loose(done, table.start)
        yield _table_section(table)
        done = table.end
    if leaf.end > done:
        yield _loose(done, leaf.end)


def _loose(start: int, end: int) -> Section:
    return Section(label="", heading="", start=start, end=end)


def _table_section(table: Table) -> Section:
    parts: list[Section] = []
    done = table.start
    for row, label in zip(table.rows, row_labels(table), strict=True):
        if row.start > done:  # the header, or the header again
            parts.append(_loose(done, row.start))
        parts.append(Section(label=label, heading="", start=row.start, end=row.end))
        done = row.end
    return Section(
        label=table.label,
        heading="",
        start=table.start,
        end=table.end,
        children=tuple(parts),
    )


def _row(line: Line, length: int) -> Row:
    cells = tuple(cell.strip() for cell in _BAR.split(line.text))
    return Row(start=line.start, end=min(line.start + len(line.text) + 1, length), cells=cells)


def _split_by_width(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Tables that follow one another directly, told apart by the number of their columns."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: len(row.cells))]
    part = groups[0]
    for before, group in pairwise(groups):
        if min(len(before), len(group)) >= _FEWEST_ROWS_OF_OWN:
            yield part
            part = group
        else:
            part = part + group
    yield part


def _table(rows: Sequence[Row], label: str) -> Table:
    height = _header_height(rows)
    header = tuple(rows[:height])
    columns = tuple(map(_column_name, zip(*(row.cells for row in header), strict=True)))
    again = {row.cells for row in header}
    body = tuple(row for row in rows[height:] if row.cells not in again)
    return Table(label=label, header=header, columns=columns, rows=body or tuple(rows[height:]))


def _header_height(rows: Sequence[Row]) -> int:
    """Rows at the top that name columns: one, and more below a name that spans columns."""
    if not _names_columns(rows[0].cells):
        return 0
    height = 1
    while height < min(len(rows) - 1, _MOST_HEADER_ROWS):
        above, cells = rows[height - 1].cells, rows[height].cells
        if len(cells) != len(above) or not _goes_on(above, cells):
            break
        height += 1
    return height


def _names_columns(cells: Sequence[str]) -> bool:
    if len(cells) < 2 or not all(cells[1:]):
        return False
    if any(len(cell) > _LONGEST_NAME or _NO_NAME.search(cell) for cell in cells):
        return False
    named = [cell for cell in map(_close_up, cells) if _NAME_ENDING.search(cell)]
    # In a list of labels with their values (事项 | 办理) the first line looks like names too.
    return bool(named) if len(cells) > 2 else _close_up(cells[1]) in named


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row divides names of the row above that span several columns."""
    spanned = {i for i, (a, b) in enumerate(pairwise(above)) if a == b}
    spanned |= {i + 1 for i in spanned}
    own = [cells[i] for i in sorted(spanned)]
    kept = all(cells[i] == name for i, name in enumerate(above) if i not in spanned)
    return bool(spanned) and kept and all(own) and not any(map(_NO_NAME.search, own))


def _column_name(texts: Sequence[str]) -> str:
    return "·".join(dict.fromkeys(_close_up(text) for text in texts if text))


def _close_up(words: str) -> str:
    """ "审核确认 有效期" is one name, broken to fit its column."""
    return close_gaps(words)


def key_column(table: Table) -> int:
    """Index of the column that names the rows.

    The first column of short words that tells all rows apart, else the first of short words.
    """
    width = min(len(row.cells) for row in table.rows)
    columns = [[row.cells[column] for row in table.rows] for column in range(width)]
    short = [
        number
        for number, values in enumerate(columns)
        if not all(_BARE_NUMBER.fullmatch(value) for value in values)
        and median(map(len, values)) <= _LONGEST_NAME
    ]
    apart = (n for n in short if all(columns[n]) and len(set(columns[n])) == len(columns[n]))
    return next(apart, short[0] if short else 0)


def _shortened(name: str) -> str:
    name = name.rstrip("。；;，,")
    whole = name if len(name) <= _LONGEST_NAME else re.split("[（(：:，,；;。]", name)[0]
    return whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME - 1] + "…"
