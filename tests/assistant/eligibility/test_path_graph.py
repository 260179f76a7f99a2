"""Programmes as nodes and edges that a page can draw."""

from __future__ import annotations

from datetime import date

from assistant.eligibility.honours import Honour
from assistant.eligibility.matching import Standing, match_support
from assistant.eligibility.path_graph import THREE_STAGES, PathGraph, Relation, path_graph
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from tests.assistant.eligibility.lark_programmes import REFERENCES, lark_programme

DAY = date(2026, 11, 22)


def _graph(profile: Profile, *, only: tuple[str, ...] | None = None) -> PathGraph:
    return path_graph(match_support(load_programmes(), profile, day=DAY).matches, only=only)


def _link(kind: str, other: str) -> str:
    return f'[[{kind}]]\nprogramme = "{other}"\n{REFERENCES}\n'


def test_the_three_stages_stand_side_by_side_in_their_order() -> None:
    graph = _graph(Profile(), only=THREE_STAGES)
    assert [(n.programme, n.column, n.row) for n in graph.nodes] == [
        ("ip-standard", 0, 0),
        ("ip-advantage", 1, 0),
        ("ip-demonstration", 2, 0),
    ]
    pairs = [(edge.source, edge.target, edge.relation) for edge in graph.edges]
    assert sorted(pairs) == [
        ("ip-advantage", "ip-demonstration", Relation.LEADS),
        ("ip-standard", "ip-advantage", Relation.LEADS),
    ]


def test_a_node_carries_where_the_company_stands() -> None:
    profile = Profile(
        certificate="GB/T 29490-2013",
        certificate_expires=date(2027, 1, 1),
        honours=(Honour(name="国家知识产权优势企业", year=2020),),
        no_other_honours=True,
    )
    standings = {n.programme: n.standing for n in _graph(profile, only=THREE_STAGES).nodes}
    assert standings == {
        "ip-standard": Standing.NEARLY,
        "ip-advantage": Standing.HELD,
        "ip-demonstration": Standing.JUDGED,
    }


def test_every_edge_rests_on_a_clause_and_joins_two_nodes() -> None:
    graph = _graph(Profile(region="广东省/广州市/南沙区"))
    names = {node.programme for node in graph.nodes}
    for edge in graph.edges:
        assert edge.references
        assert {edge.source, edge.target} <= names


def test_every_edge_points_to_the_right_and_no_two_nodes_share_a_place() -> None:
    graph = _graph(Profile(region="广东省/广州市/南沙区"))
    columns = {node.programme: node.column for node in graph.nodes}
    assert all(columns[edge.source] < columns[edge.target] for edge in graph.edges)
    places = [(node.column, node.row) for node in graph.nodes]
    assert len(places) == len(set(places))


def test_programmes_of_another_place_are_no_nodes() -> None:
    names = {node.programme for node in _graph(Profile(region="广东省/深圳市")).nodes}
    assert not names & {"nansha-award", "nansha-pledge", "qingdao-pledge", "xuchang-pledge"}


def test_what_is_required_says_more_than_what_helps() -> None:
    first = lark_programme("first", top=_link("leads_to", "second"))
    second = lark_programme("second", top=_link("requires", "first"))
    graph = path_graph(match_support([first, second], Profile(), day=DAY).matches)
    assert [edge.relation for edge in graph.edges] == [Relation.REQUIRED]


def test_programmes_that_lead_in_a_circle_still_make_a_graph() -> None:
    pair = [
        lark_programme("first", top=_link("leads_to", "second")),
        lark_programme("second", top=_link("leads_to", "first")),
    ]
    graph = path_graph(match_support(pair, Profile(), day=DAY).matches)
    assert {node.programme for node in graph.nodes} == {"first", "second"}
    assert all(0 <= node.column < 2 for node in graph.nodes)


def test_programmes_without_relations_are_left_out_unless_asked_for() -> None:
    matches = match_support([lark_programme()], Profile(), day=DAY).matches
    assert path_graph(matches).nodes == ()
    assert len(path_graph(matches, only=["lark"]).nodes) == 1
