"""The day a patent's term ends by 专利法第四十二条, as the law of its day of application has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.layout.clauses import PATENT_LAW, Clauses
from assistant.layout.patent_record import PatentKind, PatentRecord
from corpus.dates import add_period

_ARTICLE = "第四十二条"
_FOREIGN = re.compile(r"(?!CN)[A-Z]{2}\d{4}")
_YEARS = {
    PatentKind.INVENTION: ((20, r"发明[^，,。]*二十年"),),
    PatentKind.UTILITY: ((10, r"实用新型[^，,。]*[^二]十年"),),
    PatentKind.DESIGN: ((15, r"外观设计[^，,。]*十五年"), (10, r"外观设计[^，,。]*十年")),
}
"""Terms a version of the article may state, and how it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a patent may last at most.

    Attributes:
        ends: the day it ends when fees are paid; no extension for delays or drugs counted in.
        years: from the day of application.
        clause: the sentence that says so.
    """

    ends: date
    years: int
    clause: Citation


def protection_term(kind: PatentKind, filed: date, clauses: Clauses) -> Term | None:
    """The term, None when no text at hand states it.

    Inventions and utility models are also read from the version in force now, which left their
    terms as they were; the term of designs it changed, so those filed before are only read from
    the version in force then.
    """
    days = [filed] if kind is PatentKind.DESIGN else [filed, clauses.day]
    for day in days:
        for years, says in _YEARS.get(kind, ()):
            clause = clauses.cite(PATENT_LAW, _ARTICLE, says=says, on=day)
            if clause:
                return Term(ends=_add_years(filed, years), years=years, clause=clause)
    return None


def term_of(record: PatentRecord, clauses: Clauses) -> Term | None:
    """The term of a record, None when its kind, its day or the law is not at hand.

    A patent of another country is not under this law, whatever kind an export calls it.
    """
    if record.filed is None or _FOREIGN.match(record.number):
        return None
    return protection_term(record.kind, record.filed, clauses)


def _add_years(day: date, years: int) -> date:
    return add_period(day, str(years), unit="年")
