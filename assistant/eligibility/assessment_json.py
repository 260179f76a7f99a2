"""An assessment as JSON, for other programs; clauses with their characters in the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

from assistant.eligibility.assess import Assessment, CriterionResult, Verdict
from assistant.eligibility.batch_output import CAUTION
from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_json import JsonObject, profile_as_json
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.questions import Question, question_on
from assistant.eligibility.references import Find, resolve
from assistant.eligibility.rules.describe import Missing, missing_label
from assistant.eligibility.rules.ways import Change, Way
from assistant.eligibility.shortfalls import shortest_way, shortfalls


def assessments_as_json(
    assessments: Iterable[Assessment], profile: Profile, *, day: date, find: Find
) -> JsonObject:
    """What `zhice assess --json` prints.

    Args:
        assessments: of `profile` on `day`.
        find: documents by id, for the clauses.
    """
    assessed = list(assessments)
    question = question_on(assessed, skipped=())
    return {
        "as_of": day.isoformat(),
        "profile": profile_as_json(profile),
        "contradictions": list(contradictions(profile, day=day)),
        "programmes": [_assessment(one, profile, find) for one in assessed],
        "next_question": None if question is None else _question(question),
        "caution": CAUTION,
    }


def _assessment(assessment: Assessment, profile: Profile, find: Find) -> JsonObject:
    version = assessment.version
    return {
        "id": assessment.programme.id,
        "name": assessment.programme.name,
        "kind": assessment.programme.kind.value,
        "region": assessment.programme.region or None,
        "version": version.id if version else None,
        "verdict": assessment.verdict.value,
        "place": assessment.place.value,
        "remarks": list(assessment.remarks),
        "references": references_as_json(assessment.references, assessment.day, find),
        "criteria": [_criterion(result, assessment.day, find) for result in assessment.results],
        **_what_is_missing(assessment, profile),
    }


def _criterion(result: CriterionResult, day: date, find: Find) -> JsonObject:
    return {
        "id": result.criterion.id,
        "text": result.criterion.text,
        "kind": result.criterion.kind.value,
        "verdict": result.verdict.value,
        "qualitative": result.qualitative,
        "value": result.value or None,
        "threshold": result.threshold or None,
        "used": list(result.used),
        "missing": [_missing(missing) for missing in result.missing],
        "level": result.level.value,
        "references": references_as_json(result.references, day, find),
    }


def _what_is_missing(assessment: Assessment, profile: Profile) -> JsonObject:
    if assessment.version is None or assessment.verdict is Verdict.MET:
        return {"shortfalls": [], "shortest_way": None}
    shortest = shortest_way(assessment, profile)
    return {
        "shortfalls": [
            {
                "criterion": shortfall.result.criterion.id,
                "margin": shortfall.margin or None,
                "ways": [_way(way) for way in shortfall.ways],
            }
            for shortfall in shortfalls(assessment, profile)
        ],
        "shortest_way": {
            "changes": [_change(change) for change in shortest.changes],
            "unsolved": [result.criterion.id for result in shortest.unsolved],
            "needs_judgement": [result.criterion.id for result in shortest.judged],
        },
    }


def _way(way: Way) -> list[JsonObject]:
    return [_change(change) for change in way.changes]


def _change(change: Change) -> JsonObject:
    return {
        "kind": change.kind.value,
        "text": change.text,
        "day": change.day.isoformat() if change.day else None,
    }


def _missing(missing: Missing) -> JsonObject:
    return {
        "field": missing.field,
        "detail": missing.detail or None,
        "label": missing_label(missing),
    }


def _question(question: Question) -> JsonObject:
    return {
        **_missing(question.missing),
        "years": list(question.years),
        "question": question.words,
    }


def references_as_json(references: Iterable[Reference], day: date, find: Find) -> list[JsonObject]:
    """The clauses with their characters; what is wrong with one stands in its "remark"."""
    return [_reference(reference, day, find) for reference in references]


def _reference(reference: Reference, day: date, find: Find) -> JsonObject:
    resolved = resolve(reference, find, day=day)
    citation = resolved.citation
    if citation is not None and not (reference.locator or reference.quote):
        citation = replace(citation, quote="")  # the whole text is meant, and may be long
    if citation is not None:
        return {**asdict(citation), "remark": resolved.remark or None}
    return {
        "document_id": reference.document,
        "locator": reference.locator,
        "remark": resolved.remark,
    }
