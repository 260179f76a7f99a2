"""When each version of a statute is in force. The table's own dates and status are not enough:
an amended law carries its first version's day, and a law published but not in force is marked
现行有效."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.derive_days import known_ground, repeal_grounds, stated_ground
from corpus.documents import Basis, Ground
from corpus.identity import document_id
from corpus.known_dates import find_known_version
from corpus.own_repeals import find_repeals
from corpus.own_words import find_effective
from corpus.statute_table import LawRow

_DOUBTFUL = ("历史版本", "已废止")
_NAMED = re.compile("《([^》]+)》")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """First and last day in force, both inclusive; None where it cannot be derived."""

    effective: date | None = None
    expires: date | None = None
    superseded_by: str | None = None
    repeals: tuple[str, ...] = ()


def statute_id(law: LawRow) -> str:
    """The id of the law's document."""
    return document_id(law.title, law.issuer, None, law.published.isoformat())


def derive_validity(
    laws: Sequence[LawRow], closing_words: Iterable[tuple[str, str]]
) -> dict[str, Validity]:
    """Validity of every law by its id in the table.

    A version's beginning: the table of known dates, else its own words where they can be this
    version's. Its end: the day before its successor or the law that repeals it begins. A version
    the table calls historical or repealed whose end stays unknown keeps no beginning either, so
    that it never counts as in force.
    """
    words: defaultdict[str, list[str]] = defaultdict(list)
    for law_id, text in closing_words:
        words[law_id].append(text)
    begun = {law.law_id: _beginning(law, words[law.law_id]) for law in laws}
    ended = _with_ends(laws, begun)
    return {law.law_id: _without_doubt(law, ended[law.law_id]) for law in laws}


def _beginning(law: LawRow, words: Sequence[str]) -> Validity:
    repeals = tuple(one.words for text in words for one in find_repeals(text))
    known = find_known_version(law.title, published=law.published)
    if known is not None:
        return Validity(effective=known.effective, expires=known.expires, repeals=repeals)
    return Validity(effective=_stated_beginning(law, words), repeals=repeals)


def _stated_beginning(law: LawRow, words: Sequence[str]) -> date | None:
    """The table's day when it is later than adoption, or when the text confirms it."""
    claimed = law.claimed_effective
    if claimed > law.published:
        return claimed
    stated = (find_effective(text, published=law.published) for text in words)
    confirmed = {one.day for one in stated if one is not None}
    return claimed if claimed == law.published and claimed in confirmed else None


def _with_ends(laws: Sequence[LawRow], begun: Mapping[str, Validity]) -> dict[str, Validity]:
    by_title: defaultdict[str, list[LawRow]] = defaultdict(list)
    for law in laws:
        by_title[law.title].append(law)
    ended = dict(begun)
    for successor in laws:
        start = begun[successor.law_id].effective
        named = [
            name for phrase in begun[successor.law_id].repeals for name in _NAMED.findall(phrase)
        ]
        for title in dict.fromkeys([successor.title, *named]):
            older = [law for law in by_title[title] if law.published < successor.published]
            for law in older if start else ():
                ended[law.law_id] = _ended_by(ended[law.law_id], successor, start=start)
    return ended


def _ended_by(validity: Validity, successor: LawRow, *, start: date | None) -> Validity:
    """The validity of a law that ends when `successor` begins, unless it ended before."""
    if start is None:
        return validity
    last = start - timedelta(days=1)
    if validity.expires is not None and validity.expires < last:
        return validity
    return replace(validity, expires=last, superseded_by=statute_id(successor))


def _without_doubt(law: LawRow, validity: Validity) -> Validity:
    if law.claimed_status in _DOUBTFUL and validity.expires is None:
        return replace(validity, effective=None)
    return validity


def statute_grounds(law: LawRow, validity: Validity, text: str) -> tuple[Ground, ...]:
    """What the days and repeals of a statute rest on; the end that a later law brings is the later
    law's to say."""
    known = find_known_version(law.title, published=law.published)
    stated = find_effective(text, published=law.published)
    grounds = [_by_table("published", law.published)]
    if known is not None and validity.effective == known.effective:
        grounds.append(known_ground("effective", known.effective, known))
    elif validity.effective is not None:
        grounds.append(_by_table("effective", validity.effective))
    if stated is not None and stated.day == validity.effective:
        grounds.append(stated_ground("effective", text, stated))
    if known is not None and known.expires and known.expires == validity.expires:
        grounds.append(known_ground("expires", known.expires, known))
    return (
        *grounds,
        *repeal_grounds(text, [r for r in find_repeals(text) if r.words in validity.repeals]),
    )


def _by_table(fact: str, day: date) -> Ground:
    return Ground(fact=fact, value=day.isoformat(), basis=Basis.FORMAT)
