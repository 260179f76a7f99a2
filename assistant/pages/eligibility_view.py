"""What the pages 「资格与支持」 show of assessments: rows ready to print, each with its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.addresses import place_address
from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.assessment_answer import open_points, way_words
from assistant.eligibility.matching import Match, Standing, SupportPlan
from assistant.eligibility.outlook import Outlook
from assistant.eligibility.path_graph import path_graph
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_parts import Reference, Role
from assistant.eligibility.references import Find, resolve
from assistant.eligibility.rules.ways import ChangeKind
from assistant.eligibility.shortfalls import shortest_way, shortfalls
from assistant.eligibility.support.amounts import AmountState
from assistant.labels import LEVELS
from assistant.pages.path_drawing import Drawing, drawn

VERDICT_STYLES = {Verdict.MET: "is-valid", Verdict.UNMET: "is-failed", Verdict.OPEN: "is-coming"}
STANDING_STYLES = {
    Standing.HELD: "is-valid",
    Standing.ELIGIBLE: "is-valid",
    Standing.JUDGED: "is-coming",
    Standing.NEARLY: "is-coming",
    Standing.UNKNOWN: "",
    Standing.UNMET: "is-failed",
    Standing.NOT_IN_FORCE: "",
}
_ROLES = {Role.MANDATORY: "", Role.SCORED: "评分项", Role.EXCLUSION: "排除情形"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause to open.

    Attributes:
        address: of the document with the clause marked; "" when the corpus lacks it.
        remark: what staff should know of it: superseded, changed; "" when all is well.
    """

    name: str
    quote: str
    address: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """A criterion as a row."""

    result: CriterionResult
    style: str
    role: str
    value: str
    level: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """A programme as a row of the list."""

    match: Match
    style: str
    amounts: tuple[str, ...]
    open_points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LackRow:
    """What would make a criterion met: alternatives, each of several changes."""

    text: str
    verdict: Verdict
    ways: tuple[str, ...]


class Clauses:
    """Looks up the clauses of rules, each once a page.

    Args:
        find: documents by id.
        day: of the application.
    """

    def __init__(self, find: Find, *, day: date) -> None:
        self._find = find
        self._day = day
        self._known: dict[Reference, Clause] = {}

    def of(self, references: Sequence[Reference]) -> tuple[Clause, ...]:
        """The clauses, each once."""
        return tuple(dict.fromkeys(map(self._clause, references)))

    def _clause(self, reference: Reference) -> Clause:
        if reference not in self._known:
            self._known[reference] = self._looked_up(reference)
        return self._known[reference]

    def _looked_up(self, reference: Reference) -> Clause:
        found = resolve(reference, self._find, day=self._day)
        cited = found.citation
        if cited is None:
            return Clause(name=reference.locator, quote="", address="", remark=found.remark)
        return Clause(
            name=f"《{cited.title}》{cited.locator}",
            quote=cited.quote if reference.locator or reference.quote else "",
            address=place_address(cited.document_id, cited.start, cited.end),
            remark=found.remark,
        )


def verdict_rows(assessment: Assessment, clauses: Clauses) -> list[VerdictRow]:
    """The criteria in their order."""
    return [
        VerdictRow(
            result=result,
            style=VERDICT_STYLES[result.verdict],
            role=_ROLES[result.criterion.kind],
            value="；".join(result.used) or result.value or _nothing(result),
            level=LEVELS[result.level],
            clauses=clauses.of(result.references),
        )
        for result in assessment.results
    ]


def _nothing(result: CriterionResult) -> str:
    return "需人工判断" if result.qualitative else "未填"


def programme_rows(plan: SupportPlan) -> list[ProgrammeRow]:
    """The programmes of the company's place, best standing first."""
    return [
        ProgrammeRow(
            match=match,
            style=STANDING_STYLES[match.standing],
            amounts=tuple(
                f"{one.amount.text}：{one.written}"
                for one in match.amounts
                if one.state is not AmountState.NOT_APPLICABLE
            ),
            open_points="" if match.standing is Standing.HELD else open_points(match.assessment),
        )
        for match in plan.matches
    ]


def lack_rows(assessment: Assessment, profile: Profile) -> list[LackRow]:
    """What keeps the company from it, what decides most first."""
    return [
        LackRow(
            text=lack.result.criterion.text,
            verdict=lack.result.verdict,
            ways=tuple(map(way_words, lack.ways)),
        )
        for lack in shortfalls(assessment, profile)
    ]


def shortest(assessment: Assessment, profile: Profile) -> tuple[str, ...]:
    """What to change on the shortest way, facts to be told aside; () where nothing helps."""
    way = shortest_way(assessment, profile)
    if way.unsolved:
        return ()
    return tuple(change.text for change in way.changes if change.kind is not ChangeKind.FILL)


def path_of(plan: SupportPlan) -> Drawing:
    """How the programmes build on each other, with the company's standing."""
    return drawn(path_graph(plan.matches))


def outlook_words(outlook: Outlook) -> str:
    """What time alone changes, in one line."""
    now, later = outlook.now.verdict, outlook.later.verdict
    day = outlook.later.day.isoformat()
    if now is later:
        return f"资料不变的话，到 {day} 结论仍是“{later}”。"
    return f"资料不变的话，到 {day} 结论由“{now}”变为“{later}”。"
