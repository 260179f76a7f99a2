from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.documents import Document, Kind
from corpus.progress import no_progress
from indexing import open_index as module
from indexing import vector_rows
from indexing.build_index import sync_index
from indexing.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from indexing.langchain_retriever import ZhiceRetriever
from indexing.open_index import HybridIndex, open_index
from indexing.passages import EVERYTHING, Scope
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined

WORDS = ["专利优先审查", "费用减缴比例", "质押登记办理", "商标续展期限", "示范企业复核"]
REGIONS = [None, "广东省", "广东省/广州市", "山东省"]
DAYS = [None, date(2020, 1, 1), date(2025, 1, 1), date(2027, 1, 1)]


def corpus() -> list[Document]:
    """160 documents that differ in words, place, validity and kind."""
    return [
        outlined(
            f"第一条 {WORDS[n % 5]}第{n}号规定。\n第二条 {WORDS[n % 3]}与{n * n}。\n",
            f"d{n}",
            region=REGIONS[n % 4],
            effective=DAYS[n % 3],
            expires=DAYS[n % 4],
            kind=list(Kind)[n % 5],
        )
        for n in range(160)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    sync_index(corpus(), folder, WordHashEmbedder(), progress=no_progress)
    return folder


@pytest.fixture
def index(built: Path) -> Iterator[HybridIndex]:
    with open_index(built, WordHashEmbedder()) as opened:
        yield opened


SCOPES = [
    EVERYTHING,
    Scope(day=date(2024, 6, 1)),
    Scope(day=date(2026, 1, 1), region="广东省/广州市/南沙区"),
    Scope(region="山东省/青岛市"),
    Scope(kinds=frozenset({Kind.POLICY, Kind.PATENT})),
    Scope(documents=frozenset({"d1", "d77", "unknown"})),
    Scope(day=date(2026, 1, 1), region="广东省", kinds=frozenset({Kind.STATUTE})),
    Scope(day=date(2026, 1, 1), documents=frozenset(f"d{n}" for n in range(100))),
]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("narrow", [False, True])
def test_a_scope_gives_what_filtering_everything_gives(
    index: HybridIndex, scope: Scope, narrow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = index.search("优先审查第12号", limit=len(index.passages))
    expected = [hit for hit in everything if scope.admits(hit.passage)][:10]
    if narrow:  # few enough candidates that Chroma has to filter
        monkeypatch.setattr(module, "CANDIDATES", 12)
        monkeypatch.setattr(vector_rows, "OVERSAMPLE", 12)
    found = index.search("优先审查第12号", limit=10, scope=scope)
    assert [hit.score for hit in found] == pytest.approx([h.score for h in expected], abs=1e-3)
    assert all(scope.admits(hit.passage) for hit in found)


def test_the_best_comes_first(index: HybridIndex) -> None:
    scores = [hit.score for hit in index.search("费用减缴", limit=50)]
    assert scores == sorted(scores, reverse=True)


def test_a_text_asked_for_in_its_own_words_is_found(index: HybridIndex) -> None:
    assert "商标续展期限第123号" in index.search("商标续展期限第123号", limit=1)[0].passage.text


def test_both_scores_are_told(index: HybridIndex) -> None:
    (hit,) = index.search("费用减缴", limit=1)
    assert 0 < hit.vector_score <= 1.0001
    assert hit.keyword_score > 0


def test_a_question_without_any_known_word_is_still_answered(index: HybridIndex) -> None:
    assert len(index.search("😀", limit=3)) == 3


def test_a_lone_surrogate_in_the_question_does_no_harm(index: HybridIndex) -> None:
    assert index.search("费用\udce4减缴", limit=1)


def test_a_scope_that_admits_nothing_finds_nothing(index: HybridIndex) -> None:
    assert index.search("减缴", limit=5, scope=Scope(documents=frozenset())) == []


def test_a_limit_below_one_is_refused(index: HybridIndex) -> None:
    with pytest.raises(ValueError, match="limit"):
        index.search("减缴", limit=0)


def test_a_limit_beyond_the_index_gives_all(index: HybridIndex) -> None:
    assert len(index.search("减缴", limit=9999)) == len(index.passages)


def test_passages_of_a_document_are_found_by_its_id(index: HybridIndex) -> None:
    assert [p.heading for p in index.passages_of("d7")] == ["第一条", "第二条"]


def test_vectors_stand_in_the_order_of_passages(index: HybridIndex) -> None:
    expected = WordHashEmbedder().embed_query("测试办法 第一条\n" + index.passages[0].text)
    assert index.vectors()[0].tolist() == pytest.approx(expected.tolist(), abs=1e-5)


def test_no_index_yet_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="python -m indexing build"):
        open_index(tmp_path, WordHashEmbedder())


def test_another_model_is_refused_with_what_to_run(built: Path) -> None:
    other = WordHashEmbedder()
    other.name = "another"
    with pytest.raises(IndexMismatchError, match=r"向量模型.*python -m indexing build"):
        open_index(built, other)


@pytest.mark.parametrize(
    "victim", ["record.json", "passages.jsonl", "moments.npy", "codes.npy", "in_use.lock"]
)
def test_a_missing_file_is_named_damage(tmp_path: Path, victim: str) -> None:
    sync_index(corpus()[:2], tmp_path, WordHashEmbedder(), progress=no_progress)
    next(tmp_path.rglob(victim)).unlink()
    with pytest.raises(IndexDamagedError, match="--force"):
        open_index(tmp_path, WordHashEmbedder())


@pytest.mark.parametrize("victim", ["passages.jsonl", "moments.npy", "rows.npy", "record.json"])
def test_a_cut_off_file_is_named_damage(tmp_path: Path, victim: str) -> None:
    sync_index(corpus()[:9], tmp_path, WordHashEmbedder(), progress=no_progress)
    path = next(tmp_path.rglob(victim))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(IndexDamagedError, match="--force"):
        open_index(tmp_path, WordHashEmbedder())


def test_langchain_gets_the_same_passages_with_their_citations(index: HybridIndex) -> None:
    hits = index.search("费用减缴", limit=3)
    found = ZhiceRetriever(index=index, limit=3).invoke("费用减缴")
    assert [document.id for document in found] == [hit.passage.id for hit in hits]
    assert found[0].metadata["locator"] == hits[0].passage.heading
