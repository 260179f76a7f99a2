from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.feature_match import NOTHING, Match, Verdict, verdict_of
from assistant.layout.feature_meaning import MOST_TEXTS, raised_by_meaning
from indexing.embed import Vectors

SAME = "省下一半的电"


def _match(score: float, quote: str) -> Match:
    return Match(verdict=verdict_of(score), score=score, part="摘要", quote=quote)


def _alike(texts: Sequence[str]) -> Vectors:
    """Texts with 电 or 能 all point one way, others each another."""
    vectors = np.zeros((len(texts), len(texts) + 1), dtype=np.float32)
    for row, text in enumerate(texts):
        vectors[row, 0 if set(text) & set("电能") else row + 1] = 1
    return vectors


def test_a_stretch_that_means_the_same_in_other_words_is_found_and_marked() -> None:
    [[raised]] = raised_by_meaning([(_match(0.1, "降低能耗"),)], [SAME], _alike)

    assert raised.verdict is Verdict.FOUND
    assert raised.by_meaning
    assert raised.quote == "降低能耗"


def test_a_stretch_that_means_something_else_stays_as_it_was() -> None:
    match = _match(0.2, "外壳涂成红色")

    assert raised_by_meaning([(match,)], [SAME], _alike) == [(match,)]


def test_what_some_patent_says_in_the_same_words_needs_no_meaning() -> None:
    table = [(_match(0.9, "省下一半的电"),), (_match(0.1, "降低能耗"),)]

    assert raised_by_meaning(table, [SAME], _alike) == table


def test_a_feature_no_patent_shares_a_word_with_is_left() -> None:
    assert raised_by_meaning([(NOTHING,)], [SAME], _alike) == [(NOTHING,)]


def test_a_stretch_too_long_to_compare_leaves_its_place_to_the_next() -> None:
    table = [(_match(0.2, "降低能耗" * 40),), (_match(0.1, "降低能耗"),)]

    [[long], [short]] = raised_by_meaning(table, [SAME], _alike)

    assert not long.by_meaning
    assert short.by_meaning


def test_without_measured_vectors_words_alone_decide() -> None:
    table = [(_match(0.1, "降低能耗"),)]

    assert raised_by_meaning(table, [SAME], lambda _: None) == table


@given(st.integers(0, 40), st.integers(1, 30))
def test_no_more_texts_are_embedded_than_the_time_allows(patents: int, features: int) -> None:
    asked: list[int] = []

    def count(texts: Sequence[str]) -> Vectors:
        asked.append(len(texts))
        return _alike(texts)

    table = [
        tuple(_match(0.1, f"第{row}件的第{column}句") for column in range(features))
        for row in range(patents)
    ]
    raised_by_meaning(table, [f"特征{column}" for column in range(features)], count)
    assert sum(asked) <= MOST_TEXTS


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_meaning_never_lowers_a_match(scores: list[float]) -> None:
    table = [(_match(score, f"电{at}"),) for at, score in enumerate(scores)]
    raised = raised_by_meaning(table, [SAME], _alike)

    assert all(new.score >= old.score for (new,), (old,) in zip(raised, table, strict=True))
