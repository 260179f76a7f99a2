"""The prompt: numbered clauses, best first and whole, as many as the model can take in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.defuse import defused, defused_line
from assistant.language_model import Message
from assistant.numbered_clauses import NumberedClause
from assistant.tokens import PER_MESSAGE, tokens_at_most

_PROMPTS = Path(__file__).with_name("prompts")
NATIONWIDE = "全国"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What is sent, and which clauses found room in it.

    Attributes:
        clauses: those the messages hold; a model cannot have read others.
    """

    messages: tuple[Message, ...]
    clauses: tuple[NumberedClause, ...]


Show = Callable[[NumberedClause, date], str]
"""A clause as the model reads it, its number in front."""


def shown(clause: NumberedClause, day: date) -> str:
    """Number, title, place in the text, validity, words."""
    passage = clause.passage
    where = defused_line(f"《{passage.title}》{passage.heading}")
    state = f"{passage.status_on(day)}，{passage.region or NATIONWIDE}"
    return f"[{clause.number}] {where}（{state}）\n{defused(clause.words)}\n"


class PromptWriter:
    """Lays clauses and a question out for a model.

    Args:
        tokens: the model's context, without what the reply needs.
        task: with which the names of the prompt's files begin.
        show: a clause, harmless whatever stands in it.
    """

    def __init__(self, tokens: int, *, task: str = "write", show: Show = shown) -> None:
        self._tokens = tokens
        self._show = show
        self._system = read_prompt(f"{task}_system.md")
        self._examples = _examples(task)
        self._question = read_prompt(f"{task}_question.md")

    def write(
        self, question: str, clauses: Sequence[NumberedClause], *, day: date, place: str | None
    ) -> Prompt:
        """The messages with as many clauses as fit, in their order; () when not one fits.

        In a context so small that the worked examples leave no room for a clause they go.
        """
        asked = {
            "question": defused_line(question),
            "day": day.isoformat(),
            "place": place or NATIONWIDE,
        }
        for examples in (self._examples, ()):
            packed = self._packed(asked, clauses, examples=examples, day=day)
            if packed:
                break
        evidence = "\n".join(self._show(clause, day) for clause in packed)
        messages = self._messages(asked, evidence, examples)
        return Prompt(messages=messages, clauses=tuple(packed))

    def _packed(
        self,
        asked: Mapping[str, str],
        clauses: Sequence[NumberedClause],
        *,
        examples: Sequence[Message],
        day: date,
    ) -> list[NumberedClause]:
        frame = self._messages(asked, "", examples)
        room = self._tokens - sum(tokens_at_most(m.text) + PER_MESSAGE for m in frame)
        packed: list[NumberedClause] = []
        for clause in clauses:
            room -= tokens_at_most(self._show(clause, day))
            if room < 0:
                break
            packed.append(clause)
        return packed

    def _messages(
        self, asked: Mapping[str, str], evidence: str, examples: Sequence[Message]
    ) -> tuple[Message, ...]:
        filled = {**asked, "evidence": evidence.rstrip()}
        return (
            Message(role="system", text=self._system),
            *examples,
            Message(role="user", text=fill(self._question, filled)),
        )


def _examples(task: str) -> tuple[Message, ...]:
    """Questions and the answers wanted to them, in the order of their numbers."""
    return tuple(
        message
        for number in (1, 2)
        for message in (
            Message(role="user", text=read_prompt(f"{task}_example_{number}_question.md")),
            Message(role="assistant", text=read_prompt(f"{task}_example_{number}_answer.md")),
        )
    )


def fill(template: str, values: Mapping[str, str]) -> str:
    """In one pass, so that a question that holds "{evidence}" stays as it is."""
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), template)


def read_prompt(name: str) -> str:
    """A file of `prompts/`, without blank lines around it."""
    return (_PROMPTS / name).read_text(encoding="utf-8").strip()
