"""Contradictions in when texts are in force: two versions at once, two dates for one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from corpus.conflict import TO_BE_CHECKED, Clause, Conflict, Difference, clause_of
from corpus.document_store import DocumentSummary, summarise
from corpus.documents import Document, Ground, Kind, Status
from corpus.versions import first_day, issuers_agree, series_of

_FACTS = {"published": "公布日期", "effective": "施行日期", "expires": "失效日期"}


def find_date_conflicts(documents: Iterable[Document], *, day: date) -> Iterator[Conflict]:
    """Every contradiction of dates among `documents`, which are linked as the catalogue gives
    them."""
    known = [one for one in documents if one.kind is not Kind.PATENT]
    for document in known:
        yield from _two_dates(document, day)
    yield from _two_versions_at_once(known, day)


def _two_dates(document: Document, day: date) -> Iterator[Conflict]:
    """One fact, two sources, two days; staff's word settles it."""
    for fact, name in _FACTS.items():
        grounds = [g for g in document.grounds if g.fact == fact and g.value]
        followed = getattr(document, fact)
        other = next((g for g in grounds if g.value != grounds[0].value), None)
        if other is None or followed is None:
            continue
        first = grounds[0]
        words = (
            f"《{document.title}》的{name}：{first.basis} {first.value}，"
            f"{other.basis} {other.value}，现按 {followed} 计。{TO_BE_CHECKED}"
        )
        yield Conflict(
            difference=Difference.DATES,
            higher=_clause(document, first, day),
            lower=_clause(document, other, day),
            words=words,
        )


def _clause(document: Document, ground: Ground, day: date) -> Clause:
    start = ground.start or 0
    end = start + len(ground.quote) if ground.start is not None else start
    return clause_of(document, start, end, day=day)


def _two_versions_at_once(known: Sequence[Document], day: date) -> Iterator[Conflict]:
    groups: defaultdict[str, list[tuple[DocumentSummary, Document]]] = defaultdict(list)
    for document in known:
        summary = summarise(document)
        series = series_of(summary)
        if series and document.status_on(day) is Status.IN_FORCE:
            groups[series].append((summary, document))
    for group in groups.values():
        group.sort(key=lambda pair: (first_day(pair[0]) or date.max, pair[0].id))
        for place, (summary, older) in enumerate(group):
            for other, newer in group[place + 1 :]:
                if issuers_agree(summary, other):
                    yield _overlap(older, newer, day)


def _overlap(older: Document, newer: Document, day: date) -> Conflict:
    words = (
        f"《{older.title}》（{older.version or '版本不明'}）与《{newer.title}》"
        f"（{newer.version or '版本不明'}）在 {day} 都显示有效，旧版本似应失效。{TO_BE_CHECKED}"
    )
    return Conflict(
        difference=Difference.OVERLAP,
        higher=_beginning(older, day),
        lower=_beginning(newer, day),
        words=words,
    )


def _beginning(document: Document, day: date) -> Clause:
    """What says when the text begins."""
    said = [g for g in document.grounds if g.fact == "effective" and g.start is not None]
    return _clause(document, said[-1], day) if said else clause_of(document, 0, 0, day=day)
