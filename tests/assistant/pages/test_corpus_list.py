"""Which documents the list shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.pages.corpus_list import PAGE_SIZE, Listing, listing, read_query
from assistant.pages.shelf import Books, Shelf
from corpus.catalogue import Catalogue
from corpus.documents import Document
from corpus.home import Home
from tests.assistant.pages.site_for_tests import a_document, fill, some_documents

TODAY = date(2026, 11, 22)


def books_of(folder: Path, documents: list[Document]) -> Books:
    home = Home(folder)
    fill(home, documents)
    return Shelf(Catalogue(home.catalogue)).books()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    return books_of(tmp_path_factory.mktemp("list"), some_documents())


def asked(books: Books, **parameters: str) -> Listing:
    return listing(books, read_query(parameters, today=TODAY))


def titles(found: Listing) -> list[str]:
    return [row.title for row in found.rows]


def counts(found: Listing, name: str) -> dict[str, int]:
    return {choice.value: choice.count for choice in found.facets[name].choices}


def test_policies_come_before_patents_and_newer_ones_first(books: Books) -> None:
    found = asked(books)
    assert titles(found) == [
        "云雀标志登记办法",
        "南沙区云雀标志奖励措施",
        "云雀标志登记办法",
        "云雀标志续展口径",
        "一种散热装置",
    ]


def test_the_status_is_that_of_the_day_asked_for(books: Books) -> None:
    assert counts(asked(books), "status") == {"现行有效": 2, "已废止": 1, "未核实": 1}
    assert counts(asked(books, day="2020-01-01"), "status") == {
        "现行有效": 1,
        "尚未施行": 2,
        "未核实": 1,
    }


def test_patents_count_in_no_level_place_or_status(books: Books) -> None:
    found = asked(books)
    assert sum(counts(found, "level").values()) == 4
    assert counts(found, "place")["全国"] == 3


def test_a_place_holds_what_lies_inside_it(books: Books) -> None:
    assert titles(asked(books, place="广东省")) == ["南沙区云雀标志奖励措施"]
    assert list(counts(asked(books), "place")) == [
        "全国",
        "广东省",
        "广东省/广州市",
        "广东省/广州市/南沙区",
    ]


def test_counts_are_what_choosing_the_value_would_show(books: Books) -> None:
    for name in ("kind", "level", "place", "status", "form"):
        for choice in asked(books, q="云雀").facets[name].choices:
            assert asked(books, q="云雀", **{name: choice.value}).total == choice.count


@pytest.mark.parametrize("words", ["云雀 续展", "續展", "ＣＮ９００", "cn900000001a"])
def test_words_are_found_in_title_and_number_whatever_their_width(books: Books, words: str) -> None:
    expected = 0 if words == "續展" else 1
    assert asked(books, q=words).total == expected


def test_an_issuer_is_found_by_a_part_of_its_name(books: Books) -> None:
    assert titles(asked(books, q="南沙区管理局")) == ["南沙区云雀标志奖励措施"]


def test_a_page_behind_the_last_gives_the_last(tmp_path: Path) -> None:
    many = [a_document(f"第{n}号通知", f"内容{n}。", day=TODAY) for n in range(PAGE_SIZE + 3)]
    found = asked(books_of(tmp_path, many), page="9")
    assert (found.query.page, found.pages, len(found.rows)) == (2, 2, 3)


def test_pages_between_are_left_out_of_the_links(books: Books) -> None:
    found = asked(books)
    long = Listing(
        query=read_query({"page": "9"}, today=TODAY),
        rows=found.rows,
        total=9999,
        pages=20,
        facets=found.facets,
    )
    assert long.page_links == (1, None, 7, 8, 9, 10, 11, None, 20)


def test_the_address_says_what_is_asked_and_nothing_else(books: Books) -> None:
    query = read_query({"q": "云 雀", "kind": "政策", "page": "3"}, today=date.today())
    assert query.address("/corpus", kind="") == "/corpus?q=%E4%BA%91+%E9%9B%80"


@given(st.dictionaries(st.sampled_from(["q", "kind", "place", "day", "sort", "page"]), st.text()))
def test_no_address_is_refused(parameters: dict[str, str]) -> None:
    assert listing(EMPTY, read_query(parameters, today=TODAY)).total == 0


EMPTY = Books(revision="", summaries=(), haystacks=())
