from __future__ import annotations

import pytest

from assistant.rereading import (
    bare_claim,
    is_chinese,
    points_back,
    repeats_premise,
    says_the_same,
    without_connective,
)


@pytest.mark.parametrize(
    "said",
    [
        "好的。",
        "好的，以下是回答：",
        "以下是根据条款的回答：",
        "希望以上内容对您有帮助。",
        "如有疑问请咨询主管部门。",
        "资料里没有。",
        "资料中没有写明金额。",
        "根据条款，回答如下：",
        "可以。",
        "还要了解什么吗？",
        "1984.",
        "企业。",
    ],
)
def test_a_sentence_that_states_nothing_of_the_clauses_claims_nothing(said: str) -> None:
    assert bare_claim(said) == ""


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("根据上述条款，保护期为八年。", "保护期为八年。"),
        ("综上所述，保护期为八年。", "保护期为八年。"),
        ("是的，保护期为八年。", "保护期为八年。"),
        ("可以，企业可以委托代理机构办理。", "企业可以委托代理机构办理。"),
        ("有效期届满可以续展。", "有效期届满可以续展。"),
        ("能够证明的，可以续展。", "能够证明的，可以续展。"),
        ("正确使用标志的企业受保护。", "正确使用标志的企业受保护。"),
    ],
)
def test_a_claim_is_bared_of_what_leads_over_to_it(said: str, claim: str) -> None:
    assert bare_claim(said) == claim


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        ("因此，保护期为八年。", "保护期为八年。"),
        ("此外企业应当提交证明。", "企业应当提交证明。"),
        ("但国家机关不得申请。", "国家机关不得申请。"),
        ("同时，可以续展。", "可以续展。"),
        ("第一条规定了目的。", "第一条规定了目的。"),
        ("第三人可以提出异议。", "第三人可以提出异议。"),
        ("最后一次续展为五年。", "最后一次续展为五年。"),
        ("首次申请的，减缴一半。", "首次申请的，减缴一半。"),
    ],
)
def test_a_connective_with_nothing_before_it_goes(said: str, bare: str) -> None:
    assert without_connective(said) == bare


@pytest.mark.parametrize(
    "said", ["其保护期为八年。", "该奖励只发一次。", "上述材料应当齐全。", "属于前款情形的除外。"]
)
def test_a_sentence_that_stands_on_the_one_before_is_told(said: str) -> None:
    assert points_back(said)


@pytest.mark.parametrize("said", ["其他企业不得申请。", "企业应当登记。", "此外可以续展。"])
def test_a_sentence_that_stands_alone_is_told(said: str) -> None:
    assert not points_back(said)


def test_two_wordings_of_one_thing_are_the_same() -> None:
    assert says_the_same("云雀标志的保护期为八年。", "云雀标志保护期为八年。")


def test_one_spelling_of_a_figure_is_as_good_as_another() -> None:
    assert says_the_same("云雀标志的保护期为八年。", "云雀标志的保护期为8年。")


def test_another_figure_makes_another_sentence() -> None:
    assert not says_the_same("云雀标志的保护期为八年。", "云雀标志的保护期为十年。")


def test_another_subject_makes_another_sentence() -> None:
    assert not says_the_same("企业应当提交使用证明。", "代理机构应当出示委托书。")


@pytest.mark.parametrize("said", ["The term is eight years.", "保護は Accord est valable huit ans"])
def test_other_languages_are_told_from_chinese(said: str) -> None:
    assert not is_chinese(said)


@pytest.mark.parametrize("said", ["保护期为8年。", "申请PCT国际专利的，每件资助5000元。"])
def test_chinese_with_latin_names_is_chinese(said: str) -> None:
    assert is_chinese(said)


def test_what_the_question_takes_for_granted_is_no_answer() -> None:
    assert repeats_premise("滥用标志排挤同行。", "滥用标志排挤同行，登记办法管吗？")


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("滥用标志的，由登记机构处罚。", "滥用标志排挤同行，登记办法管吗？"),
        ("企业可以委托代理机构办理。", "企业可以委托代理机构办理吗？"),
        ("登记办法管滥用标志。", "滥用标志，登记办法管吗？"),
    ],
)
def test_what_the_question_asks_may_be_said_again(claim: str, question: str) -> None:
    assert not repeats_premise(claim, question)
