from pathlib import Path

import numpy as np
import pytest

from assistant.layout.patent_index import OpenPatents, PatentIndex
from corpus.progress import no_progress
from tests.assistant.layout.patents import fill, patent, store_at
from tests.fakes import WordHashEmbedder

ABOUT = ("滤网旋转刷", "电池热管理", "光伏板清洗", "珊瑚礁巡检")
QUESTION, PARTS = "一种带旋转刷的滤网", ("旋转刷由电机带动", "滤网", "光伏板")


@pytest.fixture
def opened(tmp_path: Path) -> OpenPatents:
    """Patents whose texts are partly the same, one of them without a vector."""
    store = store_at(tmp_path)
    numbered = enumerate(ABOUT * 5)
    fill(store, "清单", [patent(f"CN1130000{n:02}A", about) for n, about in numbered], None)
    index = PatentIndex(tmp_path / "index", WordHashEmbedder())
    index.update(store.reader(None), no_progress)
    fill(store, "未索引", [patent("CN113000099A", "还没有向量的滤网")], None)
    return index.open(store.reader(None))


def test_one_pass_gives_the_scores_that_a_pass_each_gives(opened: OpenPatents) -> None:
    scores, near = opened.nearness(QUESTION, PARTS)

    assert np.allclose(scores, opened.scores(QUESTION, opened.embed(QUESTION)), atol=1e-5)
    for part, row in zip(PARTS, near, strict=True):
        (alone,) = opened.nearness(QUESTION, [part])[1]
        assert np.allclose(row, alone, atol=1e-5)


def test_the_part_alone_decides_about_its_closeness(opened: OpenPatents) -> None:
    near = opened.nearness(QUESTION, PARTS)[1]

    assert near.shape == (len(PARTS), len(opened.table.ids))
    assert near[2].argmax() % len(ABOUT) == ABOUT.index("光伏板清洗")


def test_a_text_without_vector_is_as_near_as_the_average(opened: OpenPatents) -> None:
    scores, near = opened.nearness(QUESTION, PARTS)

    assert opened.unindexed == 1
    assert (near[:, -1] == 0).all()
    assert scores[-1] != 0  # its words count all the same


def test_without_parts_the_scores_are_the_same(opened: OpenPatents) -> None:
    scores, near = opened.nearness(QUESTION, ())

    assert near.shape == (0, len(opened.table.ids))
    assert np.allclose(scores, opened.nearness(QUESTION, PARTS)[0], atol=1e-5)
