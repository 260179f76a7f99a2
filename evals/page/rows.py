"""Rows of runs as the pages show them: chosen by filters, one in full, two side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evals.cases import CATEGORY_NAMES
from evals.compare_runs import is_right
from evals.comparison_report import written
from evals.measures import MEASURES, Unit
from evals.same_words import says
from evals.stored_runs import Row, StoredRun


class Outcome(StrEnum):
    """How a question came out, as a filter."""

    ALL = ""
    WRONG = "wrong"
    RIGHT = "right"
    REFUSED = "refused"


OUTCOMES = {
    Outcome.ALL: "全部",
    Outcome.WRONG: "错",
    Outcome.RIGHT: "对",
    Outcome.REFUSED: "没有回答",
}


class Show(StrEnum):
    """Which questions of two runs to show."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    ALL = "all"


SHOWS = {
    Show.WORSE: "由对变错",
    Show.BETTER: "由错变对",
    Show.CHANGED: "回答不同",
    Show.ALL: "全部",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One question in two runs."""

    before: Row
    after: Row

    def is_shown(self, show: Show) -> bool:
        """Whether it is among these."""
        was, now = is_right(self.before.values), is_right(self.after.values)
        match show:
            case Show.WORSE:
                return bool(was) and not now
            case Show.BETTER:
                return bool(now) and not was
            case Show.CHANGED:
                return _said(self.before) != _said(self.after)
            case Show.ALL:
                return True


def chosen_rows(run: StoredRun, query: Mapping[str, str]) -> list[Row]:
    """The rows that fit the fields category, outcome and q of a query, wrong ones first."""
    words = query.get("q", "").casefold().split()
    rows = [
        row
        for row in run.rows
        if query.get("category", "") in ("", row.case.category)
        and _is(row, query.get("outcome", ""))
        and all(word in _text(row) for word in words)
    ]
    return sorted(rows, key=lambda row: is_right(row.values) is True)


def pairs_of(before: StoredRun, after: StoredRun) -> list[Pair]:
    """The questions both runs hold, in the order of the second."""
    rows = {row.case.id: row for row in before.rows}
    return [Pair(before=rows[r.case.id], after=r) for r in after.rows if r.case.id in rows]


def categories_in(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """Value and Chinese name of the categories that occur, in their usual order."""
    there = {row.case.category for row in rows}
    return [(str(one), name) for one, name in CATEGORY_NAMES.items() if one in there]


def verdict(row: Row) -> tuple[str, str]:
    """A word for how it came out, and the style of its badge."""
    if row.answer is None:
        return "出错", "is-wrong"
    return ("对", "is-valid") if is_right(row.values) else ("错", "is-wrong")


def came(row: Row) -> str:
    """What was answered."""
    return row.answer.text if row.answer is not None else row.crashed


def facts_found(row: Row) -> list[tuple[str, bool]]:
    """The facts that had to be said, each with whether it was."""
    text = came(row)
    return [
        (" 或 ".join(spellings), any(says(text, spelling) for spelling in spellings))
        for spellings in row.case.facts
    ]


def values_shown(row: Row) -> list[tuple[str, str]]:
    """The measures this question takes part in, by label, except counts of nothing."""
    return [
        (measure.label, _of_one(value, measure.unit))
        for measure in MEASURES
        if (value := row.values.get(measure.name)) is not None
        and (value or measure.unit is not Unit.COUNT)
    ]


def _of_one(value: float, unit: Unit) -> str:
    """A value of one question: a share of it mostly is all or nothing."""
    if unit is Unit.SHARE and value in (0, 1):
        return "是" if value else "否"
    return written(value, unit)


def neighbours(rows: Sequence[Row], case_id: str) -> tuple[Row | None, Row | None]:
    """The rows before and after one of them; None at the ends."""
    place = next(n for n, row in enumerate(rows) if row.case.id == case_id)
    return (
        rows[place - 1] if place else None,
        rows[place + 1] if place + 1 < len(rows) else None,
    )


def _is(row: Row, outcome: str) -> bool:
    if outcome == Outcome.REFUSED:
        return row.answer is not None and row.answer.refused
    if outcome in (Outcome.RIGHT, Outcome.WRONG):
        return (is_right(row.values) is True) == (outcome == Outcome.RIGHT)
    return True


def _text(row: Row) -> str:
    return " ".join((row.case.id, *row.case.history, row.case.question, came(row))).casefold()


def _said(row: Row) -> tuple[str, str]:
    return (row.answer.text, "") if row.answer is not None else ("", row.crashed)
