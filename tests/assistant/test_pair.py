from __future__ import annotations

import pytest

from assistant.pair import is_of_two, last_pair, of_two
from tests.assistant.conversation import turns


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


@pytest.mark.parametrize(
    ("first", "then", "both"),
    [
        ("南沙区云雀标志奖励多少", "它跟许昌的有啥不一样", "南沙区和许昌"),
        ("优势企业的认定条件是什么", "和示范企业有什么区别", "优势企业和示范企业"),
        ("2018版办法的登记费多少", "跟2024版比变了什么", "2018版和2024版"),
        ("云雀标志登记怎么办", "跟星灯认证比哪个容易", "云雀标志登记和星灯认证"),
    ],
)
def test_what_was_spoken_of_is_compared_with_another(first: str, then: str, both: str) -> None:
    compared = of_two(then, turns(first))
    assert compared is not None
    assert both in compared


def test_agreements_are_not_compared() -> None:
    assert not is_of_two("和解协议有什么要求")


def test_the_other_of_two_named_together_is_asked_the_same() -> None:
    told = turns("优势企业和示范企业有什么区别", "优势企业，补助要多少")
    assert of_two("后者", told) == "示范企业,补助要多少"


def test_of_both_something_new_is_asked() -> None:
    told = turns("优势企业和示范企业有什么区别")
    assert of_two("两个都要满几年", told) == "优势企业和示范企业，都要满几年"
