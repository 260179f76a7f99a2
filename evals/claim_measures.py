"""Whether the citations of an answer carry its sentences, and its numbers are the gold ones.

Citation recall and precision follow ALCE (Gao, Yen, Yu & Chen, "Enabling Large Language Models to
Generate Text with Citations", EMNLP 2023), with `assistant.support` in place of their model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assistant.answer import Answer, Citation, Sentence
from assistant.figures import Day, Figure
from assistant.objections import Objection
from assistant.statements import folded, statements_of
from assistant.support import ClauseText, Support, support
from evals.cases import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """One sentence of an answer against what it cites.

    Attributes:
        objections: against the sentence by all its citations together; none when supported.
        citations: given for it.
        idle: of them, those that alone do not support it and are not missed when left out; all of
            them where the sentence is not supported.
    """

    text: str
    objections: tuple[Objection, ...]
    citations: int
    idle: int

    @property
    def is_supported(self) -> bool:
        """Whether its citations together say what it says."""
        return self.citations > 0 and not self.objections


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactFacts:
    """The gold facts that hold a number, a day, a document or a clause number.

    Attributes:
        right: the answer says every number of the fact, in any spelling.
        wrong: it does not, and says another number of that kind instead.
        missing: it says no number of that kind.
    """

    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.right) + len(self.wrong) + len(self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What was found of an answer that is no refusal."""

    sentences: tuple[ClaimCheck, ...]
    exact: ExactFacts

    @property
    def citation_recall(self) -> float:
        """Share of the sentences that their citations support; 0 for an answer without any."""
        supported = sum(sentence.is_supported for sentence in self.sentences)
        return supported / len(self.sentences) if self.sentences else 0.0

    @property
    def citation_precision(self) -> float | None:
        """Share of the citations that are not idle; None where there is none."""
        citations = sum(sentence.citations for sentence in self.sentences)
        idle = sum(sentence.idle for sentence in self.sentences)
        return 1 - idle / citations if citations else None


def claims_of(case: Case, answer: Answer) -> Claims | None:
    """Check every sentence of an answer, and its numbers; None for a refusal."""
    if answer.refused:
        return None
    return Claims(
        sentences=tuple(map(check_sentence, answer.sentences)), exact=exact_facts(case, answer.text)
    )


def check_sentence(sentence: Sentence) -> ClaimCheck:
    """Check one sentence against its citations."""
    clauses = tuple(dict.fromkeys(map(_clause, sentence.citations)))
    objections = _support(sentence.text, clauses).objections if clauses else ()
    return ClaimCheck(
        text=sentence.text,
        objections=objections,
        citations=len(clauses),
        idle=len(clauses) if objections else sum(_idle(sentence.text, clauses)),
    )


def _clause(citation: Citation) -> ClauseText:
    return ClauseText(citation.quote, citation.title, citation.locator)


def _idle(text: str, clauses: Sequence[ClauseText]) -> Iterator[bool]:
    """For each clause, whether it does not support alone and is not missed among the others."""
    for at, clause in enumerate(clauses):
        others = (*clauses[:at], *clauses[at + 1 :])
        yield (
            bool(others) and not _support(text, (clause,)).holds and _support(text, others).holds
        )


@lru_cache(maxsize=8192)
def _support(text: str, clauses: tuple[ClauseText, ...]) -> Support:
    return support(text, clauses)


_CLAUSE_NUMBER = re.compile(r"第[〇零一二三四五六七八九十百千\d]+[条款项]")
_DOCUMENT_NUMBER = re.compile(r"[〔\[(]\d{4}[〕\])]\d+号|gb/?t?\d{4,}")


@dataclass(frozen=True, slots=True)
class _Exact:
    """A number with its kind: 元, 月, 日期, 条号 …"""

    kind: str
    value: str | Fraction | tuple[int, ...]


def exact_facts(case: Case, text: str) -> ExactFacts:
    """Sort the case's gold facts that hold numbers by what the answer says of them."""
    said = _exact(text)
    kinds = {exact.kind for exact in said}
    found: dict[str, list[str]] = {"right": [], "wrong": [], "missing": []}
    for spellings in case.facts:
        wanted = [exact for spelling in spellings if (exact := _exact(spelling))]
        if len(wanted) < len(spellings):  # one spelling does without a number
            continue
        if any(each <= said for each in wanted):
            outcome = "right"
        else:
            outcome = "wrong" if any(e.kind in kinds for e in wanted[0]) else "missing"
        found[outcome].append(spellings[0])
    return ExactFacts(**{outcome: tuple(facts) for outcome, facts in found.items()})


def _exact(text: str) -> frozenset[_Exact]:
    plain = folded(text)
    numbers = [t for s in statements_of(text) for t in s.tokens if not isinstance(t, str)]
    found = {_Exact("条号", number) for number in _CLAUSE_NUMBER.findall(plain)}
    found |= {_Exact("文号", number) for number in _DOCUMENT_NUMBER.findall(plain)}
    for number in numbers:
        if isinstance(number, Day):
            found |= {_Exact("日期", part) for part in _days(number)}
        elif isinstance(number, Figure) and number.unit:
            found.add(_Exact(number.unit, number.value))
    return frozenset(found)


def _days(day: Day) -> Iterator[tuple[int, ...]]:
    """The day, and the month and year it lies in, which a gold fact may be content with."""
    return (day.parts[:length] for length in range(1, len(day.parts) + 1))
