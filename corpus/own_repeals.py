"""What a text says it ends, name by name, with the sentence that says it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from corpus.dates import find_dates
from corpus.own_words import DAY, IN_FORCE, sentence_around

_REPEALED = re.compile(
    "[，,]?(?:均|也|并)?(?:同时|即行|相应|随之|自动|一并|自行)?(?:予以)?"
    "(?:废止|失效|停止执行|停止施行|不再执行|不再适用|终止执行)"
    "(?!的|后|前|之|、|或|和|以|期|情|程序|[^。；，,]{0,12}的(?:情形|决定|通知|公告))"
)
_ENDS_NAMED = re.compile(
    "(?:(?:决定|现|现将|予以|关于|同时)(?:予以)?废止(?:以下|下列)?(?:的|文件)?[:：]?"
    "|废止(?:以下|下列)[^。；，\n《]{0,16}[:：])(?=[^。；\n]{0,30}《)"
)
_REPLACES = re.compile(
    r"代\s*替(?:了)?[:：]?\s*(?P<standard>(?:GB|DB|HB|YY|QB|JB|SJ|JR|SB)[0-9]*(?:/[TZ])?\s?"
    r"[0-9][0-9.]*\s?[-—–－]\s?[0-9]{4}(?:\s*《[^》\n]{2,60}》)?)"
)
_REPEAL_LIMIT = 2000  # characters before 同时废止 that may name what ends
_OWN_START = re.compile(
    r"^(?:第[\u4e00-\u9fff0-9]{1,8}条\s*)?(?:[自从]?本[\u4e00-\u9fff]{1,6})?自?[^，,。《]*?"
    r"(?:施行|实施|生效|执行)(?:之日起?)?(?!的|之日)[，,]?"
)
_PAPER = re.compile(
    r"[〔\[（(][12][0-9]{3}[〕\]）)]\s*第?\s*[0-9]{1,5}\s*号|(?:令|公告)第[^号]{1,8}号"
)
_ONLY_A_PART = re.compile(
    r"第[一二三四五六七八九十百零〇0-9、至和第条]+[条款项章节]|有关|相关|部分|的规定|中的?"
)
_PART_BEHIND = re.compile(
    r"\s*(?:文件)?(?:第[一二三四五六七八九十百零〇0-9]+[条款项章节]|中的?|的?(?:有关|相关|部分))"
)
_NAME_END = re.compile(r"\s*[（(〔\[][^（()）《》]{2,40}[）)〕\]]")
# 自2025年10月1日起废止, where the day is not that of the older text's own beginning.
_SINCE = re.compile(rf"自\s*(?P<day>{DAY})\s*起(?!{IN_FORCE})[，,]?")
_ENDED = re.compile("废止|失效|停止执行|不再执行")
_PAPERS = re.compile("文件|法规|规章|办法|规定|通知|决定|意见|政策|细则|标准")
_LIST_HEADING = re.compile(
    r"(?:附件\s*[0-9一二三四五六七八九十]*\s*[:：]?)?"
    r"[^。，,：:]{0,40}(?:目录|清单|名单|一览表)\s*(?:[（(][^（()）]*[）)])?"
)
_NOT_ONLY_ENDED = re.compile("保留|修改|继续有效|延长|不予|拟")
_LEAD = re.compile(
    r"[\s，,、；;和及与以原]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})[）)、.．\s]+)?\s*原?"
)
_LONGEST_LEAD = 300
_LONGEST_BEFORE_NAME = 40
_LONGEST_LIST_QUOTE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRepeal:
    """One text that a text says it ends.

    Attributes:
        words: the name as printed with what tells it apart: "2017年…《专利优先审查管理办法》".
        since: first day on which it is ended; None when that is the day the text takes effect.
        start, end: of the sentence in the text that names it; of a list, from the line that says
            what becomes of its items, unless that is far above.
    """

    words: str
    since: date | None = None
    start: int
    end: int

    @property
    def stated(self) -> str:
        """As `Document.repeals` keeps it: the words, with their own day behind them."""
        return f"{self.words}，自{self.since}起" if self.since else self.words


_OWN_DAY = re.compile("，自([0-9]{4}-[0-9]{2}-[0-9]{2})起$")


def read_repeal(stated: str) -> tuple[str, date | None]:
    """The words and the day of `StatedRepeal.stated`."""
    found = _OWN_DAY.search(stated)
    if found is None:
        return stated, None
    return stated[: found.start()], date.fromisoformat(found[1])


def find_repeals(text: str) -> tuple[StatedRepeal, ...]:
    """What the text ends, in text order, a name each; repeals of single articles are left out."""
    found: dict[str, StatedRepeal] = {}
    readers = (_named_before, _named_after, _listed, _replaced_standards)
    for named in (named for reader in readers for named in reader(text)):
        start, end = sentence_around(text, named.at, named.at + len(named.words))
        start = start if named.lead is None else named.lead
        repeal = StatedRepeal(words=named.words, since=named.since, start=start, end=end)
        found.setdefault(named.words, repeal)
    return tuple(sorted(found.values(), key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class _Named:
    """Words that name a text, at `text[at:]`, and the day it ends where the words tell; `lead` is
    where the sentence above a list begins, when it is near."""

    words: str
    at: int
    since: date | None = None
    lead: int | None = None


def _named_before(text: str) -> Iterator[_Named]:
    """《甲》和《乙》同时废止."""
    done = 0
    for match in _REPEALED.finditer(text):
        start = max(done, match.start() - _REPEAL_LIMIT)
        before = text[start : match.start()]
        cut = max(before.rfind(stop) for stop in "。；\n") + 1
        cut += len(before[cut:]) - len(before[cut:].lstrip())
        own = _OWN_START.match(before[cut:])
        cut += own.end() if own else 0
        since = _SINCE.match(before, cut)
        cut = since.end() if since else cut
        behind = before[before.rfind("》") + 1 :] if "》" in before else ""
        if not _ONLY_A_PART.search(behind):
            day = _day(since or _SINCE.search(behind))
            yield from (
                _Named(words, at, day) for words, at in _names_in(before[cut:], start + cut)
            )
        done = match.end()


def _named_after(text: str) -> Iterator[_Named]:
    """决定废止《甲》；废止以下文件：1.《甲》；2.《乙》."""
    for match in _ENDS_NAMED.finditer(text):
        if text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start()):
            continue  # inside the title of another text
        is_list = re.search("[:：]", text[match.start() : text.find("《", match.end())])
        marks = "。\n" if is_list else "。；\n"
        stops = [found for mark in marks if (found := text.find(mark, match.end())) >= 0]
        end = min((*stops, match.end() + _REPEAL_LIMIT, len(text)))
        named = _names_in(text[match.end() : end], match.end())
        yield from (_Named(words, at) for words, at in named if "《" in words)


def _listed(text: str) -> Iterator[_Named]:
    """A line that ends 予以废止： or 废止的文件目录, then a name a line."""
    lines = [line for line in re.finditer("[^\n]+", text) if line[0].strip()]
    for place, line in enumerate(lines):
        lead = re.split("[。；]", line[0][-_LONGEST_LEAD:].strip())[-1]
        if not _is_of_ended_papers(lead):
            continue
        if lead.endswith((":", "：")) or _LIST_HEADING.fullmatch(lead):
            since = _day(_SINCE.search(lead))
            begin, _ = sentence_around(text, line.end() - len(lead), line.end())
            for item in takewhile(_is_item, lines[place + 1 :]):
                near = begin if item.end() - begin <= _LONGEST_LIST_QUOTE else None
                named = _names_in(item[0], item.start())
                yield from (_Named(words, at, since, near) for words, at in named)


def _is_of_ended_papers(lead: str) -> bool:
    ends = _ENDED.search(lead) is not None and _PAPERS.search(lead) is not None
    return ends and _NOT_ONLY_ENDED.search(lead) is None


def _is_item(line: re.Match[str]) -> bool:
    """Whether a line of a list names a text that ends as a whole, perhaps after a number."""
    words = line[0]
    before, mark, _ = words.partition("《")
    if "。" in before or _ENDED.search(before) or len(before) > _LONGEST_BEFORE_NAME:
        return False
    return bool(mark) or _PAPER.search(words) is not None


def _replaced_standards(text: str) -> Iterator[_Named]:
    for match in _REPLACES.finditer(text):
        yield _Named(match["standard"].strip(), match.start("standard"))


def _day(match: re.Match[str] | None) -> date | None:
    found = find_dates(match["day"]) if match else ()
    return found[0].day if found else None


def _names_in(words: str, offset: int) -> Iterator[tuple[str, int]]:
    """Every 《name》 with the words before it and a number in brackets behind it; without any, the
    words themselves when they hold a document number. A name only part of which ends is left
    out."""
    last = 0
    ends = list(_title_ends(words))
    for end in ends:
        bracket = _NAME_END.match(words, end)
        end = bracket.end() if bracket else end
        if _PART_BEHIND.match(words, end):
            end = max(end, words.find("《", end))  # past 第三条、第五条和
        else:
            yield _trimmed(words[last:end], offset + last)
        last = end
    paper = None if ends else _PAPER.search(words)
    if paper and not _PART_BEHIND.match(words, paper.end()):
        yield _trimmed(words, offset)


def _title_ends(words: str) -> Iterator[int]:
    """Just after each outermost 》."""
    depth = 0
    for at, character in enumerate(words):
        if character == "《":
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if not depth:
                yield at + 1


def _trimmed(words: str, offset: int) -> tuple[str, int]:
    """Without what leads to a name: commas, a colon and the words before it, the number of an
    item."""
    name = max(words.find("《"), 0)
    colon = max(words.rfind(mark, 0, name) for mark in ":：") + 1
    lead = _LEAD.match(words, colon)
    skip = lead.end() if lead else colon
    return words[skip:].rstrip(" ，,、和；;。"), offset + skip
