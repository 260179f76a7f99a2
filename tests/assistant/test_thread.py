from __future__ import annotations

import pytest

from assistant.thread import Thread, asked_of, last_pair, subject_of, thread_of
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


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("优势企业的认定条件是什么", "示范企业的认定条件是什么", ("优势企业", "示范企业")),
        ("南沙区的补贴是多少", "许昌市的补贴是多少", ("南沙区", "许昌市")),
        ("2010版细则怎么规定", "2023版细则怎么规定", ("2010版", "2023版")),
        ("质押登记怎么办", "优先审查怎么办", ("质押登记", "优先审查")),
    ],
)
def test_two_things_of_one_kind_spoken_of_in_turn_are_a_pair(
    first: str, second: str, names: tuple[str, str]
) -> None:
    pair = last_pair(turns(first, second))
    assert pair is not None
    assert (pair.first, pair.second) == names


def test_both_may_stand_in_the_last_question() -> None:
    pair = last_pair(turns("发明和外观设计的保护期是多久"))
    assert pair is not None
    assert (pair.first, pair.second) == ("发明", "外观设计")


def test_one_of_a_pair_takes_the_place_of_both() -> None:
    pair = last_pair(turns("南沙区的补贴是多少", "许昌市的补贴是多少"))
    assert pair is not None
    assert pair.question_of("南沙区") == "南沙区的补贴是多少"


def test_one_thing_alone_is_no_pair() -> None:
    assert last_pair(turns("云雀标志登记需要哪些材料？")) is None
    assert last_pair(()) is None
