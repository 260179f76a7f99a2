"""权利要求 of a patent: where each stands, what it claims, and which claims it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Document, Section

_LABEL = re.compile(r"权利要求(\d{1,3})")
_LEAD = re.compile(r"(?:首项权利要求：)?\s*(?:(?:权利要求\s?)?\d{1,3}\s?[.．、:：,，](?!\d))?\s*")

_DIGITS = r"\d{1,3}"
_TO = r"\s?(?:-|–|—|‑|~|～|－|至|到)\s?"
_RANGE = rf"{_DIGITS}(?:{_TO}(?:权利要求\s?)?{_DIGITS})?"
_NEXT = r"\s?(?:、|,|，|;|；|或者?|和|与|及|以及)\s?(?:者)?(?:权利要求书?(?:第)?\s?)?"
_REFERENCE = re.compile(rf"权利要求书?(?:第|中)?\s?({_RANGE}(?:{_NEXT}{_RANGE})*)")
_SPAN = re.compile(rf"({_DIGITS})(?:{_TO}(?:权利要求\s?)?({_DIGITS}))?")
_ANY = "任(?:意一?|何一?|一)(?:项|个|条)?"
_ANY_BEFORE = re.compile(
    f"(?:(?:上述|前述|以上|在先)(?:的|各项|各个|所有)*(?:{_ANY})?|{_ANY}(?:上述|前述|以上|在先))(?:的)?"
    r"权利要求(?!书?第?\s?\d)"
)
_OPENING = re.compile(
    f"(?:一种)?(?:根据|依据|如|按照?|依照?|由)?(?:上述|前述|以上|在先|{_ANY}|的|中)*权利要求"
)
_AFTER_REFERENCE = re.compile(
    rf"(?:中|之|的|书)*(?:{_ANY}|其?中?之一)?(?:权利要求)?(?:所?(?:述|限定|要求保护|记载|公开))?"
    "(?:的|之)?(?:一种)?"
)
_SUBJECT_END = re.compile(
    r"[，,。；;:：\n]|其特[征点]|其中[，,]|特征在于|包[括含]|由以下|具有|用于(?=实现|执行)|$"
)
_METHOD = re.compile(r"(?:方法|工艺|步骤|流程|制法|过程|方式|技术|制备|制作|生产)$")
_MADE_BY = re.compile(r"(?:制备|制造|制作|制得|制成|生产|获得|得到|加工)(?:而成|得到|获得)?的")
_USE = re.compile(r"(?:用途|应用|使用)$")
_BARE = 4
"""Characters at most in a name without attributes: 方法, 控制装置."""

_FIRST_PART = 400
"""Characters in which the subject of a claim stands; more would cost time on long claims."""


class Category(StrEnum):
    """What a claim protects; the value is shown to users."""

    PRODUCT = "产品"
    METHOD = "方法"
    USE = "用途"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim.

    Attributes:
        number: as printed, from 1.
        start, end: span in `Document.text`, number included, blank lines after it not.
        subject: what is claimed, e.g. "自动冲洗装备的工作方法"; "" when it cannot be told.
        depends_on: numbers of the claims it refers to, ascending, each once; more than one for a
            multiple dependent claim.
        is_independent: it stands on its own, also when it refers to a claim of another category or
            takes one in as a part: "一种车辆，包括权利要求1所述的发动机".
    """

    number: int
    start: int
    end: int
    subject: str
    category: Category
    depends_on: tuple[int, ...]
    is_independent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNode:
    """A claim with the claims that depend on it, by number."""

    claim: Claim
    children: tuple[ClaimNode, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFault:
    """What is odd about a claim, or missing before it; `text` is Chinese."""

    claim: Claim
    text: str


def claims_of(document: Document) -> tuple[Claim, ...]:
    """The claims of a patent in the order of its text; () when it has none.

    A reference to a claim that comes later, or to itself, is kept in `depends_on`;
    `claim_faults` names it.
    """
    found: dict[int, Claim] = {}
    for number, section in _sections(document):
        text = document.text[section.start : section.end].rstrip()
        if number not in found:
            found[number] = _claim(number, text, section.start, found)
    return tuple(found.values())


def claim_tree(claims: Sequence[Claim]) -> tuple[ClaimNode, ...]:
    """Independent claims with their dependents below them; every claim stands in it once.

    A claim that depends on several stands below the first of them. One that depends on no
    earlier claim we have stands on top.
    """
    below: dict[int, list[Claim]] = {}
    known: set[int] = set()
    for claim in claims:
        parents = [n for n in claim.depends_on if n in known and not claim.is_independent]
        below.setdefault(parents[0] if parents else 0, []).append(claim)
        known.add(claim.number)
    return tuple(_node(claim, below) for claim in below.get(0, ()))


def claim_faults(claims: Sequence[Claim]) -> tuple[ClaimFault, ...]:
    """Missing numbers, and references that lead nowhere, forward or to the claim itself."""
    numbers = {claim.number for claim in claims}
    faults: list[ClaimFault] = []
    last = 0
    for claim in claims:
        missing = [n for n in range(last + 1, claim.number) if n not in numbers]
        faults += [ClaimFault(claim, f"缺权利要求{n}") for n in missing]
        for n in claim.depends_on:
            reason = _reference_fault(claim.number, n, numbers)
            if reason:
                faults.append(ClaimFault(claim, f"权利要求{claim.number}引用了{reason}"))
        last = claim.number
    return tuple(faults)


def _reference_fault(number: int, target: int, numbers: Set[int]) -> str:
    if target == number:
        return "自身"
    if target > number:
        return f"在后的权利要求{target}"
    return "" if target in numbers else f"不存在的权利要求{target}"


def references_in(text: str, *, before: int) -> tuple[int, ...]:
    """Numbers of the claims that the words of a claim refer to, ascending, each once.

    Args:
        before: number of the claim itself; 上述任一权利要求 means all claims below it.
    """
    found: set[int] = set()
    for match in _REFERENCE.finditer(text):
        for first, last in _SPAN.findall(match[1]):
            found.update(range(int(first), int(last or first) + 1) or (int(first), int(last)))
    if _ANY_BEFORE.search(text):
        found.update(range(1, before))
    return tuple(sorted(found))


def _sections(document: Document) -> Iterator[tuple[int, Section]]:
    for part in document.sections:
        if part.heading == "权利要求":  # a row of an export that gives the first claim only
            yield 1, part
        for section in part.children:
            label = _LABEL.fullmatch(section.label)
            if label:
                yield int(label[1]), section


def _claim(number: int, text: str, start: int, earlier: Mapping[int, Claim]) -> Claim:
    lead = _LEAD.match(text)
    words = text[lead.end() :] if lead else text
    depends_on = references_in(words, before=number)
    is_referring = _OPENING.match(words) is not None
    subject = _subject(words, is_referring)
    parent = next((earlier[n] for n in depends_on if n in earlier), None)
    category = _category(subject)
    if parent and is_referring and not subject:
        category = parent.category
    is_dependent = bool(depends_on) and is_referring and not _is_another(subject, category, parent)
    return Claim(
        number=number,
        start=start,
        end=start + len(text),
        subject=subject,
        category=category,
        depends_on=depends_on,
        is_independent=not is_dependent,
    )


def _is_another(subject: str, category: Category, parent: Claim | None) -> bool:
    """Whether a claim that opens with a reference claims something else than its parent does.

    A bare 方法 or 装置 is what the parent calls by a longer name.
    """
    if parent is None:
        return False
    is_other = category is not parent.category and len(subject) > _BARE
    return is_other or bool(_MADE_BY.search(subject))


def _subject(words: str, is_referring: bool) -> str:
    """The words up to the features, without the reference they open with and 一种."""
    head = words[:_FIRST_PART].replace(" ", "")
    if is_referring:
        reference = _REFERENCE.search(head) or _ANY_BEFORE.search(head)
        head = head[reference.end() :] if reference else head
        after = _AFTER_REFERENCE.match(head)
        head = head[after.end() :] if after else head
    named = (
        len("一种包") if head.startswith("一种") else 0
    )  # 一种包含…的组合物 is named by its parts
    end = _SUBJECT_END.search(head, named)
    return head[: end.start() if end else None].strip().removeprefix("一种").strip("的")


def _category(subject: str) -> Category:
    if _USE.search(subject):
        return Category.USE
    return Category.METHOD if _METHOD.search(subject) else Category.PRODUCT


def _node(claim: Claim, below: Mapping[int, Sequence[Claim]]) -> ClaimNode:
    children = tuple(_node(child, below) for child in below.get(claim.number, ()))
    return ClaimNode(claim=claim, children=children)
