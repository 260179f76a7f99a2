"""An assessment as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.batch_output import CAUTION, Title
from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.profile import Profile
from assistant.eligibility.rules.describe import missing_label
from assistant.eligibility.rules.ways import ChangeKind
from assistant.eligibility.shortfalls import shortest_way

_MARKS = {Verdict.MET: "✓", Verdict.UNMET: "✗", Verdict.OPEN: "?"}


def assessments_as_text(
    assessments: Iterable[Assessment], profile: Profile, *, day: date, title: Title
) -> str:
    """What `zhice assess` prints.

    Args:
        assessments: of `profile` on `day`.
        title: how a reference is shown.
    """
    lines = [f"申请日：{day.isoformat()}"]
    lines += [f"注意：{text}" for text in contradictions(profile, day=day)]
    for assessment in assessments:
        lines += ["", *_programme(assessment, profile, title)]
    return "\n".join((*lines, "", CAUTION))


def _programme(assessment: Assessment, profile: Profile, title: Title) -> Iterator[str]:
    version = f"（{assessment.version.id} 版规则）" if assessment.version else ""
    yield f"{assessment.programme.name}{version}：{assessment.verdict.value}"
    yield from (f"  {remark}" for remark in assessment.remarks)
    if assessment.version is None or assessment.place is Verdict.UNMET:
        yield f"  依据：{'；'.join(title(reference) for reference in assessment.references)}"
        return
    for result in assessment.results:
        yield from criterion_lines(result, title=title)
    if assessment.verdict is not Verdict.MET:
        yield from _way(assessment, profile)


def criterion_lines(result: CriterionResult, *, title: Title) -> Iterator[str]:
    """The verdict with value and threshold, then the clauses with their level."""
    value = f"：{result.value}" if result.value else ""
    asked = "" if result.verdict is Verdict.MET else f"，要求 {result.threshold}"
    if result.qualitative:
        asked = f"，{result.threshold}"
    yield f"  {_MARKS[result.verdict]} {result.criterion.text}{value}{asked}"
    basis = "；".join(title(reference) for reference in result.references)
    yield f"      依据（{result.level.value} 级）：{basis}"


def _way(assessment: Assessment, profile: Profile) -> Iterator[str]:
    shortest = shortest_way(assessment, profile)
    changes = [change for change in shortest.changes if change.kind is not ChangeKind.FILL]
    unknown = [
        missing_label(change.missing)
        for change in shortest.changes
        if change.kind is ChangeKind.FILL and change.missing is not None
    ]
    if changes or shortest.unsolved:
        yield "  还差："
        yield from (f"    - {change.text}" for change in changes)
        yield from (f"    - {r.criterion.text}：没有可行的做法" for r in shortest.unsolved)
    if unknown:
        yield f"  待补充：{'、'.join(unknown)}"
