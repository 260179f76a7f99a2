"""What a text says of its own beginning, with the sentence that says it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.dates import DATE, add_period, find_dates
from corpus.text_head import is_adoption_note

IN_FORCE = "(?:正式)?(?:施行|实施|生效|执行|试行)"
DAY = rf"(?:{DATE}|[12][0-9]{{3}}([-/.])[0-9]{{1,2}}[-/.][0-9]{{1,2}})"
AMOUNT = r"(?P<amount>[0-9０-９]{1,3}|[一二两三四五六七八九十百]{1,4})\s*个?(?P<unit>[日天月年])"
ISSUE = "(?:公布|发布|印发|颁布|下发|签发|公告)"
TERM = "(?:有效期限?|试行期限?|执行期限?|实施期限?|施行期限?)"
OWN_NOUN = (
    "(?<!依照)(?<!按照)(?<!根据)(?<!依据)(?<!符合)(?<![按依以])"
    "本(?:法|条例|办法|规定|细则|通知|意见|方案|措施|政策|若干措施|若干政策措施|文件|规范|公告|"
    "通告|决定|规则|标准|指引|指南|制度|规程|解释|计划|目录)"
)
# The last day of 自某日起至某日 is no first day.
FROM_DAY = re.compile(
    rf"(?<![至到—－-])(?<![至到]\s)[自从于]?\s*(?P<day>{DAY})\s*(?:零时|0时)?起?(?:开始)?{IN_FORCE}"
)
LABELLED_DAY = re.compile(
    rf"(?:施行|实施|生效|执行)(?:日期|时间)[为是]?[:：]?\s*(?:自|从)?\s*(?P<day>{DAY})"
)
FROM_ISSUE = re.compile(
    rf"[自从于]{ISSUE}(?P<next>次日)?(?:之日|当日|日)?起?[满第的]?(?:{AMOUNT}(?:之?后)?)?起?"
    rf"(?:开始)?{IN_FORCE}"
)
_COUNTS_FROM_ISSUE = re.compile(
    rf"[自从于]{ISSUE}(?:次日|之日|当日|日|起|满|[0-9０-９一二三六九十])"
)
_OWN_TERM = (
    rf"{OWN_NOUN}(?:[^。；，,\n《]{{0,16}}[，,])?"
    rf"的?(?:{TERM}|(?:执行|实施|施行|适用)(?:时间|期间))?[为是:：]?"
)
FROM_TO = re.compile(
    rf"{_OWN_TERM}\s*[自从]?\s*(?P<day>{DAY})\s*起?(?:{IN_FORCE})?[，,]?(?:{TERM})?"
    rf"[至到—－-]\s*(?P<last>{DAY})(?=\s*止?期?间?(?:有效|{IN_FORCE}|$|[，,；;。\n]))"
)
"""本措施自某日起至某日…: only with the text itself as subject."""
_FROM_ISSUE_TO = re.compile(rf"{_OWN_TERM}\s*[自从]{ISSUE}之日起?[，,]?[至到]\s*{DAY}")
_OWN_NAME = re.compile(
    "(?:本(?!单位|市|省|区|县|人|次|企业)[\u4e00-\u9fff]{1,6}|^)[^。；\n]{0,12}$"
)
# 第十条自…起施行 inside a paragraph begins one article later than the rest.
_ONE_ARTICLE = re.compile(
    r"(?:其中)?[，,]?第[一二三四五六七八九十百零〇0-9]+[条款项](?![\s\u3000])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A day a text states of itself, and the sentence it does so in.

    Attributes:
        day: None when the text counts from a day that is unknown (自公布之日起).
        start, end: of the sentence in the text, without blanks around it.
    """

    day: date | None
    start: int
    end: int


def find_effective(text: str, *, published: date | None) -> Stated | None:
    """First day in force by the text's own words; None when it does not say.

    "自公布之日起施行" gives `published`. Of several statements the last one whose subject is the
    text itself ("本办法自…") counts, else the last one.
    """
    statements = [match for form in (FROM_DAY, LABELLED_DAY) for match in form.finditer(text)]
    statements += [m for m in FROM_ISSUE.finditer(text) if _COUNTS_FROM_ISSUE.match(m[0])]
    own = [match for match in statements if _is_own(text, match)]
    own += [match for form in (FROM_TO, _FROM_ISSUE_TO) for match in form.finditer(text)]
    last = max(own or statements, key=lambda match: match.start(), default=None)
    return stated_in(text, last, _stated_day(last, published)) if last else None


def _is_own(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split("[。；\n]", before)[-1]
    inside_a_line = len(clause) < len(before) and before[-len(clause) - 1] != "\n"
    if inside_a_line and _ONE_ARTICLE.match(clause):
        return False
    return _OWN_NAME.search(clause) is not None


def _stated_day(match: re.Match[str], published: date | None) -> date | None:
    groups = match.groupdict()
    if groups.get("day"):
        found = find_dates(groups["day"])
        return found[0].day if found else None
    if published is None:
        return None
    if groups.get("next"):
        return published + timedelta(days=1)
    return moved_on(published, groups) if groups.get("amount") else published


def moved_on(day: date, groups: Mapping[str, str | None]) -> date:
    """`day` later by the `AMOUNT` in the groups of a match."""
    return add_period(day, groups["amount"] or "", unit=groups["unit"] or "")


def stated_in(text: str, match: re.Match[str], day: date | None, *, shift: int = 0) -> Stated:
    """The day with the sentence around a match that was found `shift` characters into the text."""
    start, end = sentence_around(text, match.start() + shift, match.end() + shift)
    return Stated(day=day, start=start, end=end)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, up to 。；！？ or the line's end, that holds `text[start:end]`; no blanks
    around it."""
    first = max(text.rfind(stop, 0, start) for stop in "。；！？\n") + 1
    stops = [found for stop in "。；！？\n" if (found := text.find(stop, end)) >= 0]
    last = min(stops, default=len(text))
    if last < len(text) and text[last] != "\n":
        last += 1
    sentence = text[first:last]
    first += len(sentence) - len(sentence.lstrip())
    return first, first + len(sentence.strip())


_PUT_IN_FORCE = re.compile(rf"[自从]?\s*(?P<day>{DAY})\s*起?{IN_FORCE}")
_ALONE = re.compile(r"[（(]?\s*[^，。]{0,4}$")
_AMENDED = re.compile("修正|修改")


def find_own_effective(
    text: str, head: str, *, published: date | None, earliest: date | None = None
) -> Stated | None:
    """First day in force of this version; None when the text gives only an older version's.

    An amended text keeps the closing article of its first version, so a day before `earliest`
    is not this version's, nor is "自公布之日起" in a text that was amended in parts.

    Args:
        head: what stands before the first heading of `text`, with the notes of amendment.
        earliest: first day that can be this version's; `published` unless given.
    """
    earliest = earliest or published
    closing = find_effective(text, published=None)
    found = [*_noted_beginnings(text, head), *([closing] if closing else [])]
    latest = max(found, key=lambda one: one.day or date.min, default=None)
    if latest is not None and latest.day is not None:
        return latest if earliest is None or latest.day >= earliest else None
    notes = [line for line in head.split("\n") if is_adoption_note(line)]
    if notes and _AMENDED.search(notes[-1]):
        return None
    return find_effective(text, published=published)


def _noted_beginnings(text: str, head: str) -> Iterator[Stated]:
    """（2023年11月1日起施行）, and the like at the end of a note of adoption."""
    for line in re.finditer("[^\n]+", head):
        for match in _PUT_IN_FORCE.finditer(line[0]):
            found = find_dates(match["day"])
            alone = _ALONE.match(line[0][: match.start()]) is not None
            if found and (alone or is_adoption_note(line[0])):
                yield stated_in(text, match, found[0].day, shift=line.start())
