from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from corpus.compare.links import in_order


@given(st.permutations(range(7)).flatmap(lambda p: st.integers(0, 7).map(lambda n: p[:n])))
def test_what_kept_its_order_is_the_longest_run_that_does_not_cross(targets: list[int]) -> None:
    links = dict(enumerate(targets))
    kept = in_order(links)
    assert set(kept) <= set(links.items())
    assert all(a < c and b < d for (a, b), (c, d) in combinations(kept, 2))
    longest = max(
        size
        for size in range(len(targets) + 1)
        for some in combinations(targets, size)
        if list(some) == sorted(some)
    )
    assert len(kept) == longest
