"""Patents by legal status, as the lists state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.layout.findings import Counted, Finding, count_by, ids_of
from assistant.layout.patent_record import PatentRecord, Standing
from assistant.layout.stated import is_sparse


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStatus:
    """How the patents stand.

    Attributes:
        standings: 有效, 审中, 失效, 未注明; most first.
        stated: the words of the lists themselves, those without any left out.
        is_sparse: fewer than half of the records state one: nothing should be drawn.
        remarks: limits of these figures.
    """

    standings: tuple[Counted, ...]
    stated: tuple[Counted, ...]
    is_sparse: bool
    remarks: tuple[Finding, ...]


def legal_status(records: Sequence[PatentRecord]) -> LegalStatus:
    """Count the three classes and the lists' own words; those without are a class of their own."""
    unknown = [record for record in records if record.standing is Standing.UNKNOWN]
    return LegalStatus(
        standings=count_by(records, lambda r: [r.standing.value]),
        stated=count_by(records, lambda r: [r.legal_status] if r.legal_status else []),
        is_sparse=is_sparse(len(records) - len(unknown), len(records)),
        remarks=_remarks(records, unknown),
    )


def _remarks(
    records: Sequence[PatentRecord], unknown: Sequence[PatentRecord]
) -> tuple[Finding, ...]:
    if not records:
        return ()
    known = len(records) - len(unknown)
    text = "法律状态以导出数据所写为准，随时会变；用于决策前请到国家知识产权局核对登记簿。"
    if unknown:
        rest = f"；其余 {known:,} 件可以区分" if known else ""
        text = f"{len(unknown):,} 件没有写明法律状态，或从所写的看不出是否有效{rest}。{text}"
    return (Finding(text=text, patents=ids_of(unknown)),)
