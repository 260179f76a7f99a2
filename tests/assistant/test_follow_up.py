from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.day_words import find_days
from assistant.follow_up import readings, stand_alone
from assistant.instruments import Instruments
from indexing.make_passages import make_passages
from tests.assistant.conversation import turn
from tests.assistant.small_corpus import small_corpus

INSTRUMENTS = Instruments(p for document in small_corpus() for p in make_passages(document))


def after(first: str, then: str) -> str:
    return stand_alone(then, [turn(first)], INSTRUMENTS)


def test_without_a_conversation_a_question_stays_as_it_is() -> None:
    assert stand_alone("那外观设计呢？", (), INSTRUMENTS) == "那外观设计呢？"


def test_a_question_that_says_everything_stays_as_it_is() -> None:
    whole = "云雀标志登记办法对代理机构有什么规定？"
    assert after("发明专利的保护期是多久？", whole) == whole


def test_a_member_of_the_same_family_takes_the_place_of_the_former() -> None:
    completed = after("发明专利的保护期是多久？", "那外观设计呢？")
    assert "外观设计" in completed
    assert "发明" not in completed
    assert "保护期" in completed


def test_another_place_takes_the_place_of_the_former() -> None:
    completed = after("南沙区云雀标志金奖奖励多少钱？", "那许昌呢？")
    assert "许昌" in completed
    assert "南沙" not in completed
    assert "金奖奖励" in completed


@pytest.mark.parametrize("then", ["它要交哪些材料？", "那费用呢？", "要多久？"])
def test_a_question_that_points_back_gets_the_former_subject(then: str) -> None:
    assert "云雀标志登记" in after("云雀标志登记怎么办理？", then)


def test_a_chain_of_follow_ups_keeps_the_subject() -> None:
    second = after("发明专利的保护期是多久？", "那外观设计呢？")
    assert "保护期" in after(second, "实用新型呢？")


def test_a_subject_with_a_place_of_its_own_needs_nothing_from_before() -> None:
    completed = after("南沙区云雀标志金奖奖励多少钱？", "那青岛的质押贴息呢？")
    assert completed == "青岛的质押贴息"


@pytest.mark.parametrize(
    "correction", ["不对，我要问的是外观设计", "说错了，是外观设计", "我问的是外观设计"]
)
def test_a_correction_takes_the_place_of_what_was_asked(correction: str) -> None:
    completed = after("实用新型的保护期是多久？", correction)
    assert "外观设计" in completed and "保护期" in completed
    assert "实用新型" not in completed and "不对" not in completed


def told(questions: Sequence[str]) -> str:
    """The last question, completed after the others, each of them completed in turn."""
    history: list[Turn] = []
    for question in questions:
        meant = stand_alone(question, history, INSTRUMENTS)
        history.append(turn(question, meant=meant))
    return history[-1].answer.standalone_question


@pytest.mark.parametrize("then", ["2015年的时候呢", "那2015年呢？", "2015年3月呢"])
def test_another_day_is_asked_of_the_same_question(then: str) -> None:
    completed = told(["云雀标志的登记费是多少？", then])
    assert find_days(completed) and completed.startswith("2015年")
    assert "登记费是多少" in completed


def test_a_second_day_takes_the_place_of_the_first() -> None:
    completed = told(["云雀标志的登记费是多少？", "2015年的时候呢", "那2018年的时候呢"])
    assert "2018年" in completed and "2015" not in completed


def test_now_takes_the_day_back() -> None:
    completed = told(["云雀标志的登记费是多少？", "2015年的时候呢", "那现在呢"])
    assert "2015" not in completed and "登记费" in completed


def test_the_day_stays_with_what_is_asked_on() -> None:
    assert "2015年" in told(["云雀标志的登记费是多少？", "2015年的时候呢", "要交给谁"])


def test_the_place_stays_with_what_is_asked_on() -> None:
    completed = told(["南沙区云雀标志金奖奖励多少钱？", "那许昌呢", "需要哪些材料"])
    assert "许昌" in completed and "南沙" not in completed and "材料" in completed


def test_several_turns_later_the_matter_is_still_named_once() -> None:
    completed = told(["云雀标志登记需要哪些条件？", "为什么", "要多久", "那费用呢"])
    assert completed.count("云雀标志登记") == 1
    assert "为什么" not in completed and "费用" in completed


@pytest.mark.parametrize(
    "then",
    ["换个话题，绿道由谁养护？", "谢谢，再问个别的：绿道由谁养护？", "绿道养护规定里谁来养护？"],
)
def test_a_change_of_subject_is_noticed(then: str) -> None:
    completed = told(["云雀标志登记需要哪些条件？", then])
    assert "云雀" not in completed and "绿道" in completed


def test_what_may_be_a_new_matter_has_a_reading_of_its_own() -> None:
    found = readings("质押登记怎么办？", [turn("发明专利的保护期是多久？")], INSTRUMENTS)
    assert "发明专利" in found[0] and "质押登记怎么办" in found


def test_a_thing_alone_may_be_asked_the_former_question() -> None:
    found = readings("那商标注册呢", [turn("发明专利的保护期是多久？")], INSTRUMENTS)
    assert "商标注册保护期是多久" in found


@pytest.mark.parametrize("then", ["这两个有什么区别", "两者有什么不同？", "那它们俩有什么区别"])
def test_two_things_named_before_are_compared(then: str) -> None:
    completed = told(["优势企业的认定条件是什么？", "示范企业呢", then])
    assert "优势企业和示范企业" in completed


def test_two_versions_named_before_are_compared() -> None:
    completed = told(["2018版登记办法的保护期多久？", "2024版呢", "这两版有什么区别"])
    assert "2018" in completed and "2024" in completed and "区别" in completed


@pytest.mark.parametrize(
    ("then", "name"), [("前者要多久", "优势企业"), ("后者呢，要多久", "示范企业")]
)
def test_the_former_and_the_latter_are_told_apart(then: str, name: str) -> None:
    completed = told(["优势企业的认定条件是什么？", "示范企业呢", then])
    assert name in completed and "要多久" in completed


def test_what_is_not_meant_gives_way_to_what_is() -> None:
    assert (
        told(["集成电路的外观设计保护多久", "不是外观设计，是布图设计"])
        == "集成电路的布图设计保护多久"
    )


def test_a_clause_of_another_instrument_stands_alone() -> None:
    completed = told(["云雀标志登记办法第三条讲什么？", "星灯认证规则第二条呢"])
    assert completed == "星灯认证规则第二条"


def test_the_validity_asked_for_is_that_of_the_instrument_not_of_its_clause() -> None:
    completed = told(["云雀标志登记办法第三条讲什么？", "它什么时候施行的"])
    assert "云雀标志登记办法" in completed and "第三条" not in completed


def test_latin_words_keep_their_capitals() -> None:
    completed = told(["GB/T 29490-2013 什么时候实施的？", "2023版呢"])
    assert completed.startswith("GB/T 29490-2023")


@given(
    st.lists(
        st.text("那它这两个呢2015年的时候发明外观云雀标志南沙区？，第三条多久", max_size=14),
        max_size=4,
    )
)
def test_any_conversation_is_completed_to_some_question(questions: list[str]) -> None:
    history = [turn(question) for question in questions[:-1]]
    asked = questions[-1] if questions else ""
    assert readings(asked, history, INSTRUMENTS)


def test_a_statement_goes_on_with_the_matter() -> None:
    completed = told(["云雀标志被人冒用怎么办？", "对方说他早就在用了"])
    assert "云雀标志" in completed and "早就在用" in completed


def test_two_words_that_ask_do_not_make_a_matter() -> None:
    assert "优势企业" in told(["优势企业申报条件", "怎么认定，要几件发明专利"])


def test_the_rules_of_a_year_are_asked_of_the_same_matter() -> None:
    completed = told(["优势企业的认定条件是什么？", "2015年是怎么规定的", "2022年呢"])
    assert completed == "2022年的时候,优势企业的认定条件是什么?"


def test_a_thing_alone_may_be_asked_of_the_same_place() -> None:
    found = readings("质押贴息呢", [turn("许昌市云雀标志奖励多少？")], INSTRUMENTS)
    assert any(reading.startswith("许昌市质押贴息") for reading in found)


def test_what_points_back_with_another_place_compares_both() -> None:
    completed = told(["南沙区云雀标志金奖奖励多少钱？", "它跟许昌的有啥不一样"])
    assert completed == "南沙区和许昌云雀标志金奖奖励有啥不一样"


def test_a_version_takes_the_day_of_before_back() -> None:
    completed = told(
        ["云雀标志登记要多久？", "去年的规定呢", "不对，我问的是2026年新办法，要交什么"]
    )
    assert "去年" not in completed and "2026年新办法" in completed


def test_the_day_of_a_matter_does_not_make_it_grow() -> None:
    completed = told(["云雀标志登记条件", "质押登记呢", "2015年是怎么规定的", "绿道巡查呢"])
    assert completed.count("2015年") == 1
    assert "质押" not in completed
