"""Amounts are computed from the profile; what is unknown stays open and says what is needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.support.amounts import AmountState, ComputedAmount, compute_amounts
from corpus.documents import Verification
from tests.assistant.eligibility.lark_programmes import amount, lark_programme

DAY = date(2026, 11, 22)
SHIPPED = {programme.id: programme for programme in load_programmes()}


def _one(programme: str, name: str, profile: Profile, day: date = DAY) -> ComputedAmount:
    found = compute_amounts(SHIPPED[programme], profile, day=day)
    return next(computed for computed in found if computed.amount.id == name)


@pytest.mark.parametrize(
    ("interest", "paid", "is_capped"),
    [("199.98", "99.99 万元", False), ("200", "100 万元", True), ("200.02", "100 万元", True)],
)
def test_interest_support_in_nansha_is_half_up_to_a_million(
    interest: str, paid: str, is_capped: bool
) -> None:
    profile = Profile(interest=Decimal(interest), loan_repaid=True)
    found = _one("nansha-pledge", "interest", profile)
    assert (found.written, found.is_capped) == (paid, is_capped)


@pytest.mark.parametrize(
    ("loan", "paid"), [("2777.7", "50 万元"), ("2777", "49.99 万元"), ("2778", "50 万元")]
)
def test_interest_support_in_qingdao_is_60_percent_of_the_prime_rate_up_to_500_thousand(
    loan: str, paid: str
) -> None:
    profile = Profile(loan=Decimal(loan), prime_rate=Decimal(3), loan_days=365)
    assert _one("qingdao-pledge", "interest", profile).written == paid


@pytest.mark.parametrize(("applicants", "share"), [(1, "85%"), (2, "70%"), (3, "70%")])
def test_one_applicant_saves_85_percent_and_several_save_70(applicants: int, share: str) -> None:
    assert _one("fee-reduction", "share", Profile(applicants=applicants)).written == share


@pytest.mark.parametrize(
    ("day", "granted", "state"),
    [
        (date(2018, 7, 31), date(2013, 1, 1), AmountState.COMPUTED),
        (date(2018, 7, 31), date(2012, 12, 31), AmountState.NOT_APPLICABLE),
        (date(2018, 8, 1), date(2012, 12, 31), AmountState.COMPUTED),
        (date(2026, 11, 22), date(2017, 1, 1), AmountState.COMPUTED),
        (date(2026, 11, 22), date(2016, 12, 31), AmountState.NOT_APPLICABLE),
    ],
)
def test_annual_fees_are_reduced_for_six_and_since_august_2018_for_ten_years(
    day: date, granted: date, state: AmountState
) -> None:
    profile = Profile(applicants=1, granted=granted, annual_fee=Decimal(900))
    assert _one("fee-reduction", "annual-fee", profile, day).state is state


@pytest.mark.parametrize(
    ("day", "level"), [(date(2018, 7, 31), Verification.A), (date(2018, 8, 1), Verification.C)]
)
def test_an_amount_is_no_surer_than_the_dated_figures_it_rests_on(
    day: date, level: Verification
) -> None:
    found = _one("fee-reduction", "annual-fee", Profile(granted=date(2015, 1, 1)), day)
    assert found.level is level
    assert len(found.references) > len(found.amount.references)


def test_what_is_not_filled_in_is_named() -> None:
    found = _one("qingdao-pledge", "interest", Profile(loan=Decimal(100)))
    assert found.state is AmountState.OPEN
    assert found.needed == ("一年期LPR", "计息天数")
    assert found.written == "待确认"


def test_a_yearly_figure_is_asked_for_with_its_years() -> None:
    programme = lark_programme(version=amount("part", "研发费用[去年] * 10%"))
    assert compute_amounts(programme, Profile(), day=DAY)[0].needed == ("研发费用（去年）",)


def test_without_rules_on_the_day_there_are_no_amounts() -> None:
    assert compute_amounts(lark_programme(), Profile(), day=date(2023, 12, 31)) == ()


def test_a_published_support_without_an_amount_says_so() -> None:
    text = amount("part", "1 万元").replace("formula = '1 万元'\n", "")
    found = compute_amounts(lark_programme(version=text), Profile(), day=DAY)
    assert found[0].state is AmountState.UNPUBLISHED and found[0].value is None


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.decimals(0, 10**6, places=2))
def test_a_cap_is_never_passed_and_more_cost_never_pays_less(less: Decimal, more: Decimal) -> None:
    less, more = sorted((less, more))
    values = [
        _one("xuchang-pledge", "valuation", Profile(valuation_fee=fee)).value
        for fee in (less, more)
    ]
    assert values[0] is not None and values[1] is not None
    assert 0 <= values[0] <= values[1] <= Fraction(10)
