"""The parts of the plan a language model may word, each with the findings it is made of.

What cannot be concluded, the days counted from the user's own and the support programmes are no
such part: they stay as the rules put them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.layout.advice import Advice, Opening
from assistant.layout.clauses import cited
from assistant.layout.findings import Finding
from assistant.layout.patterns import PatternFit
from assistant.layout.topic_roles import Role, TopicRole

_PATENTS_OF_ONE = 2
"""Patents shown for one finding, so that those of the others find room too."""

_LISTED = re.compile(r"、(?![^“]*”)")
"""A pause between words that stand in no quotation."""


class SectionName(StrEnum):
    """The value is shown to users; `WHERE` joins forms and openings where an answer is short."""

    FORMS = "布局形态"
    TOPICS = "核心、外围与防御主题"
    OPENINGS = "可以核实的空白与薄弱处"
    SEQUENCE = "申请顺序"
    TYPES = "专利类型"
    WHERE = "往哪里布局"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding that may be worded anew.

    Attributes:
        wordings: whole sentences that say the same or a part of it, as true as the finding:
            they are computed from the same figures.
    """

    finding: Finding
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSection:
    """One part.

    Attributes:
        told: in the order of the plan; () where nothing was found.
        kept: stand behind as they are: what the data do not allow to say.
        beside: further findings a sentence may rest on, shown elsewhere.
        clauses: a sentence may rest on. Not the definitions of forms: what one is suited for in
            general would be read as a verdict on this field.
        patents: ids of those that make the findings vivid, the most telling first.
    """

    name: SectionName
    told: tuple[Told, ...]
    kept: tuple[Finding, ...] = ()
    beside: tuple[Finding, ...] = ()
    clauses: tuple[Citation, ...] = ()
    patents: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that the part says by rules."""
        return (*(told.finding for told in self.told), *self.kept)


def sections_of(advice: Advice) -> tuple[AdviceSection, ...]:
    """Every part, in the order they are shown."""
    return (
        _forms(advice.patterns),
        _topics(advice.topics),
        _openings(advice.openings),
        _on_the_law(SectionName.SEQUENCE, advice.sequence),
        _on_the_law(SectionName.TYPES, advice.types),
    )


def where_to_file(advice: Advice) -> AdviceSection:
    """The forms that fit and the openings, as one part."""
    forms = _forms([fit for fit in advice.patterns if fit.fits])
    openings = _openings(advice.openings)
    return AdviceSection(
        name=SectionName.WHERE,
        told=(*forms.told, *openings.told),
        beside=openings.beside,
        patents=tuple(dict.fromkeys((*openings.patents, *forms.patents))),
    )


_FITS = {True: "适合", False: "不宜采用", None: "不能判断是否适合"}
"""Always in front of the form: where words are moved, a negation can be lost on the way."""


def _forms(fits: Sequence[PatternFit]) -> AdviceSection:
    findings = [(fit, _of_form(fit)) for fit in fits]
    told = tuple(
        Told(finding=finding, wordings=tuple(_wordings_of_form(fit)))
        for fit, finding in findings
        if fit.fits is not None
    )
    fitting = (finding for fit, finding in findings if fit.fits)
    return AdviceSection(
        name=SectionName.FORMS,
        told=told,
        kept=tuple(finding for fit, finding in findings if fit.fits is None),
        patents=_first_of_each(finding.patents for finding in fitting),
    )


def _of_form(fit: PatternFit) -> Finding:
    return Finding(
        text=f"{_FITS[fit.fits]}“{fit.pattern}”这一布局形态："
        + "".join(r.text for r in fit.reasons),
        patents=tuple(dict.fromkeys(id_ for reason in fit.reasons for id_ in reason.patents)),
        citations=(*cited(fit.definition), *(c for r in fit.reasons for c in r.citations)),
    )


def _wordings_of_form(fit: PatternFit) -> Iterator[str]:
    told = _FITS[fit.fits]
    if fit.fits:
        yield f"适合采用“{fit.pattern}”这一布局形态，可以考虑。"
        yield f"布局形态“{fit.pattern}”适合。"
    for reason in fit.reasons:
        yield f"{told}“{fit.pattern}”，因为{_one_by_one(reason.text)}"


def _one_by_one(text: str) -> str:
    """The parts of a sentence behind commas, where each stands on its own."""
    return _LISTED.sub("，", text).replace("：", "，")


def _topics(roles: Sequence[TopicRole]) -> AdviceSection:
    return AdviceSection(
        name=SectionName.TOPICS,
        told=tuple(
            Told(finding=role.reason, wordings=tuple(_wordings_of_topic(role))) for role in roles
        ),
        patents=_first_of_each(role.reason.patents for role in roles),
    )


def _wordings_of_topic(role: TopicRole) -> Iterator[str]:
    topic, number = f"“{role.topic}”", len(role.patents)
    yield f"{topic}这一主题里共有 {number} 件专利。"
    if role.role is not None:
        yield f"{topic}中本方有 {len(role.mine)} 件专利。"
        yield f"本方在{topic}主题里有 {len(role.mine)} 件专利，共 {number} 件。"
    if role.role is Role.NOT_ENTERED:
        yield f"本方还没有进入{topic}这一主题，没有专利。"
        yield f"本方尚未进入{topic}主题。"
    elif role.role is not None:
        yield f"{topic}是本方的{role.role}主题。"
        yield f"{role.role}主题是{topic}。"
    if role.leader:
        held = f"{role.leader.number} 件，占 {role.leader.number / number:.0%}"
        yield f"{topic}主题里其他申请人中{role.leader.label}最多，{held}。"
        yield f"其他申请人中{role.leader.label}在{topic}里最多，{held}。"


def _openings(openings: Sequence[Opening]) -> AdviceSection:
    spots = [opening.spot for opening in openings if opening.spot]
    behind = [
        opening.spot.nearest if opening.spot else opening.sentence.patents for opening in openings
    ]
    return AdviceSection(
        name=SectionName.OPENINGS,
        told=tuple(
            Told(finding=opening.sentence, wordings=tuple(_wordings_of_opening(opening)))
            for opening in openings
        ),
        beside=tuple(check for spot in spots for check in spot.checks),
        patents=_first_of_each(behind),
    )


def _wordings_of_opening(opening: Opening) -> Iterator[str]:
    yield _one_by_one(opening.sentence.text)
    if spot := opening.spot:
        here = f"“{spot.topic}”里追求“{spot.effect}”的专利"
        yield f"{here}有 {len(spot.cell.patents)} 件，预期约 {spot.cell.expected:.0f} 件。"
        yield f"{here}很少，值得核实是否可以布局。"
        yield f"值得核实在“{spot.topic}”里是否可以布局“{spot.effect}”。"


def _on_the_law(name: SectionName, findings: Sequence[Finding]) -> AdviceSection:
    clauses = dict.fromkeys(c for finding in findings for c in finding.citations)
    return AdviceSection(
        name=name,
        told=tuple(Told(finding=finding) for finding in findings),
        clauses=tuple(clauses),
    )


def _first_of_each(behind: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for ids in behind for id_ in ids[:_PATENTS_OF_ONE]))
