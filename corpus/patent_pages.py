"""Pages of a Chinese patent publication -> its text, section by section.

The office prints the section's name at the head of every page; the front page marks its entries
with the INID codes of WIPO Standard ST.9, such as (54) for the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.clean_text import clean, close_figures, close_gaps, drop_blank_lines
from corpus.documents import Kind
from corpus.page_lines import Line, Page, join_words, paragraphs
from corpus.source_text import SourceText

CLAIMS = "权利要求书"
DESCRIPTION = "说明书"
ABSTRACT = "(57)摘要"

_PAGE_HEAD = re.compile(r"(权利要求书|说明书附图|说明书摘要|摘要附图|说明书)(?:\d+/\d+页)?")
_NUMBER = re.compile(r"CN\d{7,12}[A-Z]\d?")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_SHEET_COUNTS = re.compile(r"(?:(?:权利要求书|说明书|附图)\d+页)+")
_DAY = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})")
_ENTRY = re.compile(r"\(\d\d\)|地址|代理人|专利代理师|审查员|申请公布号|[A-H]\d\d[A-Z] ?\d")
_NUMBER_ENTRY = re.compile(r"\(1[01]\)\S*号")
_DAY_ENTRY = re.compile(r"\(4[35]\)\S*日")
_TITLE_ENTRY = re.compile(r"\(54\)\S*名称")


def is_patent_front(page: Page) -> bool:
    """Whether the page is the front page of a patent: it has entries (21), (54) and (57)."""
    words = "\n".join(line.text for line in page.lines)
    return all(code in words for code in ("(21)", "(54)", "(57)"))


def patent_text(pages: Sequence[Page], *, name: str) -> SourceText:
    """题录, 摘要, 权利要求书 and 说明书 of a patent, each section after a line with its name.

    Drawing sheets are left out. `document_number` is the publication number without blanks.
    """
    parts: dict[str, list[Page]] = {"": [], CLAIMS: [], DESCRIPTION: []}
    for page in pages:
        head, body = _split_head(page)
        if head in parts:
            parts[head].append(body)
    entries = _front_entries([line.text for page in parts[""] for line in page.lines])
    lines = list(entries)
    for section in (CLAIMS, DESCRIPTION):
        if parts[section]:
            lines += [section, *paragraphs(parts[section])]
    return SourceText(
        name=name,
        source=name,
        text=drop_blank_lines(clean("\n".join(lines))),
        title=_value(entries, _TITLE_ENTRY),
        published=_day(_value(entries, _DAY_ENTRY)),
        document_number="".join((_value(entries, _NUMBER_ENTRY) or "").split()) or None,
        kind=Kind.PATENT,
    )


def _split_head(page: Page) -> tuple[str, Page]:
    """The section named at the head ("" on the front page) and the page without furniture."""
    heads = [match[1] for line in page.lines if (match := _head_match(line, page))]
    head = heads[0] if heads else ""

    def is_furniture(line: Line) -> bool:
        squeezed = "".join(line.text.split())
        if line.height > 3 * (line.right - line.left):
            return bool(_NUMBER.fullmatch(squeezed))
        numbers = _NUMBER.fullmatch(squeezed) or _PAGE_NUMBER.fullmatch(squeezed)
        return bool(_head_match(line, page) or (head and numbers))

    return head, replace(page, lines=tuple(x for x in page.lines if not is_furniture(x)))


def _head_match(line: Line, page: Page) -> re.Match[str] | None:
    upper_half = line.bottom > page.height / 2
    return _PAGE_HEAD.fullmatch("".join(line.text.split())) if upper_half else None


def _front_entries(lines: Sequence[str]) -> list[str]:
    """Entries of the front page, one a line; the abstract is the last line.

    Number and day of publication are printed apart from their labels and are put back to them.
    """
    entries: list[str] = []
    loose: list[str] = []
    for line in lines:
        squeezed = "".join(line.split())
        is_value = _NUMBER.fullmatch(squeezed) or _DAY.fullmatch(squeezed)
        if is_value and not (entries and _awaits_value(entries[-1])):
            loose.append(line)
        elif squeezed == ABSTRACT:
            entries += [ABSTRACT, ""]
        elif ABSTRACT in entries:
            entries[-1] += "" if _SHEET_COUNTS.fullmatch(squeezed) else line
        elif not entries or _ENTRY.match(line):
            entries.append(line)
        else:
            entries[-1] = _continued(entries[-1], line)
    return [_tidy(_with_value(entry, loose)) for entry in entries]


def _awaits_value(entry: str) -> bool:
    """Whether the next line holds the value: only number and day of publication stand elsewhere."""
    is_elsewhere = _NUMBER_ENTRY.fullmatch(entry) or _DAY_ENTRY.fullmatch(entry)
    return entry.startswith("(") and " " not in entry and not is_elsewhere


def _continued(entry: str, line: str) -> str:
    """`entry` with its next line: names and values stand apart, wrapped words do not."""
    is_bare_label = entry.startswith("(") and " " not in entry
    is_list = entry.startswith(("(72)", "(66)", "(86)", "(87)"))
    is_code = entry.startswith("(74)") and line[0].isdecimal()
    return f"{entry} {line}" if is_bare_label or is_list or is_code else join_words(entry, line)


def _with_value(entry: str, loose: Sequence[str]) -> str:
    """`entry`, if it is a label without value, with the loose number or day that belongs to it."""
    for label, value in ((_NUMBER_ENTRY, _NUMBER), (_DAY_ENTRY, _DAY)):
        fitting = [text for text in loose if value.fullmatch("".join(text.split()))]
        if label.fullmatch(entry) and fitting:
            return f"{entry} {fitting[0]}"
    return entry


def _tidy(entry: str) -> str:
    """Gaps closed in words and title; other entries keep the spaces between their values."""
    label, blank, title = entry.partition(" ")
    if _TITLE_ENTRY.fullmatch(label):
        return label + blank + close_gaps(title)
    return close_figures(entry) if _ENTRY.match(entry) else close_gaps(entry)


def _value(entries: Sequence[str], label: re.Pattern[str]) -> str | None:
    """What follows the first entry whose label matches; None without one."""
    for entry in entries:
        words, _, value = entry.partition(" ")
        if label.fullmatch(words) and value:
            return value
    return None


def _day(text: str | None) -> date | None:
    match = _DAY.fullmatch("".join(text.split())) if text else None
    return date(*map(int, match.groups())) if match else None
