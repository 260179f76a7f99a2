"""The names of a text, and whether words of another text mean it. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number
from corpus.document_store import DocumentSummary

_STATE = "中华人民共和国"
# A bracket at the end of a title that names a version: （2020年修正）, （2017年局令第76号）.
_VERSION_BRACKET = re.compile(
    r"\((?:\d{4}年?|[^()]*(?:修正|修订|修改|版|文本|公布|发布|通过|施行|令第|号)[^()]*)\)$"
)
_STANDARD_NUMBER = re.compile(r"([A-Z]+(?:/[A-Z]+)?\d+(?:\.\d+)*)-(?:19|20)\d{2}")
_ORDER_NUMBER = re.compile(rf"(令|公告)?第([\d{CHINESE_NUMERALS}]+)号")
_PAPER_NUMBER = re.compile(r"\w+\[\d{4}\]\d+号")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|\]|\)|-|$)")
_QUOTED = re.compile(r"《(.+)》")
_BRACKETS = str.maketrans("〔【（）】〕—–－‐", "[[()]]----")


def plain_title(title: str) -> str:
    """Without 《》, 中华人民共和国, blanks and a closing bracket that names a version."""
    folded = re.sub(r"[\s《》“”\"]", "", unicodedata.normalize("NFKC", title))
    return _VERSION_BRACKET.sub("", folded.removeprefix(_STATE)) or folded


@dataclass(frozen=True, slots=True)
class Naming:
    """What words say of the text they mean: its title, its numbers, the years they mention."""

    words: str
    title: str
    numbers: frozenset[str]
    years: frozenset[int]


def names_of(summary: DocumentSummary) -> set[str]:
    """Titles and numbers a repeal may use for this text."""
    titles = {plain_title(name) for name in (summary.title, *summary.aliases)}
    return titles | numbers_in(summary.document_number or "")


def read_naming(words: str) -> Naming:
    """What "2017年…《甲办法》（甲发〔2017〕3号）" says of the text it means."""
    folded = unicodedata.normalize("NFKC", words).translate(_BRACKETS)
    quoted = _QUOTED.search(folded)
    return Naming(
        words=words,
        title=plain_title(quoted.group(1) if quoted else words),
        numbers=frozenset(numbers_in(words)),
        years=frozenset(int(year) for year in _YEAR.findall(folded)),
    )


def is_meant(named: Naming, older: DocumentSummary, *, by: DocumentSummary) -> bool:
    """Whether number, office and year, where both sides give them, agree with a text found by its
    title or number."""
    numbers = numbers_in(older.document_number or "")
    if named.numbers and numbers:
        return bool(named.numbers & numbers) and _is_same_office(named, older, by)
    version = version_day(older.version)
    years = {day.year for day in (older.published, older.effective, version) if day}
    return not named.years or not years or bool(named.years & years)


def _is_same_office(named: Naming, older: DocumentSummary, by: DocumentSummary) -> bool:
    """Whether the text is also found by title, or is of the office named, or of the repealer's:
    every ministry has an order No. 76."""
    if named.title in names_of(older) - numbers_in(older.document_number or ""):
        return True
    if not older.issuer or not by.issuer:
        return True
    return share_an_office(older.issuer, named.words) or share_an_office(older.issuer, by.issuer)


def numbers_in(text: str) -> set[str]:
    """Document numbers in one spelling: "财税[2016]78号", "第76号", "GB/T29490-2013"."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    found = {match.group() for match in _STANDARD_NUMBER.finditer(folded)}
    found |= {match.group() for match in _PAPER_NUMBER.finditer(folded)}
    for match in _ORDER_NUMBER.finditer(folded):
        kind, number = match.groups()
        found.add(f"{kind or ''}第{_as_digits(number)}号")
    return found


def _as_digits(number: str) -> str:
    """ "76" for "76" and "七十六"; the characters themselves when they are no number."""
    try:
        return number if number.isascii() else str(parse_number(number))
    except ValueError:
        return number


def standard_base(number: str | None) -> str | None:
    """ "GB/T29490" for "GB/T 29490-2013"."""
    folded = unicodedata.normalize("NFKC", number or "").translate(_BRACKETS)
    match = _STANDARD_NUMBER.search(re.sub(r"\s", "", folded))
    return match.group(1) if match else None


def version_day(version: str | None) -> date | None:
    """First day a version such as "2023" or "2020-10-17" can mean."""
    try:
        return date.fromisoformat(f"{version}-01-01" if len(version or "") == 4 else version or "")
    except ValueError:
        return None


def share_an_office(one: str, other: str) -> bool:
    """Whether an office named in one stands in the other too, whole or with a bureau of it."""
    offices = [re.split(r"[\s、，,]+", names.strip()) for names in (one, other)]
    return any(a in b or b in a for a in offices[0] for b in offices[1])
