"""Whether the evidence answers the question; if not, why not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Reason
from assistant.calibration import FEATURES, Calibration, features
from assistant.evidence import Evidence
from assistant.headings import names_what_is_asked
from assistant.remember import within_conversation
from assistant.subject import asks_local_support, is_about_something_else, says_what
from assistant.terms import question_words
from assistant.understand import ParsedQuestion
from corpus.documents import Form, Kind
from indexing.passages import Passage

_OMITTED = re.compile(r"[（(]\s*略\s*[）)]")
_NOT_TAKEN_IN = re.compile(r"[（(]\s*未收录\s*[）)]")

_OTHER_VERSION_SHARE = 0.6
"""Of the threshold, for the version in force to be preferred to one that is not."""

_OMITTED_SHARE = 0.8
_OMITTED_SLACK = 0.1
_NAMED_BY_HEADING = 1.5
"""Log odds a clause gains in the order, and not towards answering, by its heading."""

_LOOKED_AT = 4
_QUOTED_SHARE = 0.75
_AND = re.compile(r"[和与及]")
_ARTICLE = re.compile(r"第[^ ›]+条(?:之[一二三四五六七八九十]+)?")
_PATENTS_QUOTED = 8
_QUOTED = 4
"""Clauses quoted at most, each with this share of the best one's support at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the evidence allows.

    Attributes:
        answering: clauses to quote, best first; empty exactly when `reason` is set.
        reason: why the question is refused; None when it is answered.
        nearest: clauses to show with a refusal, best first.
    """

    answering: tuple[Evidence, ...] = ()
    reason: Reason | None = None
    nearest: tuple[Evidence, ...] = ()

    @property
    def asks_for_place(self) -> bool:
        """Whether texts of places would answer, and the question names none."""
        return (
            self.reason is Reason.TOO_VAGUE and bool(self.nearest) and not self.nearest[0].in_place
        )


class Judge:
    """Decides by evidence; thresholds come from the calibration."""

    def __init__(self, calibration: Calibration) -> None:
        self._calibration = calibration
        self._weights = [calibration.weights[name] for name in FEATURES]

    def support(self, evidence: Evidence) -> float:
        """Probability, 0..1, that the clause answers the question."""
        total = self._calibration.bias + sum(
            weight * value for weight, value in zip(self._weights, features(evidence), strict=True)
        )
        return 1 / (1 + math.exp(-total))

    def answers(self, evidence: Evidence) -> bool:
        """Whether the clause answers, the day and the place being the right ones."""
        return evidence.in_scope and self.would_answer(evidence)

    def would_answer(self, evidence: Evidence) -> bool:
        """Whether the clause answers but for the day and the place."""
        return self.support(evidence) >= self._calibration.threshold

    def within_conversation(
        self, evidence: Sequence[Evidence], cited: frozenset[str]
    ) -> list[Evidence]:
        """The evidence of the texts cited last, when a follow-up is still about them."""
        return within_conversation(
            evidence, cited, support=self.support, threshold=self._calibration.threshold
        )

    def decide(
        self,
        question: ParsedQuestion,
        evidence: Sequence[Evidence],
        *,
        places: Sequence[str],
        has_local: bool = False,
        out_of_force: frozenset[str] = frozenset(),
    ) -> Judgement:
        """Answer from clauses in scope, or refuse with the reason the evidence gives.

        Args:
            question: as read.
            evidence: clauses found, inside and outside the day and the places, in any order.
            places: places asked about; empty for the whole country.
            has_local: the corpus has texts of these places.
            out_of_force: documents the question names that are all out of force on the day.
        """
        ranked = sorted(evidence, key=lambda e: (-self._fitness(question, e), -e.scored.score))
        unlooked = _without_looking(question, ranked, places, out_of_force)
        return unlooked or self._decide_by_evidence(question, ranked, places, has_local=has_local)

    def _fitness(self, question: ParsedQuestion, evidence: Evidence) -> float:
        """Log odds that the clause answers; more where its heading names what is asked for."""
        support = self.support(evidence)
        answers = support >= self._calibration.threshold
        named = names_what_is_asked(question, evidence.passage) if answers else 0.0
        return _logit(support) + _NAMED_BY_HEADING * named

    def _decide_by_evidence(
        self,
        question: ParsedQuestion,
        ranked: Sequence[Evidence],
        places: Sequence[str],
        *,
        has_local: bool,
    ) -> Judgement:
        inside = [e for e in ranked if e.in_scope]
        outside = [e for e in ranked if not e.in_scope]
        if places and asks_local_support(question):
            inside = [
                e for e in inside if e.passage.region is not None and not e.coverage.lacks_target
            ]
            if not inside:
                return self._without_local(outside, has_local=has_local)
        omitted = _omitted_by_name(question, inside)
        if omitted is not None:
            others = [e for e in inside if e is not omitted]
            return Judgement(reason=Reason.OMITTED_IN_SOURCE, nearest=(omitted, *others[:2]))
        if self._lies_outside(inside, outside):
            return _why_outside(outside, places, has_local=has_local)
        if not inside or self.support(inside[0]) < self._calibration.threshold:
            return Judgement(reason=Reason.NOT_IN_CORPUS, nearest=tuple(ranked[:3]))
        if _NOT_TAKEN_IN.search(inside[0].passage.text):
            return Judgement(reason=Reason.NOT_IN_CORPUS, nearest=tuple(inside[:3]))
        omitted = self._omitted(inside)
        if omitted is not None:
            others = [e for e in inside if e is not omitted]
            return Judgement(reason=Reason.OMITTED_IN_SOURCE, nearest=(omitted, *others[:2]))
        return Judgement(answering=self._worth_quoting(inside))

    def _without_local(self, outside: Sequence[Evidence], *, has_local: bool) -> Judgement:
        """Why no text of the place answers: one may have, on another day."""
        ended = [e for e in outside if _is_of_the_place(e) and self.would_answer(e)]
        if ended:
            return Judgement(reason=Reason.NOT_IN_FORCE, nearest=tuple(ended[:3]))
        reason = Reason.NOT_IN_CORPUS if has_local else Reason.OTHER_REGION
        return Judgement(reason=reason, nearest=tuple(outside[:3]))

    def _lies_outside(self, inside: Sequence[Evidence], outside: Sequence[Evidence]) -> bool:
        """Whether the clause that answers is one the day or the place excludes."""
        if not outside:
            return False
        best_inside = self.support(inside[0]) if inside else 0.0
        best_outside = self.support(outside[0])
        threshold = self._calibration.threshold
        if best_outside < threshold or self._version_in_force(inside, outside[0]):
            return False
        return best_inside < threshold or (
            _logit(best_outside) > _logit(best_inside) + self._calibration.scope_margin
        )

    def _version_in_force(self, inside: Sequence[Evidence], excluded: Evidence) -> bool:
        """Whether the version in force of the excluded clause's instrument may answer as well."""
        floor = _OTHER_VERSION_SHARE * self._calibration.threshold
        return excluded.in_place and any(
            _same_instrument(e.passage, excluded.passage) and self.support(e) >= floor
            for e in inside
        )

    def _omitted(self, inside: Sequence[Evidence]) -> Evidence | None:
        """The （略） clause that the question is about: no other clause says more of it."""
        first = inside[0]
        floor = _OMITTED_SHARE * self.support(first)
        for evidence in inside[:_LOOKED_AT]:
            if not _is_omitted(evidence) or self.support(evidence) < floor:
                continue
            if not evidence.is_named and self._is_said_elsewhere(evidence, inside):
                continue
            says_as_much = (
                evidence.coverage.share >= first.coverage.share - _OMITTED_SLACK
                and evidence.lacks_figure == first.lacks_figure
            )
            if evidence is first or (evidence.is_named and says_as_much):
                return evidence
        return None

    def _is_said_elsewhere(self, omitted: Evidence, inside: Sequence[Evidence]) -> bool:
        """Whether another clause in scope speaks of as much of what is asked, and in full."""
        enough = omitted.coverage.share - _OMITTED_SLACK
        return any(
            e.coverage.share >= enough and not e.lacks_figure and self.would_answer(e)
            for e in inside
            if not _is_omitted(e)
        )

    def _worth_quoting(self, inside: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The best clauses; an original stands in for the digest of the same clause."""
        best = self.support(inside[0])
        floor = max(self._calibration.threshold, _QUOTED_SHARE * best)
        enough = [e for e in inside if self.support(e) >= floor]
        enough = [e for e in enough if not _is_omitted(e)] or enough
        originals = {
            _clause_of(e): e
            for e in reversed(inside)
            if e.passage.form is Form.ORIGINAL and self.support(e) >= self._calibration.threshold
        }
        of_asked = [e for e in enough if not e.is_of_other_rights]
        chosen = [originals.get(_clause_of(e), e) for e in of_asked or enough]
        most = _PATENTS_QUOTED if inside[0].passage.kind is Kind.PATENT else _QUOTED
        return tuple(dict.fromkeys(chosen))[:most]


def _is_omitted(evidence: Evidence) -> bool:
    """A clause of which the source says （略）."""
    return _OMITTED.search(evidence.passage.text) is not None


def _is_of_the_place(evidence: Evidence) -> bool:
    """A text of a place asked about, which speaks of the thing asked for."""
    is_local = evidence.passage.region is not None and evidence.in_place
    return is_local and not evidence.coverage.lacks_target


def _omitted_by_name(question: ParsedQuestion, inside: Sequence[Evidence]) -> Evidence | None:
    """The （略） section of a named instrument whose heading the question says."""
    for evidence in inside:
        if not (evidence.is_named and _OMITTED.search(evidence.passage.text)):
            continue
        heading = _OMITTED.sub("", evidence.passage.heading).rpartition("、")[2]
        if any(part in question.text for part in _AND.split(heading) if len(part) > 2):
            return evidence
    return None


def _same_instrument(one: Passage, other: Passage) -> bool:
    """Of one title, or the one replaces the other."""
    return (
        one.title == other.title
        or one.superseded_by == other.document_id
        or other.superseded_by == one.document_id
    )


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def _clause_of(evidence: Evidence) -> tuple[str, str]:
    """Instrument and article, the same for a digest and the original it condenses."""
    article = _ARTICLE.search(evidence.passage.heading)
    return (evidence.passage.title, article.group() if article else evidence.passage.id)


def _without_looking(
    question: ParsedQuestion,
    ranked: Sequence[Evidence],
    places: Sequence[str],
    out_of_force: frozenset[str],
) -> Judgement | None:
    """The refusal that the question's own words settle; `None` when evidence must decide."""
    if any(cue in question.text for cue in question_words().case_specific):
        return Judgement(reason=Reason.NOT_IN_CORPUS, nearest=tuple(ranked[:3]))
    if not says_what(question, places):
        reason = Reason.NOT_IN_CORPUS if is_about_something_else(question) else Reason.TOO_VAGUE
        return Judgement(reason=reason, nearest=())
    if out_of_force:
        named = [e for e in ranked if e.passage.document_id in out_of_force]
        return Judgement(reason=Reason.NOT_IN_FORCE, nearest=tuple(named[:3] or ranked[:3]))
    return None


def _why_outside(
    outside: Sequence[Evidence], places: Sequence[str], *, has_local: bool
) -> Judgement:
    """The day explains it when the place fits; a place that was not named must be asked for."""
    nearest = tuple(outside[:3])
    if outside[0].in_place:
        return Judgement(reason=Reason.NOT_IN_FORCE, nearest=nearest)
    if not places:
        return Judgement(reason=Reason.TOO_VAGUE, nearest=nearest)
    reason = Reason.NOT_IN_CORPUS if has_local else Reason.OTHER_REGION
    return Judgement(reason=reason, nearest=nearest)
