"""Who a text is: title, issuer, number, version, place and days, from what is known of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.derive_days import derive_days, digest_days
from corpus.documents import Form, Ground, Kind, Level, Section, Verification
from corpus.known_dates import STATE
from corpus.office_place import place_of_office, place_of_title
from corpus.official_parts import (
    OfficialPart,
    PartName,
    issuers_of,
    official_parts,
    order_number,
    part_value,
)
from corpus.places import find_place, level_of
from corpus.source_text import SourceText
from corpus.standard_head import standard_head
from corpus.text_head import (
    document_number_of,
    head_of,
    issuer_of,
    normalise_number,
    title_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Everything a `Document` states besides its text and outline; the same fields."""

    title: str
    aliases: tuple[str, ...]
    kind: Kind
    form: Form
    verification: Verification
    level: Level
    issuer: str | None = None
    document_number: str | None = None
    version: str | None = None
    region: str | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    repeals: tuple[str, ...] = ()
    prolongs: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


def identify(source: SourceText, sections: Sequence[Section]) -> Identity:
    """Front matter first, then what the format states, then what the text says of itself.

    A file with front matter is a digest unless it says otherwise; what a digest does not state is
    unknown, because its body speaks of other texts' dates. Nothing is guessed: what cannot be
    derived is None.
    """
    front = source.front_matter
    if front is not None and front.form is not Form.ORIGINAL:
        return _identify_digest(source)
    return _identify_original(source, sections)


def _identify_digest(source: SourceText) -> Identity:
    front = source.front_matter
    assert front is not None
    region = front.region
    days = digest_days(front)
    version = front.version or _as_version(front.effective or front.published)
    return Identity(
        title=front.title,
        aliases=_aliases(front.title, front.aliases),
        kind=front.kind or kind_of(front.title, issuer=front.issuer),
        form=front.form or Form.DIGEST,
        verification=front.verification or Verification.B,
        level=front.level or level_of(region),
        issuer=front.issuer,
        document_number=front.document_number and normalise_number(front.document_number),
        version=version,
        region=region,
        published=days.published,
        effective=days.effective,
        expires=days.expires,
        repeals=days.repeals,
        grounds=days.grounds,
    )


def _identify_original(source: SourceText, sections: Sequence[Section]) -> Identity:
    front = source.front_matter
    head = head_of(source.text, sections)
    parts = official_parts(source.text)
    title, number, issuer, kind = _names_of(source, head, parts)
    around = f"{source.publisher or ''}\n{source.text}"
    region = (front and front.region) or region_of(title, issuer=issuer, text=around)
    region = region or _place_of_site(source, title=title, issuer=issuer)
    days = derive_days(source, head, title=title, parts=parts)
    return Identity(
        title=title,
        aliases=_aliases(title, front.aliases if front else ()),
        kind=kind,
        form=Form.ORIGINAL,
        verification=(front and front.verification) or _verification(source, title),
        level=(front and front.level) or level_of(find_place(issuer or "") or region),
        issuer=issuer,
        document_number=number,
        version=(front and front.version) or _as_version(days.published or days.effective),
        region=region,
        published=days.published,
        effective=days.effective,
        expires=days.expires,
        repeals=days.repeals,
        prolongs=days.prolongs,
        grounds=days.grounds,
    )


def _names_of(
    source: SourceText, head: str, parts: Sequence[OfficialPart]
) -> tuple[str, str | None, str | None, Kind]:
    """Title, document number, issuer and kind."""
    front, cover = source.front_matter, standard_head(head)
    stated = front or source
    printed = "".join((part_value(parts, PartName.TITLE) or "").split("\n"))
    printed = cover.title if cover else printed or title_of(head, name=source.name)
    title = stated.title or printed
    number = stated.document_number or source.document_number or order_number(parts)
    number = normalise_number(number) if number else document_number_of(head, title=title)
    issuer = stated.issuer if front else None
    issuer = issuer or "、".join(issuers_of(parts)) or (cover.issuer if cover else None)
    issuer = issuer or issuer_of(head, title=title, number=number) or source.issuer
    kind = stated.kind or source.kind
    kind = kind or (Kind.STANDARD if cover else kind_of(title, issuer=issuer))
    return title, cover.number if cover else number, issuer, kind


_STATUTE_TITLE = re.compile("(?:(?<!办)法|法典|条例|细则)(?:（[^）]*）)?$")
_JUDICIAL_TITLE = re.compile("最高人民(?:法院|检察院)")
_LAWMAKER = re.compile("人民代表大会|国务院$|^国务院、")
_RULE_TITLE = re.compile("(?:规定|办法|决定|解释)(?:（[^）]*）)?$")
_GUIDANCE_TITLE = re.compile("问答|常见问题|答疑|解读|详解|指引|指南")
_STANDARD_TITLE = re.compile(r"\b(?:GB|DB|YY|JB|ISO|IEC)(?:/[TZ])?\s?\d")


def kind_of(title: str, *, issuer: str | None) -> Kind:
    """What sort of text bears such a title; 政策 when nothing speaks for another."""
    if _STANDARD_TITLE.search(title):
        return Kind.STANDARD
    if _JUDICIAL_TITLE.match(title) or _STATUTE_TITLE.search(title):
        return Kind.STATUTE
    if _LAWMAKER.search(issuer or "") and _RULE_TITLE.search(title):
        return Kind.STATUTE
    return Kind.GUIDANCE if _GUIDANCE_TITLE.search(title) else Kind.POLICY


_STATEWIDE = re.compile(
    "中华人民共和国|全国|国家|国务院|最高人民|中共中央|工业和信息化部|财政部|科技部"
)


def region_of(title: str, *, issuer: str | None, text: str) -> str | None:
    """The place a text applies in: its issuer's, or a part of it that the title names.

    None for a text of the whole country; a local text whose place is not known gets the bare name
    of that place, see `corpus.office_place`.
    """
    if _STATEWIDE.match(title) or _STATEWIDE.match(issuer or ""):
        return None
    issued_in = find_place(issuer or "")
    titled = find_place(re.sub("《[^》]*》|〈[^〉]*〉", "", title))
    if issued_in and titled and not titled.startswith(issued_in):
        return issued_in
    if titled or issued_in:
        return titled or issued_in
    return place_of_office(issuer, text=text) if issuer else place_of_title(title, text=text)


def _place_of_site(source: SourceText, *, title: str, issuer: str | None) -> str | None:
    """The place of the site, for what is no text of the state and names no place itself."""
    statewide = _STATEWIDE.match(title) or _STATEWIDE.match(issuer or "")
    return None if statewide or issuer else find_place(source.publisher or "")


_PARTIAL = re.compile("节选|摘录|摘编|要点|非全文|部分条文")


def _verification(source: SourceText, title: str) -> Verification:
    partial = _PARTIAL.search(f"{title} {source.name}")
    return Verification.B if partial else Verification.A


_ANNOUNCED = re.compile("关于(?:印发|发布|公布|修订印发|转发)《([^》]{4,60})》")


def _aliases(title: str, given: Sequence[str]) -> tuple[str, ...]:
    """Other names: without 中华人民共和国, without a trailing （试行）, what a notice announces."""
    announced = _ANNOUNCED.search(title)
    derived = [
        title.removeprefix(STATE),
        re.sub("（(?:试行|暂行|修订|[0-9]{4}[^）]*)）$", "", title),
        announced[1] if announced else title,
    ]
    names = dict.fromkeys((*given, *derived))
    return tuple(name for name in names if name and name != title)


def _as_version(day: date | None) -> str | None:
    return day.isoformat() if day else None


def document_id(
    title: str, issuer: str | None, document_number: str | None, version: str | None
) -> str:
    """A stable id: the same identity gives the same id on every machine and path.

    Width, blanks and brackets of the printed forms do not matter.
    """
    parts = (title, issuer or "", document_number or "", version or "")
    identity = "\x1f".join(_fold(part) for part in parts)
    return "doc-" + hashlib.sha256(identity.encode("utf-8")).hexdigest()[:12]


def _fold(part: str) -> str:
    folded = unicodedata.normalize("NFKC", part).translate(str.maketrans("〔〕【】", "[][]"))
    return "".join(folded.split()).casefold()
