from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.ask import Answerer
from assistant.calibration import load_calibration
from assistant.errors import ModelError
from assistant.judge import Judge
from assistant.rerank import best_of, rerank, text_to_rank
from assistant.settings import AssistantSettings
from corpus.progress import no_progress
from indexing.build_index import sync_index
from indexing.embed import OnnxEmbedder
from indexing.make_passages import make_passages
from indexing.open_index import open_index
from indexing.passages import ScoredPassage
from tests.assistant.small_corpus import TODAY, home_in, small_corpus

FOUND = [
    ScoredPassage(passage=passage, score=1.0 - n / 10, vector_score=0.9, keyword_score=1.0)
    for n, passage in enumerate(make_passages(small_corpus()[9])[:5])
]


class WordReranker:
    """A `Reranker` that counts how often a word occurs."""

    def __init__(self, word: str, *, fails: bool = False) -> None:
        self.word = word
        self.fails = fails
        self.asked: list[int] = []

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        self.asked.append(len(texts))
        if self.fails:
            raise ModelError("重排接口没有回答")
        return [float(text.count(self.word)) for text in texts]


def test_what_the_reranker_scores_highest_comes_first() -> None:
    ranked = rerank("头盔", FOUND, WordReranker("头盔"), limit=3)
    assert "头盔" in ranked[0].passage.text
    assert [one.score for one in ranked] == sorted((o.score for o in ranked), reverse=True)
    assert len(ranked) == 3


def test_passages_scored_alike_keep_their_order() -> None:
    ranked = rerank("无", FOUND, WordReranker("没有的词"), limit=5)
    assert [one.passage for one in ranked] == [one.passage for one in FOUND]


def test_a_reranker_that_fails_leaves_the_order_of_the_search() -> None:
    assert rerank("头盔", FOUND, WordReranker("头盔", fails=True), limit=2) == FOUND[:2]


def test_the_best_keep_the_order_and_the_scores_they_were_found_with() -> None:
    best = best_of("头盔", FOUND, WordReranker("头盔"), limit=2)
    assert best == [one for one in FOUND if one in best]
    assert any("头盔" in one.passage.text for one in best)


def test_nothing_found_is_nothing_ranked() -> None:
    assert rerank("头盔", [], WordReranker("头盔"), limit=5) == []


def test_a_clause_is_ranked_with_its_law_and_heading() -> None:
    passage = replace(FOUND[0].passage, title="绿道养护规定", heading="第一条")
    assert text_to_rank(passage).startswith("绿道养护规定\n第一条\n")


@pytest.fixture(scope="module")
def reranked(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder
) -> Iterator[tuple[Answerer, WordReranker]]:
    home = home_in(tmp_path_factory.mktemp("reranked"))
    known = {document.id: document for document in small_corpus()}
    sync_index(known.values(), home.index, embedder, progress=no_progress)
    reranker = WordReranker("头盔")
    judge = Judge(load_calibration())
    with open_index(home.index, embedder) as index:
        yield Answerer(index, known.get, judge, AssistantSettings(), reranker=reranker), reranker


def test_a_search_is_ordered_by_the_reranker(reranked: tuple[Answerer, WordReranker]) -> None:
    found = reranked[0].search("绿道夜间照明到几点", limit=3, as_of=TODAY, region=None)
    assert "头盔" in found[0].text


def test_an_answer_rests_on_the_evidence_still(reranked: tuple[Answerer, WordReranker]) -> None:
    answerer, reranker = reranked
    answer = answerer.ask("绿道破损的护栏多久内更换？", as_of=TODAY)
    assert reranker.asked and "两日内" in answer.text
