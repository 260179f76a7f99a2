"""What a wording does to an act: forbids, requires, permits or spares it."""

from __future__ import annotations

import pytest

from assistant.polarity import Force, contradicts, forces


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("申请人应当提交书面材料", Force.REQUIRES),
        ("申请人必须提交书面材料", Force.REQUIRES),
        ("任何人不得转让名额", Force.FORBIDS),
        ("对重复的事项不予资助", Force.FORBIDS),
        ("申请人可以委托代理机构", Force.PERMITS),
        ("当事人有权查阅案卷", Force.PERMITS),
        ("申请人无需另行缴费", Force.SPARES),
        ("申请人可以不提交原件", Force.SPARES),
    ],
)
def test_the_force_of_a_clause_is_read_from_its_words(text: str, force: Force) -> None:
    assert forces(text) == {force}


def test_a_plain_statement_has_no_force() -> None:
    assert forces("证书有效期三年") == frozenset()


def test_a_notice_is_no_requirement() -> None:
    assert Force.REQUIRES not in forces("申报须知")


@pytest.mark.parametrize(
    ("claim", "clause", "differs"),
    [
        ("可以提交", "不得提交", True),
        ("必须提交", "可以提交", True),
        ("须提交", "应当提交", False),
        ("提交材料", "应当提交材料", False),
        ("应当提交", "应当提交，也可以补交", False),
    ],
)
def test_only_another_force_contradicts(claim: str, clause: str, differs: bool) -> None:
    assert contradicts(claim, clause) is differs
