"""A layout plan built from the landscape; every sentence carries patents or clauses.

No sentence says that something may be used freely or will be granted: what the figures show of
this data, and what the clauses at hand say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation
from assistant.eligibility.programme import Programme
from assistant.layout.clauses import ANALYSIS_MEASURES, LAYOUT_FORMS, Clauses, cited
from assistant.layout.compare import Balance, Comparison, Sides
from assistant.layout.filing_advice import filing_sequence, filing_types, unsupported
from assistant.layout.findings import Finding
from assistant.layout.landscape import Landscape
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patterns import PatternFit, pattern_fits
from assistant.layout.support_links import SupportLink, support_links
from assistant.layout.time_rules import OwnDates
from assistant.layout.timing import TimeLimits, time_limits
from assistant.layout.topic_roles import TopicRole, topic_roles
from assistant.layout.white_spots import Verdict, WhiteSpot

MOST_OPENINGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user says of himself; everything may be missing.

    Attributes:
        sides: names of one's own and of the competitor, as normalised.
        dates: of one's own application.
        region: "省/市/区".
    """

    sides: Sides = field(default_factory=Sides)
    dates: OwnDates | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A white spot that passed the checks, or a topic the competitor holds alone.

    Attributes:
        spot: None for a topic.
    """

    sentence: Finding
    spot: WhiteSpot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The plan.

    Attributes:
        patterns: fitting ones first; `choice` is what the texts say of choosing.
        topics: a role each.
        openings: at most five.
        sequence, types: sentences on clauses.
        timing: None when the user gave no dates.
        support: programmes to check.
        limits: what cannot be concluded, and why.
    """

    patterns: tuple[PatternFit, ...]
    choice: Citation | None
    topics: tuple[TopicRole, ...]
    openings: tuple[Opening, ...]
    sequence: tuple[Finding, ...]
    types: tuple[Finding, ...]
    timing: TimeLimits | None
    support: tuple[SupportLink, ...]
    limits: tuple[Finding, ...]


def advise(
    records: Sequence[PatentRecord],
    landscape: Landscape,
    wishes: Wishes,
    *,
    clauses: Clauses,
    comparison: Comparison | None = None,
    programmes: Iterable[Programme] = (),
) -> Advice:
    """Put the plan together.

    Args:
        records: those of the landscape.
        comparison: with the competitor named in the wishes; None when none is.

    Raises:
        BadQuestionError: the dates contradict one another.
    """
    own = wishes.sides.mine
    roles = topic_roles(records, landscape.topics, own=own)
    return Advice(
        patterns=pattern_fits(landscape, roles, is_own_known=bool(own), clauses=clauses),
        choice=clauses.cite_text(LAYOUT_FORMS, says="选择专利布局形态"),
        topics=roles,
        openings=_openings(landscape, comparison, clauses),
        sequence=filing_sequence(clauses),
        types=filing_types(records, clauses),
        timing=time_limits(wishes.dates, clauses) if wishes.dates else None,
        support=support_links(programmes, region=wishes.region),
        limits=_limits(landscape, roles, wishes, clauses),
    )


def _openings(
    landscape: Landscape, comparison: Comparison | None, clauses: Clauses
) -> tuple[Opening, ...]:
    clause = clauses.cite_text(ANALYSIS_MEASURES, says="空白点是")
    found = []
    for spot in landscape.white_spots:
        if spot.verdict is Verdict.WORTH_A_LOOK:
            behind = tuple(sorted({*spot.demand, *spot.nearest, *spot.cell.patents}))
            text = (
                f"“{spot.topic}”里很少有专利追求“{spot.effect}”"
                f"（{len(spot.cell.patents)} 件，预期约 {spot.cell.expected:.0f} 件），"
                "而相近主题有这一需求，值得核实是否可以布局；先读列出的专利，并核实可行性。"
            )
            sentence = Finding(text=text, patents=behind, citations=cited(clause))
            found.append(Opening(sentence=sentence, spot=spot))
    for gap in comparison.topics_where(Balance.THEIRS_ONLY) if comparison else ():
        text = f"“{gap.label}”里对方有 {len(gap.theirs)} 件而本方没有，可以考虑补上防御性申请。"
        found.append(Opening(sentence=Finding(text=text, patents=gap.theirs), spot=None))
    return tuple(found[:MOST_OPENINGS])


def _limits(
    landscape: Landscape, roles: Sequence[TopicRole], wishes: Wishes, clauses: Clauses
) -> tuple[Finding, ...]:
    limits = list(landscape.remarks)
    own = wishes.sides.mine
    if not own:
        text = "没有给出本方申请人，核心、外围和防御主题以及部分布局形态不能判断。"
        limits.append(Finding(text=text))
    elif not any(role.mine for role in roles):
        text = f"这批数据里没有找到{'、'.join(own)}的专利，以下按尚未进入该领域处理。"
        limits.append(Finding(text=text))
    if not landscape.white_spots and not landscape.is_thin:
        text = "技术—功效矩阵里没有发现明显少于预期的格子，说不出空白点。"
        limits.append(Finding(text=text, patents=landscape.patents))
    if wishes.dates is None:
        limits.append(Finding(text="没有给出申请、公开等日期，各项法定期限未推算。"))
    limits.extend(unsupported(clauses))
    limits.append(
        Finding(text="以上只根据这批数据和列出的条文，不是法律意见；申请前请由专利代理师检索核实。")
    )
    return tuple(limits)
