"""Lines that look like what the outline did not take them for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.chinese_numbers import CHINESE_NUMERALS
from corpus.clause_address import article_number, list_number
from corpus.documents import Section
from corpus.outline_marks import Line, is_table_row
from corpus.outline_quotes import quoted_lines
from corpus.structure_fault import FaultKind, Finding

_HAN = f"[{CHINESE_NUMERALS}]+"
_BLANK = "[ \u3000\xa0]"
# Told apart from the patterns of `corpus.outline_labels` on purpose: a second opinion.
_NUMBERED = re.compile(
    rf"(?P<structure>第{_BLANK}*(?:{_HAN}|\d+){_BLANK}*[编章节条])"
    rf"|(?P<item>{_HAN}、|[（(]{_BLANK}*{_HAN}{_BLANK}*[）)])|附{_BLANK}*件\s*\d*[:：]?$"
)
_SPOKEN = re.compile(
    rf"(?:之{_HAN})?{_BLANK}*"
    rf"(?:规定|所|的|之|中|以[上下外内]|[、，；。]|[至和或及与]\s*第|第{_HAN}"
    rf"|[（(]{_HAN}[）)]|[项款目]|{_HAN}[、审级类等期批线轮])"
)
_SPOKEN_ARTICLE = re.compile(rf"规定的|所称|第{_HAN}[款项目]|[、至和或及]第{_HAN}条")
_SPOKEN_ITEM = re.compile("[、至][（(]|项[规所之]")
_CONTENTS = re.compile(r"目\s*[录次]")
_UNFINISHED = re.compile("[、，,（(《]$|(?:依照|按照|根据|依据|违反|适用|以及|[本该]法)$")
_DATE_LINE = re.compile(r"[（(]?[^，。；]{0,30}\d{4}年\d{1,2}月\d{1,2}日[）)]?")
_SENTENCE_MARK = re.compile("[，。；：！？,;:!?…“”]")
_LONGEST_HEADING = 20


def line_findings(sections: Sequence[Section], lines: Sequence[Line]) -> Iterator[Finding]:
    """Headings that were missed, references that were not, headings and dates inside clauses."""
    headed = (s for s in _walk(sections) if s.label or s.heading)
    labelled = {s.start: s for s in headed if not s.label.endswith("款")}
    printed = {line.stripped for line in lines if _offset(line) in labelled}
    passed_over = quoted_lines(lines) | _contents(lines, labelled)
    loose = {s.start for s in sections if not s.label and not s.heading}
    inside, above = "", ""
    for index, line in enumerate(lines):
        words, offset = line.stripped, _offset(line)
        if not words or index in passed_over or is_table_row(line.text):
            continue
        if line.start in loose or offset in loose:  # a signature ends the clause before it
            inside = ""
        if offset in labelled:
            inside = labelled[offset].label
            before = "" if above in printed else above
            kind = FaultKind.REFERENCE if _is_reference(inside, words, before) else None
        elif above and words not in printed and _is_numbered(words):
            kind = FaultKind.MISSED_HEADING
        else:
            kind = _stray(words, above) if article_number(inside) else None
        if kind is not None:
            yield Finding(kind=kind, offset=offset)
        above = words


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _offset(line: Line) -> int:
    return line.start + len(line.text) - len(line.text.lstrip())


def _contents(lines: Sequence[Line], labelled: Mapping[int, Section]) -> frozenset[int]:
    """Lines of a table of contents: from 目录 to the first section."""
    head = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.stripped)), None)
    if head is None:
        return frozenset()
    ends = (i for i in range(head, len(lines)) if _offset(lines[i]) in labelled)
    return frozenset(range(head, next(ends, len(lines))))


def _is_numbered(words: str) -> bool:
    """Whether the line begins as a heading does and nothing shows that the number is spoken of."""
    match = _NUMBERED.match(words)
    return match is not None and _SPOKEN.match(words[match.end() :]) is None


def _is_reference(label: str, words: str, above: str) -> bool:
    """Whether the words around an article's or item's number are those of a reference."""
    printed = _NUMBERED.match(words)
    if printed is None:
        return False
    if article_number(label) and _UNFINISHED.search(above):
        return True
    spoken = _SPOKEN_ITEM if list_number(label) else _SPOKEN_ARTICLE
    return spoken.match(words[printed.end() :].lstrip()) is not None


def _stray(words: str, above: str) -> FaultKind | None:
    """A date, or a heading without number, that stands on a line of its own in an article."""
    if _DATE_LINE.fullmatch(words):
        return FaultKind.SIGNATURE
    if above.endswith(("。", "；")) and len(words) <= _LONGEST_HEADING:
        return None if _SENTENCE_MARK.search(words) else FaultKind.BARE_HEADING
    return None
