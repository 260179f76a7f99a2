"""The most money that may be taken at once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.support.amounts import ComputedAmount, compute_amounts
from assistant.eligibility.support.combination import Combination, best_combination
from tests.assistant.eligibility.lark_programmes import amount, conflict, lark_programme

DAY = date(2026, 11, 22)


def _best(*programmes: Programme) -> Combination:
    return best_combination(_all(*programmes), {p.id: p for p in programmes})


def _all(*programmes: Programme) -> list[ComputedAmount]:
    return [a for p in programmes for a in compute_amounts(p, Profile(), day=DAY)]


def _ids(amounts: tuple[ComputedAmount, ...]) -> list[str]:
    return [a.amount.id for a in amounts]


def test_amounts_without_rivals_add_up() -> None:
    found = _best(lark_programme(version=amount("a", "3 万元") + amount("b", "2 万元")))
    assert (_ids(found.chosen), found.total) == (["a", "b"], Fraction(5))
    assert found.dropped == ()


def test_of_amounts_under_one_choice_only_the_best_counts_across_programmes() -> None:
    first = lark_programme("first", version=amount("a", "300 元", choice="年费"))
    second = lark_programme("second", version=amount("b", "1700 元", choice="年费"))
    found = _best(first, second)
    assert (_ids(found.chosen), found.total) == (["b"], Fraction(17, 100))
    (dropped,) = found.dropped
    assert dropped.amount.amount.id == "a" and dropped.kept.amount.id == "b"
    assert "年费" in dropped.because


def test_a_conflict_takes_one_programme_or_the_other_whole() -> None:
    first = lark_programme(
        "first", top=conflict("second"), version=amount("a", "3 万元") + amount("b", "3 万元")
    )
    second = lark_programme("second", version=amount("c", "5 万元"))
    found = _best(first, second)
    assert (_ids(found.chosen), found.total) == (["a", "b"], Fraction(6))
    assert found.dropped[0].because == "不得重复享受。"


def test_a_conflict_holds_whichever_file_states_it() -> None:
    first = lark_programme("first", version=amount("a", "3 万元"))
    second = lark_programme("second", top=conflict("first"), version=amount("b", "5 万元"))
    assert _ids(_best(first, second).chosen) == ["b"]


def test_a_conflict_about_one_fee_leaves_the_other_fees_alone() -> None:
    first = lark_programme(
        "first",
        top=conflict("second"),
        version=amount("annual", "9 万元", choice="年费") + amount("other", "1 万元"),
    )
    second = lark_programme("second", version=amount("annual2", "2 万元", choice="年费"))
    found = _best(first, second)
    assert (_ids(found.chosen), found.total) == (["annual", "other"], Fraction(10))


def test_shares_and_open_amounts_are_no_money() -> None:
    programme = lark_programme(version=amount("share", "85%") + amount("open", "年费 * 15%"))
    found = _best(programme)
    assert (found.chosen, found.total) == ((), Fraction(0))


_AMOUNTS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["", "甲", "乙", "丙"])), min_size=1, max_size=6
)


@given(_AMOUNTS)
def test_no_allowed_combination_brings_more(drawn: list[tuple[int, str]]) -> None:
    text = "".join(
        amount(f"a{n}", f"{value} 万元", **({"choice": choice} if choice else {}))
        for n, (value, choice) in enumerate(drawn)
    )
    found = _best(lark_programme(version=text))
    numbered = range(len(drawn))
    allowed = [
        sum(drawn[n][0] for n in chosen)
        for size in range(len(drawn) + 1)
        for chosen in combinations(numbered, size)
        if _is_allowed([drawn[n][1] for n in chosen])
    ]
    assert found.total == max(allowed)
    assert _is_allowed([a.amount.choice for a in found.chosen])


def _is_allowed(choices: list[str]) -> bool:
    named = [choice for choice in choices if choice]
    return len(named) == len(set(named))
