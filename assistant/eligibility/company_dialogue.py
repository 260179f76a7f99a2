"""A conversation about one company: whose turn a message is, and what is known after it.

Nothing is kept between messages: each time the conversation is read anew from its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_reading import Reading, Unplaced, fill_in, joined
from assistant.eligibility.profile_reply import is_unknown, read_reply
from assistant.eligibility.profile_words import read_words
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_names import named_programmes
from assistant.eligibility.questions import Question
from assistant.eligibility.rules.describe import Missing
from assistant.eligibility.written_amounts import folded, written_amounts
from assistant.eligibility.written_days import written_days

_OWN = re.compile(
    "我们|咱们?|我司|本公司|我公司|我厂|本企业|我家公司|我企业|敝司|我单位|本单位|本厂"
)
_MAY = re.compile(
    "(?:能不能|能否|可不可以|可否|能够?|可以|够不够|够得?上?|有没有|有无|是否|是不是|算不算)[^，。；？?]{0,12}"
    "(?:申报|申请|认定|参评|评|报|拿|享受|领|获|当|成为|条件|资格|资质|格|达标|合格|标准)|"
    "符合[^，。；？?]{0,16}(?:吗|不|么|$|[？?])|(?:还?差|还?缺)(?:什么|多少|哪|几|啥)|"
    "达不达标|达标[吗了没不]|(?:报|评|申|过)(?:得上|得了|不上|不了|得过)|有(?:没有)?戏|能报|够格"
)
_WHAT_SUPPORT = re.compile(
    "(?:能|可以|可|够|有资格)(?:够)?(?:拿到?|享受到?|申请到?|申报|领到?|领取|获得|得到|报|评|走)[^，。？?]{0,4}"
    "(?:哪些|什么|哪几|啥)|"
    "(?:有|享受)(?:哪些|什么|啥)[^，。？?]{0,10}(?:支持|补贴|奖励|政策|资助|扶持|优惠|项目|资格)[^，。？?]{0,8}"
    "(?:可以|能|适合|给)|(?:哪些|什么|啥)[^，。？?]{0,10}(?:支持|补贴|奖励|政策|资助|扶持|优惠|项目|资格)"
    "[^，。？?]{0,8}(?:可以|能|适合)[^，。？?]{0,4}(?:我们|我司|拿|享受|申|报|领|用)"
)
_GOES_ON = re.compile(
    "还?差|还?缺|怎么补|差多少|够吗|够不够|行吗|可以吗|能报|呢[？?]?$|什么时候能|结果|重新算|再算"
)
_ON_TO_ANOTHER = re.compile("^那么?(?!.*(?:[年月日这差办]|我们|现在|以后))[^，。]{2,12}呢[？?]?$")
"""「那开放许可呢」: of something that is none of our programmes it is not ours."""

_OF_A_TEXT = re.compile(
    "第[一二三四五六七八九十百\\d]+(?:部分|条|章|款|项|节)|依照|依据|按照|对照|根据|照.{1,12}(?:规定|要求)|"
    "免评|这一?[条项]|直接(?:当|评|认定|成为)|为什么|怎么理解|什么意思|是什么$|有什么区别|区别"
)
_ASKS = re.compile(
    "[?？]|[吗么呢]\\s*$|什么|多少|哪些|怎么|如何|几[个件年]|谁|为何|"
    "(有没|是不|能不|够不|可不|行不|会不|要不|算不)\\w|能否|可否|是否|有无"
)
_ON_A_DAY = re.compile(
    "(?:^|[，,。；？?])\\s*(?:那|如果|要是)?(?:等|等到|到|若在|如果在)(?=\\s*(?:20|明年|后年|今年))"
)
_FEWEST_FACTS = 2
_SETS_SCENE = frozenset(("applicant",))
"""Fields that say nothing of a company by themselves: 我们公司 makes it one."""

Programmes = tuple[Programme, ...]
"""Those asked about; () for all there are."""

NextQuestion = Callable[[Programmes, Profile, frozenset[Missing], date], Question | None]
"""What we asked after a message of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known after a message that is ours to answer.

    Attributes:
        programmes: asked about; () for all there are.
        profile: from all messages so far.
        reading: what was taken from this message.
        day: the day of the application.
        skipped: values the company said it does not know.
    """

    programmes: Programmes
    profile: Profile
    reading: Reading
    day: date
    skipped: frozenset[Missing] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """Where the conversation stands; `is_ours` tells of the last message, `was_ours` of any."""

    profile: Profile = field(default_factory=Profile)
    programmes: Programmes = ()
    day: date
    asked: Question | None = None
    skipped: frozenset[Missing] = frozenset()
    is_ours: bool = False
    was_ours: bool = False
    reading: Reading = field(default_factory=Reading)


class CompanyDialogue:
    """Reads conversations.

    Args:
        programmes: gives those that can be asked about, when it first matters; most messages
            are no company's, and reading all rules takes half a second.
        next_question: as we ask it.
    """

    def __init__(
        self, programmes: Callable[[], Sequence[Programme]], next_question: NextQuestion
    ) -> None:
        self._programmes = programmes
        self._next_question = next_question

    def hear(
        self, messages: Iterable[str], *, day: date, region: str | None = None
    ) -> Heard | None:
        """What is known after the last message; None when that one is not ours to answer.

        Args:
            messages: of the user, oldest first, at least one.
            day: asked about.
            region: where the page says the company is; its own words count more.
        """
        state = _State(day=day)
        for text in messages:
            state = self._step(replace(state, day=day), text, region)
        if not state.is_ours:
            return None
        return Heard(
            programmes=state.programmes,
            profile=_in_place(state.profile, region),
            reading=state.reading,
            day=state.day,
            skipped=state.skipped,
        )

    def _step(self, state: _State, text: str, region: str | None) -> _State:
        reading, is_reply = _read(state, text)
        if state.is_ours and state.asked is not None and is_unknown(text):
            after = replace(state, skipped=state.skipped | {state.asked.missing}, reading=Reading())
            return self._asking(after, region)
        profile, taken = fill_in(state.profile, reading)
        here = _in_place(profile, region)
        is_ours, programmes = self._whose(
            replace(state, profile=here), text, taken, is_reply=is_reply
        )
        after = replace(
            state,
            profile=profile,
            programmes=programmes,
            reading=taken,
            is_ours=is_ours,
            was_ours=state.was_ours or is_ours,
            day=_day_in(text, state.day),
            asked=None,
        )
        return self._asking(after, region) if is_ours else after

    def _asking(self, state: _State, region: str | None) -> _State:
        profile = _in_place(state.profile, region)
        return replace(
            state,
            asked=self._next_question(state.programmes, profile, state.skipped, state.day),
        )

    def _whose(
        self,
        state: _State,
        text: str,
        taken: Reading,
        *,
        is_reply: bool,
    ) -> tuple[bool, Programmes]:
        """Whether the message is ours, and the programmes it is about."""
        if _OF_A_TEXT.search(text):
            return False, state.programmes
        facts = [one for one in taken.facts if one.field not in _SETS_SCENE]
        is_own = bool(_OWN.search(text)) or len(facts) >= _FEWEST_FACTS
        if is_own and (named := self._asked_about(text, taken, state.profile.region)):
            return True, named
        if is_own and _WHAT_SUPPORT.search(text):
            return True, ()
        if state.is_ours:
            return self._continued(state, text, taken, is_reply=is_reply)
        if _ASKS.search(text):
            return False, state.programmes
        if state.was_ours:  # a fact after a question on something else
            return bool(facts), state.programmes
        return bool(_OWN.search(text)) and len(facts) >= _FEWEST_FACTS, ()

    def _continued(
        self, state: _State, text: str, taken: Reading, *, is_reply: bool
    ) -> tuple[bool, Programmes]:
        """After a message of ours: a reply, a fact, a correction, another programme."""
        others = named_programmes(text, self._programmes(), region=state.profile.region)
        goes_on = bool(_GOES_ON.search(text) or _MAY.search(text))
        if others and not taken.facts:
            is_about = goes_on and (others == state.programmes or len(text) <= _SHORT)
            return is_about, others if is_about else state.programmes
        if taken.is_empty() and not others and _ON_TO_ANOTHER.search(text.strip()):
            return False, state.programmes
        has_told = not taken.is_empty() and (is_reply or goes_on or not _ASKS.search(text))
        return has_told or (goes_on and len(text) <= _SHORT), state.programmes

    def _asked_about(self, text: str, taken: Reading, region: str | None) -> Programmes:
        """Those named beside the question whether they can be had; titles held are none."""
        clauses = [one for one in re.split("[，,。；;！!\\n]", text) if one.strip()]
        held = {fact.words for fact in taken.facts if fact.field == "honours"}
        for index, clause in enumerate(clauses):
            if not _MAY.search(clause):
                continue
            for near in (
                clause,
                clauses[index - 1] if index else "",
                *clauses[index + 1 : index + 2],
            ):
                if near.strip() in held:
                    continue
                if found := named_programmes(near, self._programmes(), region=region):
                    return found
        return ()


_LONGEST_ANSWER = 4
"""Characters of a message that is a reply, readable or not."""

_SHORT = 24
"""Characters of a message that can only make sense after the one before."""


def _read(state: _State, text: str) -> tuple[Reading, bool]:
    """What a message says, as a reply to what was asked if it is one."""
    if state.is_ours and state.asked is not None:
        if (reply := read_reply(text, state.asked, day=state.day)) is not None:
            whole = read_words(text, day=state.day, before=state.profile)
            return _beside(reply, whole, state.asked.missing.field), True
        if len(text) <= _LONGEST_ANSWER and not _ASKS.search(text) and not written_amounts(text):
            said = Unplaced(words=text.strip(), reason="看不出是对上一个问题的回答，请换个说法")
            return Reading(unplaced=(said,)), True
    return read_words(text, day=state.day, before=state.profile), False


def _beside(reply: Reading, said: Reading, asked: str) -> Reading:
    """A reply, and what the same message says of other fields."""
    used = {fact.words for fact in reply.facts} | {one.words for one in reply.unplaced}
    others = Reading(
        facts=tuple(fact for fact in said.facts if fact.field != asked),
        shares=tuple(share for share in said.shares if share.field != asked),
        unplaced=tuple(one for one in said.unplaced if one.words not in used),
    )
    return joined((reply, others))


def _in_place(profile: Profile, region: str | None) -> Profile:
    if profile.region is not None or region is None:
        return profile
    return profile.model_copy(update={"region": region})


def _day_in(text: str, day: date) -> date:
    """The day of the application where a message names one ahead: 「到2027年3月呢」."""
    plain = folded(text)
    if (ahead := _ON_A_DAY.search(plain)) is None:
        return day
    days = [one for one in written_days(plain, today=day) if one.start >= ahead.end()]
    return days[0].latest() if days and days[0].start - ahead.end() <= 1 else day
