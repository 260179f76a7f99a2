from datetime import date
from itertools import permutations

import pytest

from assistant.layout.merging import Merged, MergeKind, MergeRow, merge_records
from assistant.layout.patent_record import PatentKind

DAY = date(2021, 3, 4)
FIRM = frozenset({"甲某公司"})


def _row(id_: str, number: str, title: str = "一种过滤器", **given: object) -> MergeRow:
    return MergeRow(id=id_, number=number, title=title, **given)  # type: ignore[arg-type]


def _groups(merged: Merged) -> set[frozenset[str]]:
    groups: dict[int, set[str]] = {}
    for id_, group in merged.group_of.items():
        groups.setdefault(group, set()).add(id_)
    return {frozenset(group) for group in groups.values()}


A = _row("a", "CN113000001A", application="CN202110000001.6")
B = _row("b", "CN113000001B", application="CN202110000001.6")
DUPLICATE = _row("c", "CN113000001A", title="一种过滤器（另一清单）")
OTHER = _row("d", "CN113000002A", application="CN202110000002.0")
OLD_A, OLD_C = _row("e", "CN1234567A"), _row("f", "CN1234567C")


def test_planted_prints_and_publications_come_together_in_any_order() -> None:
    for rows in permutations((A, B, DUPLICATE, OTHER)):
        assert _groups(merge_records(rows)) == {frozenset("abc"), frozenset("d")}


def test_every_merge_says_why() -> None:
    merged = merge_records((A, B, DUPLICATE))

    kinds = {(merge.kind, merge.first, merge.second) for merge in merged.merges}
    assert kinds == {(MergeKind.DUPLICATE, "a", "c"), (MergeKind.PUBLICATIONS, "a", "b")}
    assert any("CN113000001" in merge.reason for merge in merged.merges)


def test_the_application_number_brings_publications_of_other_numbers_together() -> None:
    early = _row("x", "CN1100001A", application="CN93100001.3")
    later = _row("y", "CN1055555C", application="CN93100001.3")

    assert len(_groups(merge_records((early, later)))) == 1


def test_a_remark_in_the_column_for_the_application_brings_nothing_together() -> None:
    one = _row("x", "CN113000001A", application="待补 1")
    other = _row("y", "CN113000002A", application="待补 1")

    assert len(_groups(merge_records((one, other)))) == 2


def test_old_numbers_with_seven_digits_are_not_one_application() -> None:
    assert len(_groups(merge_records((OLD_A, OLD_C)))) == 2


def test_numbers_of_a_lists_own_need_the_same_title() -> None:
    one, other = _row("a", "2013年-2", "一种甲"), _row("b", "2013年-2", "一种乙")

    assert len(_groups(merge_records((one, other)))) == 2
    assert len(_groups(merge_records((one, _row("b", "2013年-2", "一种甲"))))) == 1


def test_a_merge_taken_back_stays_apart_and_the_rest_together() -> None:
    merged = merge_records((A, B, DUPLICATE), apart={("a", "b"), ("b", "c")})

    assert _groups(merged) == {frozenset("ac"), frozenset("b")}


def _pair(**given: object) -> tuple[MergeRow, MergeRow]:
    facts = {"filed": DAY, "applicants": FIRM, **given}
    text = "包括壳体、滤网和旋转刷，旋转刷由电机驱动清洗滤网"
    return (
        _row(
            "a",
            "CN113000001A",
            "一种过滤器及其使用方法",
            kind=PatentKind.INVENTION,
            text=text,
            **facts,
        ),
        _row("b", "CN215000001U", "一种过滤器", kind=PatentKind.UTILITY, text=text + "。", **facts),
    )


def test_an_invention_and_a_utility_model_of_one_day_are_linked_and_not_merged() -> None:
    merged = merge_records(_pair())

    assert [link.kind for link in merged.links] == [MergeKind.TWIN]
    assert "申请日同为 2021-03-04" in merged.links[0].reason
    assert len(_groups(merged)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"filed": None},
        {"applicants": frozenset()},
        {"kind": PatentKind.INVENTION},
        {"title": "一种充电桩"},
        {"text": "电池组与充电桩之间设有继电器，控制器按温度调节电流"},
        {"filed": date(2021, 3, 5)},
    ],
)
def test_what_differs_in_one_point_is_no_pair(change: dict[str, object]) -> None:
    from dataclasses import replace

    one, other = _pair()

    assert merge_records((one, replace(other, **change))).links == ()  # type: ignore[arg-type]


def test_a_priority_makes_a_family_with_the_application_it_names() -> None:
    first = _row("a", "CN113000001A", application="CN202110000001.6")
    second = _row("b", "CN114000001A", application="CN202210000001.1", family="CN202110000001.6")
    third = _row("c", "US10123456B2", family="CN202110000001.6")

    links = merge_records((first, second, third)).links

    assert {link.kind for link in links} == {MergeKind.FAMILY}
    assert {id_ for link in links for id_ in (link.first, link.second)} == {"a", "b", "c"}


def test_every_record_has_a_group_numbered_by_first_appearance() -> None:
    merged = merge_records((OTHER, A, B))

    assert merged.group_of == {"d": 0, "a": 1, "b": 1}


def test_nine_digits_below_those_of_july_2007_are_not_shared_by_one_application() -> None:
    rows = [MergeRow(id=code, number=f"CN100999999{code}", title=code) for code in "AC"]
    assert len(set(merge_records(rows).group_of.values())) == 2
    later = [MergeRow(id=code, number=f"CN101000000{code}", title=code) for code in "AB"]
    assert len(set(merge_records(later).group_of.values())) == 1


def test_one_of_several_ties_is_enough_for_a_family_and_a_later_publication_counts() -> None:
    one = _row("a", "CN113000001A", application="CN202110000001.6")
    grant = _row(
        "b", "CN113000001B", application="CN202110000001.6", family="PCT/CN2020/070001 族:7"
    )
    abroad = _row("c", "US11000001B2", family="US62123456 PCT/CN2020/070001")

    [link] = merge_records((one, grant, abroad)).links
    assert (link.kind, link.first, link.second) == (MergeKind.FAMILY, "a", "c")


def test_a_divisional_goes_with_its_parent_and_is_told_once() -> None:
    parent = _row("a", "CN101000001A", application="CN200710000001.0", family="JP2006000001")
    child = _row(
        "b",
        "CN104000001A",
        application="CN201410000001.1",
        family="JP2006000001",
        divided_from="CN200710000001.0",
    )
    sibling = _row("c", "CN105000001A", divided_from="CN200710000001.0")

    merged = merge_records((parent, child, sibling))
    assert {(link.kind, link.first, link.second) for link in merged.links} == {
        (MergeKind.DIVISION, "a", "b"),
        (MergeKind.DIVISION, "a", "c"),
    }
    assert len(_groups(merged)) == 3
    [alone] = merge_records((child, sibling)).links
    assert (alone.kind, "母案" in alone.reason) == (MergeKind.DIVISION, True)


def test_a_pair_the_list_states_needs_no_likeness_and_is_told_once() -> None:
    one = _row("a", "CN113000001A", application="CN202110000001.6", twin="CN202120000002.6")
    other = _row("b", "CN216000001U", "别的标题", application="CN202120000002.6", twin=one.number)

    [link] = merge_records((one, other)).links
    assert (link.kind, "一案双申" in link.reason) == (MergeKind.TWIN, True)
    assert not merge_records((one, other), {("a", "b")}).links
