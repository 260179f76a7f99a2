"""Gaps that are no matter of effects: topics that fell asleep, applicants that are not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.layout.findings import Finding
from assistant.layout.thin_cells import ThinCell


class Why(StrEnum):
    """What the checks say of a gap; the value is shown to users."""

    WORTH_A_LOOK = "值得核实"
    WAKING = "可能正在恢复"
    MOVED = "申请人转向了别处"
    GONE = "申请人多已离开"
    TOO_NEW = "可能太新"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A topic with few patents, lately or of one applicant.

    Attributes:
        topic: its label.
        other: the applicant, or the years as "2019—2021".
        cell: its patents, what was expected, and the chance.
        checks: the sentences to show, each with its patents.
    """

    topic: str
    other: str
    cell: ThinCell
    why: Why
    checks: tuple[Finding, ...]


def in_order(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Those worth a look first, then by how many patents are missing."""
    order = list(Why)
    return tuple(
        sorted(
            gaps,
            key=lambda g: (
                order.index(g.why),
                len(g.cell.patents) - g.cell.expected,
                g.topic,
                g.other,
            ),
        )
    )
