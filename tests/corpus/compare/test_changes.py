from __future__ import annotations

import pytest

from corpus.compare.changes import Change
from corpus.compare.compare_documents import compare_documents
from tests.corpus.compare.made_versions import NEW, OLD, articles, made


def _changes(old: str, new: str) -> list[tuple[str, str, str]]:
    found = compare_documents(articles(old), articles(new)).changes
    return [(change.category.value, change.old, change.new) for change in found]


def _find(changes: tuple[Change, ...], old: str) -> Change:
    return next(change for change in changes if change.old == old)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("每件资助3000元，择优办理。", "每件资助4000元，择优办理。", ("金额", "3000元", "4000元")),
        ("资助总额50万元。", "资助总额一百万元。", ("金额", "50万元", "一百万元")),
        ("自收到之日起15日内答复。", "自收到之日起1个月内答复。", ("期限", "15日", "1个月")),
        ("应当在三个月内作出决定。", "应当在两个月内作出决定。", ("期限", "三个月", "两个月")),
        ("按百分之五十补助费用。", "按30%补助费用。", ("比例", "百分之五十", "30%")),
        (
            "本办法自2015年3月1日起施行。",
            "本办法自2021年6月1日起施行。",
            ("日期", "2015年3月1日", "2021年6月1日"),
        ),
        ("各区于3月底前报送。", "各区于6月底前报送。", ("日期", "3月", "6月")),
        ("每次不少于50人参加。", "每次不少于80人参加。", ("数量与数值", "50人", "80人")),
        ("隔热层厚度为2-5mm。", "隔热层厚度为3-5mm。", ("数量与数值", "2-5mm", "3-5mm")),
        ("申请人可以提交样品。", "申请人应当提交样品。", ("义务与权限", "可以", "应当")),
        ("代理机构可以收取费用。", "代理机构不得收取费用。", ("义务与权限", "可以", "不得")),
        (
            "变更名称的，应当备案。",
            "变更名称的，经主管部门同意，应当备案。",
            ("条件与例外", "", "经主管部门同意，"),
        ),
        (
            "骗取资助的，责令退回。",
            "骗取资助的，责令退回，但是主动退回的除外。",
            ("条件与例外", "", "，但是主动退回的除外"),
        ),
        (
            "由市科学技术局受理。",
            "由市市场监督管理局受理。",
            ("机构", "科学技术局", "市场监督管理局"),
        ),
        (
            "依照专利法第二十条办理。",
            "依照专利法第十九条办理。",
            ("引用的条款", "第二十条", "第十九条"),
        ),
    ],
)
def test_a_change_of_substance_is_told_with_both_wordings(
    old: str, new: str, change: tuple[str, str, str]
) -> None:
    assert change in _changes(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("应当在三个月内办结。", "应当在3个月内办结。"),
        ("每年奖励5000元，由市财政安排。", "由市财政安排，每年奖励5000元。"),
        ("申请人应当补正。", "申请人应予补正。"),
        ("符合GB/T 1000-2013。", "符合GB/T 1000-2023。"),
    ],
)
def test_another_way_of_writing_the_same_is_no_change_of_substance(old: str, new: str) -> None:
    assert [found for found in _changes(old, new) if found[0] != "条件与例外"] == []


def test_each_change_is_cited_by_clause_quote_and_offset_on_both_sides() -> None:
    old, new = made(OLD), made(NEW)
    [place] = _find(compare_documents(old, new).changes, "3000元").occurrences
    assert place.old is not None
    assert place.new is not None
    assert (place.old.clause.label, place.new.clause.label) == ("第四条", "第五条")
    assert old.text[place.old.start : place.old.end] == "3000元"
    assert new.text[place.new.start : place.new.end] == place.new.words == "4000元"
    assert place.new.sentence == "每件发明专利资助4000元，每个申请人每年累计不超过10万元。"


def test_words_replaced_alike_in_several_places_are_told_once() -> None:
    change = _find(compare_documents(made(OLD), made(NEW)).changes, "知识产权管理处")
    assert (change.new, len(change.occurrences)) == ("政务管理局", 2)


def test_a_term_exchanged_throughout_is_told_once() -> None:
    old = articles(*(f"第{n}批托儿所适用本办法的有关规定。" for n in "甲乙丙"))
    new = articles(*(f"第{n}批托育点适用本办法的有关规定。" for n in "甲乙丙"))
    [change] = compare_documents(old, new).changes
    assert (change.category, change.old, change.new) == ("统一替换的用语", "儿所", "育点")
    assert len(change.occurrences) == 3


def test_figures_of_an_added_clause_are_told_without_an_old_side() -> None:
    old = articles("申请人应当提交请求书。")
    new = articles("申请人应当提交请求书。", "逾期三十日的，每件罚款5000元。")
    changes = compare_documents(old, new).changes
    assert [(c.category, c.old, c.new) for c in changes] == [
        ("金额", "", "5000元"),
        ("期限", "", "三十日"),
    ]
    assert {c.occurrences[0].old for c in changes} == {None}


def test_dates_of_an_amendment_note_are_no_change_of_substance() -> None:
    old = made("示例办法\n第一条 为了测试。\n")
    new = made("示例办法\n2021年6月1日 第一次修订\n第一条 为了测试。\n")
    assert compare_documents(old, new).changes == ()
