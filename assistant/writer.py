"""A model drafts, every sentence is checked against the clauses, and only what stands is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from assistant.answer import Sentence
from assistant.answer_cache import ReplyCache
from assistant.asking import figures_wanted, has_wanted_figure
from assistant.draft_reading import DraftReading, opened
from assistant.errors import ModelError
from assistant.families import families
from assistant.language_model import LanguageModel
from assistant.listener import Listener
from assistant.meaning_check import MeaningCheck
from assistant.numbered_clauses import NumberedClause
from assistant.prompting import Prompt, PromptWriter
from assistant.trace import SentenceSeen
from assistant.understand import ParsedQuestion

_LEAST_KEPT = 0.5
"""Share of the drafted claims that must stand; a draft that fails more is not to be trusted."""

EXTRACTS_FOLLOW = "改为条文摘录。"
EXTRACTS_REPLACE = "已写的全部撤下，改为条文摘录。"
"""Said when a reader may have seen sentences of the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What is to be written.

    Attributes:
        clauses: that answer, best first.
        extracts: the answer without a model, given when the draft does not stand.
        place: as shown to users; None for the whole country.
        opening_decides: the first claim answers the question itself: where it does not stand,
            the draft does not either.
    """

    question: ParsedQuestion
    clauses: tuple[NumberedClause, ...]
    extracts: tuple[Sentence, ...]
    day: date
    place: str | None
    opening_decides: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of it.

    Attributes:
        sentences: each with the citations that support it; () when the extracts are to be given.
        notice: Chinese, why the extracts are given; "" else.
        fault: the reason alone.
        model_failed: the reason is that the model gave no whole reply, not what it wrote.
        drafted: every sentence of the model and what became of it.
        model: its name; "" when it was not asked.
        cached: the draft is a reply the model gave to the same prompt before.
    """

    sentences: tuple[Sentence, ...] = ()
    notice: str = ""
    fault: str = ""
    model_failed: bool = False
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
        meaning: a second opinion on each sentence that stands; None for none.
    """

    def __init__(
        self,
        model: LanguageModel,
        prompts: PromptWriter,
        replies: ReplyCache | None = None,
        *,
        meaning: MeaningCheck | None = None,
    ) -> None:
        self._meaning = meaning
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
            fault = "条款太长，大模型一次读不下"
            return Written(notice=f"{fault}，{EXTRACTS_FOLLOW}", fault=fault)
        before = self._replies and self._replies.find(prompt.messages)
        if before:
            written = _judged(
                self._reading(assignment, prompt, listener).read([before]), assignment
            )
            if written.sentences:
                return replace(written, model=self._model.name, cached=True)
        return replace(self._write_anew(assignment, prompt, listener), model=self._model.name)

    def _write_anew(self, assignment: Assignment, prompt: Prompt, listener: Listener) -> Written:
        reading = self._reading(assignment, prompt, listener)
        reply: list[str] = []
        try:
            with closing(self._model.stream(prompt.messages, listener)) as pieces:
                reading.read(_noted(pieces, reply))
        except ModelError as error:
            return replace(_given_up(str(error), reading), model_failed=True)
        written = _judged(reading, assignment)
        if written.sentences and self._replies is not None:
            self._replies.keep(prompt.messages, "".join(reply))
        return written

    def _reading(self, assignment: Assignment, prompt: Prompt, listener: Listener) -> DraftReading:
        return DraftReading(
            assignment.question,
            prompt.clauses,
            assignment.day,
            listener,
            self._meaning,
            opening_decides=assignment.opening_decides,
        )


def _noted(pieces: Iterable[str], into: list[str]) -> Iterator[str]:
    for piece in pieces:
        into.append(piece)
        yield piece


def _given_up(fault: str, reading: DraftReading) -> Written:
    """Nothing of the draft is to be said."""
    then = EXTRACTS_REPLACE if reading.said else EXTRACTS_FOLLOW
    return Written(notice=f"{fault}，{then}", fault=fault, drafted=tuple(reading.seen))


def _judged(reading: DraftReading, assignment: Assignment) -> Written:
    """The draft when enough of it stands, else the reason why not."""
    fault = _fault(reading, assignment)
    if fault:
        return _given_up(fault, reading)
    said = _with_what_was_left_out(assignment.extracts, reading.said, reading.clauses)
    return Written(sentences=opened(said, assignment.question), drafted=tuple(reading.seen))


def _with_what_was_left_out(
    extracts: Sequence[Sentence], said: Sequence[Sentence], clauses: Sequence[NumberedClause]
) -> list[Sentence]:
    """The draft and the extracts of all clauses no sentence of it rests on.

    They stand behind it, so that a draft never tells less than the extracts would; before it
    where the best clause is one of them, because such a draft may have missed the point.
    """

    def sources(sentence: Sentence) -> frozenset[int]:
        return frozenset(c.number for c in clauses if any(map(c.holds, sentence.citations)))

    used = frozenset(number for sentence in said for number in sources(sentence))
    unused = [extract for extract in extracts if not used & sources(extract)]
    best = next((s for s in extracts if not s.text.endswith(("：", ":"))), None)
    return [*unused, *said] if best in unused else [*said, *unused]


def _fault(reading: DraftReading, assignment: Assignment) -> str:
    if not reading.claims:
        return "大模型没有写出回答"
    if reading.missed_the_point:
        return "大模型的直接回答与条款对不上"
    if not reading.said or reading.stood < _LEAST_KEPT * reading.claims:
        return "大模型写的内容多半与条款对不上"
    missed = families().passed_over(
        assignment.question.text,
        said="".join(sentence.text for sentence in reading.said),
        known="".join(sentence.text for sentence in assignment.extracts),
    )
    if missed:
        return f"大模型没有写到所问的{missed}"
    wanted = figures_wanted(assignment.question.text)
    if not wanted or any(has_wanted_figure(wanted, s.text) for s in reading.said):
        return ""
    if any(has_wanted_figure(wanted, s.text) for s in assignment.extracts):
        return "大模型没有写出所问的数字"
    return ""
