"""Faults to plant in answers: each takes a right answer and spoils it in one way."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, Citation, Reason, Sentence, Turn
from corpus.documents import Document, Status

Spoil = Callable[[Answer], Answer]
_NUMBER = re.compile(r"\d+")


@dataclass
class Replayed:
    """Gives the answers of an earlier run again, each spoiled in the same way.

    Attributes:
        answers: by question, day, place and number of earlier turns.
        seconds: how long each takes.
    """

    answers: Mapping[tuple[str, date | None, str | None], Answer]
    spoil: Spoil = lambda answer: answer
    seconds: float = 0.0

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        time.sleep(self.seconds)
        return self.spoil(self.answers[question, as_of, region])


def change_numbers(answer: Answer) -> Answer:
    """Says another number than its clause, quotes untouched."""
    sentences = tuple(replace(s, text=_other_numbers(s.text)) for s in answer.sentences)
    return replace(answer, sentences=sentences, text=_joined(sentences) or answer.text)


def negate(answer: Answer) -> Answer:
    """Says the contrary of its clause, quotes untouched: drops a negation, or else adds one."""
    sentences = tuple(replace(s, text=_negated(s.text)) for s in answer.sentences)
    return replace(answer, sentences=sentences, text=_joined(sentences) or answer.text)


def never_refuse(answer: Answer) -> Answer:
    """Answers with the nearest clause where it should refuse."""
    if not answer.refused or not answer.nearest:
        return answer
    nearest = answer.nearest[0]
    sentence = Sentence(text=nearest.quote, citations=(nearest,))
    return replace(
        answer, refused=False, reason=None, nearest=(), sentences=(sentence,), text=sentence.text
    )


def always_refuse(answer: Answer) -> Answer:
    """Refuses whatever is asked."""
    if answer.refused:
        return answer
    return replace(
        answer, refused=True, reason=Reason.NOT_IN_CORPUS, sentences=(), text="资料里没有。"
    )


def say_twice(answer: Answer) -> Answer:
    """Says every sentence twice."""
    doubled = tuple(sentence for s in answer.sentences for sentence in (s, s))
    return replace(answer, sentences=doubled)


def cut_quotes(answer: Answer) -> Answer:
    """Quotes all but the last few characters of the clause."""

    def cut(citation: Citation) -> Citation:
        kept = citation.quote.rstrip("。；，、：！？ \n")[:-2]
        if len(kept) < 6:
            return citation
        return replace(citation, quote=kept, end=citation.start + len(kept))

    return _with_citations(answer, cut)


def stale(answer: Answer) -> Answer:
    """Cites texts as they were before they were renewed."""
    return _with_citations(answer, lambda citation: replace(citation, sha256="0" * 64))


def elsewhere(answer: Answer) -> Answer:
    """Cites texts of a place nobody asked about."""
    return _with_citations(answer, lambda citation: replace(citation, region="西藏自治区/那曲市"))


def former_version(former: Mapping[str, Document]) -> Spoil:
    """Cites the version that the right one replaced, as if it were in force.

    Args:
        former: by the id of the document that replaced it.
    """

    def cite_former(citation: Citation) -> Citation:
        older = former.get(citation.document_id)
        if older is None:
            return citation
        end = older.text.index("\n")
        return replace(
            citation,
            document_id=older.id,
            quote=older.text[:end],
            start=0,
            end=end,
            sha256=older.sha256,
            status=Status.IN_FORCE,
        )

    return lambda answer: _with_citations(answer, cite_former)


def _with_citations(answer: Answer, change: Callable[[Citation], Citation]) -> Answer:
    sentences = tuple(
        replace(s, citations=tuple(map(change, s.citations))) for s in answer.sentences
    )
    return replace(answer, sentences=sentences)


def _other_numbers(text: str) -> str:
    return _NUMBER.sub(lambda match: str(int(match[0]) * 3 + 7), text)


_CONTRARY = {"不得": "", "不予": "予以", "应当": "不应当", "可以": "不可以"}


def _negated(text: str) -> str:
    for words, contrary in _CONTRARY.items():
        if words in text:
            return text.replace(words, contrary, 1)
    return text


def _joined(sentences: Sequence[Sentence]) -> str:
    return "\n".join(s.text for s in sentences)
