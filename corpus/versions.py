"""Which text replaces which: versions of one instrument, and texts that another one ends.

A pure function over all documents, so that the order in which they were added cannot matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number
from corpus.document_store import DocumentSummary, Succession
from corpus.documents import Form, Kind
from corpus.own_repeals import read_repeal

_STATE = "中华人民共和国"
# A bracket at the end of a title that names a version: （2020年修正）, （2017年局令第76号）.
_VERSION_BRACKET = re.compile(
    r"\((?:\d{4}年?|[^()]*(?:修正|修订|修改|版|文本|公布|发布|通过|施行|令第|号)[^()]*)\)$"
)
# Only titles of lasting instruments make a series; notices, and pages whose title is the site's
# name, would otherwise end each other.
_LASTING = re.compile(
    r"(法|法典|条例|细则|办法|规定|规则|规程|规范|准则|标准|要求|指南|指引|方案|规划|纲要|解释|章程|制度|"
    r"措施|政策|目录|程序|要点|导则)(\((试行|暂行)\))?$"
)
# A notice that issues an instrument stands for it: 关于印发广州市积分制入户管理办法的通知.
_ISSUING = re.compile("关于(?:重新|修订)?(?:印发|发布|公布)(.{4,})的(?:通知|公告|决定)$")
_STANDARD_NUMBER = re.compile(r"([A-Z]+(?:/[A-Z]+)?\d+(?:\.\d+)*)-(?:19|20)\d{2}")
_ORDER_NUMBER = re.compile(rf"(令|公告)?第([\d{CHINESE_NUMERALS}]+)号")
_PAPER_NUMBER = re.compile(r"\w+\[\d{4}\]\d+号")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|\]|\)|-|$)")
_QUOTED = re.compile(r"《(.+)》")


def series_of(summary: DocumentSummary) -> str | None:
    """What all versions of one instrument share; None for texts that have no versions (patents,
    samples, notices and other papers of one occasion)."""
    if summary.kind is Kind.PATENT or summary.form is Form.SAMPLE:
        return None
    title = plain_title(summary.title)
    issued = _ISSUING.search(title)
    title = issued[1] if issued else title
    if summary.kind is Kind.STANDARD and (base := _standard_base(summary.document_number)):
        title = base
    elif not _LASTING.search(title):
        return None
    return "|".join((summary.kind, summary.form, summary.region or "", title))


def plain_title(title: str) -> str:
    """Without 《》, 中华人民共和国, blanks and a closing bracket that names a version."""
    folded = re.sub(r"[\s《》“”\"]", "", unicodedata.normalize("NFKC", title))
    return _VERSION_BRACKET.sub("", folded.removeprefix(_STATE)) or folded


def first_day(summary: DocumentSummary) -> date | None:
    """The day that puts versions in order: in force, else issued, else the version's own."""
    return summary.effective or summary.published or _version_day(summary.version)


def link_versions(summaries: Iterable[DocumentSummary]) -> dict[str, Succession]:
    """What replaces each document that is replaced, by id.

    The next newer version of a series replaces the older one; a text replaces what its `repeals`
    name; where a document names its successor itself, that one counts. The older text ends the
    day before the newer one takes effect. A digest and the original of one instrument are both
    kept; where several texts replace one, the earliest counts.
    """
    known = sorted((s for s in summaries if s.kind is not Kind.PATENT), key=lambda s: s.id)
    successors: defaultdict[str, list[_Successor]] = defaultdict(list)
    for older, newer in _newer_versions(known):
        successors[older.id].append(_Successor(newer))
    for older, repealing in _repealed(known):
        successors[older.id].append(repealing)
    successors |= {older.id: [_Successor(newer)] for older, newer in _given_successors(known)}
    return {older: _succession(newer) for older, newer in successors.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKeys:
    """What a text can be linked by; the catalogue derives anew only what shares keys with a change.

    `link_versions` may make one text replace another only if both are of one series, or the older
    one's `names` and the newer one's `ends` have a name in common, or the newer one is the older
    one's `successor`.

    Attributes:
        series: as `series_of`.
        names: titles and numbers a repeal may use for this text.
        ends: titles and numbers of what this text's repeals name.
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
    repeals = [_read_repeal(text) for text in summary.repeals]
    return LinkKeys(
        series=series_of(summary),
        names=frozenset(names_of(summary)),
        ends=frozenset(name for one in repeals for name in (one.title, *one.numbers)),
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
    return _share_an_office(one.issuer, other.issuer)


def _share_an_office(one: str, other: str) -> bool:
    """Whether an office named in one stands in the other too, whole or with a bureau of it."""
    offices = [re.split(r"[\s、，,]+", names.strip()) for names in (one, other)]
    return any(a in b or b in a for a in offices[0] for b in offices[1])


@dataclass(frozen=True, slots=True)
class _Successor:
    """A text that replaces another one, from the day its repeal names, else from its own first."""

    text: DocumentSummary
    since: date | None = None

    @property
    def order(self) -> tuple[date, bool, str]:
        day = self.since or first_day(self.text) or date.max
        return day, self.text.form is Form.DIGEST, self.text.id


def _succession(newer: list[_Successor]) -> Succession:
    earliest = min(newer, key=lambda one: one.order)
    begins = earliest.since or earliest.text.effective
    last_day = begins - timedelta(days=1) if begins else None
    return Succession(superseded_by=earliest.text.id, expires=last_day)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a repeal says of the text it ends: its title, its numbers, the years it mentions, the
    day it ends when that is told apart."""

    words: str
    title: str
    numbers: frozenset[str]
    years: frozenset[int]
    since: date | None


def _repealed(known: list[DocumentSummary]) -> Iterator[tuple[DocumentSummary, _Successor]]:
    by_name: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for summary in known:
        for name in names_of(summary):
            by_name[name].append(summary)
    for newer in known:
        for text in newer.repeals:
            named = _read_repeal(text)
            found = {s.id: s for key in (named.title, *named.numbers) for s in by_name.get(key, ())}
            for older in found.values():
                if _is_older(older, newer) and _is_meant(named, older, by=newer):
                    yield older, _Successor(newer, named.since)


def names_document(words: str, older: DocumentSummary, *, by: DocumentSummary) -> bool:
    """Whether these words of a repeal in the text `by` mean `older`."""
    named = _read_repeal(words)
    is_found = not names_of(older).isdisjoint({named.title, *named.numbers})
    return is_found and _is_older(older, by) and _is_meant(named, older, by=by)


def names_of(summary: DocumentSummary) -> set[str]:
    """Titles and numbers a repeal may use for this text."""
    titles = {plain_title(name) for name in (summary.title, *summary.aliases)}
    return titles | numbers_in(summary.document_number or "")


def _read_repeal(text: str) -> _Named:
    words, since = read_repeal(text)
    folded = unicodedata.normalize("NFKC", words).translate(_BRACKETS)
    quoted = _QUOTED.search(folded)
    return _Named(
        words=words,
        title=plain_title(quoted.group(1) if quoted else words),
        numbers=frozenset(numbers_in(words)),
        years=frozenset(int(year) for year in _YEAR.findall(folded)),
        since=since,
    )


def _is_meant(named: _Named, older: DocumentSummary, *, by: DocumentSummary) -> bool:
    """Whether number, office and year, where both sides give them, agree with a text found by its
    title or number."""
    numbers = numbers_in(older.document_number or "")
    if named.numbers and numbers:
        return bool(named.numbers & numbers) and _is_same_office(named, older, by)
    version = _version_day(older.version)
    years = {day.year for day in (older.published, older.effective, version) if day}
    return not named.years or not years or bool(named.years & years)


def _is_same_office(named: _Named, older: DocumentSummary, by: DocumentSummary) -> bool:
    """Whether the text is also found by title, or is of the office named, or of the repealer's:
    every ministry has an order No. 76."""
    if named.title in names_of(older) - numbers_in(older.document_number or ""):
        return True
    if not older.issuer or not by.issuer:
        return True
    return _share_an_office(older.issuer, named.words) or _share_an_office(older.issuer, by.issuer)


_BRACKETS = str.maketrans("〔【（）】〕—–－‐", "[[()]]----")


def numbers_in(text: str) -> set[str]:
    """Document numbers in one spelling: "财税[2016]78号", "第76号", "GB/T29490-2013"."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    found = {match.group() for match in _STANDARD_NUMBER.finditer(folded)}
    found |= {match.group() for match in _PAPER_NUMBER.finditer(folded)}
    for match in _ORDER_NUMBER.finditer(folded):
        kind, number = match.groups()
        found.add(f"{kind or ''}第{_as_digits(number)}号")
    return found


def _as_digits(number: str) -> str:
    """ "76" for "76" and "七十六"; the characters themselves when they are no number."""
    try:
        return number if number.isascii() else str(parse_number(number))
    except ValueError:
        return number


def _standard_base(number: str | None) -> str | None:
    """ "GB/T29490" for "GB/T 29490-2013"."""
    folded = unicodedata.normalize("NFKC", number or "").translate(_BRACKETS)
    match = _STANDARD_NUMBER.search(re.sub(r"\s", "", folded))
    return match.group(1) if match else None


def _version_day(version: str | None) -> date | None:
    """First day a version such as "2023" or "2020-10-17" can mean."""
    try:
        return date.fromisoformat(f"{version}-01-01" if len(version or "") == 4 else version or "")
    except ValueError:
        return None
