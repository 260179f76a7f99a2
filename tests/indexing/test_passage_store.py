from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Kind
from indexing.make_passages import make_passages
from indexing.passage_store import (
    Groups,
    PassageTable,
    load_passages,
    load_passages_of,
    save_passages,
)
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
def any_groups(draw: st.DrawFn) -> Groups:
    """Two passages each of up to six documents that differ in validity, place and kind."""
    found: Groups = {}
    for number in range(draw(st.integers(0, 6))):
        facts = {"kind": draw(kinds), "region": draw(regions), "effective": draw(days)}
        document = outlined("第一条 甲。\n第二条 乙\u2028丙。\n", f"d{number}", **facts)
        document = replace(document, expires=draw(days), aliases=("别名",), version="2023")
        found[document.id] = tuple(make_passages(document))
    return found


@given(any_groups())
def test_passages_survive_saving(tmp_path_factory: pytest.TempPathFactory, groups: Groups) -> None:
    path = tmp_path_factory.mktemp("store") / "passages.jsonl"
    save_passages(groups, path)
    assert load_passages(path) == groups


@given(any_groups(), st.sets(st.sampled_from(["d0", "d3", "unknown"])))
def test_documents_may_be_loaded_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, groups: Groups, wanted: set[str]
) -> None:
    path = tmp_path_factory.mktemp("store") / "passages.jsonl"
    save_passages(groups, path)
    expected = {id_: group for id_, group in groups.items() if id_ in wanted}
    assert load_passages_of(wanted, path) == expected


@pytest.mark.parametrize("id_", ['a"b', "a\tb", "a\nb", "文\ud800"])
def test_any_id_may_be_loaded(tmp_path: Path, id_: str) -> None:
    groups = {name: group_of(name) for name in ("x", id_)}
    save_passages(groups, tmp_path / "p")
    assert load_passages_of([id_], tmp_path / "p") == {id_: groups[id_]}


@given(any_groups(), scopes)
def test_the_table_admits_what_the_scope_admits(groups: Groups, scope: Scope) -> None:
    table = PassageTable(groups)
    assert table.admitted(scope).tolist() == [scope.admits(p) for p in table.passages]


def test_everything_is_admitted_by_no_limit() -> None:
    assert PassageTable({"a": group_of("a")}).admitted(EVERYTHING).all()


def test_passages_of_a_document_come_in_text_order() -> None:
    table = PassageTable({id_: group_of(id_) for id_ in "ab"})
    assert table.of_document("b") == table.passages[2:] == group_of("b")


def test_an_unknown_document_has_no_passages() -> None:
    assert PassageTable({}).of_document("x") == ()


def test_other_groups_find_their_rows_where_they_are_the_ones_held() -> None:
    a, b, c = map(group_of, "abc")
    table = PassageTable({"a": a, "blank": (), "b": b})
    other = {"c": c, "b": b, "a": group_of("a"), "blank": ()}
    assert table.rows_of(other).tolist() == [-1, -1, 2, 3, -1, -1]


def group_of(document_id: str) -> tuple[Passage, ...]:
    return tuple(make_passages(outlined("第一条 甲。\n第二条 乙。\n", document_id)))
