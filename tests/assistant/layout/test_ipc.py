import csv
import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import LayoutError
from assistant.layout.ipc import NO_NAME, ipc_levels, ipc_name, ipc_prefix, named_ipc, under
from corpus.patent_cells import ipc_in
from tests.shared_data import shared_data


def test_a_symbol_has_its_levels_from_the_section_down() -> None:
    levels = ipc_levels("h02j 7/02 (2016.01) I")

    assert [level.symbol for level in levels] == ["H", "H02", "H02J", "H02J7", "H02J7/02"]
    assert [level.level for level in levels] == ["部", "大类", "小类", "大组", "小组"]
    assert [level.name is None for level in levels] == [False, False, False, True, True]


def test_a_main_group_has_no_subgroup() -> None:
    assert [level.symbol for level in ipc_levels("H02J7/00")][-1] == "H02J7"


def test_what_is_no_symbol_has_no_levels() -> None:
    assert ipc_levels("无") == ()


def test_a_name_we_do_not_hold_is_said_to_be_missing() -> None:
    assert ipc_name("A99Z") is None
    assert NO_NAME in named_ipc("A99Z")


def test_every_name_stands_below_one_of_the_level_above() -> None:
    classes = [
        a + f"{n:02d}" for a, n in product("ABCDEFGH", range(1, 100)) if ipc_name(a + f"{n:02d}")
    ]

    assert len(classes) == 124
    assert all(ipc_name(one[0]) for one in classes)


@pytest.mark.parametrize(
    ("symbol", "prefix", "fits"),
    [
        ("H02J7/00", "H", True),
        ("H02J7/00", "H02J", True),
        ("H02J7/02", "H02J7", True),
        ("H02J7/02", "H02J7/00", True),
        ("H02J70/00", "H02J7", False),
        ("H02J7/02", "H02J7/03", False),
        ("H02J", "H02J7", False),
    ],
)
def test_a_prefix_holds_what_lies_under_it(symbol: str, prefix: str, fits: bool) -> None:
    assert under(symbol, prefix) is fits


@pytest.mark.parametrize(
    ("written", "prefix"),
    [("h", "H"), ("ｈ０２", "H02"), ("h02j 7", "H02J7"), ("H02J 7/00", "H02J7/00")],
)
def test_prefixes_are_read_however_they_are_written(written: str, prefix: str) -> None:
    assert ipc_prefix(written) == prefix


@pytest.mark.parametrize("written", ["电池", "Z01", "H2", ""])
def test_an_unreadable_prefix_is_named(written: str) -> None:
    with pytest.raises(LayoutError, match="IPC"):
        ipc_prefix(written)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_symbols(text: str) -> None:
    for level in ipc_levels(text):
        assert level.symbol


@pytest.mark.shared
def test_nearly_all_symbols_of_real_lists_have_names() -> None:
    symbols = []
    with shared_data("patents", "patents_ipc.csv").open(encoding="utf-8-sig", newline="") as file:
        symbols += [s for row in csv.DictReader(file) for s in ipc_in(row["IPC分类号"])]
    for line in shared_data("patents", "patents_cn.jsonl").read_text("utf-8").splitlines():
        symbols += ipc_in(str(json.loads(line).get("ipc_main", "")))

    assert all(ipc_name(symbol[:3]) for symbol in symbols)
    assert sum(ipc_name(symbol[:4]) is not None for symbol in symbols) / len(symbols) > 0.97
