"""The part each topic plays in one's own layout: core, peripheral, defensive or not entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.layout.compare import applicants_meant, held_by
from assistant.layout.findings import Counted, Finding, count_by
from assistant.layout.patent_record import PatentRecord
from assistant.layout.topics import Topic, TopicMap

CORE_SHARE = 0.2
"""A topic with at least this share of one's own patents is core."""

STRONG_SHARE = 0.4
"""An applicant with at least this share of a topic is strong in it."""

FEWEST_HELD = 3
FEWEST_STRONG = 5


class Role(StrEnum):
    """The value is shown to users."""

    CORE = "核心"
    PERIPHERAL = "外围"
    DEFENSIVE = "防御"
    NOT_ENTERED = "未进入"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRole:
    """One topic.

    Attributes:
        role: None when no applicants of one's own are given.
        mine: ids of one's own patents in it.
        leader: the other applicant with most patents in it; None when nobody else has any.
        is_contested: the leader is strong in it.
        reason: the sentence to show, with the patents behind it.
    """

    topic: str
    patents: tuple[str, ...]
    role: Role | None
    mine: tuple[str, ...]
    leader: Counted | None
    is_contested: bool
    reason: Finding


def topic_roles(
    records: Sequence[PatentRecord], topics: TopicMap, *, own: Sequence[str]
) -> tuple[TopicRole, ...]:
    """A role for every topic, in the order of the topics.

    Core: at least three patents and a fifth of one's own. Defensive: some, where another applicant
    is strong. Peripheral: some otherwise.

    Args:
        own: names of one's own, see `applicants_called`; () when none are given.
    """
    by_id = {record.id: record for record in records}
    meant = applicants_meant(records, own) if own else None
    total = len(held_by(records, meant or ()))
    return tuple(
        _role(topic, [by_id[id_] for id_ in topic.patents], own=meant, total=total)
        for topic in topics.topics
    )


def _role(
    topic: Topic, members: Sequence[PatentRecord], *, own: frozenset[str] | None, total: int
) -> TopicRole:
    names = own or frozenset()
    mine = tuple(sorted(r.id for r in held_by(members, names)))
    others = count_by(members, lambda r: [n for n in r.applicants if n not in names])
    leader = others[0] if others else None
    strong = leader is not None and leader.number >= max(FEWEST_STRONG, STRONG_SHARE * len(members))
    role = None if own is None else _told(len(mine), total, strong)
    return TopicRole(
        topic=topic.label,
        patents=topic.patents,
        role=role,
        mine=mine,
        leader=leader,
        is_contested=strong,
        reason=_reason(topic, role, mine, leader),
    )


def _told(mine: int, total: int, strong: bool) -> Role:
    if not mine:
        return Role.NOT_ENTERED
    if mine >= FEWEST_HELD and mine >= CORE_SHARE * total:
        return Role.CORE
    return Role.DEFENSIVE if strong else Role.PERIPHERAL


def _reason(
    topic: Topic, role: Role | None, mine: tuple[str, ...], leader: Counted | None
) -> Finding:
    text = f"“{topic.label}”共 {len(topic.patents)} 件"
    if role is not None:
        text += f"，本方 {len(mine)} 件"
    if leader:
        share = leader.number / len(topic.patents)
        text += f"，其他申请人中{leader.label}最多，{leader.number} 件（{share:.0%}）"
    text += f"，定为{role.value}主题。" if role else "。"
    behind = {*mine, *(leader.patents if leader else ())} or set(topic.patents)
    return Finding(text=text, patents=tuple(sorted(behind)))
