from __future__ import annotations

import pytest

from assistant.answer import Answer, Turn
from assistant.follow_up import stand_alone
from assistant.instruments import Instruments
from indexing.make_passages import make_passages
from tests.assistant.small_corpus import TODAY, small_corpus

INSTRUMENTS = Instruments(p for document in small_corpus() for p in make_passages(document))


def after(first: str, then: str) -> str:
    answer = Answer(
        question=first,
        as_of=TODAY,
        region=None,
        text="",
        sentences=(),
        standalone_question=first,
    )
    return stand_alone(then, [Turn(question=first, answer=answer)], INSTRUMENTS)


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
