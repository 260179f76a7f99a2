"""How an answer came about: what was searched, which clauses were looked at, what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSeen:
    """A clause that was considered.

    Attributes:
        passage: its id in the index.
        support: probability, 0..1, that it answers the question.
        kept: whether the answer cites it.
        why: Chinese, why it does not; "" when kept.
        number: of those chosen for an answer, from 1, as a model reads them; 0 for the others.
    """

    passage: str
    title: str
    locator: str
    support: float
    kept: bool
    why: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSeen:
    """A sentence a model drafted.

    Attributes:
        named: numbers of the clauses the model gave for it.
        rests_on: numbers of those that do support it; () when it was left out.
        why: Chinese, what speaks against it; () when kept.
    """

    text: str
    named: tuple[int, ...]
    rests_on: tuple[int, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the reader sees it."""
        return bool(self.rests_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something done on the way to an answer, for the reader.

    Attributes:
        label: Chinese, what was done: "补全后的问题", "拆成的小问题", "补充的检索词".
        text: Chinese, what came of it.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The steps behind one answer.

    Attributes:
        steps: in their order; of a message that asks several things, those of each in turn.
        queries: what the index was asked.
        clauses: considered, best first; not all when they are many.
        sentences: drafted by the model, in its order; () without a model.
        failed: Chinese, why the model's draft was not used; "" when it was, or without a model.
        model: the name of the model that was asked; "" without one.
        cached: the model was not asked: it had replied to the very same prompt before.
        first_shown_ms: from the question until a sentence, checked, could be read, though it may
            have been taken back later; None when none could.
    """

    steps: tuple[Step, ...] = ()
    queries: tuple[str, ...] = ()
    clauses: tuple[ClauseSeen, ...] = ()
    sentences: tuple[SentenceSeen, ...] = ()
    failed: str = ""
    model: str = ""
    cached: bool = False
    first_shown_ms: float | None = None


def joined_traces(traces: Sequence[Trace]) -> Trace | None:
    """The steps of several questions as those of one message; None when there are none."""
    if not traces:
        return None
    shown = [trace.first_shown_ms for trace in traces if trace.first_shown_ms is not None]
    return Trace(
        steps=tuple(step for trace in traces for step in trace.steps),
        queries=tuple(query for trace in traces for query in trace.queries),
        clauses=tuple(clause for trace in traces for clause in trace.clauses),
        sentences=tuple(sentence for trace in traces for sentence in trace.sentences),
        failed=next((trace.failed for trace in traces if trace.failed), ""),
        model=next((trace.model for trace in traces if trace.model), ""),
        cached=any(trace.cached for trace in traces),
        first_shown_ms=min(shown, default=None),
    )
