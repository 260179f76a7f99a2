"""Several questions in one message: taken apart, and their answers put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.answer import Answer, Sentence, Turn
from assistant.terms import content_terms
from assistant.trace import joined_traces
from indexing.words import normalise

MOST_PARTS = 4
"""Questions answered of one message; more would make an answer nobody reads."""

_Item = TypeVar("_Item")
_BOUNDARY = re.compile(r"(?<=[？?。！!；;\n])")
_LEADS_ON = re.compile(
    r"^[\s，,、]*(?:另外|此外|还有(?:就是)?|再者|再有|顺便(?:问(?:一下|下)?)?|同时(?:想问)?|其次|第[二三四]个?问题(?:是)?|"
    r"还(?:想|要)(?:问|请教|了解|知道)(?:一下|下)?|再(?:问|请教)(?:一下|下|一个)?|以及|对了)[\s，,、：:]*"
)
_INTERROGATIVE = re.compile(
    r"吗|呢|什么|啥|怎么|怎样|咋|如何|多少|多久|多长|多大|几[个件项天年月家种类]|哪|谁|是否|能否|可否|"
    r"有没有|能不能|可不可以|是不是|要不要|算不算|何时"
)


def split_questions(message: str) -> tuple[str, ...]:
    """The questions of a message, in order; the message alone when it asks one thing.

    A new question begins after a full stop or question mark, asks something, and brings a word of
    its own that is no commonplace. What asks nothing stays with the question that follows it.
    """
    parts: list[str] = []
    waiting = ""
    for sentence in _BOUNDARY.split(message):
        waiting += sentence
        if asks(sentence):
            parts.append(waiting)
            waiting = ""
    if waiting.strip() and parts:
        parts[-1] += waiting
    merged = _with_own_subjects(parts)
    if not 1 < len(merged) <= MOST_PARTS:
        return (message,)
    return tuple(_LEADS_ON.sub("", part).strip() for part in merged)


def join_answers(turns: Sequence[Turn]) -> Answer:
    """One answer to all: each question with its own, what is refused said beside what is answered.

    It is refused only when every part is; then the first part's reason stands.
    """
    answers = [turn.answer for turn in turns]
    answered = [answer for answer in answers if not answer.refused]
    cited = {c for answer in answered for s in answer.sentences for c in s.citations}
    parts = (
        f"{number}．{turn.question}\n{turn.answer.text}"
        for number, turn in enumerate(turns, start=1)
    )
    stated = [answer.confidence for answer in answers if answer.confidence is not None]
    return replace(
        (answered or answers)[0],
        text="\n\n".join(parts),
        sentences=tuple(_sentences(turns)),
        nearest=_once(c for answer in answers for c in answer.nearest if c not in cited),
        notices=_once(notice for turn in turns for notice in _notices_of(turn)),
        standalone_question=" ".join(answer.standalone_question for answer in answers),
        confidence=min(stated, default=None),
        mode="llm" if any(answer.mode == "llm" for answer in answers) else "extractive",
        asks_back=next((answer.asks_back for answer in answers if answer.asks_back), ""),
        trace=joined_traces([answer.trace for answer in answers if answer.trace]),
    )


def asks(sentence: str) -> bool:
    """Whether the words ask anything; a statement adds to what was asked."""
    folded = normalise(sentence)
    return folded.rstrip().endswith("?") or _INTERROGATIVE.search(folded) is not None


def _sentences(turns: Sequence[Turn]) -> Iterator[Sentence]:
    """Each sentence once; the first one of a part is named after its question."""
    said: set[str] = set()
    for turn in turns:
        opens = turn.question
        for sentence in turn.answer.sentences:
            if sentence.text not in said:
                yield replace(sentence, opens=opens)
                opens = ""
            said.add(sentence.text)


def _notices_of(turn: Turn) -> tuple[str, ...]:
    """A part that is refused is told as a remark, because it has no sentences of its own."""
    if not turn.answer.refused:
        return turn.answer.notices
    return (f"“{turn.question}”没有作答：{turn.answer.text}", *turn.answer.notices)


def _once(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))


def _with_own_subjects(parts: Sequence[str]) -> list[str]:
    """Parts that say nothing of their own belong to the one before."""
    merged: list[str] = []
    known: set[str] = set()
    for part in parts:
        words = {term.word for term in content_terms(normalise(part)) if not term.is_generic}
        leads_on = _LEADS_ON.match(part) is not None
        if merged and words <= known and not (leads_on and words):
            merged[-1] += part
        else:
            merged.append(part)
        known |= words
    return merged
