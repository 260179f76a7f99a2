"""The clauses a model may write from, each under its number, cut into parts a sentence can cite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from assistant.answer import Citation
from assistant.citations import cite_characters, cite_passage
from assistant.clause_units import Unit, units_of
from assistant.evidence import Evidence
from assistant.support import ClauseText
from assistant.table_rows import PassageRows, SpokenRow
from corpus.documents import Document
from indexing.passages import Passage

Span = tuple[int, int]
"""Where a stretch of the document's text begins and ends, `text[start:end]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePart:
    """A stretch of a clause that says something on its own.

    Attributes:
        text: its words; of a row of a table each cell behind the name of its column.
        spans: what a citation of it quotes, in characters of the document.
        lead: what introduces it, of an item of a list; without it the item says nothing.
    """

    text: str
    spans: tuple[Span, ...]
    lead: ClausePart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedClause:
    """A clause as evidence.

    Attributes:
        number: from 1, as the prompt and the draft name it.
        parts: shortest first; never empty, the last one is the whole clause.
        stands_alone: a sentence may rest on it or on others, never on both: what two such clauses
            say of different things would mix.
    """

    number: int
    passage: Passage
    document: Document
    parts: tuple[ClausePart, ...]
    stands_alone: bool = False

    @property
    def words(self) -> str:
        """All it says, the columns of a table it is a part of included."""
        return "\n".join(filter(None, (self.passage.columns, self.passage.text.strip())))

    @property
    def as_evidence(self) -> ClauseText:
        """The whole clause, for checking."""
        rows = [part.text for part in self.parts if len(part.spans) > 1]
        text = "\n".join((self.words, *rows))
        return ClauseText(text, self.passage.title, self.passage.heading)

    def part_as_evidence(self, part: ClausePart) -> ClauseText:
        """One part with the names of its clause, for checking."""
        return ClauseText(part.text, self.passage.title, self.passage.heading)

    def holds(self, citation: Citation) -> bool:
        """Whether a citation lies in this clause, in part or whole."""
        return (
            citation.document_id == self.document.id
            and citation.start < self.passage.end
            and self.passage.start < citation.end
        )

    def cite(self, part: ClausePart, *, day: date) -> tuple[Citation, ...]:
        """Citations of a part, every quote verbatim."""
        if part is self.parts[-1]:
            return (cite_passage(self.passage, day=day, document=self.document),)
        return tuple(cite_characters(self.document, span, day=day) for span in part.spans)


def numbered_clauses(
    evidence: Sequence[Evidence], find: Callable[[str], Document | None]
) -> tuple[NumberedClause, ...]:
    """The evidence in its order, numbered from 1; what the corpus lost meanwhile is left out."""
    held = [(e.passage, d) for e in evidence if (d := find(e.passage.document_id)) is not None]
    return tuple(
        numbered_clause(number, passage, document)
        for number, (passage, document) in enumerate(held, start=1)
    )


def numbered_clause(
    number: int, passage: Passage, document: Document, *, stands_alone: bool = False
) -> NumberedClause:
    """A passage of a document under its number."""
    return NumberedClause(
        number=number,
        passage=passage,
        document=document,
        parts=_parts(passage, document),
        stands_alone=stands_alone,
    )


def _parts(passage: Passage, document: Document) -> tuple[ClausePart, ...]:
    rows = PassageRows(passage, document)
    units = units_of(passage.text)
    said = [unit for unit in units if not rows.is_header(unit)]
    leads = [_joined(passage, units[u.lead]) if u.lead is not None else None for u in said]
    single = [
        replace(_part(unit, rows.row_of(unit), passage, document), lead=lead)
        for unit, lead in zip(said, leads, strict=True)
    ]
    led = [_joined(passage, units[u.lead], u) for u in said if u.lead is not None]
    runs = [_joined(passage, *pair) for pair in pairwise(said)]
    parts = [part for part in (*single, *led, *runs) if part.text.strip()]
    whole = ClausePart(text=passage.text.strip(), spans=((passage.start, passage.end),))
    return (*sorted(parts, key=lambda part: len(part.text)), whole)


def _part(unit: Unit, row: SpokenRow | None, passage: Passage, document: Document) -> ClausePart:
    if row is None:
        return _joined(passage, unit)
    named = zip(row.table.columns, row.row.cells, strict=False)
    said = "；".join(f"{name}：{cell}" if name else cell for name, cell in named if cell)
    return ClausePart(text=said, spans=tuple(_without_end(document, span) for span in row.spans))


def _joined(passage: Passage, *units: Unit) -> ClausePart:
    spans = tuple((passage.start + unit.start, passage.start + unit.end) for unit in units)
    return ClausePart(text="\n".join(unit.text for unit in units), spans=spans)


def _without_end(document: Document, span: Span) -> Span:
    """The span without the line break that ends it."""
    return span[0], span[0] + len(document.text[slice(*span)].rstrip())
