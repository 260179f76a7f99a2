"""A row of a patent export, or a patent document of the corpus -> `PatentRecord`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from assistant.layout.patent_record import (
    PatentKind,
    PatentRecord,
    is_grant,
    year_of_application,
)
from assistant.layout.patent_rows import record_id
from assistant.layout.standing import last_event, standing_told
from corpus.bibliography import Bibliography, bibliography_of
from corpus.claims import claims_of
from corpus.documents import Document
from corpus.patent_cells import earliest_day, names_in
from corpus.patent_numbers import PatentNumber, read_number
from corpus.patent_outline import ABSTRACT
from corpus.places import find_place
from corpus.source_text import PatentRecord as ExportRow

_SPLIT = re.compile(r"[;；|｜\n,，]")
_PRIORITY_SPLIT = re.compile(r"[;；|｜，\s]+|,(?!\d{3})")
_PCT = re.compile(r"PCT/?[A-Z]{2}\d{2,4}/?\d{5,6}")
_FAMILIES = ("简单同族", "DocDB同族", "INPADOC同族", "扩展同族")
_SELF_NAMED = re.compile("本(发明|实用新型|外观设计)")
_ABSTRACT_LABEL = re.compile(r"(?:摘要：|[(（\[]57[)）\]]\s*摘\s*要[:：]?)\s*")

_KINDS = (
    (PatentKind.UTILITY, re.compile("实用新型|utility", re.I)),
    (PatentKind.DESIGN, re.compile("外观|design", re.I)),
    (PatentKind.INVENTION, re.compile("发明|invention", re.I)),
)


def record_of_row(row: ExportRow, *, list_id: str, owner: str | None) -> PatentRecord:
    """The record of one row; a fault of its numbers is told by `faults_of_row`."""
    number = read_number(row.number)
    application = _application(row.application_number, number)
    extra = dict(reversed(row.extra))  # of several columns for one thing the first counts
    stated = extra.get("专利类型", "") or "".join(_SELF_NAMED.findall(row.abstract[:200])[:1])
    kind = _kind(stated, number, application)
    address = extra.get("申请人地址", "")
    status = row.legal_status or extra.get("专利有效性", "")
    return PatentRecord(
        id=record_id(list_id, number.text),
        list_id=list_id,
        owner=owner,
        number=number.text,
        title=row.title,
        application_number=application,
        kind=kind,
        kind_code=number.code,
        abstract=row.abstract,
        first_claim=row.first_claim,
        applicants_raw=row.applicants,
        inventors=row.inventors,
        filed=row.filed,
        published=row.published,
        granted=earliest_day(extra.get("授权日", ""))
        or (row.published if is_grant(number.code) else None),
        other_names=_other_names(extra, row.applicants),
        priority=earliest_day(extra.get("优先权日", "") or extra.get("优先权号", "")),
        ipc=row.ipc,
        legal_status=last_event(status),
        standing=standing_told(extra.get("专利有效性", ""), status),
        family=_family(extra, number.text),
        divided_from=_first_number(extra.get("母案", "")),
        twin=_first_number(extra.get("一案双申", "")),
        agency=extra.get("代理机构", ""),
        address=address,
        place=place_of(address, extra),
        source=row.source,
    )


def faults_of_row(row: ExportRow) -> tuple[str, ...]:
    """Chinese, what is wrong with numbers and days of a row that is taken in all the same."""
    return _faults(row.number, row.application_number, (row.filed, row.published))


def faults_of_document(document: Document) -> tuple[str, ...]:
    """As `faults_of_row`, of a patent document."""
    facts = bibliography_of(document)
    number = facts.publication_number or document.document_number
    return _faults(number, facts.application_number, (facts.filed, facts.published))


def _faults(
    number: str | None, application: str | None, days: tuple[date | None, date | None]
) -> tuple[str, ...]:
    numbers = map(read_number, filter(None, (number, application)))
    faults = dict.fromkeys(number.fault for number in numbers if number.fault)
    filed, published = days
    if filed and published and published < filed:
        faults[f"公开日 {published} 早于申请日 {filed}，请核对"] = None
    year = year_of_application(read_number(application or number or "").text)
    if year and filed and year < filed.year:  # a divisional keeps its parent's day: never before
        faults[f"申请号是 {year} 年的，申请日却是 {filed}，请核对"] = None
    if year and year > date.today().year:
        faults[f"申请号的年份 {year} 还没有到，请核对"] = None
    return tuple(faults)


def record_of_document(document: Document, *, list_id: str, owner: str | None) -> PatentRecord:
    """The record of a patent in the catalogue: a publication or a row of an imported list."""
    facts = bibliography_of(document)
    printed = facts.publication_number or document.document_number or document.title
    number = read_number(printed)
    application = _application(facts.application_number, number)
    published = facts.published or document.published
    address = next(iter(facts.addresses), "")
    status = _status_line(document)
    return PatentRecord(
        id=record_id(list_id, number.text),
        list_id=list_id,
        owner=owner,
        number=number.text,
        title=facts.title or document.title,
        application_number=application,
        kind=_kind(facts.document_type or "", number, application),
        kind_code=number.code,
        abstract=_abstract(document),
        first_claim=_first_claim(document),
        applicants_raw=facts.applicants,
        inventors=facts.inventors,
        filed=facts.filed,
        published=published,
        granted=published if is_grant(number.code) else None,
        priority=_priority_day(facts),
        ipc=facts.ipc,
        legal_status=last_event(status),
        standing=standing_told("", status),
        family=_keys(
            _priority_number(" ".join(facts.priorities)), _pct_number(facts.pct_application or "")
        ),
        divided_from=_priority_number(facts.divided_from or ""),
        agency=facts.agency or "",
        address=address,
        place=place_of(address, {}),
        source=document.source,
    )


def place_of(address: str, extra: Mapping[str, str]) -> str:
    """ "省/市/区" of an address, or else of the columns for province and city; "" for neither."""
    columns = " ".join(extra.get(c, "") for c in ("申请人省市", "申请人地市"))
    for text in (address, columns, extra.get("申请人国别", "")):
        if text.strip() and (found := _place(text)):
            return found
    return ""


@lru_cache(maxsize=20_000)
def _place(text: str) -> str:
    return find_place(text) or ""


def _application(printed: str | None, number: PatentNumber) -> str | None:
    if printed:
        return read_number(printed).text
    return number.text if number.is_application else None


def _kind(stated: str, number: PatentNumber, application: str | None) -> PatentKind:
    """From the number, or else from the words of the export or those the abstract begins with."""
    told = number.kind or (read_number(application).kind if application else "")
    if told:
        return PatentKind(told)
    return next((kind for kind, words in _KINDS if words.search(stated)), PatentKind.UNKNOWN)


def _family(extra: Mapping[str, str], own: str) -> str:
    """See `PatentRecord.family`. Of the families a list states the narrowest counts."""
    stated = ""
    for column in _FAMILIES:
        if name := extra.get(f"{column}编号"):
            stated = f"{column}:{''.join(name.split())}"
        elif column in extra and (members := _numbers_in(extra[column])):
            stated = min((own, *members))
        if stated:
            break
    pct = _pct_number(extra.get("国际申请号", ""))
    return _keys(_priority_number(extra.get("优先权号", "")), pct, stated)


def _keys(*keys: str) -> str:
    return " ".join(dict.fromkeys(filter(None, keys)))


def _pct_number(cell: str) -> str:
    """The international application in a cell; "" without one."""
    found = _PCT.search(unicodedata.normalize("NFKC", cell).upper())
    return read_number(found[0]).text if found else ""


def _first_number(cell: str) -> str:
    return next(iter(_numbers_in(cell)), "")


def _other_names(extra: Mapping[str, str], applicants: Sequence[str]) -> tuple[str, ...]:
    """The applicants' names in the second column, when it has one for each."""
    names = names_in(extra.get("申请人外文名", ""))
    return names if len(names) == len(applicants) else ()


def _priority_number(cell: str) -> str:
    """The first number in a cell such as "202110000001.X 2021.01.01 CN"; "" without one."""
    for part in _PRIORITY_SPLIT.split(cell):
        number = read_number(part)
        if number.is_application or (number.text[:2].isalpha() and number.text[-3:].isdigit()):
            return number.text
    return ""


def _numbers_in(cell: str) -> list[str]:
    parts = (part.strip() for part in _SPLIT.split(cell))
    return [read_number(part).text for part in parts if any(map(str.isdigit, part))]


def _abstract(document: Document) -> str:
    for section in document.sections:
        if section.heading == ABSTRACT:
            return _ABSTRACT_LABEL.sub("", document.text[section.start : section.end].strip(), 1)
    return ""


def _first_claim(document: Document) -> str:
    claims = claims_of(document)
    return document.text[claims[0].start : claims[0].end] if claims else ""


def _status_line(document: Document) -> str:
    match = re.search(r"^法律状态：(.*)$", document.text[:5000], re.M)
    return match[1] if match else ""


def _priority_day(facts: Bibliography) -> date | None:
    return earliest_day(" ".join(facts.priorities)) if facts.priorities else None
