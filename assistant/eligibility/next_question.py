"""The one thing to ask next: the unknown field that decides most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.profile import fields
from assistant.eligibility.programme_parts import Role
from assistant.eligibility.rules.describe import Missing

_HALF = 0.5
"""Weight of a programme that people have to judge in the end: an answer can only rule it out."""


def next_question(
    assessments: Iterable[Assessment], *, asked: Collection[Missing] = ()
) -> Missing | None:
    """The unknown field whose answer brings most programmes nearest to a decision.

    Each undecided programme has one vote, shared among the fields that still decide it, so that a
    programme with a single unknown counts most; a field that decides several criteria of it has a
    larger share. Of equal ones the first of the form is taken. Years of one field are one question.

    Args:
        assessments: of one company, any number of programmes.
        asked: what the user could not answer and is not to be asked again.

    Returns:
        The field, with the honour's name for honours and without a year; None when nothing is left.
    """
    votes: defaultdict[Missing, float] = defaultdict(float)
    for assessment in assessments:
        if assessment.verdict is Verdict.OPEN:
            for missing, share in _shares(assessment).items():
                votes[missing] += share
    for missing in asked:
        votes.pop(missing, None)
    if not votes:
        return None
    place = {field.name: number for number, field in enumerate(fields())}
    return min(votes, key=lambda missing: (-votes[missing], place[missing.field], missing.detail))


def _shares(assessment: Assessment) -> dict[Missing, float]:
    """How much of the programme's vote each field gets."""
    counts: defaultdict[Missing, float] = defaultdict(float)
    if assessment.place is Verdict.OPEN:
        counts[Missing(field="region")] += len(assessment.results) or 1
    for result in assessment.results:
        missing = list(dict.fromkeys(_question(m) for m in result.missing))
        for one in missing:
            counts[one] += _weight(result) / len(missing)
    whole = sum(counts.values())
    is_judged = any(r.qualitative for r in assessment.results)
    # Dividing by the number of fields makes a programme that lacks one outweigh one that lacks ten.
    vote = (_HALF if is_judged else 1.0) / max(len(counts), 1)
    return {missing: vote * count / whole for missing, count in counts.items()}


def _weight(result: CriterionResult) -> float:
    return _HALF if result.criterion.kind is Role.SCORED else 1.0


def _question(missing: Missing) -> Missing:
    return missing if missing.field == "honours" else Missing(field=missing.field)
