"""Which text replaces which: versions of one instrument, and texts that another one ends.

A pure function over all documents, so that the order in which they were added cannot matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.document_store import DocumentSummary, Succession
from corpus.documents import Form, Kind
from corpus.own_prolongations import read_prolongation
from corpus.own_repeals import read_repeal
from corpus.text_names import (
    is_meant,
    names_of,
    plain_title,
    read_naming,
    share_an_office,
    standard_base,
    version_day,
)

# Only titles of lasting instruments make a series; notices, and pages whose title is the site's
# name, would otherwise end each other.
_LASTING = re.compile(
    r"(法|法典|条例|细则|办法|规定|规则|规程|规范|准则|标准|要求|指南|指引|方案|规划|纲要|解释|章程|制度|"
    r"措施|政策|目录|程序|要点|导则)(\((试行|暂行)\))?$"
)
# A notice that issues an instrument stands for it: 关于印发广州市积分制入户管理办法的通知.
_ISSUING = re.compile("关于(?:重新|修订)?(?:印发|发布|公布)(.{4,})的(?:通知|公告|决定)$")


def series_of(summary: DocumentSummary) -> str | None:
    """What all versions of one instrument share; None for texts that have no versions (patents,
    samples, notices and other papers of one occasion)."""
    if summary.kind is Kind.PATENT or summary.form is Form.SAMPLE:
        return None
    title = plain_title(summary.title)
    issued = _ISSUING.search(title)
    title = issued[1] if issued else title
    if summary.kind is Kind.STANDARD and (base := standard_base(summary.document_number)):
        title = base
    elif not _LASTING.search(title):
        return None
    return "|".join((summary.kind, summary.form, summary.region or "", title))


def first_day(summary: DocumentSummary) -> date | None:
    """The day that puts versions in order: in force, else issued, else the version's own."""
    return summary.effective or summary.published or version_day(summary.version)


def link_versions(summaries: Iterable[DocumentSummary]) -> dict[str, Succession]:
    """What other texts make of each document that is replaced or let run on, by id.

    The next newer version of a series replaces the older one; a text replaces what its `repeals`
    name; where a document names its successor itself, that one counts. The older text ends the
    day before the newer one takes effect, or when its own term is over, which other texts may
    prolong. A digest and the original of one instrument are both
    kept; where several texts replace one, the earliest counts.
    """
    known = sorted((s for s in summaries if s.kind is not Kind.PATENT), key=lambda s: s.id)
    successors: defaultdict[str, list[_Successor]] = defaultdict(list)
    for older, newer in _newer_versions(known):
        successors[older.id].append(_Successor(newer))
    for older, repealing in _repealed(known):
        successors[older.id].append(repealing)
    successors |= {older.id: [_Successor(newer)] for older, newer in _given_successors(known)}
    prolonged = _prolonged(known)
    return {
        older.id: _succession(older, successors.get(older.id, []), prolonged.get(older.id))
        for older in known
        if older.id in successors or older.id in prolonged
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKeys:
    """What a text can be linked by; the catalogue derives anew only what shares keys with a change.

    `link_versions` may make one text replace another only if both are of one series, or the older
    one's `names` and the newer one's `ends` have a name in common, or the newer one is the older
    one's `successor`.

    Attributes:
        series: as `series_of`.
        names: titles and numbers a repeal may use for this text.
        ends: titles and numbers of what this text ends or lets run on.
        successor: id of the text that its own facts name as its successor.
    """

    series: str | None = None
    names: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    successor: str | None = None


def link_keys(summary: DocumentSummary) -> LinkKeys:
    """The keys of one text; a patent has none."""
    if summary.kind is Kind.PATENT:
        return LinkKeys()
    ended = (read_repeal(text)[0] for text in summary.repeals)
    prolonged = (read_prolongation(text)[0] for text in summary.prolongs)
    others = [read_naming(words) for words in (*ended, *prolonged)]
    return LinkKeys(
        series=series_of(summary),
        names=frozenset(names_of(summary)),
        ends=frozenset(name for one in others for name in (one.title, *one.numbers)),
        successor=summary.superseded_by,
    )


def _given_successors(
    known: list[DocumentSummary],
) -> Iterator[tuple[DocumentSummary, DocumentSummary]]:
    by_id = {summary.id: summary for summary in known}
    for older in known:
        newer = by_id.get(older.superseded_by or "")
        if newer is not None and not _is_older(newer, older):
            yield older, newer


def _newer_versions(
    known: list[DocumentSummary],
) -> Iterator[tuple[DocumentSummary, DocumentSummary]]:
    """Every version with the next newer one of its series."""
    groups: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for summary in known:
        if series := series_of(summary):
            groups[series].append(summary)
    for group in groups.values():
        dated = sorted((s for s in group if first_day(s)), key=lambda s: (first_day(s), s.id))
        for place, older in enumerate(dated):
            later = (n for n in dated[place + 1 :] if _is_older(older, n))
            if newer := next((n for n in later if issuers_agree(older, n)), None):
                yield older, newer


def _is_older(one: DocumentSummary, other: DocumentSummary) -> bool:
    """Whether both days are known and `one` came first."""
    day, later = first_day(one), first_day(other)
    return day is not None and later is not None and day < later


def issuers_agree(one: DocumentSummary, other: DocumentSummary) -> bool:
    """Whether one office may have issued both: statutes and standards change hands, policies do
    not, unless one does not say who issued it."""
    if one.kind is not Kind.POLICY or not one.issuer or not other.issuer:
        return True
    return share_an_office(one.issuer, other.issuer)


@dataclass(frozen=True, slots=True)
class _Successor:
    """A text that replaces another one, from the day its repeal names, else from its own first."""

    text: DocumentSummary
    since: date | None = None

    @property
    def order(self) -> tuple[date, bool, str]:
        day = self.since or first_day(self.text) or date.max
        return day, self.text.form is Form.DIGEST, self.text.id


def _succession(
    older: DocumentSummary, newer: list[_Successor], prolonged: date | None
) -> Succession:
    """Of the end of its term and the day before its successor begins the earlier one counts."""
    earliest = min(newer, key=lambda one: one.order, default=None)
    begins = earliest and (earliest.since or earliest.text.effective)
    terms = [day for day in (older.expires, prolonged) if day is not None]
    ends = [max(terms)] if terms else []
    ends += [begins - timedelta(days=1)] if begins else []
    return Succession(
        superseded_by=earliest.text.id if earliest else None, expires=min(ends, default=None)
    )


def _prolonged(known: list[DocumentSummary]) -> dict[str, date]:
    """The last day of each text that others let run on, by id."""
    found: dict[str, date] = {}
    by_name = _by_name(known)
    for other in known:
        for stated in other.prolongs:
            words, until = read_prolongation(stated)
            for one in _meant(words, by_name, by=other):
                found[one.id] = max(until or date.min, found.get(one.id, date.min))
    return found


def _repealed(known: list[DocumentSummary]) -> Iterator[tuple[DocumentSummary, _Successor]]:
    by_name = _by_name(known)
    for newer in known:
        for text in newer.repeals:
            words, since = read_repeal(text)
            for older in _meant(words, by_name, by=newer):
                yield older, _Successor(newer, since)


def _by_name(known: list[DocumentSummary]) -> Mapping[str, list[DocumentSummary]]:
    by_name: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for summary in known:
        for name in names_of(summary):
            by_name[name].append(summary)
    return by_name


def _meant(
    words: str, by_name: Mapping[str, list[DocumentSummary]], *, by: DocumentSummary
) -> Iterator[DocumentSummary]:
    """The older texts that these words of the text `by` mean."""
    named = read_naming(words)
    found = {s.id: s for key in (named.title, *named.numbers) for s in by_name.get(key, ())}
    for older in found.values():
        if _is_older(older, by) and is_meant(named, older, by=by):
            yield older


def names_document(words: str, older: DocumentSummary, *, by: DocumentSummary) -> bool:
    """Whether these words of the text `by`, which ends or prolongs others, mean `older`."""
    named = read_naming(words)
    is_found = not names_of(older).isdisjoint({named.title, *named.numbers})
    return is_found and _is_older(older, by) and is_meant(named, older, by=by)
