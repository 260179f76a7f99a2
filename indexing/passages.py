"""What this stage hands on: passages, ranked, and the scope that limits a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.documents import Form, Kind, Level, Status, Verification, status_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One citable stretch of a document, with the document's identity, validity and place.

    Attributes:
        id: "{document_id}:{start}-{end}", unique in an index.
        heading: path for the citation, e.g. "第三章 › 第十二条"; "" for a text without outline.
        text: verbatim `Document.text[start:end]`; never blank.
        start, end: characters from 0 in the document's text.
        columns: names of the columns when it holds rows of a table but not the header above them,
            as one line of cells; "" else. Searched with the text, not part of it.
        aliases: the document's other names.
        region, effective, expires: as in `Document`.
        sha256: of the whole document's text.
    """

    id: str
    document_id: str
    title: str
    kind: Kind
    heading: str
    text: str
    start: int
    end: int
    source: str
    sha256: str
    verification: Verification
    form: Form
    level: Level
    columns: str = ""
    aliases: tuple[str, ...] = ()
    document_number: str | None = None
    version: str | None = None
    region: str | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    superseded_by: str | None = None

    def status_on(self, day: date) -> Status:
        """Validity of the passage's document on `day`."""
        return status_between(self.effective, self.expires, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage with how well it fits a query; scores compare only within one ranking.

    Attributes:
        score: fused, higher is better: z(cosine) + 0.3·z(BM25).
        vector_score: cosine to the query, -1..1.
        keyword_score: BM25, 0 or more, no upper bound.
    """

    passage: Passage
    score: float
    vector_score: float
    keyword_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which passages may be returned.

    Attributes:
        day: keep what is in force or unverified on that day; None keeps every version.
        region: "省/市/区" path; keep national texts and those of this place and the places above
            it. None keeps every place.
        kinds: keep these kinds; None keeps all.
        documents: keep these document ids; None keeps all.
    """

    day: date | None = None
    region: str | None = None
    kinds: frozenset[Kind] | None = None
    documents: frozenset[str] | None = None

    def admits(self, passage: Passage) -> bool:
        """Whether the passage lies inside every limit."""
        return (
            (self.kinds is None or passage.kind in self.kinds)
            and (self.documents is None or passage.document_id in self.documents)
            and self.admits_place(passage.region)
            and self.admits_day(passage)
        )

    def admits_place(self, region: str | None) -> bool:
        """Whether a text of `region` applies in the place asked about."""
        if self.region is None or region is None:
            return True
        return self.region == region or self.region.startswith(region + "/")

    def admits_day(self, passage: Passage) -> bool:
        """Whether the passage is in force, or of unverified validity, on the day asked about."""
        return self.day is None or passage.status_on(self.day) in (
            Status.IN_FORCE,
            Status.UNVERIFIED,
        )


EVERYTHING = Scope()
