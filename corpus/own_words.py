"""What a text says of its own beginning and end, with the sentence that says it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.dates import DATE, add_period, find_dates
from corpus.text_head import is_adoption_note

_IN_FORCE = "(?:正式)?(?:施行|实施|生效|执行|试行)"
_DAY = rf"(?:{DATE}|[12][0-9]{{3}}([-/.])[0-9]{{1,2}}[-/.][0-9]{{1,2}})"
_AMOUNT = r"(?P<amount>[0-9０-９]{1,3}|[一二两三四五六七八九十百]{1,4})\s*个?(?P<unit>[日天月年])"
_ISSUE = "(?:公布|发布|印发|颁布|下发|签发|公告)"
_FROM_DAY = re.compile(rf"[自从于]?\s*(?P<day>{_DAY})\s*(?:零时|0时)?起?(?:开始)?{_IN_FORCE}")
_LABELLED_DAY = re.compile(
    rf"(?:施行|实施|生效|执行)(?:日期|时间)[为是]?[:：]?\s*(?:自|从)?\s*(?P<day>{_DAY})"
)
_FROM_ISSUE = re.compile(
    rf"[自从于]{_ISSUE}(?P<next>次日)?(?:之日|当日|日)?起?[满第的]?(?:{_AMOUNT}(?:之?后)?)?起?"
    rf"(?:开始)?{_IN_FORCE}"
)
_COUNTS_FROM_ISSUE = re.compile(
    rf"[自从于]{_ISSUE}(?:次日|之日|当日|日|起|满|[0-9０-９一二三六九十])"
)
_OWN_NAME = re.compile(
    "(?:本(?!单位|市|省|区|县|人|次|企业)[\u4e00-\u9fff]{1,6}|^)[^。；\n]{0,12}$"
)
# 第十条自…起施行 inside a paragraph begins one article later than the rest.
_ONE_ARTICLE = re.compile(
    r"(?:其中)?[，,]?第[一二三四五六七八九十百零〇0-9]+[条款项](?![\s\u3000])"
)
_OWN_NOUN = (
    "(?<!依照)(?<!按照)(?<!根据)(?<!依据)(?<!符合)(?<![按依以])本(?:法|条例|办法|规定|细则|通知|意见|方案|措施|政策|若干措施|若干政策措施|文件|规范|公告|"
    "通告|决定|规则|标准|指引|指南|制度|规程|解释|计划|目录)"
)
_TERM = "(?:有效期限?|试行期限?|执行期限?|实施期限?|施行期限?)"
_UNTIL = re.compile(
    rf"(?:{_TERM}(?:延长|延续|暂定)?(?:截?止?[至到为]|[:：]|[^。；]{{1,24}}?[至到])"
    rf"|(?:执行|施行|实施|有效|试行|延续|延长)(?:截?止)?[至到])(?P<day>{_DAY})"
)
_FROM_TO = re.compile(
    rf"[自从]?{_DAY}\s*起?(?:{_IN_FORCE})?[，,]?(?:有效期?)?[至到—－-]\s*(?P<day>{_DAY})"
)
_ENDS_ON = re.compile(rf"[自从于]\s*(?P<day>{_DAY})\s*起?(?:自动|自行)?(?:失效|废止|停止执行)")
_LASTING = re.compile(
    rf"(?:{_TERM}|试行|暂行)(?:暂定)?[为是:：]?(?:[自从]{_ISSUE}之日起(?:计算)?)?\s*{_AMOUNT}"
)
_MAY_END = re.compile("有效|行期|施期|试行|暂行|失效|废止|日[止至到—－-]|[行施长续][至到]")
_OWN_SUBJECT = re.compile(rf"{_OWN_NOUN}[^。；，,]{{0,16}}(?:[，,][^。；，,]{{0,30}})?$")
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百零〇0-9]+条\s*")
# Not 生效: registrations and certificates do that too.
_BEGUN = re.compile("起(?:开始|正式)?(?:施行|实施|执行|试行)(?:[，,、（(][^。]*)?$")
_BEGUN_BEFORE = re.compile(r"(?:施行|实施|生效|执行|试行)[。；;，,]\s*$")


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
    statements = sorted(
        [match for form in (_FROM_DAY, _LABELLED_DAY) for match in form.finditer(text)]
        + [match for match in _FROM_ISSUE.finditer(text) if _COUNTS_FROM_ISSUE.match(match[0])],
        key=lambda match: match.start(),
    )
    own = [match for match in statements if _is_own(text, match)]
    for match in reversed(own or statements):
        return _stated(text, match, _stated_day(match, published))
    return None


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
    if groups["next"]:
        return published + timedelta(days=1)
    return _moved(published, groups) if groups["amount"] else published


def _moved(day: date, groups: dict[str, str | None]) -> date:
    return add_period(day, groups["amount"] or "", unit=groups["unit"] or "")


def _stated(text: str, match: re.Match[str], day: date | None, *, shift: int = 0) -> Stated:
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


def find_expiry(text: str, *, effective: date | None) -> Stated | None:
    """Last day in force, inclusive, by the text's own words; None when nothing ends it.

    "有效期至某日" gives that day, "有效期五年" counts from `effective`. Terms of other things
    (a certificate, a patent) do not count.
    """
    for sentence in re.finditer(r"[^。\n]+", text):
        if not _MAY_END.search(sentence[0]):
            continue
        for read in (_until, _from_to, _ends_on, _lasting):
            stated = read(text, sentence, effective)
            if stated is not None:
                return stated
    return None


def _until(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    for match in _UNTIL.finditer(sentence[0]):
        before = sentence[0][: match.start()]
        named = re.match(_TERM, match[0]) is not None
        if _is_own_term(text, sentence, match) if named else _OWN_SUBJECT.search(before):
            return _on_day(text, sentence, match)
    return None


def _from_to(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    """本措施自某日起至某日…: only with the text itself as subject."""
    match = _FROM_TO.search(sentence[0])
    if match is None or not _OWN_SUBJECT.search(sentence[0][: match.start()]):
        return None
    if not re.match(rf"\s*止?期?间?(?:有效|{_IN_FORCE}|$|[，,；;])", sentence[0][match.end() :]):
        return None
    return _on_day(text, sentence, match)


def _ends_on(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    match = _ENDS_ON.search(sentence[0])
    if match is None or not _OWN_SUBJECT.search(sentence[0][: match.start()]):
        return None
    stated = _on_day(text, sentence, match)
    if stated is None or stated.day is None:
        return stated
    return Stated(day=stated.day - timedelta(days=1), start=stated.start, end=stated.end)


def _on_day(text: str, sentence: re.Match[str], match: re.Match[str]) -> Stated | None:
    found = find_dates(match["day"])
    day = found[0].day if found else None
    return _stated(text, match, day, shift=sentence.start()) if day else None


def _lasting(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    match = _LASTING.search(sentence[0])
    if match is None or not _is_own_term(text, sentence, match):
        return None
    day = None
    if effective is not None:
        day = _moved(effective, match.groupdict()) - timedelta(days=1)
    return _stated(text, match, day, shift=sentence.start())


def _is_own_term(text: str, sentence: re.Match[str], term: re.Match[str]) -> bool:
    """Whether 有效期 is the text's, not that of a certificate or a registration."""
    before = sentence[0][: term.start()]
    if not _ARTICLE.sub("", before).strip():
        return _goes_on(text, sentence)
    if re.search(rf"{_OWN_NOUN}的?(?:[自从][^，]*(?:生效|起))?[，,\s]*$", before):
        return True
    return _BEGUN.search(before) is not None


def _goes_on(text: str, sentence: re.Match[str]) -> bool:
    """Whether the sentence follows 本办法自…起施行。 on the same line."""
    before = text[max(0, sentence.start() - 20) : sentence.start()]
    return _BEGUN_BEFORE.search(before) is not None


_PUT_IN_FORCE = re.compile(rf"[自从]?\s*(?P<day>{_DAY})\s*起?{_IN_FORCE}")
_ALONE = re.compile(r"[（(]?\s*[^，。]{0,4}$")
_AMENDED = re.compile("修正|修改")


def find_own_effective(text: str, head: str, *, published: date | None) -> Stated | None:
    """First day in force of this version; None when the text gives only an older version's.

    An amended text keeps the closing article of its first version, so a day before `published`
    is not this version's, nor is "自公布之日起" in a text that was amended in parts.

    Args:
        head: what stands before the first heading of `text`, with the notes of amendment.
    """
    closing = find_effective(text, published=None)
    found = [*_noted_beginnings(text, head), *([closing] if closing else [])]
    latest = max(found, key=lambda one: one.day or date.min, default=None)
    if latest is not None and latest.day is not None:
        return latest if published is None or latest.day >= published else None
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
                yield _stated(text, match, found[0].day, shift=line.start())
