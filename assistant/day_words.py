"""Days a question situates itself on: 「2015年6月的时候」, 「截至去年10月」, 「现在」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_FROM_NOW = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_DAY = re.compile(
    r"(?P<year>\d{4}\s*年|[前去今明后]年)(?:\s*(?P<month>\d{1,2})\s*月)?"
    r"(?:\s*(?P<day>\d{1,2})\s*[日号])?"
)
_SITUATES = re.compile(
    r"^\s*(?:的时候|那时候?|时(?!间|限|效)|当时|那会儿?|那年|那阵|期间|申请的|提的|交的|办的)"
)
_RULES_THEN = re.compile(
    r"^的?(?:[^\d,，。;；?？]{0,12}的)?(?:规定|政策|口径|标准|要求|办法|条件)(?:是|有|又|怎|如何|呢|[?？]|$)"
)
"""Follows 「去年」 where the rules of then are asked for; 「2015年的规定」 may name a version."""

_SITUATED = re.compile(r"(?:在|截至|截止到?|按|到|假如|如果是)\s*$")
_ONLY_A_DAY = re.compile(
    rf"(?:是|在|我们|我司|申请日)*(?P<said>{_DAY.pattern})"
    r"(?P<then>的时候|的?那时候?|那会儿?|时|以后|之后|提交的|申请的|提出的|提的|交的|办的|的)?"
    r"(?:申请|是?(?:怎么|怎样|如何|咋个?)(?:规定|要求|说|算)的?|"
    r"的?(?:规定|政策|标准|要求|口径)(?:是|又|有)*(?:什么|啥|怎么样?|怎样|如何|多少)?的?)?"
)
_NOW = re.compile(r"(?:现在|目前|当前|如今|今天|眼下|现行的?)(?:的话|的)?")


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day the words set; a year alone stands for its last day, a month for its 28th.

    Attributes:
        start, end: of the words, with those that make them a time to speak of.
    """

    day: date
    start: int
    end: int


def find_days(text: str) -> tuple[DayMention, ...]:
    """Days a normalised question situates itself on, in order; a year it only names is none."""
    return tuple(_situated(text))


def without_days(text: str) -> str:
    """The question as asked of no day in particular."""
    for mention in reversed(find_days(text)):
        text = text[: mention.start] + text[mention.end :]
    return text.strip("，,、 ")


def only_day(text: str) -> str | None:
    """「2015年的时候」 for a text that says only a day; "" for 「现在」; None for others."""
    if _NOW.fullmatch(text):
        return ""
    match = _ONLY_A_DAY.fullmatch(text)
    if match is None or _day_of(match) is None:
        return None
    return f"{match['said']}的时候"


def _situated(text: str) -> Iterator[DayMention]:
    for match in _DAY.finditer(text):
        after = _SITUATES.match(text[match.end() :])
        before = _SITUATED.search(text[: match.start()]) if match["month"] else None
        of_rules = match["year"] in _FROM_NOW and _RULES_THEN.search(text[match.end() :])
        day = _day_of(match) if after or before or of_rules else None
        if day is not None:
            start = before.start() if before else match.start()
            end = match.end() + (after.end() if after else 0)
            yield DayMention(day, start, end)


def _day_of(match: re.Match[str]) -> date | None:
    """The day written; None when the calendar has no such day."""
    said = match["year"].replace(" ", "")
    year = date.today().year + _FROM_NOW[said] if said in _FROM_NOW else int(said[:-1])
    month = int(match["month"] or 12)
    try:
        return date(year, month, int(match["day"] or (31 if month == 12 else 28)))
    except ValueError:
        return None
