"""Scopes in addresses."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import LayoutError
from assistant.layout.patent_record import PatentKind, Standing
from assistant.layout.scope import ScopeQuery
from assistant.pages.layout_address import LAYOUT, Place, place_of_scope, scope_of

_NAME = st.text("甲乙丙abc&=<>#%+ 有限公司", min_size=1, max_size=12).map(str.strip).filter(bool)
_DAYS = st.lists(st.dates(date(1985, 4, 1), date(2030, 1, 1)), min_size=2, max_size=2).map(sorted)


@st.composite
def queries(draw: st.DrawFn) -> ScopeQuery:
    days = draw(_DAYS)
    return ScopeQuery(
        question=draw(_NAME),
        threshold=draw(st.none() | st.sampled_from((0.0, 4.5, -1.25, 7.75))),
        ipc=tuple(draw(st.lists(st.sampled_from(("H02J", "A01K47/06")), unique=True))),
        filed_from=draw(st.none() | st.just(days[0])),
        filed_to=draw(st.none() | st.just(days[1])),
        applicants=tuple(draw(st.lists(_NAME, unique=True, max_size=3))),
        kinds=tuple(draw(st.lists(st.sampled_from(PatentKind), unique=True))),
        standings=tuple(draw(st.lists(st.sampled_from(Standing), unique=True))),
        include=tuple(draw(st.lists(st.just("CN1A"), max_size=1))),
        exclude=tuple(draw(st.lists(st.just("CN2A"), max_size=1))),
    )


@given(queries())
def test_a_scope_comes_back_from_its_address(query: ScopeQuery) -> None:
    address = place_of_scope(query).to(LAYOUT)
    assert scope_of(Place.of(parse_qsl(urlsplit(address).query))) == query


def test_a_patent_put_in_is_no_longer_left_out() -> None:
    place = Place.of([("q", "蜂箱"), ("out", "CN1A")]).with_entry("in", "CN1A")
    assert (place.all("in"), place.all("out")) == (("CN1A",), ())


def test_several_names_and_symbols_may_stand_in_one_field() -> None:
    query = scope_of(Place.of([("applicant", "甲厂；乙厂;丙,丁厂"), ("ipc", "H02J， A01K 47/06")]))
    assert query.applicants == ("甲厂", "乙厂", "丙,丁厂")
    assert query.ipc[:2] == ("H02J", "A01K")


def test_the_slider_says_nothing_where_there_is_no_question() -> None:
    assert scope_of(Place.of([("at", "4.5"), ("ipc", "H02J")])).threshold is None


def test_entries_nobody_knows_are_left_out_of_later_addresses() -> None:
    assert Place.of([("q", "蜂箱"), ("utm", "x"), ("page", "3")]).to("/layout") == (
        "/layout?q=%E8%9C%82%E7%AE%B1"
    )


def test_a_long_paragraph_makes_a_short_address_that_says_the_same() -> None:
    query = ScopeQuery(question="蜂箱里的加热垫怎样控温，" * 80, ipc=("A01K",))
    address = place_of_scope(query).to(LAYOUT, page=2)
    assert len(address) < 400
    assert scope_of(Place.of(parse_qsl(urlsplit(address).query))) == query


@pytest.mark.parametrize("packed", ["x", "eJw", "____", "é", "eJzLSM3JyQcABiwCFQ=="])
def test_a_packed_address_that_was_cut_off_is_named(packed: str) -> None:
    with pytest.raises(LayoutError, match="网址不完整"):
        Place.of([("z", packed)])
