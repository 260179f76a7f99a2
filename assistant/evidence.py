"""How well a passage, or a sentence of it, answers a question: coverage of what is asked."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.asking import (
    evidence_share,
    figures_wanted,
    has_wanted_figure,
    lacks_count,
    lacks_day,
)
from assistant.rights import is_of_other_rights, rights_in
from assistant.terms import Term
from assistant.understand import ParsedQuestion
from indexing.passages import Passage, ScoredPassage
from indexing.tagged_words import Role
from indexing.words import normalise

_PARTIAL_CREDIT = 0.6
"""Most a term can earn through shared bigrams when neither it nor a synonym occurs whole."""

_HALVES_CREDIT = 0.9
"""What a compound earns whose halves both occur: 专利转让 in 「转让专利申请权」."""

_YEARS_FROM_TO = re.compile(r"(\d{4})年?\s*[—–~至-]+\s*\d{4}")
"""A span of years says something of its first year and nothing of each later one."""

_TEXTS_KEPT = 20_000
"""Normalised passages kept, about 15 MB."""

_TARGET_WEIGHT = 2.0
_ASIDE_WEIGHT = 0.4
"""The thing asked for counts double; the story around the question counts less than half."""

_GENERIC_WEIGHT = 0.35
"""Weight of a generic term relative to its rarity: 「条件」 alone does not say what is asked."""

_ROLE_WEIGHT = {Role.PROPER: 1.0, Role.NAME: 1.0, Role.ACTION: 0.35, Role.OTHER: 0.15}
"""People name things as clauses do, but say what is done in words of their own."""


class TermWeights:
    """Rarity of a term in the corpus: ln(1 + (N - df + 0.5) / (df + 0.5)), as in BM25.

    Source: Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009. df is bounded by
    the rarest character bigram of the term, which the keyword index knows without a scan.
    """

    def __init__(self, document_frequency: Callable[[str], int], passages: int) -> None:
        self._document_frequency = document_frequency
        self._passages = max(passages, 1)

    def weight(self, term: Term) -> float:
        """Above 0; rarer is heavier."""
        rarity = min(self._rarity(spelling) for spelling in term.spellings)
        weight = rarity * _ROLE_WEIGHT[term.role]
        if term.is_target:
            return weight * _TARGET_WEIGHT
        if term.is_aside:
            weight *= _ASIDE_WEIGHT
        return weight * (_GENERIC_WEIGHT if term.is_generic else 1.0)

    def is_unheard_of(self, term: Term) -> bool:
        """Whether it names something of which neither word nor synonym occurs in any passage."""
        return term.role in (Role.NAME, Role.PROPER) and all(
            min(self._document_frequency(piece) for piece in bigrams(word) or [word]) == 0
            for word in term.spellings
        )

    def _rarity(self, word: str) -> float:
        pieces = bigrams(word) or [word]
        frequency = min(self._document_frequency(piece) for piece in pieces)
        return math.log(1 + (self._passages - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of what is asked a text speaks of.

    Attributes:
        share: weight of the terms found over weight of all, 0..1; 0 for a question without terms.
        heaviest_missing: weight share of the weightiest term not found, 0..1.
        lacks_target: the thing asked for is named and not found.
        lacks_exact: a name that cannot be paraphrased is not found.
        lacks_beyond: one that clauses hardly ever give is not found.
        unheard_of: share of the weight of names that occur nowhere in the corpus.
        missing: the words not found, heaviest first.
    """

    share: float
    heaviest_missing: float
    lacks_target: bool
    lacks_exact: bool
    lacks_beyond: bool
    unheard_of: float
    missing: tuple[str, ...]


def coverage(terms: Sequence[Term], weights: TermWeights, text: str) -> Coverage:
    """Coverage of `terms` by `text`, which must be normalised already."""
    weighed = [(term, weights.weight(term)) for term in terms]
    total = sum(weight for _, weight in weighed)
    if not total:
        return Coverage(
            share=0.0,
            lacks_beyond=False,
            heaviest_missing=0.0,
            lacks_target=False,
            lacks_exact=False,
            unheard_of=0.0,
            missing=(),
        )
    credits = [(term, weight, credit(term, text)) for term, weight in weighed]
    absent = sorted(
        ((weight / total, term.word) for term, weight, got in credits if got < 0.5), reverse=True
    )
    return Coverage(
        share=sum(weight * got for _, weight, got in credits) / total,
        heaviest_missing=absent[0][0] if absent else 0.0,
        lacks_target=any(term.is_target and got < 0.5 for term, _, got in credits),
        lacks_exact=any(term.is_exact and got < 1.0 for term, _, got in credits),
        lacks_beyond=any(term.is_beyond and got < 1.0 for term, _, got in credits),
        unheard_of=sum(w for term, w, _ in credits if weights.is_unheard_of(term)) / total,
        missing=tuple(word for _, word in absent),
    )


def credit(term: Term, text: str) -> float:
    """1.0 when the term or a synonym occurs whole, else a part for shared bigrams."""
    if any(spelling in text for spelling in term.spellings):
        return 1.0
    if term.word.isascii():
        return float(term.word in text.replace(" ", ""))
    pieces = bigrams(term.word)
    if len(pieces) < 2:
        return 0.0
    shared = _PARTIAL_CREDIT * sum(piece in text for piece in pieces) / len(pieces)
    halves = [term.word[:2], term.word[-2:]]
    if len(term.word) >= 4 and all(half in text for half in halves):
        return max(shared, _HALVES_CREDIT)
    return shared


def bigrams(word: str) -> list[str]:
    """Overlapping character pairs of a word; [] for one character."""
    return [word[i : i + 2] for i in range(len(word) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage seen as a possible answer.

    Attributes:
        coverage: of the question's terms by title, heading path and text together.
        body_coverage: by the passage's own text alone.
        lacks_beyond: what clauses hardly ever give is asked for and not in the passage's own text.
        asked_share: share of the asked sorts of answer (sum, time, who …) the text can give.
        lacks_figure: a figure is asked for and the text has none of that kind.
        lacks_year: the question names a year that neither the text nor its version or dates have.
        is_named: the question names this passage's instrument.
        names_other: the question names an instrument, and not this passage's; or kinds of right,
            and this passage speaks of others alone.
        is_of_other_rights: the latter.
        in_force, in_place: whether the passage lies inside the day and the place asked about.
    """

    scored: ScoredPassage
    coverage: Coverage
    body_coverage: float
    lacks_beyond: bool
    asked_share: float
    lacks_figure: bool
    lacks_year: bool
    is_named: bool
    names_other: bool
    in_force: bool
    in_place: bool
    is_of_other_rights: bool = False

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.scored.passage

    @property
    def in_scope(self) -> bool:
        """In force and in place."""
        return self.in_force and self.in_place


class Weigher:
    """Judges passages against questions; keeps their normalised texts, which cost most.

    Args:
        weights: of terms in this corpus.
    """

    def __init__(self, weights: TermWeights) -> None:
        self._weights = weights
        self._texts: dict[str, tuple[str, str]] = {}

    def weigh(
        self,
        question: ParsedQuestion,
        scored: ScoredPassage,
        *,
        in_force: bool,
        in_place: bool,
    ) -> Evidence:
        """One retrieved passage as evidence."""
        passage = scored.passage
        whole, body = self._text(passage)
        in_body = coverage(question.terms, self._weights, body)
        wanted = figures_wanted(question.text)
        of_other_rights = is_of_other_rights(rights_in(question.text), whole)
        is_named = any(passage.document_id in mention.documents for mention in question.mentions)
        return Evidence(
            scored=scored,
            coverage=coverage(question.terms, self._weights, whole),
            body_coverage=in_body.share,
            lacks_beyond=in_body.lacks_beyond,
            asked_share=evidence_share(question.asking, body),
            lacks_figure=(bool(wanted) and not has_wanted_figure(wanted, body))
            or lacks_count(question.text, body)
            or lacks_day(question.text, body),
            lacks_year=_lacks_year(question, passage),
            is_named=is_named,
            names_other=(bool(question.mentions) and not is_named) or of_other_rights,
            is_of_other_rights=of_other_rights,
            in_force=in_force,
            in_place=in_place,
        )

    def _text(self, passage: Passage) -> tuple[str, str]:
        """Normalised: title, names, number, place, heading and text together; the text alone.

        The names of columns above a part of a table count as its text.
        """
        known = self._texts.get(passage.id)
        if known is None:
            if len(self._texts) >= _TEXTS_KEPT:
                self._texts.clear()
            body = normalise("\n".join(filter(None, (passage.columns, passage.text))))
            names = (passage.title, *passage.aliases, passage.document_number or "")
            head = normalise("\n".join((*names, passage.region or "", passage.heading)))
            known = self._texts[passage.id] = (f"{head}\n{body}", body)
        return known


def _lacks_year(question: ParsedQuestion, passage: Passage) -> bool:
    if not question.years or question.day is not None:
        return False
    written = f"{passage.title}{passage.text}{passage.version or ''}{passage.document_number or ''}"
    known = _YEARS_FROM_TO.sub(r"\1", written)
    days = (passage.published, passage.effective)
    return not any(
        str(year) in known or any(day is not None and day.year == year for day in days)
        for year in question.years
    )
