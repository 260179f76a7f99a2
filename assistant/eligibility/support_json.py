"""A support plan as JSON, for other programs; clauses with their characters in the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.eligibility.assessment_json import references_as_json
from assistant.eligibility.matching import ConflictNotice, Match, SupportPlan
from assistant.eligibility.profile_json import JsonObject
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.references import Find
from assistant.eligibility.support.amounts import ComputedAmount
from assistant.eligibility.support.checklist import ChecklistItem
from assistant.eligibility.support.combination import Combination
from assistant.eligibility.support.due_dates import DueDate

_Clauses = Callable[[Iterable[Reference]], list[JsonObject]]


def plan_as_json(plan: SupportPlan, *, find: Find) -> JsonObject:
    """What `zhice support --json` prints; money in 万元, a share as a plain number."""

    def clauses(references: Iterable[Reference]) -> list[JsonObject]:
        return references_as_json(references, plan.day, find)

    return {
        "as_of": plan.day.isoformat(),
        "region": plan.region,
        "programmes": [_match(plan, match, clauses) for match in plan.matches],
        "combination": _combination(plan.combination, clauses),
        "conflicts": [_conflict(notice, clauses) for notice in plan.conflicts],
        "dates": [_date(due, clauses) for due in plan.dates],
        "materials": [_material(item, clauses) for item in plan.materials],
        "remarks": list(plan.remarks),
    }


def _match(plan: SupportPlan, match: Match, clauses: _Clauses) -> JsonObject:
    return {
        "id": match.programme.id,
        "name": match.programme.name,
        "kind": match.programme.kind.value,
        "standing": match.standing.value,
        "verdict": match.assessment.verdict.value,
        "unmet": match.unmet,
        "instead": [other.programme.id for other in plan.instead_of(match.programme.id)],
        "amounts": [
            {**_amount(amount), "references": clauses(amount.references)}
            for amount in match.amounts
        ],
        "references": clauses(match.assessment.references),
    }


def _combination(found: Combination, clauses: _Clauses) -> JsonObject:
    return {
        "chosen": [_amount(amount) for amount in found.chosen],
        "total": float(found.total),
        "dropped": [
            {
                **_amount(dropped.amount),
                "kept": dropped.kept.amount.id,
                "because": dropped.because,
                "references": clauses(dropped.references),
            }
            for dropped in found.dropped
        ],
    }


def _conflict(notice: ConflictNotice, clauses: _Clauses) -> JsonObject:
    return {
        "programme": notice.programme,
        "with": notice.conflict.programme,
        "text": notice.conflict.text,
        "references": clauses(notice.conflict.references),
    }


def _date(due: DueDate, clauses: _Clauses) -> JsonObject:
    return {
        "uid": due.uid,
        "kind": due.kind.value,
        "programme": due.programme,
        "title": due.title,
        "day": due.day.isoformat(),
        "opens": due.opens.isoformat() if due.opens else None,
        "days_left": due.days_left,
        "references": clauses(due.references),
    }


def _material(item: ChecklistItem, clauses: _Clauses) -> JsonObject:
    return {
        "text": item.text,
        "programmes": list(item.programmes),
        "certain": item.is_certain,
        "references": clauses(item.references),
    }


def _amount(amount: ComputedAmount) -> JsonObject:
    return {
        "programme": amount.programme,
        "id": amount.amount.id,
        "text": amount.amount.text,
        "state": amount.state.value,
        "value": None if amount.value is None else float(amount.value),
        "unit": "万元" if amount.is_money else None,
        "written": amount.written,
        "capped": amount.is_capped,
        "per": amount.amount.per or None,
        "needed": list(amount.needed),
        "level": amount.level.value,
    }
