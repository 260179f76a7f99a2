"""What the words that changed mean: sums, time limits, shares, dates, duties, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest

from corpus.compare.references import REFERENCE
from corpus.compare.word_changes import MEASURE, MODAL_WORDS, SpanKind, WordSpan
from corpus.quantities import CALENDAR, Dimension, Quantity, locate_quantities


class Category(StrEnum):
    """What a change is about, in the order of the summary; the value is shown to users."""

    MONEY = "金额"
    SHARE = "比例"
    TIME_LIMIT = "期限"
    DATE = "日期"
    COUNT = "数量与数值"
    MODALITY = "义务与权限"
    CONDITION = "条件与例外"
    BODY = "机构"
    TERM = "统一替换的用语"
    REFERENCE = "引用的条款"


NUMBERS = frozenset(
    (Category.MONEY, Category.SHARE, Category.TIME_LIMIT, Category.DATE, Category.COUNT)
)
"""What the filter 「数字与期限」 covers."""

_OF_DIMENSION = {
    Dimension.MONEY: Category.MONEY,
    Dimension.PERCENT: Category.SHARE,
    Dimension.TIMES: Category.SHARE,
    Dimension.MONTHS: Category.TIME_LIMIT,
    Dimension.DAYS: Category.TIME_LIMIT,
    Dimension.WORKDAYS: Category.TIME_LIMIT,
    Dimension.COUNT: Category.COUNT,
}
_SAME_MODALITY = {"应": "应当", "无需": "无须", "严禁": "禁止", "不应": "不得"}
_CONDITION = re.compile(
    "但是|但书|除外|未经|情形|符合|满足|具备|方可|以上|以下|超过|不低于|不高于|不少于|不足|至少|之一|"
    r"的(?=[，,；;])|除.{1,40}?外|经.{1,20}?(?:同意|批准|许可|审核|核准|备案|授权)|最(?:高|低|多|少|迟)"
)
_BODY_ENDING = re.compile(
    "的?(?:行政|主管|管理|监管|执法)?部门|委员会|管委会|管理处|办事处|人民政府|法院|检察院|公安机关|海关|(?:总|管理|监督|产权)?局|办公室|"
    "(?:代理|服务|管理|评估)?机构|协会|中心"
)
_BODY = re.compile(rf"[\u4e00-\u9fff]{{0,16}}(?:{_BODY_ENDING.pattern})")
_CITED = re.compile(rf"{REFERENCE.pattern}|第[（(]?[一二三四五六七八九十]+[）)]?[款项]")
_MONTH_OF_YEAR = re.compile(r"[\d一二三四五六七八九十]+\s*月")
# Not part of a number of a standard or a paper: GB/T 1000-2013, 〔2024〕15号.
_MEASURE = re.compile(rf"(?<![A-Za-z0-9\-/.〔〕\[\]])(?<![A-Za-z]\s){MEASURE}")
_NAME = re.compile("[\u4e00-\u9fff]{1,12}")
_LONGEST_ADDED_WORD = 12
"""Characters; a duty inside a longer insertion is part of a new rule, not a changed duty."""

_LONGEST_LIST = 40
"""Characters; references inside a longer insertion are part of a new rule, not a changed list."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text of one side of a pair; empty where something was put in or out."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that gave way to others; one side may be empty."""

    old: Words
    new: Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One change of substance; `old` or `new` is empty where the other was added or left out."""

    category: Category
    old: Words
    new: Words


@dataclass(frozen=True, slots=True)
class _Number:
    """A figure of a text; `value` is what two ways of writing it share."""

    category: Category
    value: Quantity | str
    words: Words


def replacements(old: str, new: str, spans: Sequence[WordSpan]) -> tuple[Replacement, ...]:
    """The changed stretches in order, what was left out and what was put in taken together."""
    found = []
    for is_changed, run in groupby(spans, key=_is_changed):
        if is_changed:
            parts = list(run)
            first, last = parts[0], parts[-1]
            found.append(
                Replacement(
                    _words(old, first.old_start, last.old_end),
                    _words(new, first.new_start, last.new_end),
                )
            )
    return tuple(found)


def findings(old: str, new: str, changed: Sequence[Replacement]) -> Iterator[Finding]:
    """What the changed stretches of two texts mean, by category and in text order."""
    yield from numbers_changed(old, new, changed)
    for replaced in changed:
        yield from _modality(replaced)
        yield from _references(replaced)
        body = _body(old, new, replaced)
        if body is not None:
            yield body
        elif _CONDITION.search(replaced.old.text) or _CONDITION.search(replaced.new.text):
            yield Finding(Category.CONDITION, replaced.old, replaced.new)


def numbers_changed(old: str, new: str, changed: Sequence[Replacement]) -> Iterator[Finding]:
    """Sums, shares, time limits, dates and counts that differ; one that only moved is no change.

    A count that was only added or left out is part of a sentence, not a figure that changed.
    """
    olds, news = _numbers(old), _numbers(new)
    gone = [[n for n in olds if _lies_in(n.words, part.old)] for part in changed]
    come = [[n for n in news if _lies_in(n.words, part.new)] for part in changed]
    _cancel(gone, come)
    for part, left, right in zip(changed, gone, come, strict=True):
        for category in sorted(NUMBERS, key=list(Category).index):
            pairs = zip_longest(
                (n.words for n in left if n.category is category),
                (n.words for n in right if n.category is category),
            )
            for one, other in pairs:
                if (one and other) or category is not Category.COUNT:
                    yield Finding(category, one or _point(part.old), other or _point(part.new))


def _numbers(text: str) -> list[_Number]:
    found = [_plain(Category.DATE, match) for match in CALENDAR.finditer(text)]
    for located in locate_quantities(text):
        words = _words(text, located.start, located.end)
        if _MONTH_OF_YEAR.fullmatch(words.text):
            found.append(_Number(Category.DATE, words.text, words))
        else:
            category = _OF_DIMENSION[located.quantity.dimension]
            found.append(_Number(category, located.quantity, words))
    taken = {place for number in found for place in range(number.words.start, number.words.end)}
    measures = (match for match in _MEASURE.finditer(text) if match.start() not in taken)
    found += [_plain(Category.COUNT, match) for match in measures]
    return sorted(found, key=lambda number: number.words.start)


def _plain(category: Category, match: re.Match[str]) -> _Number:
    return _Number(
        category,
        "".join(match.group().split()),
        Words(match.group(), match.start(), match.end()),
    )


def _cancel(gone: Sequence[list[_Number]], come: Sequence[list[_Number]]) -> None:
    """Take out what left one place of the clause and came to another."""
    for left in gone:
        for number in list(left):
            for right in come:
                same = next((other for other in right if other.value == number.value), None)
                if same is not None:
                    left.remove(number)
                    right.remove(same)
                    break


def _modality(replaced: Replacement) -> Iterator[Finding]:
    left, right = _modal_words(replaced.old), _modal_words(replaced.new)
    is_short = max(len(replaced.old.text), len(replaced.new.text)) <= _LONGEST_ADDED_WORD
    for one, other in zip_longest(left, right):
        if one and other:
            if _modal_sense(one) != _modal_sense(other):
                yield Finding(Category.MODALITY, one, other)
        elif is_short:
            old, new = one or _point(replaced.old), other or _point(replaced.new)
            yield Finding(Category.MODALITY, old, new)


def _modal_words(words: Words) -> list[Words]:
    return _found(MODAL_WORDS, words)


def _modal_sense(words: Words) -> str:
    return _SAME_MODALITY.get(words.text, words.text)


def _references(replaced: Replacement) -> Iterator[Finding]:
    left, right = _found(_CITED, replaced.old), _found(_CITED, replaced.new)
    if len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            if one.text != other.text:
                yield Finding(Category.REFERENCE, one, other)
    elif max(len(replaced.old.text), len(replaced.new.text)) <= _LONGEST_LIST:
        yield Finding(Category.REFERENCE, replaced.old, replaced.new)


def _body(old: str, new: str, replaced: Replacement) -> Finding | None:
    """One body for another; what their names have in common may stand outside the change."""
    if not (_NAME.fullmatch(replaced.old.text.strip()) and _NAME.fullmatch(replaced.new.text)):
        return None
    left, right = _name_at(old, replaced.old), _name_at(new, replaced.new)
    if left is None or right is None or left.text == right.text:
        return None
    return Finding(Category.BODY, left, right)


def _name_at(text: str, words: Words) -> Words | None:
    """The words, with the ending of a body's name that follows them where they have none."""
    if _BODY.fullmatch(words.text):
        return words
    ending = _BODY_ENDING.match(text, words.end)
    return _words(text, words.start, ending.end()) if ending else None


def _found(pattern: re.Pattern[str], words: Words) -> list[Words]:
    return [
        Words(m.group(), words.start + m.start(), words.start + m.end())
        for m in pattern.finditer(words.text)
    ]


def _is_changed(span: WordSpan) -> bool:
    return span.kind in (SpanKind.DELETED, SpanKind.INSERTED)


def _lies_in(words: Words, whole: Words) -> bool:
    return whole.start <= words.start and words.end <= whole.end


def _words(text: str, start: int, end: int) -> Words:
    """The stretch without the blanks around it."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Words(raw.strip(), start, start + len(raw.strip()))


def _point(words: Words) -> Words:
    return Words("", words.start, words.start)
