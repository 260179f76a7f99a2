from __future__ import annotations

from itertools import product

import pytest

from assistant.eligibility.rules.kleene import Truth, all_of, any_of, at_least, negated

VALUES: tuple[Truth, ...] = (True, False, None)


def possible(value: Truth) -> tuple[bool, ...]:
    """What an unknown may turn out to be."""
    return (True, False) if value is None else (value,)


def settled(outcomes: set[bool]) -> Truth:
    return outcomes.pop() if len(outcomes) == 1 else None


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_a_joined_truth_is_known_exactly_when_no_unknown_can_change_it(
    values: tuple[Truth, ...],
) -> None:
    worlds = list(product(*(possible(value) for value in values)))

    assert all_of(values) is settled({all(world) for world in worlds})
    assert any_of(values) is settled({any(world) for world in worlds})
    for count in range(1, 4):
        assert at_least(count, values) is settled({sum(world) >= count for world in worlds})


def test_not_leaves_the_unknown_unknown() -> None:
    assert [negated(value) for value in VALUES] == [False, True, None]


def test_all_of_nothing_is_true_and_any_of_nothing_is_false() -> None:
    assert all_of(()) is True
    assert any_of(()) is False
