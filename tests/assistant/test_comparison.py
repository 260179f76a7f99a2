from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.comparison import MOST_SIDES, sides_of
from assistant.instruments import Instruments
from assistant.understand import understand
from indexing.make_passages import make_passages
from tests.assistant.small_corpus import small_corpus

INSTRUMENTS = Instruments(p for document in small_corpus() for p in make_passages(document))


def sides(question: str) -> tuple[str, ...]:
    return sides_of(understand(question, INSTRUMENTS))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "发明和外观设计的保护期哪个长",
            ("发明的保护期哪个长", "外观设计的保护期哪个长"),
        ),
        (
            "南沙区跟许昌市的贴息有什么不同",
            ("南沙区的贴息有什么不同", "许昌市的贴息有什么不同"),
        ),
        (
            "2018版和2024版的登记办法有什么变化",
            ("2018版的登记办法有什么变化", "2024版的登记办法有什么变化"),
        ),
        (
            "登记办法新旧版有什么变化",
            ("登记办法旧版有什么变化", "登记办法新版有什么变化"),
        ),
        (
            "云雀标志登记办法和星灯认证规则有什么区别",
            ("云雀标志登记办法有什么区别", "星灯认证规则有什么区别"),
        ),
        ("金奖奖励和展位补贴有什么区别", ("金奖奖励有什么区别", "展位补贴有什么区别")),
    ],
)
def test_each_side_is_a_question_of_its_own(question: str, expected: tuple[str, ...]) -> None:
    assert sides(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "发明的保护期是多久",
        "个人和企业可以一起申请吗",
        "云雀标志登记办法有什么规定",
        "有什么区别",
        "",
    ],
)
def test_what_compares_nothing_has_no_sides(question: str) -> None:
    assert sides(question) == ()


@given(st.text("发明和外观设计、2018版与2024新旧的南沙区跟许昌市哪个高有什么区别？", max_size=30))
def test_sides_are_few_and_never_longer_than_the_question(text: str) -> None:
    found = sides(text)
    assert len(found) <= MOST_SIDES and len(found) != 1


def test_today_is_a_side_beside_a_year() -> None:
    first, second = sides("登记费门槛2016年刚出台时和现在的口径对比")
    assert "2016" in first and "现在" not in first
    assert "2016" not in second and "现在" in second
