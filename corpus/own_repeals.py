"""What a text says it ends, name by name, with the sentence that says it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.own_words import sentence_around

_REPEALED = re.compile(
    "[，,]?(?:均|也|并)?(?:同时|即行|相应|随之|自动|一并|自行)?(?:予以)?"
    "(?:废止|失效|停止执行|停止施行|不再执行|不再适用|终止执行)"
    "(?!的|后|前|之|、|或|和|以|期|情|程序|[^。；，,]{0,12}的(?:情形|决定|通知|公告))"
)
_ENDS_NAMED = re.compile(
    "(?:决定|现|现将|予以|关于|同时)(?:予以)?废止(?:以下|下列)?(?:的|文件)?[:：]?(?=[^。；\n]{0,30}《)"
)
_REPLACES = re.compile(
    r"代\s*替(?:了)?[:：]?\s*(?P<standard>(?:GB|DB|HB|YY|QB|JB|SJ|JR|SB)[0-9]*(?:/[TZ])?\s?"
    r"[0-9][0-9.]*\s?[-—–－]\s?[0-9]{4}(?:\s*《[^》\n]{2,60}》)?)"
)
_REPEAL_LIMIT = 2000  # characters before 同时废止 that may name what ends
_OWN_START = re.compile(
    r"^(?:第[\u4e00-\u9fff0-9]{1,8}条\s*)?(?:[自从]?本[\u4e00-\u9fff]{1,6})?自?[^，,。《]*?"
    r"(?:施行|实施|生效|执行)(?:之日起?)?[，,]?"
)
_PAPER = re.compile(
    r"[〔\[（(][12][0-9]{3}[〕\]）)]\s*第?\s*[0-9]{1,5}\s*号|(?:令|公告)第[^号]{1,8}号"
)
_ONLY_A_PART = re.compile(
    r"第[一二三四五六七八九十百零〇0-9、至和第条]+[条款项章节]|有关|相关|部分|的规定|中的?"
)
_NAME_END = re.compile(r"\s*[（(〔\[][^（()）《》]{2,40}[）)〕\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRepeal:
    """One text that a text says it ends.

    Attributes:
        words: the name as printed with what tells it apart: "2017年…《专利优先审查管理办法》".
        start, end: of the sentence in the text.
    """

    words: str
    start: int
    end: int


def find_repeals(text: str) -> tuple[StatedRepeal, ...]:
    """What the text ends, in text order, a name each; repeals of single articles are left out."""
    found: dict[str, StatedRepeal] = {}
    for words, at in (*_named_before(text), *_named_after(text), *_replaced_standards(text)):
        start, end = sentence_around(text, at, at + len(words))
        found.setdefault(words, StatedRepeal(words=words, start=start, end=end))
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _named_before(text: str) -> Iterator[tuple[str, int]]:
    """《甲》和《乙》同时废止."""
    done = 0
    for match in _REPEALED.finditer(text):
        start = max(done, match.start() - _REPEAL_LIMIT)
        before = text[start : match.start()]
        cut = max(before.rfind(stop) for stop in "。；\n") + 1
        own = _OWN_START.match(before[cut:].lstrip())
        cut += len(before[cut:]) - len(before[cut:].lstrip()) + (own.end() if own else 0)
        if not _ONLY_A_PART.search(before[before.rfind("》") + 1 :] if "》" in before else ""):
            yield from _names_in(before[cut:], start + cut)
        done = match.end()


def _named_after(text: str) -> Iterator[tuple[str, int]]:
    """决定废止《甲》."""
    for match in _ENDS_NAMED.finditer(text):
        if text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start()):
            continue  # inside the title of another text
        stops = [found for stop in "。；\n" if (found := text.find(stop, match.end())) >= 0]
        end = min((*stops, match.end() + _REPEAL_LIMIT, len(text)))
        yield from (
            (words, at)
            for words, at in _names_in(text[match.end() : end], match.end())
            if "《" in words
        )


def _replaced_standards(text: str) -> Iterator[tuple[str, int]]:
    for match in _REPLACES.finditer(text):
        yield match["standard"].strip(), match.start("standard")


def _names_in(words: str, offset: int) -> Iterator[tuple[str, int]]:
    """Every 《name》 with the words before it and a number in brackets behind it; without any, the
    words themselves when they hold a document number."""
    last = 0
    ends = list(_title_ends(words))
    for end in ends:
        bracket = _NAME_END.match(words, end)
        end = bracket.end() if bracket else end
        yield _trimmed(words[last:end], offset + last)
        last = end
    if not ends and _PAPER.search(words):
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
    lead = re.match(r"[\s，,、；;和及与以原]*", words)
    skip = lead.end() if lead else 0
    return words[skip:].rstrip(" ，,、和"), offset + skip
