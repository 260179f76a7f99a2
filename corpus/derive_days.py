"""When a text is in force and what it ends, each with what says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import find_dates
from corpus.documents import Basis, Ground
from corpus.front_matter import FrontMatter
from corpus.known_dates import KnownVersion, find_known_version
from corpus.official_parts import OfficialPart, PartName, part_value
from corpus.own_expiry import find_expiry
from corpus.own_prolongations import find_prolongations
from corpus.own_repeals import StatedRepeal, find_repeals
from corpus.own_words import Stated, find_own_effective, sentence_around
from corpus.source_text import SourceText
from corpus.text_head import is_adoption_note, published_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What is known of a text's time in force, as in `Document`, and why."""

    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    repeals: tuple[str, ...] = ()
    prolongs: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


def derive_days(
    source: SourceText, head: str, *, title: str, parts: Sequence[OfficialPart] = ()
) -> Days:
    """Front matter first, then what the format states, then the table of known dates, then the
    text's own words. Every source that speaks of a day leaves a ground, also one that was not
    followed, so that contradictions can be found.

    Args:
        head: what stands before the first heading of the text.
        title: of the text.
        parts: its elements when it is an official document; its signature dates it then.
    """
    text, front = source.text, source.front_matter
    published = _published(source, head, parts)
    own = _own_effective(source, head, parts, published=published)
    known = find_known_version(title, published=_day(published))
    effective = (
        _given("effective", front.effective if front else None, source.effective),
        _known("effective", known.effective if known else None, known),
        _stated("effective", text, own),
    )
    first_day = _first_day(effective)
    expires = (
        _given("expires", front.expires if front else None, source.expires),
        _known("expires", known.expires if known else None, known),
        _stated("expires", text, find_expiry(text, effective=first_day)),
    )
    repeals, prolongs = _repeals(front, text), tuple(_prolongs(text))
    grounds = (published, *effective, *expires, *repeals, *prolongs)
    return Days(
        published=_day(published),
        effective=first_day,
        expires=_first_day(expires),
        repeals=tuple(ground.value for ground in repeals),
        prolongs=tuple(ground.value for ground in prolongs),
        grounds=tuple(ground for ground in grounds if ground is not None),
    )


def digest_days(front: FrontMatter) -> Days:
    """What the identity block of a digest states; its body speaks of other texts' dates."""
    stated = [
        _given(fact, day, None)
        for fact, day in (
            ("published", front.published),
            ("effective", front.effective),
            ("expires", front.expires),
        )
    ]
    return Days(
        published=front.published,
        effective=front.effective,
        expires=front.expires,
        repeals=front.supersedes,
        grounds=(*(g for g in stated if g is not None), *_superseded(front)),
    )


def stated_ground(fact: str, text: str, stated: Stated) -> Ground:
    """What the text says of itself as a ground; its value is "" when the day stays unknown."""
    value = stated.day.isoformat() if stated.day else ""
    quote = text[stated.start : stated.end]
    return Ground(fact=fact, value=value, basis=Basis.TEXT, quote=quote, start=stated.start)


def repeal_grounds(text: str, repeals: Iterable[StatedRepeal]) -> tuple[Ground, ...]:
    """What a text says it ends, as grounds, a name each."""
    return tuple(
        Ground(
            fact="repeals",
            value=one.stated,
            basis=Basis.TEXT,
            quote=text[one.start : one.end],
            start=one.start,
        )
        for one in repeals
    )


def known_ground(fact: str, day: date, known: KnownVersion) -> Ground:
    """A day of the table of known dates, with the order or decision the table names."""
    return Ground(fact=fact, value=day.isoformat(), basis=Basis.KNOWN_DATES, quote=known.source)


def _day(ground: Ground | None) -> date | None:
    return date.fromisoformat(ground.value) if ground and ground.value else None


# A meeting of an office adopts; the day of issue comes later. A congress promulgates the same day.
_ONLY_ADOPTED = re.compile("会议(?:审议|讨论)?(?:并)?通过")
_ISSUED = re.compile("公布|发布|颁布|印发|签发|令|代表大会|常务委员会|人大")


# A notice of tax relief may reach back to the beginning of the year before.
_REACHES_BACK_YEARS = 1
_AMENDED = re.compile("修正|修改|修订")


def _earliest(source: SourceText, head: str, parts: Sequence[OfficialPart]) -> date | None:
    """First day a text may name as its own beginning when it is signed and no later version, for
    then the signature is of the words that name the day; None leaves it at the day of issue."""
    signed = source.published or _day(_signed(source, parts))
    if signed is None or _AMENDED.search(head):
        return None
    return date(signed.year - _REACHES_BACK_YEARS, 1, 1)


def _own_effective(
    source: SourceText, head: str, parts: Sequence[OfficialPart], *, published: Ground | None
) -> Stated | None:
    """By the text's own words; unknown when it counts from an issue of which only the adoption is
    known."""
    issued = _printed_day(parts) or _day(published)
    earliest = _earliest(source, head, parts)
    stated = find_own_effective(source.text, head, published=issued, earliest=earliest)
    if published is None or published.basis is not Basis.TEXT or issued != _day(published):
        return stated
    if not _ONLY_ADOPTED.search(published.quote) or _ISSUED.search(published.quote):
        return stated
    from_issue = find_own_effective(source.text, head, published=None)
    return from_issue if stated and from_issue and from_issue.day is None else stated


def _first_day(grounds: Iterable[Ground | None]) -> date | None:
    return next((day for ground in grounds if (day := _day(ground))), None)


def _given(fact: str, in_front: date | None, by_format: date | None) -> Ground | None:
    if in_front:
        return Ground(fact=fact, value=in_front.isoformat(), basis=Basis.FRONT_MATTER)
    if by_format:
        return Ground(fact=fact, value=by_format.isoformat(), basis=Basis.FORMAT)
    return None


def _stated(fact: str, text: str, stated: Stated | None) -> Ground | None:
    return stated_ground(fact, text, stated) if stated else None


def _known(fact: str, day: date | None, known: KnownVersion | None) -> Ground | None:
    return known_ground(fact, day, known) if day and known else None


def _printed_day(parts: Sequence[OfficialPart]) -> date | None:
    """The day of printing, which 自印发之日起 means; it may follow the signature by weeks."""
    printed = part_value(parts, PartName.PRINTED)
    return next((found.day for found in find_dates(printed or "")), None)


def _signed(source: SourceText, parts: Sequence[OfficialPart]) -> Ground | None:
    for part in parts:
        days = find_dates(part.value) if part.name is PartName.DATE else ()
        if days:
            stated = Stated(day=days[0].day, start=part.start, end=part.end)
            return stated_ground("published", source.text, stated)
    return None


def _published(source: SourceText, head: str, parts: Sequence[OfficialPart]) -> Ground | None:
    front = source.front_matter
    given = _given("published", front.published if front else None, source.published)
    given = given or _signed(source, parts)
    if given:
        return given
    online = _given("published", None, source.online)
    day = published_of(head, name=source.name)
    if day is None:
        return online
    for start, end in _notes_of(day, head):
        if online and head[start] not in "（(":
            continue  # a page tells of other texts too; its own note of adoption is in brackets
        stated = Stated(day=day, start=start, end=end)
        return stated_ground("published", source.text, stated)
    return online or _given("published", None, day)  # the file's name


def _notes_of(day: date, head: str) -> Iterator[tuple[int, int]]:
    """Spans of the notes of adoption that name this day, the last one first."""
    for found in reversed(find_dates(head)):
        line = head[head.rfind("\n", 0, found.start) + 1 :].split("\n", 1)[0]
        if found.day == day and is_adoption_note(line):
            yield sentence_around(head, found.start, found.end)


def _repeals(front: FrontMatter | None, text: str) -> tuple[Ground, ...]:
    if front is not None and front.supersedes:
        return _superseded(front)
    return repeal_grounds(text, find_repeals(text))


def _prolongs(text: str) -> Iterator[Ground]:
    for one in find_prolongations(text):
        quote = text[one.start : one.end]
        yield Ground(
            fact="prolongs", value=one.stated, basis=Basis.TEXT, quote=quote, start=one.start
        )


def _superseded(front: FrontMatter) -> tuple[Ground, ...]:
    return tuple(
        Ground(fact="repeals", value=name, basis=Basis.FRONT_MATTER) for name in front.supersedes
    )
