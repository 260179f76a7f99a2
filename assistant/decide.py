"""What the corpus says to a question: the clauses found, and the judgement on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answer import Reason
from assistant.asking import Asking
from assistant.comparison import sides_of
from assistant.evidence import Evidence
from assistant.focus import focus
from assistant.gather import Gatherer
from assistant.grounds import Ground, ground_of, load_grounds
from assistant.instruments import Instruments
from assistant.judge import Judge, Judgement
from assistant.listener import Listener
from assistant.model_reader import QuestionReader, Reading
from assistant.trace import Step
from assistant.understand import ParsedQuestion, understand
from assistant.versions_named import OUT_OF_FORCE, out_of_force, versions_meant
from corpus.documents import Document, Kind

_LONG = 60
"""Characters from which on a question may ask more than one thing."""

_QUOTED_OF_SIDE = 2
"""Clauses quoted for each side of a comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """In which a question is asked.

    Attributes:
        places: "省/市/区"; () for the whole country.
        cited: ids of the documents the last answer cites; () when the day has changed since.
        listener: who waits for the answer.
    """

    day: date
    places: tuple[str, ...] = ()
    cited: frozenset[str] = frozenset()
    listener: Listener = field(default_factory=Listener, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement and what it rests on.

    Attributes:
        evidence: all that was looked at.
        queries: what the index was asked.
        steps: what was done beyond one search.
        ground: what the clauses in scope are worth together; None where they were not asked.
    """

    judgement: Judgement
    evidence: tuple[Evidence, ...]
    queries: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    ground: Ground | None = None

    @property
    def lacks(self) -> str:
        """Chinese, what the clauses do not give of a question refused for that; "" else."""
        return self.ground.lacks if self.ground and self.judgement.reason else ""

    def confidence(self, support: Callable[[Evidence], float]) -> float:
        """Probability, 0..1, that the clauses answer; of the best one alone where that decided."""
        if self.ground is not None:
            return self.ground.share
        return max(map(support, self.evidence), default=0.0)


class Decider:
    """Searches, weighs and judges; a comparison side by side.

    Args:
        gatherer: searches.
        judge: decides between answer and refusal.
        find: document by id, as it was indexed.
        instruments: named in questions.
        reader: adds queries for comparisons, long questions and those that find no answer.
    """

    def __init__(
        self,
        gatherer: Gatherer,
        judge: Judge,
        find: Callable[[str], Document | None],
        instruments: Instruments,
        reader: QuestionReader | None = None,
    ) -> None:
        self._gatherer = gatherer
        self._judge = judge
        self._find = find
        self._instruments = instruments
        self._reader = reader

    def decide(self, parsed: ParsedQuestion, setting: Setting) -> Decided:
        """The judgement on a question; of a comparison, with clauses for each of its sides."""
        whole, sides = self._judged(parsed, setting), sides_of(parsed)
        if self._reader is not None and _needs_reading(parsed, whole.judgement, sides):
            reading = self._reader.queries(parsed.text, setting.listener)
            whole = self._with_queries(whole, reading, parsed, setting)
        if not sides:
            return whole
        decided = [self._side(side, parsed, setting) for side in sides]
        return Decided(
            judgement=_of_both(whole.judgement, [side.judgement for side in decided]),
            evidence=_once(e for one in (whole, *decided) for e in one.evidence),
            queries=(*whole.queries, *sides),
            steps=(*whole.steps, Step(label="拆成的小问题", text="；".join(sides))),
            ground=whole.ground,
        )

    def _with_queries(
        self, plain: Decided, reading: Reading, parsed: ParsedQuestion, setting: Setting
    ) -> Decided:
        """The judgement on the clauses that a model's queries bring as well."""
        if not reading.found:
            step = Step(label="补充的检索词", text=f"没有采用：{reading.failed}")
            return replace(plain, steps=(*plain.steps, step))
        step = Step(label="补充的检索词", text="；".join(reading.found))
        found = self._judged(parsed, setting, reading.found)
        return replace(found, queries=(parsed.text, *reading.found), steps=(*plain.steps, step))

    def _judged(
        self, parsed: ParsedQuestion, setting: Setting, queries: Sequence[str] = ()
    ) -> Decided:
        evidence = self._gatherer.gather(
            parsed, day=setting.day, places=setting.places, also=setting.cited, queries=queries
        )
        if not parsed.mentions and not parsed.places:
            evidence = self._judge.within_conversation(evidence, setting.cited)
        judgement = self._judge.decide(
            parsed,
            evidence,
            places=setting.places,
            has_local=bool(self._gatherer.local_documents(setting.places)),
            out_of_force=out_of_force(parsed, self._find, day=setting.day),
        )
        decided = Decided(judgement=judgement, evidence=tuple(evidence), queries=(parsed.text,))
        return (
            decided if judgement.reason else self._on_good_grounds(parsed, decided, setting.cited)
        )

    def _on_good_grounds(
        self, parsed: ParsedQuestion, decided: Decided, cited: frozenset[str]
    ) -> Decided:
        """The same, refused where the clauses in scope do not answer together.

        A follow-up that the texts just cited support best stays as it is: its words alone are too
        few to be weighed, and the model was fitted on questions that stand alone.
        """
        support = self._judge.support
        inside = sorted((e for e in decided.evidence if e.in_scope), key=support, reverse=True)
        if not inside or inside[0].passage.kind is Kind.PATENT:
            return decided
        if inside[0].passage.document_id in cited:
            return decided
        supports = [support(e) for e in inside]
        ground = ground_of(parsed, inside, supports, load_grounds())
        judgement = decided.judgement
        if not ground.holds:
            judgement = Judgement(reason=Reason.NOT_IN_CORPUS, nearest=tuple(inside[:3]))
        return replace(decided, judgement=judgement, ground=ground)

    def _side(self, side: str, whole: ParsedQuestion, setting: Setting) -> Decided:
        """One side, each version on a day it was in force, each place by itself."""
        parsed = replace(understand(focus(side), self._instruments), asking=whole.asking)
        places = parsed.places if len(parsed.places) == 1 else setting.places
        versions = self._other_versions(parsed, setting.day)
        if not versions:
            return self._judged(parsed, replace(setting, places=places))
        begun = max(version.effective for version in versions if version.effective)
        decided = self._judged(parsed, replace(setting, places=places, day=begun))
        ids = {version.id for version in versions}
        answering = tuple(e for e in decided.judgement.answering if e.passage.document_id in ids)
        reason = decided.judgement.reason or (None if answering else Reason.NOT_IN_CORPUS)
        return replace(
            decided, judgement=replace(decided.judgement, answering=answering, reason=reason)
        )

    def _other_versions(self, parsed: ParsedQuestion, day: date) -> list[Document]:
        """Versions the words pick out that are not in force on the day; [] when one is."""
        meant = [
            version
            for mention in parsed.mentions
            for version in versions_meant(parsed, mention, self._find, day=day)
            if version.effective is not None
        ]
        return meant if all(v.status_on(day) in OUT_OF_FORCE for v in meant) else []


def _needs_reading(parsed: ParsedQuestion, judgement: Judgement, sides: Sequence[str]) -> bool:
    """Whether further queries may help: most questions are answered well without."""
    return (
        bool(sides)
        or Asking.COMPARISON in parsed.asking
        or len(parsed.text) >= _LONG
        or judgement.reason is Reason.NOT_IN_CORPUS
    )


def _of_both(whole: Judgement, sides: Sequence[Judgement]) -> Judgement:
    """The clauses on the whole, then the best of each side that they leave out."""
    answered = [side.answering for side in sides if side.reason is None]
    if not answered or (whole.reason is not None and len(answered) < len(sides)):
        return whole
    best = [clause for side in answered for clause in side[:_QUOTED_OF_SIDE]]
    both = (*whole.answering, *best) if whole.reason is None else best
    return Judgement(answering=_once(both))


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each clause once, as it was weighed first."""
    unique: dict[str, Evidence] = {}
    for item in evidence:
        unique.setdefault(item.passage.id, item)
    return tuple(unique.values())
