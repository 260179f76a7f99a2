"""A draft read as it streams in: every sentence checked, what stands shown at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from assistant.answer import Sentence
from assistant.draft import DraftSentence, read_draft
from assistant.listener import Listener
from assistant.meaning_check import DENIED, MeaningCheck
from assistant.numbered_clauses import NumberedClause
from assistant.rereading import (
    bare_claim,
    is_chinese,
    points_back,
    repeats_premise,
    says_the_same,
    without_connective,
)
from assistant.sentence_check import find_support
from assistant.trace import SentenceSeen
from assistant.understand import ParsedQuestion
from assistant.verdict import opening_word

_MOST_REPEATS = 3
_MOST_CLAIMS = 40
"""A reply that goes on past either runs in circles."""

_SAYS_NOTHING = ("没有陈述条款的内容",)


@dataclass(slots=True)
class DraftReading:
    """A draft as far as it was read.

    Attributes:
        question: the draft is to answer.
        clauses: those the model has read.
        listener: is shown what stands, as it comes.
        meaning: asked about what the rules let stand; None asks nobody.
        opening_decides: whether a draft is of no use once its first claim does not stand.
        seen: every sentence and what became of it.
        kept: those that stand, in the draft's order, each item of a list behind what leads to it.
        claims: sentences that claimed something, repeats included.
        stood: how many of them the clauses support.
        opening_stands: whether the first of them does, which answers the question itself.
    """

    question: ParsedQuestion
    clauses: Sequence[NumberedClause]
    day: date
    listener: Listener
    meaning: MeaningCheck | None = None
    opening_decides: bool = True
    seen: list[SentenceSeen] = field(default_factory=list)
    kept: list[Sentence] = field(default_factory=list)
    claims: int = 0
    stood: int = 0
    opening_stands: bool = True
    _repeats: int = 0
    _follows_kept: bool = False

    def read(self, pieces: Iterable[str]) -> Self:
        """Check every sentence as it comes, until the draft ends or proves to be of no use."""
        for sentence in read_draft(pieces):
            seen = self._check(sentence)
            self.seen.append(seen)
            if seen.why == _SAYS_NOTHING:
                continue
            self._follows_kept = seen.kept
            self.opening_stands = seen.kept if self.claims == 1 else self.opening_stands
            if self.missed_the_point or self._runs_in_circles:
                break
            if seen.kept:
                self.listener.show(opened(self.said, self.question))
        return self

    @property
    def missed_the_point(self) -> bool:
        """Whether the first claim was to answer the question and does not stand."""
        return self.opening_decides and not self.opening_stands

    @property
    def _runs_in_circles(self) -> bool:
        return self._repeats >= _MOST_REPEATS or self.claims >= _MOST_CLAIMS

    @property
    def said(self) -> list[Sentence]:
        """What is kept, without words at the end that introduce what was left out."""
        said = list(self.kept)
        while said and said[-1].text.endswith(("：", ":")):
            said.pop()
        return said

    def _check(self, drafted: DraftSentence) -> SentenceSeen:
        seen = SentenceSeen(text=drafted.text, named=drafted.marks)
        claim = bare_claim(drafted.text)
        if is_chinese(drafted.text) and (not claim or repeats_premise(claim, self.question.text)):
            return replace(seen, why=_SAYS_NOTHING)
        self.claims += 1
        if not is_chinese(drafted.text):
            return replace(seen, why=("不是中文",))
        if not drafted.is_whole:
            return replace(seen, why=("没有写完",))
        if not self._follows_kept:
            claim = without_connective(claim)
            if points_back(claim):
                return replace(seen, why=("所指的前一句不在了",))
        if any(says_the_same(claim, sentence.text) for sentence in self.kept):
            self._repeats += 1
            return replace(seen, why=("与前面重复",))
        return self._against_clauses(seen, claim)

    def _against_clauses(self, seen: SentenceSeen, claim: str) -> SentenceSeen:
        found = find_support(claim, seen.named, self.clauses, day=self.day)
        if not found.clauses:
            return replace(seen, why=tuple(f"{o.fault}：{o.words}" for o in found.objections))
        words = [clause.words for clause in found.clauses]
        if self.meaning is not None and self.meaning.denies(claim, words, self.listener):
            return replace(seen, why=(DENIED,))
        self.stood += 1
        self.kept += [lead for lead in found.leads if not _is_quoted(lead, self.kept)]
        self.kept.append(Sentence(text=claim, citations=found.citations))
        return replace(seen, rests_on=tuple(clause.number for clause in found.clauses))


def opened(said: Sequence[Sentence], question: ParsedQuestion) -> tuple[Sentence, ...]:
    """The sentences, the first behind the word that denies what the question takes for granted."""
    if not said:
        return ()
    opening = opening_word(question, said[0].text)
    first = replace(said[0], text=opening + said[0].text.removeprefix(opening))
    return (first, *said[1:])


def _is_quoted(sentence: Sentence, said: Sequence[Sentence]) -> bool:
    """Whether what a sentence cites is cited among others, in part or whole."""
    return any(
        mine.document_id == theirs.document_id
        and mine.start < theirs.end
        and theirs.start < mine.end
        for mine in sentence.citations
        for other in said
        for theirs in other.citations
    )
