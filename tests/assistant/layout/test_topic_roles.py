from __future__ import annotations

import numpy as np
import pytest

from assistant.layout.patent_record import PatentRecord
from assistant.layout.topic_roles import Role, TopicRole, topic_roles
from assistant.layout.topics import find_topics
from tests.assistant.layout.planted_field import record

OWN, RIVAL = "本方仪器有限公司", "对手"
OWNERS = {
    "珊瑚": (OWN,) * 30 + ("甲",) * 20,
    "蜂箱": (OWN,) * 4 + (RIVAL,) * 40,
    "釉料": (OWN,) * 2 + tuple(f"乙{n}" for n in range(40)),
    "键盘": (RIVAL,) * 30 + tuple(f"丙{n}" for n in range(10)),
}


def _roles(own: tuple[str, ...]) -> dict[str, TopicRole]:
    """By the first word of the titles of the topic."""
    draw = np.random.default_rng(3)
    records: list[PatentRecord] = []
    rows = []
    for at, (subject, owners) in enumerate(OWNERS.items()):
        for owner in owners:
            records.append(record(len(records), title=subject, applicants=(owner,)))
            rows.append(np.eye(8)[at] + draw.normal(0, 0.02, 8))
    vectors = np.array(rows, dtype=np.float32)
    title = {r.id: r.title for r in records}
    roles = topic_roles(records, find_topics(records, vectors), own=own)
    return {title[role.patents[0]]: role for role in roles}


@pytest.mark.parametrize(
    ("subject", "role", "mine", "contested"),
    [
        ("珊瑚", Role.CORE, 30, True),
        ("蜂箱", Role.DEFENSIVE, 4, True),
        ("釉料", Role.PERIPHERAL, 2, False),
        ("键盘", Role.NOT_ENTERED, 0, True),
    ],
)
def test_the_role_follows_own_patents_and_the_strength_of_others(
    subject: str, role: Role, mine: int, contested: bool
) -> None:
    found = _roles((OWN,))[subject]
    assert (found.role, len(found.mine), found.is_contested) == (role, mine, contested)
    assert f"本方 {mine} 件" in found.reason.text
    assert set(found.mine) <= set(found.reason.patents)


def test_ones_own_patents_are_found_under_a_short_name_and_are_no_others() -> None:
    found = _roles((OWN[:2],))["珊瑚"]
    assert (found.role, len(found.mine)) == (Role.CORE, 30)
    assert found.leader is not None
    assert found.leader.label == "甲"


def test_without_own_names_nobody_is_given_a_role() -> None:
    roles = _roles(())
    assert {role.role for role in roles.values()} == {None}
    assert roles["蜂箱"].leader is not None
    assert roles["蜂箱"].leader.label == RIVAL
    assert "本方" not in roles["蜂箱"].reason.text.replace(OWN, "")
