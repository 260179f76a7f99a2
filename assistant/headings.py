"""Whether the heading of a clause names what is asked for: 「审查期限」 of 「优先审查要多久」."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asking import Asking
from assistant.understand import ParsedQuestion
from indexing.passages import Passage
from indexing.tagged_words import tagged_words
from indexing.words import expand, normalise

_KINDS = {
    Asking.TIME: re.compile(r"期限|时限|时间|年限|有效期|保护期|过渡期|日期|期间"),
    Asking.CONDITION: re.compile(r"条件|要求|门槛|资格|情形|范围"),
    Asking.PROCEDURE: re.compile(r"流程|程序|手续|步骤|材料|怎么办|怎样|办法|方式|渠道"),
    Asking.AMOUNT: re.compile(r"标准|金额|比例|收费|费用|奖励|奖金|补助|补贴|贴息|罚款|赔偿|减缴"),
    Asking.WHO: re.compile(r"部门|机关|机构|主体|请求人|申请人|申请对象|归属"),
}
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?")
_LABEL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_AND = re.compile(r"[和与及、]")
_LONGEST = 30
"""A longer first line is the clause itself."""


def names_what_is_asked(question: ParsedQuestion, passage: Passage) -> float:
    """0..1: the share of the heading's other words that the question says, of 「申报和复核流程」
    of the better half.

    0 for a heading that names no kind of answer asked for, and for a clause without heading.
    """
    heading = normalise(_heading_of(passage))
    kinds = [_KINDS[sort] for sort in question.asking if sort in _KINDS]
    named = [kind for kind in kinds if kind.search(heading)]
    if not named:
        return 0.0
    said = f"{question.text} {' '.join(expand(question.text))}"
    return max(_share(part, said) for part in _AND.split(named[0].sub(" ", heading)))


def _share(words: str, said: str) -> float:
    things = _things_in(words)
    return sum(thing in said for thing in things) / len(things) if things else 1.0


@lru_cache(maxsize=4096)
def _things_in(heading: str) -> tuple[str, ...]:
    return tuple(tagged.word for tagged in tagged_words(heading))


def _heading_of(passage: Passage) -> str:
    """Words of the innermost heading, without label and asides; "" for none."""
    last = passage.heading.rpartition(" › ")[2]
    if _ARTICLE.fullmatch(last):
        first, newline, _ = passage.text.partition("\n")
        last = _ARTICLE.sub("", first, count=1) if newline and len(first) <= _LONGEST else ""
    return _ASIDE.sub("", _LABEL.sub("", last)).strip()
