"""The path of programmes as a picture."""

from __future__ import annotations

from datetime import date

from assistant.eligibility.matching import match_support
from assistant.eligibility.path_graph import PathGraph, path_graph
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.pages.path_drawing import drawn


def test_no_two_boxes_touch_and_all_lie_inside_the_picture() -> None:
    plan = match_support(load_programmes(), Profile(), day=date(2026, 11, 22))
    picture = drawn(path_graph(plan.matches))
    places = [(node.x, node.y) for node in picture.nodes]
    assert len(set(places)) == len(places) > 2
    for x, y in places:
        assert 0 <= x <= picture.width - picture.box_width
        assert 0 <= y <= picture.height - picture.box_height
        for other_x, other_y in places:
            apart_x = abs(x - other_x) >= picture.box_width
            assert (x, y) == (other_x, other_y) or apart_x or abs(y - other_y) >= picture.box_height


def test_arrows_lead_from_left_to_right() -> None:
    plan = match_support(load_programmes(), Profile(), day=date(2026, 11, 22))
    picture = drawn(path_graph(plan.matches))
    x_of = {node.node.programme: node.x for node in picture.nodes}
    assert picture.edges
    assert all(x_of[one.edge.source] < x_of[one.edge.target] for one in picture.edges)


def test_a_long_name_is_cut_to_two_lines() -> None:
    plan = match_support(load_programmes(), Profile(), day=date(2026, 11, 22))
    for node in drawn(path_graph(plan.matches)).nodes:
        assert len(node.lines) <= 2
        assert all(len(line) <= 11 for line in node.lines)


def test_nothing_to_draw_gives_an_empty_picture() -> None:
    assert drawn(PathGraph(nodes=(), edges=())).nodes == ()
