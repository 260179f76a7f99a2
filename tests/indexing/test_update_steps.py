"""However an index came to hold its documents, it answers as one built of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.progress import no_progress
from indexing import write_generation
from indexing.build_index import IndexBuilder
from indexing.open_index import HybridIndex, open_index
from indexing.passages import EVERYTHING, Scope
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined
from tests.indexing.test_build_index import Source

# Few, so that documents share them and must be told apart by their order alone.
TEXTS = (
    "第一条 专利优先审查。\n第二条 费用减缴。\n",
    "第一条 专利优先审查。\n第二条 质押登记。\n第三条 商标续展。\n",
    "第一条 示范企业复核。\n",
    "",
)
SCOPES = (EVERYTHING, Scope(day=date(2026, 1, 1)), Scope(documents=frozenset({"d1", "d4", "d5"})))
QUESTIONS = ("专利优先审查", "商标续展与质押登记", "无关")

facts = st.tuples(st.sampled_from(TEXTS), st.sampled_from([None, date(2020, 1, 1)]))
corpora = st.dictionaries(st.integers(0, 7), facts, max_size=8)


@pytest.fixture(autouse=True)
def _early_renewal(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that small corpora too have their bases written anew from time to time."""
    monkeypatch.setattr(write_generation, "LEAST_RECENT", 6)


@settings(max_examples=8, deadline=None)
@given(st.lists(corpora, min_size=2, max_size=5))
def test_steps_give_the_answers_that_one_build_gives(
    steps: list[Mapping[int, tuple[str, date | None]]],
) -> None:
    with TemporaryDirectory() as place:
        stepwise, at_once = Path(place) / "stepwise", Path(place) / "at once"
        for step in steps:
            sync(documents(step), stepwise)
        sync(documents(steps[-1]), at_once)
        with (
            open_index(stepwise, WordHashEmbedder()) as first,
            open_index(at_once, WordHashEmbedder()) as second,
        ):
            assert_equal(first, second)


@settings(max_examples=4, deadline=None)
@given(st.lists(corpora, min_size=3, max_size=4))
def test_an_index_kept_open_gives_the_base_to_the_next(
    steps: list[Mapping[int, tuple[str, date | None]]],
) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        sync(documents(steps[0]), folder)
        index = open_index(folder, WordHashEmbedder())
        for step in steps[1:]:
            sync(documents(step), folder)
            following = open_index(folder, WordHashEmbedder(), known=index.base)
            index.close()
            index = following
        with index, open_index(folder, WordHashEmbedder()) as afresh:
            assert_equal(index, afresh)


def assert_equal(first: HybridIndex, second: HybridIndex) -> None:
    assert first.passages == second.passages
    assert first.record.documents == second.record.documents
    assert np.allclose(first.vectors(), second.vectors(), atol=1e-6)
    for question in QUESTIONS:
        scores = [index.keyword_scores(question).tolist() for index in (first, second)]
        assert scores[0] == scores[1]
        for scope in SCOPES:
            assert_ranks_equally(first, second, question, scope)


def assert_ranks_equally(
    first: HybridIndex, second: HybridIndex, question: str, scope: Scope
) -> None:
    found, expected = (index.search(question, limit=20, scope=scope) for index in (first, second))
    assert [hit.passage for hit in found] == [hit.passage for hit in expected]
    assert [hit.score for hit in found] == pytest.approx([h.score for h in expected], abs=1e-4)


def documents(step: Mapping[int, tuple[str, date | None]]) -> list[Document]:
    return [
        replace(outlined(text, f"d{number}"), expires=expires)
        for number, (text, expires) in sorted(step.items())
    ]


def sync(wanted: list[Document], folder: Path) -> None:
    IndexBuilder(folder, WordHashEmbedder()).sync_source(Source(wanted), progress=no_progress)
