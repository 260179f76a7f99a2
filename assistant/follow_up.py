"""A follow-up question completed from the conversation, so that it stands alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.answer import Turn
from assistant.clause_reference import find_clause_references
from assistant.instruments import Instruments
from assistant.terms import content_terms
from assistant.understand import understand
from indexing.words import normalise

_CORRECTS = re.compile(
    r"^(?:(?:不对|不是(?:这个|的)?(?=[，,。！!、\s])|错了|说错了|搞错了|弄错了|更正|纠正)(?:一下)?[，,。！!、\s]*)+"
    r"(?:我(?:想|要)?(?:问|说|指)的?是|我是(?:想)?(?:问|说|指)|应该是|应当是|是)?|"
    r"^我(?:想|要)?(?:问|说|指)的是"
)
_OPENS = re.compile(r"^(?:那么?|那要是|如果是?|要是|换成|换了|还有|另外|再问|同样|对于|至于)")
_POINTS_BACK = re.compile(
    r"它|他们|这个|那个|该|此|这种|上面|上述|前面|刚才|这样|这些|其中|对这|对那"
)
_THE_SAME = re.compile(r"^(?:本|原)?(?:方案|办法|通知|文件|政策|标准|细则|条例|公告)(?!的?区别)")
_TRAILS = re.compile(r"(?:呢|咧|捏)[?？。!！]*$")
_PART_OF_ARTICLE = re.compile(
    r"第[一二三四五六七八九十\d]+款(?:第?[（(]?[一二三四五六七八九十\d]+[）)]?项)?|第[（(]?[一二三四五六七八九十\d]+[）)]?项"
)
_SHORT = 14


def stand_alone(question: str, history: Sequence[Turn], instruments: Instruments) -> str:
    """The question as it would be asked without the conversation; unchanged when it stands alone.

    A member of a family (发明 / 实用新型 / 外观设计, one place / another) replaces the member the
    last question named; otherwise the last question's subject is put in front.
    """
    if not history or not _leans_on_history(question, instruments):
        return question
    last = history[-1].answer.standalone_question or history[-1].question
    clause = _clause_of_same_instrument(last, question, instruments)
    if clause is not None:
        return clause
    swapped = _swap(last, question)
    if swapped is not None:
        return swapped
    if _says_what_and_where(question):
        return _core(question)
    return f"{_without_ending(last)}，{_core(question)}"


def _clause_of_same_instrument(last: str, question: str, instruments: Instruments) -> str | None:
    """「第四十三条呢」, 「第二款呢」 after a question that named the instrument or article."""
    named = instruments.named_in(normalise(last))
    if not named or instruments.named_in(normalise(question)):
        return None
    part = _PART_OF_ARTICLE.search(normalise(question))
    if find_clause_references(normalise(question)):
        return f"{named[0].name}{_core(question)}"
    articles = find_clause_references(normalise(last))
    if part is None or not articles:
        return None
    return f"{named[0].name}{articles[-1].article}{part.group()}"


def _leans_on_history(question: str, instruments: Instruments) -> bool:
    text = normalise(question)
    if find_clause_references(text) or _PART_OF_ARTICLE.match(text):
        return True
    if (
        _CORRECTS.search(text)
        or _OPENS.search(text)
        or _TRAILS.search(text)
        or _POINTS_BACK.search(text)
    ):
        return True
    if instruments.named_in(text):
        return False
    if _THE_SAME.search(text):
        return True
    specific = [term for term in content_terms(text) if not term.is_generic]
    return len(text) <= _SHORT and len(specific) <= 1


def _swap(last: str, question: str) -> str | None:
    """`last` with the family member it names replaced by the one `question` names."""
    before, now = normalise(last), normalise(question)
    for old_members, new_members in _families().pairs():
        old = _first_in(before, old_members)
        new = _first_in(now, new_members)
        if old and new and old != new and len(_core(question)) <= len(new) + 6:
            return before.replace(old, new)
    old_places = understand(last, _NO_INSTRUMENTS).places
    new_places = understand(question, _NO_INSTRUMENTS).places
    if new_places and len(_core(question)) <= _SHORT and not _says_what_and_where(question):
        return _swap_place(before, old_places, new_places[-1])
    return None


def _says_what_and_where(question: str) -> bool:
    """「那青岛的质押贴息呢」 brings a subject and a place of its own."""
    read = understand(question, _NO_INSTRUMENTS)
    return bool(read.places) and any(not term.is_generic for term in read.terms)


def _swap_place(last: str, old: Sequence[str], new: str) -> str:
    text = last
    for path in old:
        for name in reversed(path.split("/")):
            text = text.replace(name, "").replace(name.rstrip("省市区县"), "")
    return f"{new.replace('/', '')}{text}"


def _first_in(text: str, family: Sequence[str]) -> str | None:
    """The longest member that occurs."""
    present = [member for member in family if member in text]
    return max(present, key=len) if present else None


def _core(question: str) -> str:
    text = _OPENS.sub("", _CORRECTS.sub("", normalise(question)))
    return _TRAILS.sub("", text).strip("，,。?？! ")


def _without_ending(text: str) -> str:
    return text.rstrip("?？。!！ ")


class OneWay(BaseModel):
    """Members of `new` replace members of `old`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    old: tuple[str, ...]
    new: tuple[str, ...]


class Families(BaseModel):
    """`families.toml`: things of one kind, and things that replace others one way only."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    families: tuple[tuple[str, ...], ...]
    one_way: tuple[OneWay, ...]

    def pairs(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """(members an earlier question may name, members that may take their place)."""
        for family in self.families:
            yield family, family
        for pair in self.one_way:
            yield pair.old, pair.new


@cache
def _families() -> Families:
    text = Path(__file__).with_name("families.toml").read_text(encoding="utf-8")
    return Families.model_validate(tomllib.loads(text))


_NO_INSTRUMENTS = Instruments(())
