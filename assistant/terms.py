"""The content words of a question, with the legal terms that stand for them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.asking import what_is_asked
from indexing.tagged_words import Role, TaggedWord, tagged_words
from indexing.words import expand

_PARTS = re.compile(r"[，,。；;！!？?、\s]+")
_PLAIN_PARTS = 2
_PLAIN_LENGTH = 32
"""Messages within both limits have no asides: every part says what is asked."""

_ASKED_BEFORE = re.compile(
    r"(?:是|为|要|得|能|可以|有|一共|大概|应该|需要|各|都|到底)*"
    r"(?:多少|多久|多长|多大|几(?!乎|年内)|什么时候|何时|啥时候|哪天|是什么|怎么算|怎么写)"
)
# What must stand in a clause to the letter: 第10年, 第三批; a right that another country grants.
_COUNTRIES = (
    "美国|日本|韩国|德国|英国|法国|欧洲|欧盟|印度|俄罗斯|加拿大|澳大利亚|新加坡|越南|台湾|香港|澳门"
)
_FOREIGN = frozenset(_COUNTRIES.split("|"))
_EXACT = re.compile(
    rf"第[\d一二三四五六七八九十]+[年批届期]|[\u4e00-\u9fff]{{2,8}}(?:有限公司|股份公司|集团公司)|"
    rf"(?:{_COUNTRIES})的?(?:临时)?(?:专利|实用新型|发明|外观|商标|版权|著作权)"
)
_FIGURE_ASKED = re.compile(r"(?:几|多少)(?:个半?)?(?:小时|工作日|[年月天日周])(?:之?内|以内)?")
"""Asks for a time; cut with its neighbours it would fall into words it does not hold: 月内能."""

_NOT_IN_NAMES = (
    "的了是在有和与我你他她它这那不也都就要会能可给把被让对从到向为及或等吗呢吧些几多少没哪"
    "各每本该家个"
)
_FEE = re.compile(
    rf"([^\W{_NOT_IN_NAMES}a-zA-Z0-9]{{1,6}}费)"
    r"(?:标准|现在|目前|一般|大概|每年|每件|一件|一年|各|都|是|要|得|收|交|缴)*"
    r"(?:多少|怎么[收算]|几[百千万块元]|\d)"
)
_BODIES = ("企业", "机构", "计划", "基金", "平台", "园区")
_PROGRAMME = re.compile(rf"(?P<name>[^\W{_NOT_IN_NAMES}a-zA-Z0-9]{{2,3}})(?:{'|'.join(_BODIES)})")
_ASKED_AFTER = re.compile(r"哪些|哪几[种类项个]|什么|几[件项个类种家]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing the question is about.

    Attributes:
        word: as the question says it.
        alternatives: legal or everyday words that mean the same.
        role: whether it names a thing, an action or neither.
        is_target: the thing asked for itself: 「报名费是多少」, 「哪些材料」.
        is_exact: a clause names it or does not answer: a company, a country, a fee, a list.
        is_beyond: clauses hardly ever give it, so one that does not say the word does not answer:
            a telephone number, a ranking, an opinion.
        is_aside: stands in a part of the message that tells the story and asks nothing.
        is_generic: too common in this field to say alone what is asked ("专利", "条件").
    """

    word: str
    alternatives: tuple[str, ...]
    role: Role
    is_generic: bool
    is_target: bool = False
    is_exact: bool = False
    is_beyond: bool = False
    is_aside: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The word and its alternatives."""
        return (self.word, *self.alternatives)


class QuestionWords(BaseModel):
    """Word lists of `question_words.toml`; the file says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ignored: frozenset[str]
    generic: frozenset[str]
    local_support: tuple[str, ...]
    paid_by_employer: tuple[str, ...]
    exact_endings: tuple[str, ...]
    always_exact_endings: tuple[str, ...]
    never_exact: frozenset[str]
    beyond_clauses: tuple[str, ...]
    firms: tuple[str, ...]
    case_specific: tuple[str, ...]
    abbreviations: dict[str, str]


@cache
def question_words() -> QuestionWords:
    """The lists, read once."""
    text = Path(__file__).with_name("question_words.toml").read_text(encoding="utf-8")
    return QuestionWords.model_validate(tomllib.loads(text))


def content_terms(question: str) -> tuple[Term, ...]:
    """Content words in order, each once; bare digits and question words are left out."""
    parts = [part for part in _PARTS.split(question) if part.strip()]
    tells_a_story = len(parts) > _PLAIN_PARTS or len(question) > _PLAIN_LENGTH
    asks = [bool(what_is_asked(part)) for part in parts]
    terms: dict[str, Term] = {}
    for part, is_asking in zip(parts, asks, strict=True):
        target = _target(part)
        for term in _terms_of(part):
            found = replace(
                term,
                is_target=term.word == target,
                is_aside=tells_a_story and any(asks) and not is_asking,
            )
            known = terms.get(term.word)
            if known is None or (known.is_aside and not found.is_aside):
                terms[term.word] = found
    return tuple(terms.values())


def _terms_of(part: str) -> list[Term]:
    lists = question_words()
    words = [w for w in tagged_words(_FIGURE_ASKED.sub(" ", part)) if not _says_nothing(w)]
    named = [_term(word) for word in words]
    whole = [w.word for w in words]
    beyond = [
        word
        for word in (*lists.beyond_clauses, *lists.firms)
        if word in part and not any(word in longer and word != longer for longer in whole)
    ]
    to_the_letter = [
        Term(
            word=word,
            alternatives=(),
            role=Role.NAME,
            is_generic=False,
            is_exact=True,
            is_beyond=word in beyond,
        )
        for word in (*_EXACT.findall(part), *_FEE.findall(part), *_coined(part), *beyond)
    ]
    return to_the_letter + named


def _says_nothing(tagged: TaggedWord) -> bool:
    is_idle = tagged.role is Role.EMPTY or tagged.word in question_words().ignored
    return is_idle or tagged.word.isdigit()


def _coined(part: str) -> list[str]:
    """Names of programmes no dictionary has: 瞪羚企业, 独角兽企业."""
    unknown = part
    for tagged in tagged_words(part):
        if tagged.word not in _BODIES:
            unknown = unknown.replace(tagged.word, " ")
    return [match["name"] for match in _PROGRAMME.finditer(unknown)]


def _term(tagged: TaggedWord) -> Term:
    lists = question_words()
    alternatives = tuple(other for other in expand(tagged.word) if other != tagged.word)
    is_exact = tagged.role is Role.PROPER or tagged.word.isascii() or tagged.word in _FOREIGN
    if tagged.role is Role.NAME and tagged.word.endswith(lists.exact_endings):
        is_exact = not alternatives
    if tagged.word in lists.never_exact:
        is_exact = False
    elif tagged.role is Role.NAME and tagged.word.endswith(lists.always_exact_endings):
        is_exact, alternatives = True, ()
    return Term(
        word=tagged.word,
        alternatives=alternatives,
        role=tagged.role,
        is_generic=tagged.word in lists.generic,
        is_exact=is_exact,
        is_beyond=tagged.word in _FOREIGN,
    )


def _target(part: str) -> str | None:
    """The name right before 是多少/多久, or right after 哪些/什么; None when unclear."""
    after = _ASKED_AFTER.search(part)
    before = _ASKED_BEFORE.search(part)
    if before is not None and (names := _names_in(part[: before.start()])):
        return names[-1]
    if after is not None and (names := _names_in(part[after.end() :])):
        return names[0]
    return None


def _names_in(text: str) -> list[str]:
    return [term.word for term in _terms_of(text) if term.role is Role.NAME and not term.is_generic]
