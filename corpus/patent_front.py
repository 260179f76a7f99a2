"""Front page of a patent publication -> its entries, one a line.

The office marks the entries with the INID codes of WIPO Standard ST.9, such as (54) for the title;
until about 2010 it printed them in square brackets. Below the name of the office stand two
columns of entries, below these title and abstract beside a drawing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.clean_text import close_figures, close_gaps
from corpus.page_lines import Page, join_words, rows_joined
from corpus.reading_order import Row, flat, rows_of, split_at

CODE = re.compile(r"[(（\[【〔]\s?(\d\d)\s?[)）\]】〕]\s?")
ABSTRACT_LINE = re.compile(r"[(（\[【〔]57[)）\]】〕]\s?【?(?:摘\s?要|Abstract)】?[:：]?\s?")

_LABELS = (
    "(?:申请)?公布号|(?:授权)?公告号|公开号|(?:申请)?公布日|(?:授权)?公告日|公开日|申请号|申请日|"
    r"(?:ZL\s?)?专利号|"
    "分案原申请数据|(?:本国)?优先权数据|同一申请的已公布的文献号|PCT国际申请进入国家阶段日|"
    "PCT国际申请的申请数据|PCT国际申请的公布数据|对比文件|生物保藏信息|更正信息|更正文献出版日|"
    "(?:共同)?(?:申请人|专利权人)|发明人|设计人|专利代理机构|"
    "(?:发明|实用新型|外观设计|(?:使用外观设计的)?产品)?名称|"
    r"Int\s?\.?\s?Cl\s?\.?\d?|LOC\s?\(\d+\)\s?Cl\s?\.?"
)
LABEL = re.compile(rf"({CODE.pattern}(?:{_LABELS}))[:：]?\s*")
_NAMES = (
    "(?:共同)?(?:申请人|专利权人)|发明人|设计人|代理人|专利代理师|审查员|申请公布号|授权公告号|地址"
)
UNCODED = re.compile(rf"({_NAMES})[\s:：]*")
_CLASS = re.compile(r"[A-H]\d\d[A-Z] ?\d")
_CITED = re.compile(r"[A-Z]{2} ?\d{4,}")
_LEFT_OUT = re.compile(
    r"(?:(?:权利要求书|说明书(?:附图)?|附图|序列表|图片或照片|简要说明)共?\d+[页幅张])+"
    r"|[\[(（【]?(?:转续页|接上页|续页)[\])）】]?"
)
_OF_HEAD = frozenset(("10", "11", "12", "13", "15", "19", "43", "44", "45", "48"))
_LISTS = frozenset(("30", "66", "72", "85", "86", "87"))

_LEAST_LABELS = 3
"""Recognition may lose some; no other page has three."""

_APART = 3.0
"""Below title or abstract, lines so many type sizes lower are labels in a drawing."""


def is_patent_front(page: Page) -> bool:
    """Whether it is the front page of a patent: codes with their labels, or (21), (54) and (57)
    without, as offices that print no Chinese have them. Numbered points of a list are none.
    """
    words = [line.text for line in page.lines]
    labelled = {match[2] for text in words for match in LABEL.finditer(text)}
    if len(labelled) >= _LEAST_LABELS and labelled & {"21", "22", "54"}:
        return True
    bare = {_code(text) for text in words}
    return {"21", "54", "57"} <= bare and bool(bare & {"71", "72", "73", "75"})


def front_entries(pages: Sequence[Page]) -> list[str]:
    """Entries of the front page and its continuations; title (57) and abstract are the last two.

    A label and its value are parted by one space. Labels in drawings and counts of sheets are
    left out.
    """
    front = _Front()
    for page in pages:
        front.begin_page()
        for line in _lines(page):
            front.take(line)
    return [_tidy(entry) for entry in front.in_order()]


@dataclass(slots=True)
class _Front:
    """Entries as they fill up line by line; title and abstract are kept to come last."""

    entries: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    in_abstract: bool = False

    def begin_page(self) -> None:
        """What follows belongs to the entries, whose last may go on."""
        self.in_abstract = False
        if self.entries and _code(self.entries[-1]) == "54":
            self.title.append(self.entries.pop())

    def in_order(self) -> list[str]:
        """All entries."""
        return [*self.entries, *self.title, *self.abstract]

    def take(self, line: str) -> None:
        """Add a line in reading order."""
        if _LEFT_OUT.fullmatch("".join(line.split())):
            return
        opening = ABSTRACT_LINE.match(line)
        if opening:
            self.in_abstract = True
            self.abstract = self.abstract or ["".join(opening[0].split()), ""]
            self.abstract[1] += line[opening.end() :]
        elif self.in_abstract:
            self.abstract[1] = join_words(self.abstract[1], line)
        else:
            for part in _parts(line):
                self._take_entry(part)

    def _take_entry(self, line: str) -> None:
        label = LABEL.match(line) or UNCODED.match(line)
        last = self.entries[-1] if self.entries else ""
        if label:
            value = line[label.end() :]
            name = "".join(label[1].split())
            self.entries.append(f"{name} {value}" if value else name)
        elif not last or CODE.match(line) or _is_item(last, line):
            self.entries.append(line)
        else:
            self.entries[-1] = _continued(last, line)


def _parts(line: str) -> list[str]:
    """The line cut before every labelled code: two entries may stand side by side."""
    starts = [match.start() for match in LABEL.finditer(line)]
    stops = [*(start for start in starts if start), len(line)]
    return [line[a:b].strip() for a, b in zip([0, *stops], stops, strict=False)]


def _is_item(last: str, line: str) -> bool:
    """Whether the line is the next class symbol or the next cited document."""
    is_cited = bool(_CITED.match(line)) and (_code(last) == "56" or bool(_CITED.match(last)))
    return bool(_CLASS.match(line)) or is_cited


def _continued(entry: str, line: str) -> str:
    """`entry` with its next line: names and values stand apart, wrapped words do not."""
    code = _code(entry)
    is_bare = bool(LABEL.fullmatch(entry) or UNCODED.fullmatch(entry))
    is_number = code == "74" and line[0].isdecimal()
    return f"{entry} {line}" if is_bare or is_number or code in _LISTS else join_words(entry, line)


def _tidy(entry: str) -> str:
    """Gaps closed in words and title; other entries keep the spaces between their values."""
    label, blank, value = entry.partition(" ")
    if _code(entry) == "54":
        return label + blank + close_gaps(value)
    is_entry = CODE.match(entry) or UNCODED.match(entry) or _CLASS.match(entry)
    return close_figures(entry) if is_entry else close_gaps(entry)


def _code(entry: str) -> str:
    match = CODE.match(entry)
    return match[1] if match else ""


def _lines(page: Page) -> Iterator[str]:
    """Lines of the page in reading order: its head, the entries, then title and abstract."""
    rows = rows_of(line for line in page.lines if not line.is_turned)
    is_first = any(_code(line.text) in _OF_HEAD for line in flat(rows))
    body = _first(rows, lambda code: code not in _OF_HEAD) if is_first else 0
    words = max(body, _first(rows, lambda code: code in ("54", "57")))
    gutter = _gutter(rows[body:], rows) or _gutter(rows[body:words], rows) or _middle(rows)
    for row in rows[:body]:
        yield from (line.text for line in rows_joined(row) if CODE.search(line.text))
    for column in split_at(rows[body:words], gutter):
        yield from (line.text for line in rows_joined(flat(column)))
    for column in _without_drawing(split_at(rows[words:], gutter), gutter):
        yield from (line.text for line in rows_joined(flat(column)))


def _first(rows: Sequence[Row], is_wanted: Callable[[str], bool]) -> int:
    """Index of the first row with a line that begins with such a code; the count without one."""
    for index, row in enumerate(rows):
        if any(_code(line.text) and is_wanted(_code(line.text)) for line in row):
            return index
    return len(rows)


def _gutter(rows: Sequence[Row], page: Sequence[Row]) -> float | None:
    """The place nearest the middle of the page that no line of `rows` covers; None without one."""
    middle = _middle(page)
    gaps: list[float] = []
    covered = 0.0
    for line in sorted(flat(rows), key=lambda line: line.left):
        if covered and line.left > covered:
            gaps.append(min(max(middle, covered), line.left))
        covered = max(covered, line.right)
    if 0 < covered < middle:  # nothing stands in the right column
        return middle
    return min(gaps, key=lambda gap: abs(gap - middle), default=None)


def _middle(rows: Sequence[Row]) -> float:
    lines = flat(rows)
    return (min(x.left for x in lines) + max(x.right for x in lines)) / 2 if lines else 0.0


def _without_drawing(columns: Sequence[Sequence[Row]], gutter: float) -> Iterator[list[Row]]:
    """Title and abstract without the labels of the drawing beside or below them."""
    width, bottom = 0.0, None
    for column in columns:
        is_right = all(line.left > gutter for line in flat(column))
        if (
            is_right
            and not _is_set(column, width)
            and not any(_code(row[0].text) for row in column)
        ):
            continue
        kept = _close_rows(column, None if is_right else bottom)
        if kept:
            width = max(width, median(row[-1].right - row[0].left for row in kept))
            bottom = kept[-1][0].bottom
            yield kept


def _close_rows(column: Sequence[Row], bottom: float | None) -> list[Row]:
    """The rows until one stands far below the row before it, which ends at `bottom`."""
    kept: list[Row] = []
    for row in column:
        if bottom is not None and bottom - row[0].top > _APART * row[0].height:
            break
        kept.append(row)
        bottom = row[0].bottom
    return kept


def _is_set(column: Sequence[Row], width: float) -> bool:
    """Whether the lines are words set like those of the other column, which are `width` wide."""
    widths = [row[-1].right - row[0].left for row in column]
    return len(column) > 1 and median(widths) > 0.6 * width
