"""A follow-up question completed from the conversation, so that it stands alone: by rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.answer import Turn
from assistant.asking import Asking, what_is_asked
from assistant.clarify import reply_to
from assistant.clause_reference import find_clause_references
from assistant.day_words import only_day, without_days
from assistant.families import families, longest_in
from assistant.instruments import Instruments
from assistant.pair import is_of_two, of_two
from assistant.parts import asks
from assistant.terms import Term, content_terms
from assistant.thread import Thread, asked_of, places_in, standing_alone, things_in, thread_of
from assistant.understand import understand
from indexing.tagged_words import Role
from indexing.words import normalise

_CORRECTS = re.compile(
    r"^(?:(?:不对|不是(?:这个|的)?(?=[，,。！!、\s])|错了|说错了|搞错了|弄错了|更正|纠正)(?:一下)?[，,。！!、\s]*)+"
    r"(?:我(?:想|要)?(?:问|说|指)的?是|我是(?:想)?(?:问|说|指)|应该是|应当是|是)?|"
    r"^我(?:想|要)?(?:问|说|指)的是"
)
_NOT_BUT = re.compile(
    r"^不是(?P<old>[^，,。、]{1,12})[，,、](?:而?是|我?问的?是)(?P<new>[^，,。]{1,16})$"
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
_NEW_MATTER = re.compile(
    r"^(?:好的?|嗯|谢谢|明白了?|知道了)?[，,。!！\s]*(?:(?:换|转)个?(?:话题|问题|别的)|(?:再)?问个?(?:别的|其他的?|另一个(?:问题|事)?)|"
    r"(?:另外|再)(?:想)?问(?:一个|个)?(?:别的|其他的?)?(?:问题)?|说(?:点|个)?别的|顺便问(?:一下|一句)?)[，,。：:!！\s]*"
)
_VERSION = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*年?版?(?!\d)|[新旧老]版|[新旧老]办法|[新旧]法"
)
_LATIN = re.compile(r"[A-Za-z]+")
_SHORT = 14


def stand_alone(question: str, history: Sequence[Turn], instruments: Instruments) -> str:
    """The question as it would be asked without the conversation; unchanged when it stands alone.

    A member of a family (发明 / 实用新型 / 外观设计, one place, one day, one version / another)
    takes the place of the one spoken of; otherwise the matter at hand is put in front.
    """
    return readings(question, history, instruments)[0]


def readings(question: str, history: Sequence[Turn], instruments: Instruments) -> tuple[str, ...]:
    """Ways to complete a follow-up, the likeliest first; never none.

    More than one where the words alone do not tell whether it goes on or begins a new matter.
    """
    if not history:
        return (question,)
    fresh = _NEW_MATTER.sub("", question)
    reply = _reply(fresh, history)
    if reply is not None:
        return (reply,)
    if _is_announced(question, fresh) or not _leans_on_history(fresh, instruments):
        return (fresh,)
    thread, core = thread_of(history), _core(fresh)
    exact = _exactly(fresh, core, history, instruments)
    found = (
        (exact,) if exact is not None else (_joined(thread, core), *_otherwise(fresh, core, thread))
    )
    spelt = _capitals(turn.question for turn in history)
    return tuple(dict.fromkeys(_LATIN.sub(lambda m: spelt.get(m[0], m[0]), one) for one in found))


def _is_announced(question: str, fresh: str) -> bool:
    """Whether the words say that another matter follows, and name it."""
    names_it = any(not term.is_generic for term in content_terms(normalise(fresh)))
    return fresh != question and names_it and not _POINTS_BACK.search(fresh)


def is_reply(question: str, history: Sequence[Turn]) -> bool:
    """Whether it replies to what the last answer asked back."""
    return bool(history) and _reply(question, history) is not None


def names_another(question: str) -> bool:
    """Whether it only names something: 「质押贴息呢」, the former question of another thing."""
    return _TRAILS.search(question) is not None and not what_is_asked(_core(question))


def _reply(question: str, history: Sequence[Turn]) -> str | None:
    return reply_to(history[-1].answer, normalise(question), standing_alone(history[-1]))


def _capitals(questions: Iterable[str]) -> dict[str, str]:
    """Latin words as they were written, by their spelling in small letters."""
    words = (
        word
        for question in questions
        for word in _LATIN.findall(unicodedata.normalize("NFKC", question))
    )
    return {word.lower(): word for word in words}


def _exactly(
    question: str, core: str, history: Sequence[Turn], instruments: Instruments
) -> str | None:
    """What a follow-up means when its words leave no doubt; None when they do."""
    last = standing_alone(history[-1])
    both = of_two(core, history)
    if both is not None:
        return both
    clause = _clause_of_same_instrument(last, question, instruments)
    if clause is not None:
        return clause
    of_version = _swap_version(last, core)
    if of_version is not None:
        return of_version
    day = only_day(core)
    if day is not None:
        return _on_day(day, last)
    swapped = _swap(last, question)
    if swapped is not None:
        return swapped
    points_back = _POINTS_BACK.search(question) is not None
    return core if _says_what_and_where(question) and not points_back else None


def _joined(thread: Thread, core: str) -> str:
    asks = bool(what_is_asked(core)) or not things_in(core)
    if _VERSION.search(core):  # it sets the day that counts
        thread = Thread(without_days(thread.base), thread.detail)
    return thread.followed_by(core, asks=asks and not _POINTS_BACK.search(core))


def _otherwise(question: str, core: str, thread: Thread) -> tuple[str, ...]:
    """The former question of another thing, in the same place, or a new matter.

    () when the words point back.
    """
    if _POINTS_BACK.search(question) or not things_in(core):
        return ()
    if what_is_asked(core):
        return (core,)
    where = "" if places_in(core) else "和".join(places_in(thread.base))
    return (f"{where}{core}{asked_of(thread.base)}", core)


def _on_day(day: str, last: str) -> str:
    """The last question asked of another day, or of today for ""."""
    timeless = without_days(last)
    return f"{day}，{timeless}" if day else timeless


def _clause_of_same_instrument(last: str, question: str, instruments: Instruments) -> str | None:
    """「第四十三条呢」, 「第二款呢」 after a question that named the instrument or article."""
    named = instruments.named_in(last)
    if instruments.named_in(normalise(question)):
        return _core(question) if find_clause_references(normalise(question)) else None
    if not named:
        return None
    if Asking.VALIDITY in what_is_asked(question) and find_clause_references(last):
        return f"{named[0].name}{_POINTS_BACK.sub('', _core(question))}"
    part = _PART_OF_ARTICLE.search(normalise(question))
    if find_clause_references(normalise(question)):
        return f"{named[0].name}{_core(question)}"
    articles = find_clause_references(last)
    if part is None or not articles:
        return None
    return f"{named[0].name}{articles[-1].article}{part.group()}"


def _leans_on_history(question: str, instruments: Instruments) -> bool:
    text = normalise(question)
    if find_clause_references(text) or _PART_OF_ARTICLE.match(text):
        return True
    cues = (_CORRECTS, _NOT_BUT, _OPENS, _TRAILS, _POINTS_BACK)
    if is_of_two(text) or any(cue.search(text) for cue in cues):
        return True
    if instruments.named_in(text):
        return False
    if _THE_SAME.search(text) or only_day(text) is not None:
        return True
    opening = re.split("[,，]", text, maxsplit=1)[0]
    if opening != text and asks(opening) and not _specific(opening):
        return True
    return len(text) <= _SHORT and len(_specific(text)) <= 1


def _specific(text: str) -> list[Term]:
    """Words that say what it is about; in a statement only names and actions do."""
    named = [term for term in content_terms(text) if not term.is_generic]
    return named if asks(text) else [term for term in named if term.role is not Role.OTHER]


def _swap(last: str, question: str) -> str | None:
    """`last` with the member of a family it names replaced by the one `question` names."""
    now = normalise(question)
    corrected = _NOT_BUT.search(_TRAILS.sub("", now))
    if corrected and corrected["old"] in last:
        return last.replace(corrected["old"], corrected["new"])
    for old_members, new_members in families().pairs():
        old, new = longest_in(last, old_members), longest_in(now, new_members)
        if old and new and old != new and len(_core(question)) <= len(new) + 6:
            return last.replace(old, new)
    old_places = understand(last, _NO_INSTRUMENTS).places
    new_places = understand(question, _NO_INSTRUMENTS).places
    if new_places and len(_core(question)) <= _SHORT and not _says_what_and_where(question):
        return _swap_place(last, old_places, new_places[-1])
    return None


def _swap_version(last: str, core: str) -> str | None:
    """「2023版呢」 after a question on the 2013 version."""
    core = core.removesuffix("的")
    if not _VERSION.fullmatch(core):
        return None
    named = _VERSION.search(last)
    if named is None:
        return None
    new = core[:4] if named["year"] and core[:4].isdigit() else core
    at = named.span("year") if named["year"] and core[:4].isdigit() else named.span()
    return last[: at[0]] + new + last[at[1] :]


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


def _core(question: str) -> str:
    text = _OPENS.sub("", _CORRECTS.sub("", normalise(question)))
    return _TRAILS.sub("", text).strip("，,。?？! ")


_NO_INSTRUMENTS = Instruments(())
