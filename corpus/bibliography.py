"""题录 of a patent -> its facts, from the entries of a front page or of a row of an export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.documents import Document
from corpus.patent_cells import ipc_in, patent_number
from corpus.patent_front import CODE, LABEL, UNCODED
from corpus.patent_outline import BIBLIOGRAPHY

_ROW = re.compile(r"([^：\s]{1,12})：(.*)")
_LONGER_NAMES = frozenset(f"申请人{what}" for what in ("地址", "类型", "国别", "省市", "地市"))
"""Entries of a row that begin like the name of another."""

_DAY = re.compile(r"(\d{4})\s?[-.年]\s?(\d{1,2})\s?[-.月]\s?(\d{1,2})")
_PUBLICATION = re.compile(r"[A-Z]{2}\s?\d{4,13}\s?[A-Z]\d?(?![A-Z\d])")
_PRIORITY = re.compile(r"\S+(?: \S+)? \d{4}[.-]\d\d[.-]\d\d [A-Z]{2}(?= |$)")
_LOCARNO = re.compile(r"\d\d-\d\d")
_AGENCY_CODE = re.compile(r"\s?\d{5}$")
_FIRMS = re.compile("；")
_PERSONS = re.compile("；|(?<=[\u4e00-\u9fff]) +")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The facts of a patent, named after the INID codes of WIPO Standard ST.9.

    Attributes:
        office: (19), e.g. "国家知识产权局".
        document_type: (12), e.g. "发明专利申请", "实用新型专利", "外观设计专利".
        publication_number: (10) or (11) without blanks, e.g. "CN113730992B".
        published: (45), else (43): the day of this publication.
        application_number: (21) without blanks, e.g. "202111125134.2".
        priorities: (30) and (66), each "number day country" as printed.
        applicants: (71), (73): applicants, or owners once granted.
        agency, agents, examiner: (74) without its code number, and who is named with it.
        ipc: (51), main class first, e.g. ("B01D29/60",); Locarno classes are in `locarno`.
        cited: (56), each document as printed.
        divided_from: (62); earlier_publication: (65), number without blanks.
        national_phase: (85); pct_application: (86); pct_publication: (87), as printed.
    """

    office: str | None = None
    document_type: str | None = None
    publication_number: str | None = None
    published: date | None = None
    application_number: str | None = None
    filed: date | None = None
    priorities: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    agency: str | None = None
    agents: tuple[str, ...] = ()
    examiner: str | None = None
    ipc: tuple[str, ...] = ()
    locarno: tuple[str, ...] = ()
    title: str | None = None
    cited: tuple[str, ...] = ()
    divided_from: str | None = None
    earlier_publication: str | None = None
    national_phase: date | None = None
    pct_application: str | None = None
    pct_publication: str | None = None


def bibliography_of(document: Document) -> Bibliography:
    """The facts in the 题录 of a patent; an empty one when there is none."""
    for section in document.sections:
        if section.heading == BIBLIOGRAPHY:
            return bibliography_in(document.text[section.start : section.end])
    return Bibliography()


def bibliography_in(text: str) -> Bibliography:
    """The facts in the entries of a front page, or in the lines of a row, one a line."""
    found = _Entries(_grouped(text))
    classes = " ".join(found.all("51", "IPC"))
    return Bibliography(
        office=found.first("19"),
        document_type=found.first("12", "专利类型"),
        publication_number=_publication(found.first("10", "11", "公开号")),
        published=_day(found.first("45", "44", "43", "公开日")),
        application_number=_squeezed(found.first("21", "申请号")),
        filed=_day(found.first("22", "申请日")),
        priorities=tuple(_priorities(found.all("30", "66", "优先权号"))),
        applicants=tuple(found.names(_FIRMS, "71", "73", "申请人", "专利权人")),
        addresses=found.all("地址", "申请人地址"),
        inventors=tuple(found.names(_PERSONS, "72", "75", "发明人", "设计人")),
        agency=_without_code(found.first("74", "代理机构")),
        agents=tuple(found.names(_PERSONS, "代理人", "专利代理师")),
        examiner=found.first("审查员"),
        ipc=ipc_in(classes),
        locarno=tuple(_LOCARNO.findall(" ".join((classes, *found.all("洛加诺分类号"))))),
        title=found.first("54"),
        cited=found.all("56"),
        divided_from=found.first("62"),
        earlier_publication=_publication(found.first("申请公布号", "65")),
        national_phase=_day(found.first("85")),
        pct_application=found.first("86"),
        pct_publication=found.first("87"),
    )


@dataclass(frozen=True, slots=True)
class _Entries:
    """Values by INID code, or by name where none is printed; all in order."""

    values: Mapping[str, Sequence[str]]

    def first(self, *keys: str) -> str | None:
        """The first value under the first key that has one."""
        return next(iter(self.all(*keys)), None)

    def all(self, *keys: str) -> tuple[str, ...]:
        """The values under all keys, key by key."""
        return tuple(value for key in keys for value in self.values.get(key, ()) if value)

    def names(self, separator: re.Pattern[str], *keys: str) -> Iterator[str]:
        """The same, where one value may hold several names."""
        for value in self.all(*keys):
            yield from filter(None, (name.strip() for name in separator.split(value)))


def _grouped(text: str) -> dict[str, list[str]]:
    """Values by key; a line without one, such as a class symbol, belongs to the key before it."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        key, value = _keyed(line) or (key, line)
        found.setdefault(key, []).append(value.strip())
    return found


def _keyed(line: str) -> tuple[str, str] | None:
    """(code or name, value) of a line that begins an entry."""
    code = CODE.match(line)
    if code:
        label = LABEL.match(line)
        return code[1], line[(label or code).end() :]
    row = _ROW.match(line)
    name = UNCODED.match(line)
    if name and not (row and row[1] in _LONGER_NAMES):
        return name[1].removeprefix("共同"), line[name.end() :]
    return (row[1], row[2]) if row else None


def _publication(value: str | None) -> str | None:
    """The publication number in `value`; a number of another shape as printed."""
    match = _PUBLICATION.search(value) if value else None
    return "".join(match[0].split()) if match else value and patent_number(value)


def _squeezed(value: str | None) -> str | None:
    return "".join(value.split()) if value else None


def _day(value: str | None) -> date | None:
    match = _DAY.search(value) if value else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:  # misread by recognition: no such day
        return None


def _without_code(agency: str | None) -> str | None:
    return _AGENCY_CODE.sub("", agency) if agency else None


def _priorities(values: Sequence[str]) -> Iterator[str]:
    for value in values:
        yield from _PRIORITY.findall(value) or [value]
