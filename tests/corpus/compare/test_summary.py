from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.compare.compare_documents import compare_documents, pairs_shown
from corpus.compare.summary import (
    around,
    change_words,
    notices,
    pair_name,
    place_lines,
    summary_lines,
)
from corpus.documents import Form, Kind
from tests.corpus.compare.made_versions import NEW, OLD, articles, made

_RECIPE = "第一条 面粉加水揉成团，醒发二十分钟。\n第二条 擀皮包馅，入锅煮熟即可食用。\n"


def test_the_summary_counts_clauses_by_what_became_of_them() -> None:
    assert summary_lines(compare_documents(made(OLD), made(NEW)))[0] == (
        "旧版 9 条，新版 11 条：新增 1，删除 0，修改 5，移动 0，拆分 1，仅条号变化 2，未变 1。"
    )


def test_the_summary_counts_changes_of_substance_by_category() -> None:
    assert "实质变化：金额 1 处，期限 3 处，日期 1 处" in "".join(
        summary_lines(compare_documents(made(OLD), made(NEW)))
    )


def test_two_copies_of_one_text_are_told_to_be_the_same() -> None:
    found = summary_lines(compare_documents(made(OLD), made(OLD, "副本.txt")))
    assert found == ("两份文件的文字没有差别。",)


def test_two_texts_with_little_in_common_are_remarked_on() -> None:
    assert "多半不是同一文件的两个版本" in "".join(
        notices(compare_documents(made(OLD), made(_RECIPE)))
    )


def test_two_versions_are_not_remarked_on() -> None:
    assert notices(compare_documents(made(OLD), made(NEW))) == ()


def test_another_kind_or_form_and_the_wrong_order_are_remarked_on() -> None:
    old = replace(made(OLD), kind=Kind.POLICY, form=Form.DIGEST, effective=date(2021, 6, 1))
    new = replace(made(OLD), kind=Kind.STATUTE, form=Form.ORIGINAL, effective=date(2015, 3, 1))
    told = notices(compare_documents(old, new))
    assert [
        word in line for word, line in zip(("类别", "摘编", "施行在后"), told, strict=True)
    ] == [
        True,
        True,
        True,
    ]


def test_an_empty_document_is_compared_without_complaint() -> None:
    assert summary_lines(compare_documents(made(""), articles("有一条。")))[0].startswith(
        "旧版 0 条，新版 1 条：新增 1"
    )


def test_a_pair_is_named_by_both_numbers_only_where_they_differ() -> None:
    names = [pair_name(each.pair) for each in compare_documents(made(OLD), made(NEW)).pairs]
    assert {"第一条", "第三条 → 第四条", "第六条 → 第七条、第八条", "第三条"} <= set(names)


def test_only_changed_leaves_out_unchanged_and_merely_renumbered_clauses() -> None:
    comparison = compare_documents(made(OLD), made(NEW))
    assert pairs_shown(comparison, changed_only=False) == comparison.pairs
    kinds = {each.pair.kind.value for each in pairs_shown(comparison, changed_only=True)}
    assert kinds == {"修改", "新增", "拆分"}


def test_bare_figures_are_shown_with_the_words_beside_them() -> None:
    old = articles("申请人应当在受理窗口提交材料，并且按照要求补正。")
    new = articles("申请人应当在收到通知之日起十五日内在受理窗口提交材料，并且按照要求补正。")
    [change] = [c for c in compare_documents(old, new).changes if c.category == "期限"]
    assert (change_words(change), around(change)) == (
        "增加「十五日」",
        "…请人应当在收到通知之日起十五日内在受理窗口提交材料，并…",
    )


def test_the_first_place_is_cited_with_its_sentences_and_the_others_by_name() -> None:
    changes = compare_documents(made(OLD), made(NEW)).changes
    change = next(change for change in changes if change.old == "知识产权管理处")
    first, second, others = place_lines(change)
    assert first.startswith("旧 第二条（第 ")
    assert second.endswith("：市政务管理局负责专利资助的受理和审核工作。")
    assert others == "另有 1 处：第五条 → 第六条"


def test_one_character_stands_at_one_place_and_several_from_one_to_another() -> None:
    old, new = articles("每件的数量为5。"), articles("每件的数量为16。")
    (change,) = compare_documents(old, new).changes
    one, several = place_lines(change)
    assert "–" not in one
    assert "–" in several
