"""Sections of a document to passages of bounded length: one per article or headed section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from corpus.documents import Document, Kind, Section, locator
from corpus.outline_marks import is_table_row
from corpus.table_grid import CELL_MARK
from corpus.tables import Table, find_tables
from indexing.passages import Passage

# In characters. 500 Chinese characters with title and heading are about 350 tokens of the shipped
# model, which reads at most 512.
LONGEST = 500
# Change it with the rules below, so that an existing index cuts its documents anew.
CUT_VERSION = 2

_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条(之[一二三四五六七八九十]+)?")
_DOTTED_NUMBER = re.compile(r"\d+(\.\d+)+")
_PATENT_BODY = re.compile(r"权利要求|说明书|具体实施|技术领域")
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCE = re.compile(r"[^。；！？]*[。；！？\n]+|[^。；！？]+")
_SENTENCE_END = re.compile(r"[。；！？]")
_LONGEST_HEADING_LINE = 60


@dataclass(frozen=True, slots=True)
class _Span:
    """Characters `start`..`end`; `body` is where the part begins that decides the heading path."""

    start: int
    end: int
    body: int


def make_passages(document: Document) -> list[Passage]:
    """The document's passages in text order; they cover every character that is not blank.

    Each is one article or one section with a heading of its own. Numbered items without heading
    stay with their lead-in and with each other up to `LONGEST` characters; whatever is longer is
    cut between its parts, else between sentences. A heading line goes with what follows it. Rows
    of a table cut off from their header carry the names of its columns beside the text. Of a
    patent, bibliographic data and abstract form one passage and each claim another.
    """
    text = document.text
    blocks = _blocks_of_patent if document.kind is Kind.PATENT else _blocks
    trimmed = (_trim(text, start, end) for start, end in blocks(document.sections, text))
    spans = [span for span in trimmed if span.start < span.end]
    tables = find_tables(text)
    return [_passage(document, span, tables) for span in _join_heading_lines(spans, text)]


def whole_passage(document: Document) -> list[Passage]:
    """The whole document as one passage, whatever its length; [] when it is blank."""
    span = _trim(document.text, 0, len(document.text))
    return [_passage(document, span, ())] if span.start < span.end else []


def text_to_embed(passage: Passage) -> str:
    """What the embedder reads: title and heading path, the names of columns, then the text."""
    head = " ".join(part for part in (passage.title, passage.heading) if part)
    return "\n".join(part for part in (head, passage.columns, passage.text) if part)


def _passage(document: Document, span: _Span, tables: Sequence[Table]) -> Passage:
    return Passage(
        id=f"{document.id}:{span.start}-{span.end}",
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        heading=locator(_path_around(document.sections, span.body, span.end)),
        text=document.text[span.start : span.end],
        start=span.start,
        end=span.end,
        columns=_columns_above(span, tables),
        source=document.source,
        sha256=document.sha256,
        verification=document.verification,
        form=document.form,
        level=document.level,
        aliases=document.aliases,
        document_number=document.document_number,
        version=document.version,
        region=document.region,
        published=document.published,
        effective=document.effective,
        expires=document.expires,
        superseded_by=document.superseded_by,
    )


def _columns_above(span: _Span, tables: Sequence[Table]) -> str:
    """The names of the columns of the table that began before the stretch, if it goes on in it."""
    before = bisect_left(tables, span.start, key=attrgetter("start"))
    table = tables[before - 1] if before else None
    return CELL_MARK.join(table.columns) if table and span.start < table.end else ""


def _path_around(sections: Sequence[Section], start: int, end: int) -> tuple[Section, ...]:
    """The sections that hold all of start..end, outermost first."""
    for section in sections:
        if section.start <= start and end <= section.end:
            return (section, *_path_around(section.children, start, end))
    return ()


def _blocks(sections: Iterable[Section], text: str) -> Iterator[tuple[int, int]]:
    """Stretches of siblings: each citable section alone, the loose ones between them packed."""
    loose: list[Section] = []
    for section in sections:
        inner = not _is_atomic(section) and any(_holds_citable(c, text) for c in section.children)
        if inner or _is_citable(section, text):
            yield from _pack(loose, text)
            loose = []
            yield from _blocks(section.children, text) if inner else _pack([section], text)
        else:
            loose.append(section)
    yield from _pack(loose, text)


def _blocks_of_patent(sections: Sequence[Section], text: str) -> Iterator[tuple[int, int]]:
    """Front matter packed together; then each claim alone and the description packed."""
    front = list(takewhile(lambda section: not _PATENT_BODY.search(section.heading), sections))
    yield from _pack(front, text)
    for section in sections[len(front) :]:
        if "权利要求" in section.heading:
            for part in section.children or (section,):
                yield from _pack([part], text)
        else:
            yield from _blocks([section], text)


def _is_atomic(section: Section) -> bool:
    """Whether it is an article or a clause of a standard, which stays whole if it fits."""
    return bool(_ARTICLE.fullmatch(section.label))


def _is_citable(section: Section, text: str) -> bool:
    if _is_atomic(section) or _DOTTED_NUMBER.fullmatch(section.label):
        return True
    if not section.heading:
        return False
    heading_end = text.find(section.heading, section.start, section.end) + len(section.heading)
    return bool(text[heading_end : section.end].strip())


def _holds_citable(section: Section, text: str) -> bool:
    return _is_citable(section, text) or any(_holds_citable(c, text) for c in section.children)


def _pack(sections: Sequence[Section], text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring sections joined while they fit, cut where one alone is too long."""
    if not sections:
        return
    start, end = sections[0].start, sections[0].start
    for piece_end in _piece_ends(sections, text):
        if piece_end - start > LONGEST and end > start:
            yield start, end
            start = end
        end = piece_end
    yield start, end


def _piece_ends(sections: Sequence[Section], text: str) -> Iterator[int]:
    """Ends of consecutive pieces of at most `LONGEST` characters."""
    for section in sections:
        if section.end - section.start <= LONGEST:
            yield section.end
        elif section.children:
            yield from _piece_ends(section.children, text)
        else:
            for line in _LINE.finditer(text, section.start, section.end):
                yield from _line_ends(line, text)


def _line_ends(line: re.Match[str], text: str) -> Iterator[int]:
    """The end of a line, after the ends of its sentences if it is too long for one piece."""
    if line.end() - line.start() > LONGEST:
        for sentence in _SENTENCE.finditer(text, line.start(), line.end()):
            yield from range(sentence.start() + LONGEST, sentence.end(), LONGEST)
            yield sentence.end()
    else:
        yield line.end()


def _trim(text: str, start: int, end: int) -> _Span:
    """The stretch without blanks at either side."""
    stretch = text[start:end]
    first = start + len(stretch) - len(stretch.lstrip())
    return _Span(first, start + len(stretch.rstrip()), first)


def _join_heading_lines(spans: Sequence[_Span], text: str) -> Iterator[_Span]:
    """Give a heading line or lead-in that stands alone to the stretch after it, if both fit."""
    held: _Span | None = None
    for span in spans:
        if held is not None:
            if span.end - held.start <= LONGEST:
                span = _Span(held.start, span.end, span.body)
            else:
                yield held
        held = span if _is_heading_line(text[span.body : span.end]) else None
        if held is None:
            yield span
    if held is not None:
        yield held


def _is_heading_line(stretch: str) -> bool:
    if len(stretch) > _LONGEST_HEADING_LINE or "\n" in stretch or is_table_row(stretch):
        return False
    return stretch.endswith("：") or not _SENTENCE_END.search(stretch)
