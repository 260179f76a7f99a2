"""The types of `corpus.conflicts`: what may be a conflict between two texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.documents import Document, Status, locator, path_to

TO_BE_CHECKED = "可能冲突，请人工核对。"


class Difference(StrEnum):
    """In what two texts differ; the value is shown to users."""

    AMOUNT = "金额"
    SHARE = "比例"
    TIME = "期限"
    MODALITY = "应当、可以、不得"
    DATES = "日期"
    OVERLAP = "同时有效"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One side of a conflict.

    Attributes:
        region: as in `Document`; None means the whole country.
        status: on the day asked about.
        locator: as in citations: "第三章 › 第十二条"; "" when the text has no outline there.
        quote: `text[start:end]` of the document, verbatim; "" for a fact that stands in no text,
            with `start` and `end` 0.
    """

    document_id: str
    title: str
    region: str | None
    status: Status
    locator: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that may be a conflict.

    Attributes:
        higher: of the higher level; of one level, the earlier text.
        words: Chinese, what differs, ending in `TO_BE_CHECKED`.
    """

    difference: Difference
    higher: Clause
    lower: Clause
    words: str


def clause_of(document: Document, start: int, end: int, *, day: date) -> Clause:
    """The clause at `start`..`end` of a document, as it stands on `day`."""
    return Clause(
        document_id=document.id,
        title=document.title,
        region=document.region,
        status=document.status_on(day),
        locator=locator(path_to(document, start)) if end > start else "",
        quote=document.text[start:end],
        start=start,
        end=end,
    )
