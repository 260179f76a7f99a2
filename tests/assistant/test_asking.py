import pytest

from assistant.asking import (
    Asking,
    evidence_share,
    figures_wanted,
    has_asked_unit,
    has_wanted_figure,
    lacks_day,
    what_is_asked,
)
from corpus.quantities import Dimension


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        ("优势企业能走优先审查吗", Asking.YES_NO),
        ("示范企业奖多少", Asking.AMOUNT),
        ("复审要等多久", Asking.TIME),
        ("高企要几件专利", Asking.COUNT),
        ("这事归谁管", Asking.WHO),
        ("申报要满足什么条件", Asking.CONDITION),
        ("质押登记咋办", Asking.PROCEDURE),
        ("啥叫商业秘密", Asking.DEFINITION),
        ("优势企业和示范企业有什么区别", Asking.COMPARISON),
    ],
)
def test_everyday_wording_tells_what_is_asked(question: str, asking: Asking) -> None:
    assert asking in what_is_asked(question)


def test_bare_keywords_ask_nothing_in_particular() -> None:
    assert what_is_asked("知识产权海关备案") == frozenset()


def test_a_duration_is_evidence_for_a_time_question() -> None:
    assert evidence_share(frozenset({Asking.TIME}), "应当在两个月内结案") == 1.0


def test_a_share_does_not_answer_a_question_for_a_sum() -> None:
    assert not has_wanted_figure(figures_wanted("登记费是多少钱"), "减缴85%")


def test_a_reduction_may_be_a_share_or_a_sum() -> None:
    assert figures_wanted("能减多少") == {Dimension.MONEY, Dimension.PERCENT, Dimension.TIMES}


def test_a_date_answers_a_question_for_a_time() -> None:
    assert has_wanted_figure(figures_wanted("什么时候施行"), "自2026年9月1日起施行")


def test_a_question_without_a_figure_wants_none() -> None:
    assert figures_wanted("归哪个部门管") == frozenset()


def test_sorts_without_a_surface_form_need_no_evidence() -> None:
    assert evidence_share(frozenset({Asking.YES_NO}), "") == 1.0


@pytest.mark.parametrize(
    ("question", "text", "says"),
    [
        ("能用几年", "有效期为三年", True),
        ("能用几年", "有效期为六个月", False),
        ("几天办完", "二十个工作日内", True),
        ("几天办完", "两年内", False),
        ("几个月内", "三个月内", True),
        ("提几成", "不低于百分之五十", True),
        ("能用多久", "六个月", True),
    ],
)
def test_a_figure_is_in_the_unit_asked_for_or_not(question: str, text: str, says: bool) -> None:
    assert has_asked_unit(question, text) is says


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("报送单位须成立满一年", True),
        ("材料于4月15日前报送", False),
        ("每年三月一日起受理", False),
        ("自公告之日起两个月内报送", False),
    ],
)
def test_a_duration_is_no_day_of_the_calendar(text: str, lacks: bool) -> None:
    assert lacks_day("报送是几月几号截止", text) is lacks


def test_a_duration_answers_where_no_day_is_asked_for() -> None:
    assert not lacks_day("几个月内要报送", "报送单位须成立满一年")
