from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from indexing.seed_vectors import SeedVectors, save_seed_vectors
from tests.fakes import WordHashEmbedder

TEXTS = ["云雀标志的保护期为八年。", "绿道由所在街道负责养护。", "导热片与壳体焊接。"]
DIGESTS = [hashlib.sha256(text.encode()).digest() for text in TEXTS]
VECTORS = WordHashEmbedder().embed_passages(TEXTS)


@pytest.fixture
def saved(tmp_path: Path) -> SeedVectors:
    path = tmp_path / "seeds.npz"
    save_seed_vectors(DIGESTS, VECTORS, path)
    return SeedVectors(path)


def test_every_text_saved_is_there(saved: SeedVectors) -> None:
    assert len(saved) == 3


@pytest.mark.parametrize("row", range(3))
def test_a_vector_comes_back_within_half_precision(saved: SeedVectors, row: int) -> None:
    vector = saved.get(DIGESTS[row])
    assert vector is not None
    assert np.allclose(vector, VECTORS[row], atol=1e-3)


def test_a_vector_comes_back_with_length_one(saved: SeedVectors) -> None:
    vector = saved.get(DIGESTS[0])
    assert vector is not None
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_a_text_that_was_not_saved_has_none(saved: SeedVectors) -> None:
    assert saved.get(hashlib.sha256(b"another").digest()) is None


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert len(SeedVectors(tmp_path / "absent.npz")) == 0
    assert SeedVectors(tmp_path / "absent.npz").get(DIGESTS[0]) is None
