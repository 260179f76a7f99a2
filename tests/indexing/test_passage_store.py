from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Kind
from indexing.make_passages import make_passages
from indexing.passage_store import PassageTable, load_passages, save_passages
from indexing.passages import EVERYTHING, Passage, Scope
from tests.indexing.sample_texts import outlined

days = st.none() | st.sampled_from([date(2020, 1, 1), date(2024, 6, 1), date(2026, 9, 1)])
regions = st.sampled_from(
    [None, "广东省", "广东省/广州市", "广东省/广州市/南沙区", "山东省/青岛市"]
)
kinds = st.sampled_from(list(Kind))
scopes = st.builds(
    Scope,
    day=days,
    region=regions,
    kinds=st.none() | st.frozensets(kinds),
    documents=st.none() | st.frozensets(st.sampled_from(["d0", "d1", "d2"])),
)


@st.composite
def any_passages(draw: st.DrawFn) -> list[Passage]:
    """Two passages each of up to six documents that differ in validity, place and kind."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        facts = {"kind": draw(kinds), "region": draw(regions), "effective": draw(days)}
        document = outlined("第一条 甲。\n第二条 乙\u2028丙。\n", f"d{number}", **facts)
        document = replace(document, expires=draw(days), aliases=("别名",), version="2023")
        found += make_passages(document)
    return found


@given(any_passages())
def test_passages_survive_saving(
    tmp_path_factory: pytest.TempPathFactory, passages: list[Passage]
) -> None:
    path = tmp_path_factory.mktemp("store") / "passages.jsonl"
    save_passages(passages, path)
    assert load_passages(path) == passages


@given(any_passages(), scopes)
def test_the_table_admits_what_the_scope_admits(passages: list[Passage], scope: Scope) -> None:
    admitted = PassageTable(passages).admitted(scope).tolist()
    assert admitted == [scope.admits(passage) for passage in passages]


def test_everything_is_admitted_by_no_limit() -> None:
    passages = make_passages(outlined("第一条 甲。\n第二条 乙。\n"))
    assert PassageTable(passages).admitted(EVERYTHING).all()


def test_passages_of_a_document_come_in_text_order() -> None:
    passages = [p for i in "ab" for p in make_passages(outlined("第一条 甲。\n第二条 乙。\n", i))]
    assert PassageTable(passages).of_document("b") == tuple(passages[2:])


def test_an_unknown_document_has_no_passages() -> None:
    assert PassageTable([]).of_document("x") == ()
