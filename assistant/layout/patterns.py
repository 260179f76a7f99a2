"""Which of the six forms of patent layout fits, by explicit rules over the figures.

The forms are Granstrand's (1999) as the built-in text 专利布局六类形态 gives them; the rules that
choose between them are ours and stand beside each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.layout.clauses import LAYOUT_FORMS, Clauses
from assistant.layout.findings import Finding
from assistant.layout.landscape import Landscape
from assistant.layout.life_cycle import Stage
from assistant.layout.topic_roles import FEWEST_HELD, TopicRole

SCATTERED = 0.4
"""Below this CR4 no few applicants rule the field."""

FEW_OWN = 10
MANY_OWN = 30
WIDE_TOPICS = 3
ROUTE_PATENTS = 5
MAJORITY = 0.5
STRONG_PATENTS = 10
WIDESPREAD = 0.25
"""An effect that more of the patents promise is everybody's and tells no routes apart."""


class Pattern(StrEnum):
    """The forms; the value is shown to users and stands in the built-in text."""

    BLOCKING = "特定阻拦"
    STRATEGIC = "战略专利"
    BLANKETING = "地毯式覆盖"
    FENCING = "围栏"
    SURROUNDING = "包围"
    NETWORK = "组合网络"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFit:
    """What the figures say of one form.

    Attributes:
        fits: None when they cannot tell.
        reasons: sentences with the figures and the patents behind them.
        definition: what the form is; None when the text is not in the corpus.
    """

    pattern: Pattern
    fits: bool | None
    reasons: tuple[Finding, ...]
    definition: Citation | None


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the rules look at; `mine` is None when no applicants of one's own are given."""

    landscape: Landscape
    roles: Sequence[TopicRole]
    mine: tuple[str, ...] | None


_Told = tuple[bool | None, Finding]


def pattern_fits(
    landscape: Landscape, roles: Sequence[TopicRole], *, is_own_known: bool, clauses: Clauses
) -> tuple[PatternFit, ...]:
    """Every form with whether it fits: those that do first, then those that cannot be told."""
    mine = tuple(sorted({id_ for role in roles for id_ in role.mine})) if is_own_known else None
    figures = _Figures(landscape, roles, mine)
    fits = []
    for pattern, rule in _RULES:
        told, reason = _thin(landscape) if landscape.is_thin else rule(figures)
        definition = clauses.cite_text(LAYOUT_FORMS, says=rf"^{pattern.value}（")
        fits.append(
            PatternFit(pattern=pattern, fits=told, reasons=(reason,), definition=definition)
        )
    return tuple(sorted(fits, key=lambda fit: (True, None, False).index(fit.fits)))


def _thin(landscape: Landscape) -> _Told:
    text = f"只有 {len(landscape.patents)} 件专利，不能判断是否适合这一形态。"
    return None, Finding(text=text, patents=landscape.patents)


_OWN_UNKNOWN = Finding(text="没有给出本方申请人，不能判断。请填写本方名称后再看。")


def _blocking(figures: _Figures) -> _Told:
    """Few patents of one's own in a field that no few applicants rule."""
    concentration = figures.landscape.applicants.concentration
    if figures.mine is None or concentration is None:
        return None, _OWN_UNKNOWN
    fits = len(figures.mine) < FEW_OWN and concentration.cr4 < SCATTERED
    text = f"本方 {len(figures.mine)} 件，前四位申请人合计占 {concentration.cr4:.0%}：" + (
        "件数不多、领域分散，宜先挡住具体用途。" if fits else "不是“本方件数少而领域分散”。"
    )
    return fits, Finding(text=text, patents=figures.mine or concentration.cr4_patents)


def _strategic(figures: _Figures) -> _Told:
    """At least half of a topic is one's own: a place others find hard to go round."""
    if figures.mine is None:
        return None, _OWN_UNKNOWN
    led = [
        role
        for role in figures.roles
        if len(role.mine) >= max(FEWEST_HELD, MAJORITY * len(role.patents))
    ]
    if not led:
        return False, Finding(text="没有一个主题里本方专利达到一半。", patents=figures.mine)
    best = max(led, key=lambda role: (len(role.mine), role.topic))
    text = (
        f"“{best.topic}”的 {len(best.patents)} 件里本方占 {len(best.mine)} 件，"
        "可以在这里把核心方案写成覆盖面大的权利要求。"
    )
    return True, Finding(text=text, patents=best.mine)


def _blanketing(figures: _Figures) -> _Told:
    """A field that is coming up and that no few applicants rule."""
    cycle = figures.landscape.life_cycle
    concentration = figures.landscape.applicants.concentration
    if cycle.stage is Stage.UNKNOWN or concentration is None:
        return None, cycle.reason
    young = cycle.stage in (Stage.EMERGING, Stage.GROWING)
    fits = young and concentration.cr4 < SCATTERED
    text = f"处于{cycle.stage.value}，前四位申请人合计占 {concentration.cr4:.0%}：" + (
        "方向未定、无人独大，可以密集申请。" if fits else "不是“兴起而无人独大”的领域。"
    )
    return fits, Finding(text=text, patents=concentration.cr4_patents)


def _fencing(figures: _Figures) -> _Told:
    """One effect reached on several routes, none of which holds most of its patents."""
    table = figures.landscape.effects.table
    routes: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for cell in table.cells:
        if cell.number >= ROUTE_PATENTS:
            routes.setdefault(cell.column, []).append((cell.row, cell.patents))
    stating = len(figures.landscape.patents) - len(figures.landscape.effects.without)
    for effect in table.columns:
        found = routes.get(effect, [])
        everything = {id_ for _, patents in found for id_ in patents}
        largest = max((len(patents) for _, patents in found), default=0)
        is_telling = len(everything) <= WIDESPREAD * stating
        if is_telling and len(found) >= WIDE_TOPICS and largest <= MAJORITY * len(everything):
            text = (
                f"“{effect}”在 {len(found)} 个主题里各有 {ROUTE_PATENTS} 件以上，"
                "说明有多条替代路线，可以把同一功效的替代方案依次申请。"
            )
            return True, Finding(text=text, patents=tuple(sorted(everything)))
    text = f"没有一种功效在 {WIDE_TOPICS} 个以上主题里各有 {ROUTE_PATENTS} 件，看不出替代路线。"
    return False, Finding(text=text, patents=figures.landscape.patents)


def _surrounding(figures: _Figures) -> _Told:
    """Another applicant is strong in a topic where one's own patents are fewer."""
    held = [
        (role, role.leader)
        for role in figures.roles
        if role.is_contested
        and role.leader
        and role.leader.number >= STRONG_PATENTS
        and role.leader.number > len(role.mine)
    ]
    if not held:
        text = f"没有一个主题被其他申请人占到四成且达到 {STRONG_PATENTS} 件。"
        return False, Finding(text=text, patents=figures.landscape.patents)
    role, leader = max(held, key=lambda pair: (pair[1].number, pair[0].topic))
    text = (
        f"“{role.topic}”的 {len(role.patents)} 件里{leader.label}占 {leader.number} 件，"
        "可以围绕其核心方案申请改进和配套，为交叉许可作准备。"
    )
    return True, Finding(text=text, patents=leader.patents)


def _network(figures: _Figures) -> _Told:
    """Many patents of one's own in several topics."""
    if figures.mine is None:
        return None, _OWN_UNKNOWN
    wide = [role for role in figures.roles if len(role.mine) >= FEWEST_HELD]
    fits = len(figures.mine) >= MANY_OWN and len(wide) >= WIDE_TOPICS
    text = f"本方 {len(figures.mine)} 件，在 {len(wide)} 个主题里各有 {FEWEST_HELD} 件以上：" + (
        "已有条件把几种形态组合成网络。" if fits else "件数或覆盖面还不够组成网络。"
    )
    return fits, Finding(text=text, patents=figures.mine)


_RULES: tuple[tuple[Pattern, Callable[[_Figures], _Told]], ...] = (
    (Pattern.BLOCKING, _blocking),
    (Pattern.STRATEGIC, _strategic),
    (Pattern.BLANKETING, _blanketing),
    (Pattern.FENCING, _fencing),
    (Pattern.SURROUNDING, _surrounding),
    (Pattern.NETWORK, _network),
)
