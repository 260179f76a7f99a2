from __future__ import annotations

import pytest

from assistant.thread import Thread, asked_of, subject_of, thread_of
from tests.assistant.conversation import turn, turns


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("云雀标志登记需要哪些材料？", "云雀标志登记"),
        ("发明专利的保护期是多久", "发明专利的保护期"),
        ("云雀标志登记怎么办理", "云雀标志登记怎么办理"),  # 办理 is left, and says nothing alone
        ("多久内可以请求复审", "多久内可以请求复审"),
    ],
)
def test_the_subject_is_the_question_without_the_words_that_ask(
    question: str, subject: str
) -> None:
    assert subject_of(question) in (subject, question.rstrip("？怎么办理"))


def test_the_words_that_ask_begin_with_the_thing_asked_for() -> None:
    assert asked_of("发明专利的保护期是多久？") == "保护期是多久"


def test_what_a_thing_gets_is_asked_for_and_not_the_thing() -> None:
    assert asked_of("许昌市国家知识产权示范企业奖励多少") == "奖励多少"


def test_a_second_follow_up_does_not_carry_the_first_along() -> None:
    history = (
        turn("云雀标志登记需要哪些材料？"),
        turn("要多久？", meant="云雀标志登记，要多久"),
    )
    completed = thread_of(history).followed_by("为什么", asks=True)
    assert completed == "云雀标志登记，为什么"


def test_a_thing_that_a_follow_up_brought_stays() -> None:
    history = (
        turn("云雀标志登记需要哪些材料？"),
        turn("质押登记呢", meant="云雀标志登记需要哪些材料，质押登记"),
    )
    assert "质押登记" in thread_of(history).followed_by("要多久", asks=True)


def test_a_question_that_stands_alone_begins_a_new_matter() -> None:
    history = turns("云雀标志登记需要哪些材料？", "绿道由谁养护？")
    assert "云雀" not in thread_of(history).followed_by("要多久", asks=True)


def test_nothing_said_yet_is_no_matter() -> None:
    assert thread_of(()) == Thread()


def test_commas_of_the_user_do_not_make_the_matter_grow() -> None:
    history = (
        turn("云雀标志登记怎么办，要交什么？"),
        turn("质押登记呢", meant="云雀标志登记怎么办，要交什么，质押登记"),
        turn("要多久，谁批", meant="云雀标志登记怎么办，要交什么，质押登记，要多久，谁批"),
    )
    assert thread_of(history) == Thread("云雀标志登记怎么办,要交什么?", "质押登记")


def test_another_thing_takes_the_place_of_the_detail_before() -> None:
    thread = Thread("云雀标志登记需要哪些条件", "质押登记")
    assert thread.followed_by("保证金额多少", asks=True) == "云雀标志登记，保证金额多少"
