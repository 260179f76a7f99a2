from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.embed import Vectors
from indexing.fuse import AXIS_SHARE, KEYWORD_WEIGHT, fused, load_moments, no_moments, z_scores

seeds = st.integers(0, 10_000)


def vectors(seed: int, rows: int) -> Vectors:
    found: Vectors = np.random.default_rng(seed).normal(size=(rows, 8)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


@given(seeds, st.integers(1, 30))
def test_moments_are_those_of_the_cosines_themselves(seed: int, rows: int) -> None:
    stored, query = vectors(seed, rows), vectors(seed + 1, 1)[0]
    cosines = stored @ query
    mean, deviation = no_moments(8).plus(stored).of_cosines(query)
    assert mean == pytest.approx(float(cosines.mean()), abs=1e-5)
    assert deviation == pytest.approx(float(cosines.std()), abs=1e-3)


@given(seeds, st.integers(0, 10), st.integers(1, 10))
def test_vectors_added_and_taken_away_leave_no_trace(seed: int, gone: int, stay: int) -> None:
    staying, going = vectors(seed, stay), vectors(seed + 1, gone)
    moments = no_moments(8).plus(going).plus(staying).minus(going)
    assert moments.count == stay
    assert np.allclose(moments.products, no_moments(8).plus(staying).products, atol=1e-9)


def test_moments_survive_saving(tmp_path: Path) -> None:
    moments = no_moments(8).plus(vectors(1, 5))
    moments.save(tmp_path / "moments.npy")
    query = vectors(2, 1)[0]
    assert load_moments(tmp_path / "moments.npy").of_cosines(query) == moments.of_cosines(query)


def test_an_index_without_vectors_has_moments() -> None:
    assert no_moments(8).of_cosines(vectors(1, 1)[0]) == (0.0, 0.0)


def test_values_that_do_not_deviate_are_all_zero() -> None:
    assert z_scores(np.full(3, 5, np.float32), 5.0, 0.0).tolist() == [0, 0, 0]


def test_the_sum_weighs_keywords_less_than_meaning() -> None:
    scores = fused(
        np.array([0.9, 0.8], np.float32),
        np.array([0.0, 10.0], np.float32),
        cosine_moments=(0.8, 0.05),
        keyword_moments=(0.0, 5.0),
    )
    assert scores.tolist() == pytest.approx([2.0, KEYWORD_WEIGHT * 2], rel=1e-4)


@given(seeds)
def test_off_axis_ranks_as_subtracting_what_is_near_to_everything(seed: int) -> None:
    stored, query = vectors(seed, 20), vectors(seed + 1, 1)[0]
    expected = stored @ query - AXIS_SHARE * (stored @ stored.mean(axis=0))
    found = stored @ no_moments(8).plus(stored).off_axis(query)
    assert found / np.linalg.norm(found) == pytest.approx(
        expected / np.linalg.norm(expected), abs=1e-4
    )


def test_a_query_that_is_the_mean_is_left_alone() -> None:
    query = vectors(3, 1)[0] * np.float32(AXIS_SHARE)
    moments = no_moments(8).plus(vectors(3, 1))
    assert moments.off_axis(query).tolist() == query.tolist()
