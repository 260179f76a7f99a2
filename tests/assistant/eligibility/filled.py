"""Profiles with little in them, and the verdict each ought to bring; for tables of lines."""

from __future__ import annotations

from typing import Any

MET, UNMET, OPEN = "满足", "不满足", "待确认"
TODAY = "2026-11-22"

Rows = list[tuple[dict[str, Any], str]]
"""What is filled in, and the verdict."""

Lines = dict[tuple[str, str, str], tuple[str, Rows]]
"""Programme, version and condition; the day and the rows."""

ADVANTAGE, DEMONSTRATION = "国家知识产权优势企业", "国家知识产权示范企业"
OLD, NEW = "GB/T 29490-2013", "GB/T 29490-2023"
GROUNDS = ("emerging_industry", "encouraged_industry", "in_practice", "public_interest")
NO_GROUNDS = dict.fromkeys(GROUNDS, False)
SIZES = [
    ({"size": "微型"}, MET),
    ({"size": "小型"}, MET),
    ({"size": "中型"}, MET),
    ({"size": "大型"}, UNMET),
    ({}, OPEN),
]
HIGH_TECH_HEADCOUNT = [
    ({"technical_staff": 10, "staff": 100}, MET),
    ({"technical_staff": 9, "staff": 100}, UNMET),
    ({"technical_staff": 11, "staff": 100}, MET),
    ({"technical_staff": 0, "staff": 0}, OPEN),
    ({"technical_staff": 10}, OPEN),
]


def yes_no(field: str) -> list[tuple[dict[str, Any], str]]:
    """A field that has to be yes."""
    return [({field: True}, MET), ({field: False}, UNMET), ({}, OPEN)]


def no_yes(field: str) -> list[tuple[dict[str, Any], str]]:
    """A field that must not be yes."""
    return [({field: False}, MET), ({field: True}, UNMET), ({}, OPEN)]


def last_year(day: str, **figures: float) -> dict[str, Any]:
    """Figures of the calendar year before the day."""
    return {name: {str(int(day[:4]) - 1): figure} for name, figure in figures.items()}


def research(revenue: float, expense: float) -> dict[str, Any]:
    """Three years with the same revenue each; the expense is that of all three together."""
    years = ("2023", "2024", "2025")
    return {
        "revenue": dict.fromkeys(years, revenue),
        "rd_expense": {"2023": 0, "2024": 0, "2025": expense},
    }


def domestic(share: float) -> dict[str, Any]:
    """A thousand spent in three years, `share` of it at home."""
    years = ("2023", "2024", "2025")
    return {
        "rd_expense": {"2023": 0, "2024": 0, "2025": 1000},
        "domestic_rd_expense": dict.fromkeys(years, 0) | {"2025": share},
    }


def growth(first: float, second: float, third: float, field: str) -> dict[str, Any]:
    """Three years of one figure."""
    return {field: {"2023": first, "2024": second, "2025": third}}


def since(day: str) -> dict[str, Any]:
    """In its market since then."""
    return {"market_since": day}


def held(name: str, **when: Any) -> dict[str, Any]:
    """One honour and no other."""
    return {"honours": [{"name": name, **when}], "no_other_honours": True}
