"""Rights whose term of protection ends within the next years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.layout.clauses import Clauses
from assistant.layout.findings import Finding, ids_of
from assistant.layout.patent_record import PatentRecord, Standing
from assistant.layout.protection_term import Term, term_of
from corpus.dates import add_period

SOON_YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """One right and when its term ends."""

    patent: str
    term: Term


def expiring_rights(
    records: Sequence[PatentRecord], clauses: Clauses, *, side: str
) -> tuple[tuple[Expiring, ...], tuple[Finding, ...]]:
    """Rights that end within `SOON_YEARS` from the day of the clauses, soonest first; remarks.

    Those that have lapsed already are left aside; those whose end cannot be told are counted.

    Args:
        side: whose they are, for the remarks: "对方".
    """
    alive = [r for r in records if r.standing is not Standing.LAPSED]
    terms = {r.id: term_of(r, clauses) for r in alive}
    until = add_period(clauses.day, str(SOON_YEARS), unit="年")
    soon = [
        Expiring(patent=id_, term=term)
        for id_, term in terms.items()
        if term and clauses.day <= term.ends <= until
    ]
    unknown = [r for r in alive if terms[r.id] is None]
    return tuple(sorted(soon, key=lambda e: (e.term.ends, e.patent))), _remarks(unknown, side)


def _remarks(unknown: Sequence[PatentRecord], side: str) -> tuple[Finding, ...]:
    if not unknown:
        return ()
    text = (
        f"{side}有 {len(unknown):,} 件推算不出保护期届满日"
        "（没有申请日或专利类型、不是中国专利，或语料里没有对其适用的条文），未计入。"
    )
    return (Finding(text=text, patents=ids_of(unknown)),)
