"""What to ask back when a fact the question leaves open decides the answer, and the reply to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.answer import Answer, Sentence, Turn
from assistant.asking import what_is_asked
from assistant.day_words import only_day
from assistant.evidence import Evidence
from assistant.families import Deciding, families
from assistant.understand import ParsedQuestion
from corpus.documents import Document
from corpus.places import find_places
from corpus.quantities import find_quantities
from indexing.words import normalise

ASKS_FOR_PLACE = "请告诉我企业在哪个省、市、区。"

_MOST_ASKED = 2
"""Questions asked back on one matter; after that all cases are spelled out."""

_MOST_PLACES = 4
_CLAUSES_A_PLACE = 2

_RECENT = timedelta(days=365)
"""A version that replaced another within it may be younger than what somebody filed."""

_FILED = re.compile(
    r"(?:已经?|早就|之前|先前|当时|上半年|去年|今年|年初|上个?月|前几?个?月).{0,6}(?:提|交|递|申请|办)|"
    r"(?:提|提交|递交|申请|交上去|报上去)(?:过|了)|在审|还没(?:审完|批|下来)"
)
_OF_A_REPLY = re.compile(
    r"我们?(?:公司|企业|单位|这边|这里)?|我司|本公司|公司|注册地?|位于|地址|所在地|在|是|的|属于|这边|就|[，,。、\s]"
)
_WANTS_ALL = re.compile(
    r"各|分别|都|每[种类个]|[两三几][种类个]|哪些|哪几|所有|全部|区别|不同|对比|比较"
)
"""Who asks for every case is not asked which one."""

_LONGEST_REPLY = 24
_AT_A_LOSS = re.compile(
    r"(?:我们?|这个|暂时|目前|现在|还)*(?:不清楚|不知道|不确定|说不准|没定|没想好|随便|都行|都可以|都(?:说说|列出来|要|看看)|不方便说)"
    r"[了呢吧。!！,，]*(?:你?都?(?:说说|列出来|告诉我)吧?)?"
)


def asked_enough(history: Sequence[Turn], question: str) -> bool:
    """Whether a conversation asked this back as often as one may."""
    return sum(question in turn.answer.asks_back for turn in history) >= _MOST_ASKED


def is_at_a_loss(reply: str) -> bool:
    """Whether who was asked back does not know either, and wants every case."""
    return _AT_A_LOSS.fullmatch(normalise(reply)) is not None


def asks_for_fact(question: ParsedQuestion, sentences: Sequence[Sentence]) -> str:
    """What to ask under an answer that tells cases apart the question does not; "" for nothing."""
    open_facts = (f for f in families().deciding if _is_open(f, question.text, sentences))
    return next((fact.asks for fact in open_facts), "")


def asks_for_day(
    question: ParsedQuestion,
    answer: Answer,
    find: Callable[[str], Document | None],
    replaced: Collection[str],
) -> str:
    """What to ask where a text cited is younger than what was filed may be; "" for nothing.

    Args:
        question: neither it nor the user sets a day.
        answer: as of today.
        find: document by id.
        replaced: ids of documents that replaced an earlier version.
    """
    if not _FILED.search(question.text):
        return ""
    cited = dict.fromkeys(c.document_id for s in answer.sentences for c in s.citations)
    for document in filter(None, map(find, cited)):
        begun = document.effective
        is_new = begun is not None and begun <= answer.as_of < begun + _RECENT
        if is_new and document.id in replaced:
            return (
                f"《{document.title}》现行版本自 {begun} 起施行，以上按 {answer.as_of} 的规定作答；"
                f"如果是 {begun} 以前提出的，请告诉我提出的日期。"
            )
    return ""


def spelled_by_place(
    evidence: Sequence[Evidence], compose: Callable[[Sequence[Evidence]], Sequence[Sentence]]
) -> tuple[Sentence, ...]:
    """What the texts of each place say, place by place.

    Args:
        evidence: clauses that would answer, best first; national ones are passed over.
        compose: quotes clauses.
    """
    by_place: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.passage.region is not None and item.in_force:
            by_place.setdefault(item.passage.region, []).append(item)
    spelled: list[Sentence] = []
    for place, clauses in list(by_place.items())[:_MOST_PLACES]:
        said = compose(clauses[:_CLAUSES_A_PLACE])
        spelled += (
            replace(sentence, opens=f"企业在{place.replace('/', '')}的" if first else "")
            for first, sentence in zip((True, *(False,) * len(said)), said, strict=False)
        )
    return tuple(spelled)


def spoken(cases: Iterable[Sentence]) -> str:
    """The cases as text, each begun by what it applies to."""
    return "\n".join(f"{c.opens}：{c.text}" if c.opens else c.text for c in cases)


def with_question(answer: Answer, question: str) -> Answer:
    """The answer with what is asked back at its end; as it is when nothing is."""
    if not question:
        return answer
    return replace(
        answer,
        text=f"{answer.text}\n{question}",
        notices=(*answer.notices, question),
        asks_back=question,
    )


def reply_to(answer: Answer, reply: str, asked: str) -> str | None:
    """What `asked` means with the reply to what was asked back; None when it is no reply.

    Args:
        answer: to `asked`; it asks back or nothing counts as a reply.
        reply: normalised.
        asked: the question, normalised.
    """
    said = reply.strip("?？。!！,， 呢")
    if answer.asks_back and is_at_a_loss(said):
        return asked
    if not answer.asks_back or len(said) > _LONGEST_REPLY or what_is_asked(said):
        return None
    day = only_day(said) or only_day(_OF_A_REPLY.sub("", said))
    if day:
        return f"{day}，{asked}"
    place = "".join(mention.path.replace("/", "") for mention in find_places(said)[-1:])
    fact = _member_named(said, answer.asks_back)
    return f"{place}{fact}{asked}" if place or fact else None


def _is_open(fact: Deciding, question: str, sentences: Iterable[Sentence]) -> bool:
    """Whether sentences with unlike figures each speak of one member, and the question of none."""
    if fact.members_in(question) or _WANTS_ALL.search(question):
        return False
    figures: dict[str, set[str]] = {}
    for sentence in sentences:
        text = normalise(sentence.text)
        members = fact.members_in(text)
        if len(members) == 1 and find_quantities(text):
            figures.setdefault(members[0], set()).update(map(str, find_quantities(text)))
    return len(figures) > 1 and not set.intersection(*figures.values())


def _member_named(said: str, asks_back: str) -> str:
    """The member a reply names of the fact it was asked for; "" for none."""
    for fact in families().deciding:
        named = fact.members_in(said)
        if fact.asks in asks_back and len(named) == 1:
            return named[0]
    return ""
