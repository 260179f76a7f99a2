"""Dates in Chinese texts, and what a text says of its own beginning and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.chinese_numbers import parse_number

_YEAR = r"(?:[12１２][0-9０-９]{3}|[〇○零一二三四五六七八九]{4})"
_SHORT = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = rf"{_YEAR}\s*年\s*{_SHORT}\s*月\s*{_SHORT}\s*日"
_PRINTED = re.compile(rf"({_YEAR})\s*年\s*({_SHORT})\s*月\s*({_SHORT})\s*日")
_DIGITAL = re.compile(r"(?<![0-9.\-/])([12][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9.\-/])")

_IN_FORCE = "(?:正式)?(?:施行|实施|生效|执行|试行)"
_FROM_DAY = re.compile(rf"[自从于]?\s*(?P<day>{_DATE})\s*起?(?:开始)?{_IN_FORCE}")
_AMOUNT = r"(?P<amount>[0-9０-９]{1,3}|[一二两三四五六七八九十百]{1,4})\s*个?(?P<unit>[日天月年])"
_FROM_ISSUE = re.compile(
    rf"[自从于](?:公布|发布|印发|颁布|下发|签发)之日起(?:满?{_AMOUNT}后?)?起?{_IN_FORCE}"
)
_OWN_NAME = re.compile(
    "(?:本(?!单位|市|省|区|县|人|次|企业)[\u4e00-\u9fff]{1,6}|^)[^。；\n]{0,12}$"
)
_UNTIL = re.compile(
    rf"(?:有效期|试行期?|执行期|实施期)限?(?:截?止?[至到为]|[^。；]{{1,24}}[至到])(?P<day>{_DATE})"
)
_LASTING = re.compile(rf"(?:有效期|试行期|执行期|实施期)限?[为是]?\s*{_AMOUNT}")
_OWN_NOUN = (
    "本(?:法|条例|办法|规定|细则|通知|意见|方案|措施|政策|若干措施|若干政策措施|文件|规范|公告)"
)
_OWN_TERM = re.compile(rf"{_IN_FORCE}|{_OWN_NOUN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A day named in a text, at `text[start:end]`."""

    day: date
    start: int
    end: int


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every full date in text order; impossible ones (2月30日) are left out."""
    found = [*_matches(_PRINTED, text, parts=(1, 2, 3)), *_matches(_DIGITAL, text, parts=(1, 3, 4))]
    return tuple(sorted(found, key=lambda one: one.start))


def _matches(
    pattern: re.Pattern[str], text: str, *, parts: tuple[int, int, int]
) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        try:
            day = date(*(parse_number(match[part]) for part in parts))
        except ValueError:
            continue
        yield FoundDate(day=day, start=match.start(), end=match.end())


def parse_date(text: str) -> date:
    """The day `text` names.

    Raises:
        ValueError: it names none.
    """
    found = find_dates(text)
    if not found:
        raise ValueError(f"no date in {text!r}")
    return found[0].day


def find_effective(text: str, *, published: date | None) -> date | None:
    """First day in force by the text's own words; None when it does not say.

    "自公布之日起施行" gives `published`. Of several statements the last one whose subject is the
    text itself ("本办法自…") counts, else the last one.
    """
    statements = sorted(
        [*_FROM_DAY.finditer(text), *_FROM_ISSUE.finditer(text)], key=lambda match: match.start()
    )
    own = [match for match in statements if _OWN_NAME.search(_sentence_before(text, match))]
    days = [_stated_day(match, published) for match in own or statements]
    return days[-1] if days else None


def _sentence_before(text: str, match: re.Match[str]) -> str:
    before = text[max(0, match.start() - 60) : match.start()]
    return re.split("[。；\n]", before)[-1]


def _stated_day(match: re.Match[str], published: date | None) -> date | None:
    groups = match.groupdict()
    if groups.get("day"):
        found = find_dates(groups["day"])
        return found[0].day if found else None
    if published is None or not groups["amount"]:
        return published
    return add_period(published, groups["amount"], unit=groups["unit"])


def find_expiry(text: str, *, effective: date | None) -> date | None:
    """Last day in force, inclusive, by the text's own words; None when nothing ends it.

    "有效期至某日" gives that day, "有效期五年" counts from `effective`. Terms of other things
    (a certificate, a patent) do not count.
    """
    for sentence in re.split("[。\n]", text):
        if not _OWN_TERM.search(sentence):
            continue
        until = _UNTIL.search(sentence)
        if until and find_dates(until["day"]):
            return find_dates(until["day"])[0].day
        lasting = _LASTING.search(sentence)
        if lasting and effective is not None and _is_own_term(sentence, lasting):
            end = add_period(effective, lasting["amount"], unit=lasting["unit"])
            return end - timedelta(days=1)
    return None


def _is_own_term(sentence: str, lasting: re.Match[str]) -> bool:
    """Whether 有效期 is the text's, not that of a certificate or a registration."""
    before = sentence[: lasting.start()].rstrip("，,、的")
    if re.search("起(?:施行|实施|试行|执行)$", before):
        return True
    return re.search(rf"{_OWN_NOUN}(?:自[^，]*生效)?$", before) is not None


def add_period(day: date, amount: str, *, unit: str) -> date:
    """`day` moved on by "30" 日, "六" 月 or "三" 年; a 29 or 31 that is missing becomes the last.

    Raises:
        ValueError: `amount` is not a number.
    """
    number = parse_number(amount)
    if unit in "日天":
        return day + timedelta(days=number)
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "年" else 1)
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month + 1}")
