"""Texts in force on one day that say different things on one matter, to be checked by people.

Precise rather than complete: two clauses are compared only where their words are much alike, and a
difference that both texts allow (a local minimum above the national one) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from corpus.conflict import TO_BE_CHECKED, Conflict, Difference, clause_of
from corpus.date_conflicts import find_date_conflicts
from corpus.document_store import summarise
from corpus.documents import Document, Form, Kind, Status
from corpus.matching_clauses import Likeness, StatementT
from corpus.places import parents
from corpus.quantities import Dimension
from corpus.stated_duties import StatedDuty, find_duties
from corpus.stated_measures import Bound, StatedMeasure, disagree, find_measures
from corpus.text_names import names_of
from corpus.versions import first_day, series_of

_COMPARED = frozenset((Kind.POLICY, Kind.STATUTE, Kind.STANDARD))
# What amends other texts repeats their words; tables of changes and timelines tell of several days.
_OF_OTHER_TEXTS = re.compile("关于(?:修改|废止|修订)|对照|沿革|解读")
_DIFFERENCES = {
    Dimension.MONEY: Difference.AMOUNT,
    Dimension.PERCENT: Difference.SHARE,
    Dimension.TIMES: Difference.SHARE,
}
_LAW = re.compile("(?:(?<!办)法|法典)(?:（[^）]*）)?$")
_REGULATION = re.compile("(?:条例|实施细则)(?:（[^）]*）)?$")


def find_conflicts(documents: Iterable[Document], *, day: date) -> list[Conflict]:
    """What may be a conflict between texts in force, or of unverified validity, on `day`.

    A local text is compared with those of the places around it and of the state, and with those
    of its own place; never with another place's. Versions of one instrument, and a digest and its
    original, are not compared. Sorted by title, then offset, of the lower text.

    Args:
        documents: linked, as the catalogue gives them.
    """
    known = {document.id: document for document in documents}
    standing = _without_digests_of({d.id: d for d in known.values() if _is_compared(d, day)})
    titles = {key: document.title for key, document in standing.items()}
    measures = [measure for d in standing.values() for measure in find_measures(d)]
    duties = [duty for d in standing.values() for duty in find_duties(d)]
    found = list(find_date_conflicts(known.values(), day=day))
    for pair in Likeness(measures, titles).pairs():
        ordered = _higher_first(standing, pair.one, pair.other)
        if ordered and disagree(*ordered):
            found.append(_measure_conflict(standing, *ordered, day=day))
    for duty_pair in Likeness(duties, titles).pairs():
        two = _higher_first(standing, duty_pair.one, duty_pair.other)
        if two and two[0].modality is not two[1].modality:
            found.append(_duty_conflict(standing, *two, day=day))
    return sorted(
        {_identity(conflict): conflict for conflict in found}.values(),
        key=lambda c: (c.lower.title, c.lower.start, c.higher.title, c.higher.start),
    )


def _identity(conflict: Conflict) -> tuple[str, str, int, str, int]:
    """Two numbers of one pair of sentences are one conflict."""
    higher, lower = conflict.higher, conflict.lower
    return (
        conflict.difference,
        higher.document_id,
        higher.start,
        lower.document_id,
        lower.start,
    )


def _is_compared(document: Document, day: date) -> bool:
    return (
        document.kind in _COMPARED
        and document.form is not Form.SAMPLE
        and document.status_on(day) in (Status.IN_FORCE, Status.UNVERIFIED)
        and document.superseded_by is None
        and _OF_OTHER_TEXTS.search(document.title) is None
    )


def _without_digests_of(documents: Mapping[str, Document]) -> dict[str, Document]:
    """Without the digests whose original is there too."""
    originals = {
        name
        for document in documents.values()
        if document.form is Form.ORIGINAL
        for name in names_of(summarise(document))
    }
    return {
        key: document
        for key, document in documents.items()
        if document.form is Form.ORIGINAL or originals.isdisjoint(names_of(summarise(document)))
    }


def _higher_first(
    documents: Mapping[str, Document], one: StatementT, other: StatementT
) -> tuple[StatementT, StatementT] | None:
    """The two in order of level; None when neither text bears on the other."""
    a, b = documents[one.document_id], documents[other.document_id]
    if a.region != b.region and not (_holds_in(a, b) or _holds_in(b, a)):
        return None
    first, second = summarise(a), summarise(b)
    if (series_of(first) or a.id) == series_of(second) or names_of(first) & names_of(second):
        return None
    return (one, other) if _rank(a) <= _rank(b) else (other, one)


def _holds_in(outer: Document, inner: Document) -> bool:
    if inner.region is None:
        return False
    return outer.region is None or outer.region in parents(inner.region)


def _rank(document: Document) -> tuple[int, int, date, str]:
    """Place in the order of texts: place, kind of statute, day."""
    depth = 0 if document.region is None else document.region.count("/") + 1
    kind = 0 if _LAW.search(document.title) else 1 if _REGULATION.search(document.title) else 2
    return depth, kind, first_day(summarise(document)) or date.max, document.id


def _measure_conflict(
    documents: Mapping[str, Document], higher: StatedMeasure, lower: StatedMeasure, *, day: date
) -> Conflict:
    upper, under = documents[higher.document_id], documents[lower.document_id]
    words = (
        f"同为“{higher.measure}”，《{upper.title}》为{_number(higher)}，"
        f"《{under.title}》为{_number(lower)}。{TO_BE_CHECKED}"
    )
    return Conflict(
        difference=_DIFFERENCES.get(higher.quantity.dimension, Difference.TIME),
        higher=clause_of(upper, higher.start, higher.end, day=day),
        lower=clause_of(under, lower.start, lower.end, day=day),
        words=words,
    )


def _number(measure: StatedMeasure) -> str:
    bound = measure.bound if measure.bound in (Bound.LEAST, Bound.MOST) else ""
    return f"{bound}{measure.words}"


def _duty_conflict(
    documents: Mapping[str, Document], higher: StatedDuty, lower: StatedDuty, *, day: date
) -> Conflict:
    upper, under = documents[higher.document_id], documents[lower.document_id]
    words = (
        f"同一事项，《{upper.title}》写“{higher.modality}”，"
        f"《{under.title}》写“{lower.modality}”。{TO_BE_CHECKED}"
    )
    return Conflict(
        difference=Difference.MODALITY,
        higher=clause_of(upper, higher.start, higher.end, day=day),
        lower=clause_of(under, lower.start, lower.end, day=day),
        words=words,
    )
