"""A clause cut into the sentences an answer can quote, with the part each plays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.sentences import split_sentences

_ITEM = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十百\d]+[）)]|[①-⑳]|\d{1,2}\s*[.．、](?!\d)|[-·•])"
)
_LEAD = re.compile(r"[：:]\s*$")
_LABELLED = re.compile(
    r"^\s*(?:第\S+条|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])"
)
_STOPPED = re.compile(r"[。！？；;!?：:]\s*$")
_ENDED = re.compile(r"[。！？；;!?：:”」）)]\s*$")
_ARTICLE_LABEL = re.compile(
    r"^第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s*"
)
_HEADING_LONGEST = 40


class Part(StrEnum):
    """What a sentence is within its clause."""

    STATEMENT = "statement"
    LEAD = "lead"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One quotable sentence.

    Attributes:
        text: verbatim, without the blanks around it.
        start, end: offsets within the passage's text.
        lead: position in the list of units of the sentence that introduces this item; None for
            sentences that stand alone.
    """

    text: str
    start: int
    end: int
    part: Part
    lead: int | None = None


def units_of(text: str) -> tuple[Unit, ...]:
    """Sentences of a passage in order; headings on lines of their own are left out.

    A passage that is nothing but headings is one statement.
    """
    units: list[Unit] = []
    lead: int | None = None
    for start, end in _spans(text):
        sentence = text[start:end]
        if _ITEM.match(sentence):
            units.append(_unit(text, (start, end), Part.ITEM, lead))
            continue
        if _LEAD.search(sentence):
            lead = len(units)
            units.append(_unit(text, (start, end), Part.LEAD, None))
            continue
        lead = None
        statement = _unit(text, (start, end), Part.STATEMENT, None)
        if units and _goes_on(text, units[-1], statement):
            statement = _unit(text, (units.pop().start, end), Part.STATEMENT, None)
        units.append(statement)
    if units:
        return tuple(units)
    stripped = text.strip()
    start = text.find(stripped)
    return (_unit(text, (start, start + len(stripped)), Part.STATEMENT, None),) if stripped else ()


def _goes_on(text: str, last: Unit, next_: Unit) -> bool:
    """Whether `last` stops at a semicolon within the same line: one sentence, one subject."""
    return (
        last.part is Part.STATEMENT
        and last.text.endswith(("；", ";"))
        and "\n" not in text[last.end : next_.start]
    )


def _spans(text: str) -> list[tuple[int, int]]:
    """Sentence spans without heading lines and without a leading 第X条."""
    spans = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        label = _ARTICLE_LABEL.match(sentence)
        body_start = start + (label.end() if label else 0)
        body = text[body_start:end]
        if not body.strip() or _is_heading(text, start, end):
            continue
        spans.append((body_start, end))
    return spans


def _is_heading(text: str, start: int, end: int) -> bool:
    """A short line of its own that does not end as a sentence, followed by more text."""
    fills_line = (start == 0 or text[start - 1] == "\n") and (end >= len(text) or text[end] == "\n")
    line = text[start:end]
    ended = _STOPPED if _LABELLED.match(line) else _ENDED
    return (
        fills_line
        and bool(text[end:].strip())
        and len(line) <= _HEADING_LONGEST
        and not ended.search(line)
        and " | " not in line
    )


def _unit(text: str, span: tuple[int, int], part: Part, lead: int | None) -> Unit:
    start, end = span
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Unit(text=raw.strip(), start=start, end=start + len(raw.strip()), part=part, lead=lead)
