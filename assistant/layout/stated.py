"""Whether enough of a list states a fact for its figures to be drawn and concluded from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.layout.findings import Finding, ids_of
from assistant.layout.patent_record import PatentRecord

ENOUGH = 0.5
"""Below this share of the list a curve shows who wrote the fact down, not what happened."""


def is_sparse(stated: int, whole: int) -> bool:
    """Whether a fact that `stated` of `whole` patents state is too rare to draw."""
    return stated < ENOUGH * whole


def said_of_sparse(
    records: Sequence[PatentRecord],
    states: Callable[[PatentRecord], bool],
    *,
    fact: str,
    so: str,
) -> tuple[Finding, ...]:
    """The remark that too few records state a fact, with those that do; () when enough do.

    Args:
        fact: what is missing: "申请日".
        so: what is not done therefore: "不画趋势图".
    """
    stated = [record for record in records if states(record)]
    if not is_sparse(len(stated), len(records)):
        return ()
    few = f"里只有 {len(stated):,} 件（{len(stated) / len(records):.0%}）写明{fact}，不到一半"
    said = few if stated else f"都没有写明{fact}"
    text = f"{len(records):,} 件{said}：{so}。导出清单时请带上“{fact}”一列，再重新导入。"
    return (Finding(text=text, patents=ids_of(stated)),)
