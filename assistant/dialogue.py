"""What a message means in its conversation: by rules, by what the corpus holds, by a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Turn
from assistant.asides import is_courtesy, without_asides
from assistant.evidence import Evidence
from assistant.focus import focus
from assistant.follow_up import is_reply, names_another, readings
from assistant.gather import Gatherer
from assistant.instruments import Instruments
from assistant.judge import Judge
from assistant.listener import Listener
from assistant.model_reader import QuestionReader, Reading
from assistant.rewrite_check import faults_of
from assistant.terms import Term
from assistant.thread import things_in
from assistant.trace import Step
from assistant.understand import understand
from indexing.words import normalise

_NAMES_A_MATTER = 3
"""Characters from which on names may begin a matter of their own; shorter ones are aspects."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands alone.

    Attributes:
        steps: what a model made of it; () when none was asked.
    """

    text: str
    steps: tuple[Step, ...] = ()


class Dialogue:
    """Completes follow-ups.

    Args:
        instruments: named in questions.
        gatherer, judge: tell which reading of a follow-up the corpus speaks of.
        reader: completes follow-ups in the place of the rules where its version passes the check.
    """

    def __init__(
        self,
        instruments: Instruments,
        gatherer: Gatherer,
        judge: Judge,
        reader: QuestionReader | None = None,
    ) -> None:
        self._instruments = instruments
        self._gatherer = gatherer
        self._judge = judge
        self._reader = reader

    def complete(
        self,
        question: str,
        history: Sequence[Turn],
        *,
        day: date | None,
        region: str | None,
        listener: Listener,
    ) -> Completed:
        """The question as it would be asked without the conversation.

        Args:
            day: chosen by the user; None leaves it to the words.
            region: chosen by the user.
            listener: who waits for the answer.
        """
        if not question.strip():
            return Completed(question)
        history = [turn for turn in history if _asks(turn)]
        by_rules = self._by_rules(question, history, day=day, region=region)
        if self._reader is None or not history or is_reply(question, history):
            return Completed(by_rules)
        reading = self._reader.stand_alone(question, history, listener)
        return self._by_model(reading, question, history, by_rules)

    def _by_rules(
        self, question: str, history: Sequence[Turn], *, day: date | None, region: str | None
    ) -> str:
        """Where the words allow of several readings the first one counts that a clause answers."""
        found = readings(question, history, self._instruments)
        named = _matter_in(question)
        if len(found) > 1 and named:
            otherwise = found[1] if names_another(question) else found[0]
            return self._spoken_of(found, named, day=day, region=region) or otherwise
        return found[0]

    def _by_model(
        self, reading: Reading, question: str, history: Sequence[Turn], by_rules: str
    ) -> Completed:
        """The model's version where it says nothing of its own, else that of the rules."""
        if not reading.found:
            return Completed(by_rules, _rewriting(f"没有采用：{reading.failed}"))
        version = reading.found[0]
        faults = faults_of(version, question, history, self._instruments, by_rules=by_rules)
        if faults:
            return Completed(by_rules, _rewriting(f"没有采用：{faults[0]}"))
        return Completed(version, _rewriting("通过核对，按改写后的问题查找"))

    def _spoken_of(
        self, found: Sequence[str], named: Sequence[Term], *, day: date | None, region: str | None
    ) -> str | None:
        """The first reading a clause answers; None when none does.

        Of the first one, which goes on with the matter at hand, the clause must say the very
        words named and speak of that matter too: a long name is often half there (专利权…登记)
        where something else is spoken of, and a new matter has clauses of its own.
        """
        for reading in found:
            best = self._best_clause(reading, day=day, region=region)
            if best is None:
                continue
            text = normalise(f"{best.passage.title}{best.passage.heading}{best.passage.text}")
            says_it = all(any(word in text for word in term.spellings) for term in named)
            speaks_of_it = all(term.word not in best.coverage.missing for term in named)
            matter = {term.word for term in things_in(reading)} - {term.word for term in named}
            goes_on = not matter or not matter <= set(best.coverage.missing)
            if (says_it and goes_on) or (reading != found[0] and speaks_of_it):
                return reading
        return None

    def _best_clause(
        self, reading: str, *, day: date | None, region: str | None
    ) -> Evidence | None:
        """The clause that answers best; None when none does."""
        parsed = understand(focus(reading), self._instruments)
        places = parsed.places or ((region,) if region else ())
        on = day or parsed.day or date.today()
        evidence = self._gatherer.gather(parsed, day=on, places=places)
        best = max(evidence, key=self._judge.support, default=None)
        return best if best is not None and self._judge.answers(best) else None


def _matter_in(question: str) -> list[Term]:
    """The names that may begin a matter; all those together where a question says nothing else."""
    things = things_in(question)
    long = [term for term in things if len(term.word) >= _NAMES_A_MATTER]
    if long or not names_another(question):
        return long
    return things if sum(len(term.word) for term in things) >= _NAMES_A_MATTER else []


def _asks(turn: Turn) -> bool:
    """Whether a turn has a matter to go on with: more than thanks, and commands to the machine."""
    asked = without_asides(turn.question)
    return bool(asked.strip()) and not is_courtesy(asked)


def _rewriting(came_of_it: str) -> tuple[Step, ...]:
    return (Step(label="大模型改写追问", text=came_of_it),)
