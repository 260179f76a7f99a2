import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.errors import LayoutError
from assistant.layout.patent_index import OpenPatents, PatentIndex
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing
from assistant.layout.patent_store import PatentStore
from assistant.layout.scope import (
    DEFAULT_THRESHOLD,
    ScopeQuery,
    find_scope,
    load_scope,
    narrowed,
    save_scope,
)
from assistant.layout.scope_size import estimated_size
from corpus.progress import no_progress
from tests.assistant.layout.patents import fill, patent, store_at
from tests.fakes import WordHashEmbedder

FIELDS = {
    "过滤器": ("B01D29/60", "滤网内设有旋转刷，电机带动旋转刷清洗滤网"),
    "充电桩": ("H02J7/02", "继电器接通电池组，控制器按温度调节充电电流"),
    "轧机": ("B21B1/22", "轧辊压下钢板，液压缸调整辊缝"),
}


def _records() -> list[PatentRecord]:
    return [
        patent(
            f"CN1130{row:02d}{number:03d}A",
            f"一种{name}第{number}型",
            abstract=f"本发明公开了一种{name}，{text}，型号{number}。",
            ipc=(symbol,),
            filed=date(2015 + number, 1, 1),
            applicants_raw=(f"{'甲乙丙'[number % 3]}某技术有限公司",),
            standing=(Standing.VALID, Standing.LAPSED)[number % 2],
        )
        for row, (name, (symbol, text)) in enumerate(FIELDS.items())
        for number in range(8)
    ]


@pytest.fixture
def store(tmp_path: Path) -> PatentStore:
    store = store_at(tmp_path)
    fill(store, "共享", _records(), None)
    secret = patent("CN114000001A", "一种过滤器秘密型", abstract="滤网内设有旋转刷")
    fill(store, "私有", [secret], "张")
    return store


def _open(store: PatentStore, viewer: str | None = None) -> OpenPatents:
    index = PatentIndex(store.path.parent / "index", WordHashEmbedder())
    reader = store.reader(viewer)
    index.update(reader, no_progress)
    return index.open(reader)


def _numbers(patents: OpenPatents, query: ScopeQuery) -> list[str]:
    return [hit.number for hit in find_scope(patents, query).hits]


def test_a_question_finds_the_patents_of_its_field_first(store: PatentStore) -> None:
    scope = find_scope(
        _open(store), ScopeQuery(question="电机带动旋转刷清洗滤网的过滤器", threshold=-9)
    )

    assert {hit.number[:6] for hit in scope.hits[:8]} == {"CN1130"}
    assert all(hit.number.startswith("CN113000") for hit in scope.hits[:8])
    assert [hit.score for hit in scope.hits] == sorted((h.score for h in scope.hits), reverse=True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (ScopeQuery(ipc=("H02J",)), 8),
        (ScopeQuery(ipc=("b01d 29", "H02J7/00")), 16),
        (ScopeQuery(ipc=("H",), filed_from=date(2018, 1, 1)), 5),
        (ScopeQuery(filed_from=date(2016, 1, 1), filed_to=date(2016, 12, 31)), 3),
        (ScopeQuery(applicants=("甲某技术有限公司",)), 9),
        (ScopeQuery(standings=(Standing.VALID,)), 12),
        (ScopeQuery(kinds=(PatentKind.UTILITY,)), 0),
        (ScopeQuery(ipc=("H02J",), standings=(Standing.LAPSED,)), 4),
    ],
)
def test_filters_alone_give_all_that_pass(
    store: PatentStore, query: ScopeQuery, count: int
) -> None:
    scope = find_scope(_open(store), query)

    assert (len(scope.hits), scope.admitted) == (count, count)
    assert scope.threshold is None
    assert scope.size is None


def test_the_threshold_is_the_boundary(store: PatentStore) -> None:
    patents = _open(store)
    whole = find_scope(patents, ScopeQuery(question="过滤器", threshold=-99))
    middle = whole.hits[6].score
    scope = find_scope(patents, ScopeQuery(question="过滤器", threshold=middle))

    assert all(hit.score >= middle for hit in scope.hits)
    assert scope.below[0].score < middle
    assert len(scope.hits) + len([h for h in whole.hits if h.score < middle]) == len(whole.hits)


def test_titles_that_name_a_common_term_are_inside(store: PatentStore) -> None:
    patents = _open(store)

    named = _numbers(patents, ScopeQuery(question="过滤器"))
    raised = _numbers(patents, ScopeQuery(question="过滤器", threshold=DEFAULT_THRESHOLD + 0.1))

    assert {number for number in named if number.startswith("CN113000")} == {
        record.number for record in _records()[:8]
    }
    assert len(raised) < len(named)


def test_examples_are_in_and_out_and_move_the_others(store: PatentStore) -> None:
    patents = _open(store)
    plain = ScopeQuery(question="装置", threshold=-99)
    helped = plain.model_copy(update={"include": ("CN113001001A",), "exclude": ("CN113002001A",)})

    def mean_rank(query: ScopeQuery, field: str) -> float:
        numbers = _numbers(patents, query)
        return float(np.mean([numbers.index(n) for n in numbers if n.startswith(field)]))

    found = find_scope(patents, helped)
    assert "CN113002001A" not in {hit.number for hit in found.hits}
    assert mean_rank(helped, "CN113001") < mean_rank(plain, "CN113001")
    assert mean_rank(helped, "CN113002") >= mean_rank(plain, "CN113002")
    only = find_scope(patents, helped.model_copy(update={"threshold": 99}))
    assert [(hit.number, hit.by_hand) for hit in only.hits] == [("CN113001001A", True)]


def test_leaving_one_out_does_not_cut_off_those_like_it(store: PatentStore) -> None:
    patents = _open(store)
    whole = find_scope(patents, ScopeQuery(question="过滤器 旋转刷", threshold=-99)).hits
    filters = [hit for hit in whole if hit.number.startswith("CN113000")]
    query = ScopeQuery(question="过滤器 旋转刷", threshold=min(hit.score for hit in filters))
    out = query.model_copy(update={"exclude": (filters[0].number,)})

    def inside(asked: ScopeQuery) -> set[str]:
        return {n for n in _numbers(patents, asked) if n.startswith("CN113000")}

    assert len(inside(query) - inside(out)) <= len(filters) // 2
    assert filters[0].number not in inside(out)


def test_examples_nobody_has_are_named(store: PatentStore) -> None:
    scope = find_scope(_open(store), ScopeQuery(question="过滤器", include=("CN199999999A",)))

    assert scope.unknown == ("CN199999999A",)


def test_the_same_query_gives_the_same_scope(store: PatentStore) -> None:
    query = ScopeQuery(question="旋转刷", threshold=0.0, include=("CN113000001A",))

    assert find_scope(_open(store), query) == find_scope(_open(store), query)


def test_a_private_patent_is_in_no_scope_of_others(store: PatentStore) -> None:
    query = ScopeQuery(question="过滤器秘密型旋转刷", threshold=-99)

    assert "CN114000001A" in _numbers(_open(store, "张"), query)
    for viewer in (None, "李"):
        assert "CN114000001A" not in _numbers(_open(store, viewer), query)
        named = query.model_copy(update={"include": ("CN114000001A",)})
        assert find_scope(_open(store, viewer), named).unknown == ("CN114000001A",)


def test_texts_of_a_deleted_list_leave_the_index(store: PatentStore) -> None:
    index = PatentIndex(store.path.parent / "index", WordHashEmbedder())
    index.update(store.reader("张"), no_progress)
    [private] = [one.id for one in store.reader("张").lists() if one.owner]
    before = sum(f.stat().st_size for f in (store.path.parent / "index").rglob("*.bin"))
    store.delete_list(private, viewer="张")
    index.prune(store)

    after = sum(f.stat().st_size for f in (store.path.parent / "index").rglob("*.bin"))
    assert after == before * 24 // 25
    assert index.open(store.reader("张")).unindexed == 0


def test_patents_without_vectors_are_counted_and_found_by_words(store: PatentStore) -> None:
    index = PatentIndex(store.path.parent / "fresh", WordHashEmbedder())
    patents = index.open(store.reader(None))

    assert find_scope(patents, ScopeQuery(ipc=("H02J",))).unindexed == 24


def test_a_saved_query_comes_back(tmp_path: Path) -> None:
    query = ScopeQuery(
        question="旋转刷", ipc=("B01D",), filed_from=date(2016, 1, 1), exclude=("CN1A",)
    )
    save_scope(query, tmp_path / "scope.json")

    assert load_scope(tmp_path / "scope.json") == query


@pytest.mark.parametrize(
    "content", ["", "[]", '{"question": "x", "ipcs": []}', '{"filed_to": "明天"}']
)
def test_a_file_that_is_no_scope_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "scope.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LayoutError, match=r"scope\.json"):
        load_scope(path)


def test_a_missing_scope_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="打不开"):
        load_scope(tmp_path / "gone.json")


def test_neither_question_nor_filter_is_refused(store: PatentStore) -> None:
    with pytest.raises(LayoutError, match="技术问题"):
        find_scope(_open(store), ScopeQuery(question="  "))


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValidationError, match="起点晚于终点"):
        ScopeQuery(filed_from=date(2020, 1, 1), filed_to=date(2019, 1, 1))


@given(st.lists(st.floats(-5, 20), max_size=50), st.floats(-5, 20))
def test_the_interval_holds_the_size(scores: list[float], threshold: float) -> None:
    size = estimated_size(sorted(scores, reverse=True), threshold)

    assert size.low <= size.inside <= size.high <= len(scores)
    assert size.inside == sum(score >= threshold - 1e-9 for score in scores)
    assert str(size.inside) in size.statement()


def test_a_query_is_plain_json(store: PatentStore) -> None:
    query = ScopeQuery(question="x", kinds=(PatentKind.INVENTION,))

    assert json.loads(query.model_dump_json())["kinds"] == ["发明"]


def test_an_applicant_nobody_is_called_is_named(store: PatentStore) -> None:
    with pytest.raises(LayoutError, match="没有叫“谁也不是公司”的申请人"):
        find_scope(_open(store), ScopeQuery(applicants=("谁也不是公司",)))


def test_further_filters_are_checked_and_empty_ones_leave_the_query() -> None:
    query = ScopeQuery(question="滤网", ipc=("B01D",), filed_from=date(2020, 1, 1))

    assert narrowed(query, ipc=(), filed_from=None, standings=("有效",)) == ScopeQuery(
        question="滤网", ipc=("B01D",), filed_from=date(2020, 1, 1), standings=(Standing.VALID,)
    )
    with pytest.raises(LayoutError, match="起点晚于终点"):
        narrowed(query, filed_to=date(2019, 1, 1))
    with pytest.raises(LayoutError, match="standings"):
        narrowed(query, standings=("活着",))


def test_a_patent_named_is_in_although_a_filter_leaves_it_out(store: PatentStore) -> None:
    query = ScopeQuery(question="旋转刷", ipc=("B01D",), threshold=0.0, include=("CN113001001A",))

    assert "CN113001001A" in {hit.number for hit in find_scope(_open(store), query).hits}
