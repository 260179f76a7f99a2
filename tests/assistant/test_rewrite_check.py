from __future__ import annotations

import pytest

from assistant.follow_up import stand_alone
from assistant.instruments import Instruments
from assistant.rewrite_check import faults_of
from indexing.make_passages import make_passages
from tests.assistant.conversation import turn
from tests.assistant.small_corpus import small_corpus

INSTRUMENTS = Instruments(p for document in small_corpus() for p in make_passages(document))
HISTORY = [
    turn("南沙区云雀标志金奖奖励多少钱？", said="获得云雀标志金奖的企业，一次性奖励三十万元。"),
    turn("发明专利的保护期是多久？", said="发明专利权的保护期为二十年。"),
]


def faults(rewritten: str, question: str = "那外观设计呢") -> tuple[str, ...]:
    by_rules = stand_alone(question, HISTORY, INSTRUMENTS)
    return faults_of(rewritten, question, HISTORY, INSTRUMENTS, by_rules=by_rules)


@pytest.mark.parametrize(
    ("rewritten", "question"),
    [
        ("外观设计专利的保护期是多久？", "那外观设计呢"),
        ("南沙区云雀标志金奖奖励要什么条件？", "前面那个奖励要什么条件"),
        ("二十年的保护期从哪天算起？", "从哪天算起"),
        ("云雀标志金奖奖励要什么条件？", "前者要什么条件"),
    ],
)
def test_a_version_made_of_what_was_said_passes(rewritten: str, question: str) -> None:
    assert faults(rewritten, question) == ()


@pytest.mark.parametrize(
    ("rewritten", "fault"),
    [
        ("外观设计专利2019年的保护期是多久？", "2019"),
        ("外观设计专利保护期是十五年吗？", "数量"),
        ("苏州市外观设计专利的保护期是多久？", "苏州"),
        ("星灯认证规则里外观设计的保护期是多久？", "星灯认证规则"),
        ("外观设计专利第三条的保护期是多久？", "第三条"),
        ("外观设计专利和植物新品种的保护期是多久？", "植物新品种"),
        ("按照《专利审查指南》外观设计的保护期是多久？", "专利审查指南"),
        ("WIPO 外观设计专利的保护期是多久？", "wipo"),
    ],
)
def test_what_nobody_mentioned_is_found(rewritten: str, fault: str) -> None:
    assert any(fault in one for one in faults(rewritten))


@pytest.mark.parametrize(
    ("rewritten", "question"),
    [
        ("发明专利的保护期是多久？", "那外观设计呢"),
        ("云雀标志金奖奖励多少钱？", "许昌市奖励多少钱"),
        ("发明专利的保护期是多久？", "2015年的时候呢"),
    ],
)
def test_what_was_asked_may_not_be_left_out(rewritten: str, question: str) -> None:
    assert any("漏掉" in one for one in faults(rewritten, question))


@pytest.mark.parametrize(
    "rewritten", ["", "What is the term of a design patent?", "外观设计的保护期？" * 100]
)
def test_what_is_no_chinese_question_is_turned_down(rewritten: str) -> None:
    assert faults(rewritten) == ("不是一个中文问题",)


@pytest.mark.parametrize(
    ("rewritten", "question", "fault"),
    [
        ("2015年发明专利的保护期是多久？", "2015年的时候呢", "日期"),
        ("云雀标志金奖奖励多少钱？", "那南沙区呢", "地名"),
    ],
)
def test_the_day_and_the_place_the_rules_followed_are_kept(
    rewritten: str, question: str, fault: str
) -> None:
    assert any(fault in one for one in faults(rewritten, question))
