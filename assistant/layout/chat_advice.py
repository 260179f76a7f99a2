"""Layout advice as an answer of the chat: in the words of a model where one is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from assistant.answer import Sentence
from assistant.errors import AssistantError
from assistant.layout.advice_assignment import AdviceAssignment
from assistant.layout.advice_sections import where_to_file
from assistant.layout.chat_answer import ChatAnswers
from assistant.layout.layout_plan import Plan
from assistant.layout.written_advice import WrittenSection, WrittenSentence, section_by_rules
from assistant.listener import Listener
from assistant.trace import Trace
from assistant.writer import Writer

RULES_INSTEAD = "布局建议用规则给出的文字。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAdvice:
    """What is said, and how it came about.

    Attributes:
        where: the part a model may word.
    """

    sentences: tuple[Sentence, ...]
    where: WrittenSection

    @property
    def mode(self) -> str:
        """As in `Answer`."""
        return "llm" if self.where.is_by_model else "extractive"

    @property
    def notices(self) -> tuple[str, ...]:
        """Why a model's words are not used; () when they are, or there is none."""
        return (f"{self.where.notice}，{RULES_INSTEAD}",) if self.where.notice else ()

    def traced(self, trace: Trace) -> Trace:
        """The trace with what the model drafted."""
        where = self.where
        return replace(trace, sentences=where.drafted, failed=where.notice, model=where.model)


class ChatAdvice:
    """Says where to file; what the law says of sequence and types stays as the rules put it.

    Args:
        adviser: the writer, asked for when it is needed.
    """

    def __init__(self, plan: Plan, adviser: Callable[[], Writer | None]) -> None:
        self._plan = plan
        self._adviser = adviser
        self._answers = ChatAnswers(plan.surveyed)

    def say(self, listener: Listener) -> SaidAdvice:
        """The whole of it; the listener is shown what is sure already."""
        before = tuple(self._answers.before_advice())
        where = self._where(before, listener)
        law = self._answers.of((*self._plan.advice.sequence, *self._plan.advice.types))
        return SaidAdvice(sentences=(*before, *self._cited(where.sentences), *law), where=where)

    def _where(self, before: Sequence[Sentence], listener: Listener) -> WrittenSection:
        part = where_to_file(self._plan.advice)
        try:
            writer = self._adviser() if part.told else None
        except AssistantError as error:  # settings somebody has just spoilt
            return section_by_rules(part, notice=str(error).rstrip("。"))
        if writer is None:
            return section_by_rules(part)
        asked = AdviceAssignment.of(part, self._plan.surveyed)

        def cited(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
            yield from before
            yield from self._cited(asked.said(sentences))

        return asked.section(writer.write(asked.assignment, _Relay(listener, cited)))

    def _cited(self, sentences: Sequence[WrittenSentence]) -> Iterator[Sentence]:
        for sentence in sentences:
            yield from self._answers.of((sentence.finding,))


class _Relay(Listener):
    """Passes on what it is shown, with citations a reader can open in place of our evidence."""

    def __init__(
        self, to: Listener, cited: Callable[[Sequence[Sentence]], Iterator[Sentence]]
    ) -> None:
        super().__init__()
        self._to = to
        self._cited = cited

    @property
    def has_left(self) -> bool:
        return self._to.has_left

    def deadline(self, seconds: float) -> float:
        return self._to.deadline(seconds)

    def show(self, sentences: Sequence[Sentence]) -> None:
        self._to.show(tuple(self._cited(sentences)))

    def wait_behind(self, ahead: int) -> None:
        self._to.wait_behind(ahead)

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        with self._to.ending(end):
            yield
