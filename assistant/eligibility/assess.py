"""Whether a company fulfils a programme on a day: criterion by criterion, then as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Criterion, Reference, Role
from assistant.eligibility.programme_version import Version
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import Missing
from assistant.eligibility.rules.explain import Explanation, explain
from assistant.eligibility.rules.kleene import Truth, all_of, negated
from assistant.eligibility.rules.parameters_used import parameter_entries
from corpus.documents import Verification


class Verdict(StrEnum):
    """What the rules say; 待确认 whenever something needed is unknown or for people to judge."""

    MET = "满足"
    UNMET = "不满足"
    OPEN = "待确认"


_VERDICTS = {True: Verdict.MET, False: Verdict.UNMET, None: Verdict.OPEN}
_TRUTHS: dict[Verdict, Truth] = {verdict: truth for truth, verdict in _VERDICTS.items()}
_NEEDS_JUDGEMENT = "需要人工判断"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """One criterion against one company.

    Attributes:
        verdict: from the applicant's side: 满足 for an exclusion means that it is not hit.
        qualitative: no expression, people have to judge.
        value: what was found, formatted ("4.2%", "2019-03-01"); "" when nothing is known.
        threshold: what is asked, formatted, of the tier that applied ("≥ 4%").
        used: the values that went in, formatted: ("研发费用 2025 年：300 万元", …).
        missing: unknown fields that decide; () when the verdict is decided.
        references: of the criterion, then of the parameters that applied; never ().
        explanation: the whole of it; None for a qualitative criterion.
    """

    criterion: Criterion
    verdict: Verdict
    qualitative: bool
    value: str
    threshold: str
    used: tuple[str, ...]
    missing: tuple[Missing, ...]
    references: tuple[Reference, ...]
    level: Verification
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A programme against one company on one day.

    Attributes:
        version: None when no version is in force on the day; `results` is then ().
        place: verdict on the place alone; MET for a programme of the whole country.
        results: one for each criterion of the version, in its order.
        remarks: Chinese sentences on the whole: not in force, another place, score.
        references: of the version, or of the nearest one when none is in force; never ().
    """

    programme: Programme
    version: Version | None
    day: date
    verdict: Verdict
    place: Verdict
    results: tuple[CriterionResult, ...]
    remarks: tuple[str, ...]
    references: tuple[Reference, ...]

    def missing(self) -> tuple[Missing, ...]:
        """Unknown fields that decide, each once; () when the verdict as a whole is decided."""
        if self.verdict is not Verdict.OPEN:
            return ()
        place = (Missing(field="region"),) if self.place is Verdict.OPEN else ()
        decisive = (m for result in self.results for m in result.missing)
        return tuple(dict.fromkeys((*place, *decisive)))


def assess(programme: Programme, profile: Profile, *, day: date) -> Assessment:
    """Apply the version in force on `day`, the day of the application.

    Raises:
        ProgrammeError: an expression of the programme cannot be read.
    """
    return assess_case(programme, Case(profile, day))


def assess_case(programme: Programme, case: Case) -> Assessment:
    """As `assess`, for a company already prepared; several programmes can share one case."""
    version = programme.version_on(case.day)
    place = place_truth(programme, case.profile.region)
    if version is None:
        return _not_in_force(programme, case.day, place)
    results = tuple(_result(programme, criterion, case) for criterion in version.criteria)
    truths = [_TRUTHS[result.verdict] for result in results]
    score = scored(version, truths)
    return Assessment(
        programme=programme,
        version=version,
        day=case.day,
        verdict=_VERDICTS[_overall(version, truths, score, place)],
        place=_VERDICTS[place],
        results=results,
        remarks=tuple(_remarks(programme, results, score, place)),
        references=version.references,
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts of an assessment without their reasons.

    Attributes:
        truths: of each criterion of the version, as `judge_criterion` gives them; () when no
            version is in force or the place is another one.
    """

    version: Version | None
    place: Truth
    verdict: Verdict
    truths: tuple[Truth, ...]


def judge(programme: Programme, case: Case) -> Judgement:
    """The verdict of `assess_case`, several times as fast."""
    version = programme.version_on(case.day)
    place = place_truth(programme, case.profile.region)
    if version is None or place is False:
        return Judgement(version, place, Verdict.UNMET, ())
    truths = tuple(judge_criterion(programme, c, case) for c in version.criteria)
    score = scored(version, truths)
    return Judgement(version, place, _VERDICTS[_overall(version, truths, score, place)], truths)


def judge_criterion(programme: Programme, criterion: Criterion, case: Case) -> Truth:
    """Whether a criterion speaks for the applicant; unknown also for a qualitative one."""
    if criterion.expression is None:
        return None
    truth = programme.rules.condition(criterion.expression).value(case)
    return negated(truth) if criterion.kind is Role.EXCLUSION else truth


def place_truth(programme: Programme, region: str | None) -> Truth:
    """Whether a company of `region` is in the programme's place; unknown when not told exactly."""
    if not programme.region:
        return True
    if region is None:
        return None
    here, there = f"{region}/", f"{programme.region}/"
    return True if here.startswith(there) else None if there.startswith(here) else False


def _result(programme: Programme, criterion: Criterion, case: Case) -> CriterionResult:
    if criterion.expression is None:
        return CriterionResult(
            criterion=criterion,
            verdict=Verdict.OPEN,
            qualitative=True,
            value="",
            threshold=_NEEDS_JUDGEMENT,
            used=(),
            missing=(),
            references=criterion.references,
            level=criterion.level,
        )
    node = programme.rules.condition(criterion.expression)
    is_exclusion = criterion.kind is Role.EXCLUSION
    told = explain(node, case, not is_exclusion)
    entries = parameter_entries(node, case)
    return CriterionResult(
        criterion=criterion,
        verdict=_VERDICTS[negated(told.truth) if is_exclusion else told.truth],
        qualitative=False,
        value=value_text(told),
        threshold=threshold_text(told),
        used=told.used,
        missing=told.missing,
        references=(*criterion.references, *(r for entry in entries for r in entry.references)),
        level=max((criterion.level, *(entry.level for entry in entries))),
        explanation=told,
    )


def value_text(told: Explanation) -> str:
    """What was found; for a joined condition with the names: "营业收入 2025 年 6000 万元；…"."""
    if not told.joined:
        return told.value
    found = (f"{s.subject} {s.value}" for s in told.singles() if s.value)
    return "；".join(dict.fromkeys(found))


def threshold_text(told: Explanation) -> str:
    """What is asked; joined conditions name what each is about: "任一：注册商标 ≥ 1 件；…"."""
    if not told.joined:
        return told.threshold
    inner = [
        threshold_text(part) if part.joined else f"{part.subject} {part.threshold}"
        for part in told.parts
    ]
    words = "；".join(f"（{text}）" if "；" in text else text for text in inner if text)
    return words if told.joined == "全部" else f"{told.joined}：{words}"


@dataclass(frozen=True, slots=True)
class Score:
    """How far the scored criteria get.

    Attributes:
        truth: whether the minimum is reached; True when none is published.
        reached: points of the criteria met.
        possible: the same, if all that is unknown turns out well.
    """

    truth: Truth
    reached: Decimal
    possible: Decimal


def scored(version: Version, truths: Sequence[Truth]) -> Score:
    """The points of a version's scored criteria, against its minimum.

    Args:
        truths: one for each criterion of the version.
    """
    reached = possible = Decimal(0)
    for criterion, truth in zip(version.criteria, truths, strict=True):
        if criterion.weight is not None:
            reached += criterion.weight if truth else 0
            possible += 0 if truth is False else criterion.weight
    minimum = version.minimum_score
    if minimum is None or reached >= minimum:
        return Score(True, reached, possible)
    return Score(None if possible >= minimum else False, reached, possible)


def _overall(version: Version, truths: Sequence[Truth], score: Score, place: Truth) -> Truth:
    pairs = zip(version.criteria, truths, strict=True)
    decisive = (truth for criterion, truth in pairs if criterion.kind is not Role.SCORED)
    return all_of((place, score.truth, *decisive))


def _remarks(
    programme: Programme, results: Sequence[CriterionResult], score: Score, place: Truth
) -> Iterator[str]:
    if place is False:
        yield f"只适用于{programme.region}，所填地区不在其中。"
    if place is None:
        yield f"只适用于{programme.region}，请补充所在的省、市、区。"
    if any(result.criterion.kind is Role.SCORED for result in results):
        yield f"评分条件已得 {score.reached} 分，待确认的全部满足时为 {score.possible} 分。"
    qualitative = sum(result.qualitative for result in results)
    if qualitative:
        yield f"有 {qualitative} 项条件没有公布可计算的标准，{_NEEDS_JUDGEMENT}。"


def _not_in_force(programme: Programme, day: date, place: Truth) -> Assessment:
    later = next((v for v in programme.versions if v.start > day), None)
    nearest = later or programme.versions[-1]
    remark = f"{day.isoformat()} 没有施行中的规则。"
    if later is not None:
        remark = f"规则从 {later.start.isoformat()} 起施行，{day.isoformat()} 还不能按它申请。"
    elif nearest.until is not None:
        remark = f"规则施行到 {nearest.until.isoformat()} 为止，{day.isoformat()} 不能再按它申请。"
    return Assessment(
        programme=programme,
        version=None,
        day=day,
        verdict=Verdict.UNMET,
        place=_VERDICTS[place],
        results=(),
        remarks=(remark,),
        references=nearest.references,
    )
