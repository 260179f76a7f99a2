from pathlib import Path

import numpy as np

from assistant.layout.background import background_of, save_background, shipped_background
from indexing.embed import ModelRecord

MODEL = Path(__file__).parents[3] / "indexing" / "model" / "model.json"


def test_moments_are_those_of_the_vectors() -> None:
    rng = np.random.default_rng(1)
    vectors = (rng.normal(size=(2000, 24)) * np.linspace(2, 0.1, 24) + 0.3).astype(np.float32)
    query = rng.normal(size=24).astype(np.float32)

    mean, deviation = background_of(vectors).moments(query)

    products = vectors @ query
    assert abs(mean - products.mean()) < 1e-3
    assert abs(deviation - products.std()) / products.std() < 0.01


def test_no_vectors_give_a_flat_background() -> None:
    mean, deviation = background_of(np.empty((0, 4), np.float32)).moments(np.ones(4, np.float32))

    assert mean == 0
    assert deviation > 0


def test_the_shipped_file_is_of_the_shipped_model_alone() -> None:
    name = ModelRecord.model_validate_json(MODEL.read_bytes()).identity
    background = shipped_background(name)

    assert background is not None
    assert background.mean.shape == (384,)
    assert shipped_background("another model") is None


def test_a_written_file_is_small(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).normal(size=(500, 384)).astype(np.float32)
    save_background(background_of(vectors), "x", tmp_path / "b.npz")

    assert (tmp_path / "b.npz").stat().st_size < 80_000
