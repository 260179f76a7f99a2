"""No sentence on a programme promises a result."""

from __future__ import annotations

import pytest

from assistant.eligibility.matching import Standing, match_support
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.wording import ON_AUTHORITY, promises_in, standing_sentence
from evals.worked_companies import read_companies


@pytest.mark.parametrize(
    "text",
    ["我们保证通过", "您一定能获得奖励", "这项必过", "肯定可以拿到", "材料包过", "我们承诺退款"],
)
def test_promises_are_found(text: str) -> None:
    assert promises_in(text)


@pytest.mark.parametrize(
    "text", ["投保质押融资保证保险的", "必要的材料", "一定影响力", "必须电子申请", "必备条件"]
)
def test_ordinary_words_are_no_promises(text: str) -> None:
    assert promises_in(text) == ()


def test_every_standing_is_said_without_a_promise_and_leaves_the_decision_to_the_authority() -> (
    None
):
    said: dict[Standing, str] = {}
    for company in read_companies()[::5]:
        plan = match_support(load_programmes(), company.profile, day=company.day)
        assert not [w for remark in plan.remarks for w in promises_in(remark)]
        for match in plan.matches:
            sentence = standing_sentence(match)
            assert promises_in(sentence) == () and sentence.endswith("。")
            said[match.standing] = sentence
    assert set(said) == set(Standing)
    for standing in (Standing.ELIGIBLE, Standing.JUDGED, Standing.NEARLY, Standing.UNMET):
        assert ON_AUTHORITY in said[standing]
