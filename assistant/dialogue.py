"""What a message means in its conversation, decided by rules and by what the corpus holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Turn
from assistant.focus import focus
from assistant.follow_up import readings
from assistant.gather import Gatherer
from assistant.instruments import Instruments
from assistant.judge import Judge
from assistant.terms import Term
from assistant.thread import things_in
from assistant.trace import Step
from assistant.understand import understand
from indexing.passages import Passage
from indexing.words import normalise

_NAMES_A_MATTER = 3
"""Characters from which on a name may begin a matter of its own; shorter ones are aspects."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands alone.

    Attributes:
        steps: how it was completed; () when it stood alone already.
    """

    text: str
    steps: tuple[Step, ...] = ()


class Dialogue:
    """Completes follow-ups.

    Args:
        instruments: named in questions.
        gatherer, judge: tell which reading of a follow-up the corpus speaks of.
        passages_of: passages of a document in the index.
    """

    def __init__(
        self,
        instruments: Instruments,
        gatherer: Gatherer,
        judge: Judge,
        passages_of: Callable[[str], Sequence[Passage]],
    ) -> None:
        self._instruments = instruments
        self._gatherer = gatherer
        self._judge = judge
        self._passages_of = passages_of

    def complete(
        self, question: str, history: Sequence[Turn], *, day: date | None, region: str | None
    ) -> Completed:
        """The question as it would be asked without the conversation.

        Where the words allow of several readings the first one counts of which a clause speaks.

        Args:
            day: chosen by the user; None leaves it to the words.
            region: chosen by the user.
        """
        found = readings(question, history, self._instruments)
        meant = found[0]
        named = [t for t in things_in(question) if len(t.word) >= _NAMES_A_MATTER]
        if len(found) > 1 and named and not self._is_spoken_of(named, history[-1].answer):
            supported = (one for one in found if self._answers(one, named, day, region))
            meant = next(supported, meant)
        if meant == question:
            return Completed(question)
        return Completed(meant, (Step(label="补全后的问题", text=meant),))

    def _is_spoken_of(self, named: Sequence[Term], answer: Answer) -> bool:
        """Whether the texts cited last name one of the things, so that it is part of the matter."""
        cited = {c.document_id for sentence in answer.sentences for c in sentence.citations}
        return any(
            spelling in normalise(f"{passage.title}{passage.heading}{passage.text}")
            for document_id in cited
            for passage in self._passages_of(document_id)
            for term in named
            for spelling in term.spellings
        )

    def _answers(
        self, reading: str, named: Sequence[Term], day: date | None, region: str | None
    ) -> bool:
        """Whether the best clause for the reading answers and names what the follow-up names."""
        parsed = understand(focus(reading), self._instruments)
        places = parsed.places or ((region,) if region else ())
        on = day or parsed.day or date.today()
        evidence = self._gatherer.gather(parsed, day=on, places=places)
        best = max(evidence, key=self._judge.support, default=None)
        if best is None or not self._judge.answers(best):
            return False
        return all(term.word not in best.coverage.missing for term in named)
