"""`PatentRecord`: one patent of a list, as every part of the layout analysis reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_FULL_YEAR = re.compile(r"CN((?:19|20)\d\d)\d{8}")
_SHORT_YEAR = re.compile(r"CN(\d\d)\d{6}(?:\.|$)")
_FIRST_YEAR = 85
"""The office opened in 1985; application numbers had two digits for the year until 2003."""

_GRANT_LETTERS = frozenset("BCUYSD")


class PatentKind(StrEnum):
    """The three kinds of 专利法第二条; the value is shown to users."""

    INVENTION = "发明"
    UTILITY = "实用新型"
    DESIGN = "外观设计"
    UNKNOWN = "未注明"


class Standing(StrEnum):
    """The legal status in three classes, told from what the export says."""

    VALID = "有效"
    PENDING = "审中"
    LAPSED = "失效"
    UNKNOWN = "未注明"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentRecord:
    """One patent: a publication as imported, or an application with its publications merged.

    Attributes:
        id: deterministic, of the list and the publication number; unique in the store.
        list_id: the list it came with.
        owner: who alone may see it; None when it is shared.
        number: publication number without blanks ("CN113730992B"); as printed when it is none.
        application_number: "CN202110823456.7", with check digit when printed; None when not known.
        kind_code: A, B, C, U, Y, S … of the publication number, a digit included (B2); "" if none.
        applicants_raw: as printed, in order.
        other_names: the same applicants in another language, in the same order; () when the list
            does not give them or gives another number.
        applicants: normalised names, in the same order, each once; see `layout.applicants`.
        filed, published, granted, priority: days of application, (this) publication, grant and
            earliest priority; None when the list does not say.
        ipc: symbols without blanks, main class first, each once: ("H02J7/00", "H01M10/44").
        legal_status: as exported; "" when the list does not say.
        family: what ties it to others, separated by blanks: its first priority, its international
            application, the family the list states; applications that share one of them belong
            together; "" for none.
        divided_from: application number of the parent of a divisional application; "" for others.
        twin: number of the other of two applications filed on one day, as the list states it.
        address: first applicant's, as printed; "" when not known.
        place: its "省/市/区" path or country name; "" when not known.
        written: grows with every import that changed a record: of two prints of one publication
            the one written later is the newer.
        publications: numbers of all publications merged into this record, own one included,
            ascending.
        members: ids of the records merged into this one, own one included.
    """

    id: str
    list_id: str
    owner: str | None
    number: str
    title: str
    application_number: str | None = None
    kind: PatentKind = PatentKind.UNKNOWN
    kind_code: str = ""
    abstract: str = ""
    first_claim: str = ""
    applicants_raw: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    filed: date | None = None
    published: date | None = None
    granted: date | None = None
    priority: date | None = None
    ipc: tuple[str, ...] = ()
    legal_status: str = ""
    standing: Standing = Standing.UNKNOWN
    family: str = ""
    divided_from: str = ""
    twin: str = ""
    agency: str = ""
    address: str = ""
    place: str = ""
    source: str = ""
    written: int = 0
    publications: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def filing_year(self) -> int | None:
        """Year of application, from the day or else the application number; None when unknown."""
        return self.filed.year if self.filed else year_of_application(self.application_number)

    @property
    def main_ipc(self) -> str:
        """The first symbol; "" without any."""
        return self.ipc[0] if self.ipc else ""

    @property
    def subclass(self) -> str:
        """Four characters of the main symbol ("H02J"); "" without any."""
        return self.main_ipc[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentList:
    """One imported list.

    Attributes:
        id: deterministic, of owner and name.
        owner: who alone may see it; None when it is shared.
        creator: who shared it on the page and may change it there; None when the machine did.
        rows: records it holds now.
        is_complete: False while an import runs or after one was cut short; importing again
            goes on from there.
        imported: day the import last finished; None when it never did.
    """

    id: str
    name: str
    owner: str | None
    rows: int
    is_complete: bool
    imported: date | None = None
    creator: str | None = None


def is_grant(kind_code: str) -> bool:
    """Whether documents of a kind print a granted right: B, C, U, Y, S and D (ZC 0007—2012)."""
    return kind_code[:1] in _GRANT_LETTERS


def year_of_application(number: str | None) -> int | None:
    """The year in a Chinese application number, 1985 or later; None for other numbers."""
    if not number:
        return None
    full = _FULL_YEAR.match(number)
    if full:
        return int(full[1])
    short = _SHORT_YEAR.match(number)
    if not short:
        return None
    digits = int(short[1])
    return 1900 + digits if digits >= _FIRST_YEAR else 2000 + digits
