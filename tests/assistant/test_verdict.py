from __future__ import annotations

import pytest

from assistant.instruments import Instruments
from assistant.understand import understand
from assistant.verdict import contradicted, opening_word


def opening(question: str, clause: str) -> str:
    return opening_word(understand(question, Instruments(())), clause)


def test_a_figure_the_clause_replaces_is_denied() -> None:
    assert opening("保护期是五年，对吗？", "保护期为八年。") == "不对："


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("国家机关可以申请吗", "登记机构设在县城。"),
        ("保护期是多久", "保护期不得超过八年。"),
        ("保护期是八年，对吗？", "保护期为八年。"),
        ("国家机关可以申请吗", "国家机关不得申请登记，但可以受托代办。"),
        ("去年应纳税所得额80万元，可以办费减吗", "门槛是应纳税所得额低于100万元。"),
        ("所得额80万元，符合条件，对吗", "门槛是应纳税所得额低于100万元。"),
        ("两家公司共有的，是不是都得同意", "申请要符合列出的五种情形之一。"),
    ],
)
def test_what_the_clause_does_not_settle_gets_no_verdict(question: str, clause: str) -> None:
    assert opening(question, clause) == ""


@pytest.mark.parametrize(
    ("question", "clause", "is_contradicted"),
    [
        ("保护期是三年，对吗", "保护期为36个月。", False),
        ("保护期是三年，对吗", "保护期为四年。", True),
        ("奖励30万元，对吗", "保护期为四年。", False),
        ("保护期三年怎么算", "保护期为四年。", False),
    ],
)
def test_only_an_asserted_quantity_of_the_same_dimension_is_contradicted(
    question: str, clause: str, is_contradicted: bool
) -> None:
    parsed = understand(question, Instruments(()))
    assert bool(contradicted(parsed, clause)) is is_contradicted
