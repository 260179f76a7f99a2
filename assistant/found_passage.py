"""One row of a search, as the command line prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.documents import Status
from indexing.passages import ScoredPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A passage found by `zhice search`; the fields are the keys of its JSON."""

    document_id: str
    title: str
    locator: str
    text: str
    score: float
    start: int
    end: int
    status: Status

    @staticmethod
    def of(scored: ScoredPassage, day: date) -> FoundPassage:
        """The row for a ranked passage, its status as on `day`."""
        passage = scored.passage
        return FoundPassage(
            document_id=passage.document_id,
            title=passage.title,
            locator=passage.heading,
            text=passage.text,
            score=round(scored.score, 4),
            start=passage.start,
            end=passage.end,
            status=passage.status_on(day),
        )
