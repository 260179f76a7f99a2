"""Every condition at, just below and just above its line; the figures are written by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.eligibility.assess import assess
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from tests.assistant.eligibility.filled import MET, UNMET, last_year
from tests.assistant.eligibility.lines_of_companies import COMPANY_LINES
from tests.assistant.eligibility.lines_of_matters import MATTER_LINES
from tests.assistant.eligibility.lines_of_titles import TITLE_LINES

LINES = COMPANY_LINES | TITLE_LINES | MATTER_LINES
PROGRAMMES = {programme.id: programme for programme in load_programmes()}
ROWS = [
    pytest.param(*key, day, filled, verdict, id=f"{key[0]}-{key[1]}-{key[2]}-{number}")
    for key, (day, rows) in LINES.items()
    for number, (filled, verdict) in enumerate(rows)
]


@pytest.mark.parametrize(("programme", "version", "criterion", "day", "filled", "verdict"), ROWS)
def test_a_condition_turns_exactly_at_its_line(
    programme: str, version: str, criterion: str, day: str, filled: dict[str, Any], verdict: str
) -> None:
    profile = Profile.model_validate(filled)
    found = assess(PROGRAMMES[programme], profile, day=date.fromisoformat(day))
    assert found.version is not None and found.version.id == version
    verdicts = {result.criterion.id: result.verdict.value for result in found.results}
    assert verdicts[criterion] == verdict


def test_the_table_has_every_condition_that_is_computed() -> None:
    computed = {
        (programme.id, version.id, criterion.id)
        for programme in PROGRAMMES.values()
        for version in programme.versions
        for criterion in version.criteria
        if criterion.expression is not None
    }
    assert set(LINES) == computed


@pytest.mark.parametrize(
    ("day", "income", "verdict"),
    [
        ("2016-09-01", 29.99, MET),
        ("2016-09-01", 30, UNMET),
        ("2019-06-30", 29.99, MET),
        ("2019-06-30", 30, UNMET),
        ("2019-07-01", 30, MET),
        ("2019-07-01", 99.99, MET),
        ("2019-07-01", 100, UNMET),
    ],
)
def test_the_line_of_taxable_income_is_that_of_the_day(
    day: str, income: float, verdict: str
) -> None:
    profile = Profile.model_validate({"applicant": "企业"} | last_year(day, taxable_income=income))
    found = assess(PROGRAMMES["fee-reduction"], profile, day=date.fromisoformat(day))
    assert found.results[0].verdict == verdict


@pytest.mark.parametrize(
    ("programme", "day", "version"),
    [
        ("priority-examination", "2017-07-31", None),
        ("priority-examination", "2017-08-01", "2017"),
        ("priority-examination", "2026-08-31", "2017"),
        ("priority-examination", "2026-09-01", "2026"),
        ("ip-advantage", "2022-05-30", "2015"),
        ("ip-advantage", "2022-05-31", "2022"),
        ("ip-demonstration", "2025-09-18", "2022"),
        ("ip-demonstration", "2025-09-19", "2025"),
        ("ip-demonstration", "2028-01-01", None),
        ("ip-standard", "2023-12-31", "2013"),
        ("ip-standard", "2024-01-01", "2024"),
        ("ip-standard", "2025-12-31", "2024"),
        ("ip-standard", "2026-01-01", "2026"),
        ("open-licence-fee", "2024-08-05", None),
        ("specialised-sme", "2022-07-31", None),
    ],
)
def test_the_rules_are_those_of_the_day(programme: str, day: str, version: str | None) -> None:
    found = PROGRAMMES[programme].version_on(date.fromisoformat(day))
    assert (found.id if found else None) == version
