"""A model drafts, every sentence is checked against the clauses, and only what stands is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, Self

from assistant.answer import Sentence
from assistant.answer_cache import ReplyCache
from assistant.asking import figures_wanted, has_wanted_figure
from assistant.draft import DraftSentence, read_draft
from assistant.errors import ModelError
from assistant.language_model import LanguageModel
from assistant.listener import Listener
from assistant.numbered_clauses import NumberedClause
from assistant.prompting import Prompt, PromptWriter
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

_LEAST_KEPT = 0.5
"""Share of the drafted claims that must stand; a draft that fails more is not to be trusted."""

_MOST_REPEATS = 3
_MOST_CLAIMS = 40
"""A reply that goes on past either runs in circles."""

_SAYS_NOTHING = ("没有陈述条款的内容",)

EXTRACTS_FOLLOW = "改为条文摘录。"
EXTRACTS_REPLACE = "全部撤下，改为条文摘录。"
"""Said when a reader may have seen sentences of the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What is to be written.

    Attributes:
        clauses: that answer, best first.
        extracts: the answer without a model, given when the draft does not stand.
        place: as shown to users; None for the whole country.
    """

    question: ParsedQuestion
    clauses: tuple[NumberedClause, ...]
    extracts: tuple[Sentence, ...]
    day: date
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of it.

    Attributes:
        sentences: each with the citations that support it; () when the extracts are to be given.
        notice: Chinese, why the extracts are given; "" else.
        drafted: every sentence of the model and what became of it.
        model: its name; "" when it was not asked.
        cached: the draft is a reply the model gave to the same prompt before.
    """

    sentences: tuple[Sentence, ...] = ()
    notice: str = ""
    drafted: tuple[SentenceSeen, ...] = ()
    model: str = ""
    cached: bool = False


class Writer(Protocol):
    """Writes an answer from clauses that are known to answer; safe to use from several threads."""

    def write(self, assignment: Assignment, listener: Listener) -> Written:
        """Never fails: what goes wrong is said in the notice.

        Args:
            listener: is shown each sentence once it was checked; what stands in the end decides.
        """
        ...


class CheckedWriter:
    """Lets a language model draft and keeps what its clauses support.

    Args:
        model: drafts.
        prompts: lays the clauses out.
        replies: the model gave before to the same prompts; None asks it every time.
    """

    def __init__(
        self, model: LanguageModel, prompts: PromptWriter, replies: ReplyCache | None = None
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._replies = replies

    def write(self, assignment: Assignment, listener: Listener) -> Written:
        """As the protocol says."""
        prompt = self._prompts.write(
            assignment.question.text,
            assignment.clauses,
            day=assignment.day,
            place=assignment.place,
        )
        if not prompt.clauses:
            return Written(notice=f"条款太长，大模型一次读不下，{EXTRACTS_FOLLOW}")
        before = self._replies and self._replies.find(prompt.messages)
        if before:
            written = _judged(_Reading(assignment, prompt.clauses, listener).read([before]))
            if written.sentences:
                return replace(written, model=self._model.name, cached=True)
        return replace(self._write_anew(assignment, prompt, listener), model=self._model.name)

    def _write_anew(self, assignment: Assignment, prompt: Prompt, listener: Listener) -> Written:
        reading = _Reading(assignment, prompt.clauses, listener)
        reply: list[str] = []
        try:
            with closing(self._model.stream(prompt.messages, listener)) as pieces:
                reading.read(_noted(pieces, reply))
        except ModelError as error:
            return reading.given_up(str(error))
        written = _judged(reading)
        if written.sentences and self._replies is not None:
            self._replies.keep(prompt.messages, "".join(reply))
        return written


def _noted(pieces: Iterable[str], into: list[str]) -> Iterator[str]:
    for piece in pieces:
        into.append(piece)
        yield piece


@dataclass(slots=True)
class _Reading:
    """A draft as far as it was read.

    Attributes:
        clauses: those the model has read.
        listener: is shown what stands, as it comes.
        seen: every sentence and what became of it.
        kept: those that stand, in the draft's order, each item of a list behind what leads to it.
        claims: sentences that claimed something, repeats included.
        stood: how many of them the clauses support.
        opening_stands: whether the first of them does, which answers the question itself.
    """

    assignment: Assignment
    clauses: Sequence[NumberedClause]
    listener: Listener
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
            if not self.opening_stands or self._runs_in_circles:
                break
            if seen.kept:
                self.listener.show(_opened(self.said, self.assignment))
        return self

    def given_up(self, fault: str) -> Written:
        """Nothing of the draft is to be said."""
        then = EXTRACTS_REPLACE if self.said else EXTRACTS_FOLLOW
        return Written(notice=f"{fault}，{then}", drafted=tuple(self.seen))

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
        if is_chinese(drafted.text) and (
            not claim or repeats_premise(claim, self.assignment.question.text)
        ):
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
        found = find_support(claim, seen.named, self.clauses, day=self.assignment.day)
        if not found.clauses:
            return replace(seen, why=tuple(f"{o.fault}：{o.words}" for o in found.objections))
        self.stood += 1
        self.kept += [lead for lead in found.leads if not _is_quoted(lead, self.kept)]
        self.kept.append(Sentence(text=claim, citations=found.citations))
        return replace(seen, rests_on=tuple(clause.number for clause in found.clauses))


def _judged(reading: _Reading) -> Written:
    """The draft when enough of it stands, else the reason why not."""
    assignment = reading.assignment
    fault = _fault(reading)
    if fault:
        return reading.given_up(fault)
    said = [*_left_unsaid(assignment.extracts, reading.said, reading.clauses), *reading.said]
    return Written(sentences=_opened(said, assignment), drafted=tuple(reading.seen))


def _opened(said: Sequence[Sentence], assignment: Assignment) -> tuple[Sentence, ...]:
    """The sentences, the first behind the word that denies what the question takes for granted."""
    if not said:
        return ()
    opening = opening_word(assignment.question, said[0].text)
    first = replace(said[0], text=opening + said[0].text.removeprefix(opening))
    return (first, *said[1:])


def _left_unsaid(
    extracts: Sequence[Sentence], said: Sequence[Sentence], clauses: Sequence[NumberedClause]
) -> Sequence[Sentence]:
    """The extracts of the best clause when no sentence rests on it."""
    best = next((s for s in extracts if not s.text.endswith(("：", ":"))), None)
    if best is None:
        return ()
    sources = [c for c in clauses if any(map(c.holds, best.citations))]

    def rests_on_it(sentence: Sentence) -> bool:
        return any(source.holds(cited) for source in sources for cited in sentence.citations)

    if any(map(rests_on_it, said)):
        return ()
    return [s for s in extracts if s is best or rests_on_it(s)]


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


def _fault(reading: _Reading) -> str:
    assignment = reading.assignment
    if not reading.claims:
        return "大模型没有写出回答"
    if not reading.opening_stands:
        return "大模型的直接回答与条款对不上"
    if not reading.said or reading.stood < _LEAST_KEPT * reading.claims:
        return "大模型写的内容多半与条款对不上"
    wanted = figures_wanted(assignment.question.text)
    if not wanted or any(has_wanted_figure(wanted, s.text) for s in reading.said):
        return ""
    if any(has_wanted_figure(wanted, s.text) for s in assignment.extracts):
        return "大模型没有写出所问的数字"
    return ""
