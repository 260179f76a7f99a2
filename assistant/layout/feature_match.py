"""Whether a patent's title, abstract or first claim says a feature: the clauses that do so most."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from assistant.layout.patent_record import PatentRecord
from indexing.words import units

FOUND = 0.5
PARTLY = 0.3
"""Chosen on 27 features of 10 patents reworded in everyday words (compared with the abstract that
says them and those of six neighbours) and 402 features of 60 real first claims (compared with
their own abstract and four neighbours'). At 0.5: 63 % of the reworded and 76 % of the drafted ones
are found where they are said, 2 % and 1 % in a neighbour; at 0.3: 85 % and 83 %, 9 % and 3 %.
Features a claim has and its abstract leaves out count as missed here."""

FOUND_OF_FEW = 0.7
FEW = 6
"""Of a feature of two to six pairs of characters more must be shared: 机壳 of 电机壳体 is half of
手机壳. On 150 first claims 81 to 92 % of such features were found in their own abstract, 82 to 92 %
at 0.5; in five neighbours that do not write them 0.3 to 1.7 % instead of 1.9 to 6.5 %."""

_LONE = 0.5
"""What a single character weighs beside a pair: 磨碎 and 研磨 share 磨."""

_SENTENCE = re.compile(r"[^。；;！？!?\n]+[。；;！？!?]?")
_CLAUSE = re.compile(r"[^，,]+[，,]?")
_SIGN = re.compile(r"[（(]\s?[\dA-Za-z、,，\s~\-]{1,12}\s?[)）]")
_EMPTY = re.compile(
    r"一种|所述|上述|前述|该|其特征在于|本(?:发明|实用新型)|用于|以及|并且|包括|设有|设置|"
    r"从而|进而|以便|使得"
)

_MOST_CLAUSES = 3
_LENGTH_COST = 0.03
"""Of each further clause: of two stretches that say the same the shorter is shown."""


class Verdict(StrEnum):
    """What was found of a feature in one patent; the value is shown to users."""

    FOUND = "找到"
    PARTLY = "部分找到"
    NOT_FOUND = "未找到"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The stretch of a patent that comes nearest to a feature.

    Attributes:
        score: weight of the feature's words that stand in it, 0 to 1; rare words weigh more. With
            `by_meaning` the likeness of the vectors counts besides.
        part: "标题", "摘要" or "首项权利要求"; "" when nothing is shared.
        quote: verbatim; start and end are its offsets in that part of the record.
        words: pairs of characters and Latin words both share, for highlighting.
        by_meaning: its words alone would have given a lower verdict.
    """

    verdict: Verdict
    score: float
    part: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    words: tuple[str, ...] = ()
    by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A feature as weighted units; weights add up to 1, none for a feature without words."""

    weights: Mapping[str, float]

    @property
    def enough(self) -> float:
        """The score from which on it counts as found."""
        pairs = sum(len(unit) > 1 for unit in self.weights)
        return FOUND_OF_FEW if pairs <= FEW else FOUND


@dataclass(frozen=True, slots=True)
class Stretch:
    """One to three clauses of a patent with their units."""

    part: str
    start: int
    end: int
    clauses: int
    units: frozenset[str]


NOTHING = Match(verdict=Verdict.NOT_FOUND, score=0.0)


def weighed(text: str, rarity: Callable[[Sequence[str]], NDArray[np.float64]]) -> Weighed:
    """A feature as weighted units, drafting words and reference signs put aside.

    Args:
        rarity: weight of each unit by how few patents hold it, see `OpenPatents.rarity`.
    """
    bare = _EMPTY.sub(" ", _SIGN.sub(" ", text))
    found = tuple(dict.fromkeys(units(bare)))
    weights = rarity(found) * np.array([1.0 if len(unit) > 1 else _LONE for unit in found])
    total = float(weights.sum())
    return Weighed(dict(zip(found, (weights / total).tolist(), strict=True)) if total else {})


def stretches_of(record: PatentRecord, wanted: frozenset[str]) -> tuple[Stretch, ...]:
    """Stretches of up to three clauses of one sentence, in title, abstract and first claim.

    Args:
        wanted: units that any feature asks for. Others are left out, and so are stretches that hold
            no more of these than a shorter one.
    """
    return tuple(
        stretch
        for part, text in _parts(record).items()
        for stretch in _stretches(part, text, wanted)
    )


def best_match(feature: Weighed, stretches: Sequence[Stretch], record: PatentRecord) -> Match:
    """The stretch that says most of a feature; of equals the first."""
    weights = feature.weights
    best, best_score = None, 0.0
    for stretch in stretches:
        said = sum(weights[unit] for unit in weights.keys() & stretch.units)
        score = said - _LENGTH_COST * (stretch.clauses - 1)
        if score > best_score + 1e-9:
            best, best_score = stretch, score
    if best is None:
        return NOTHING
    text = _parts(record)[best.part]
    return Match(
        verdict=verdict_of(best_score, enough=feature.enough),
        score=round(min(best_score, 1.0), 4),
        part=best.part,
        quote=text[best.start : best.end],
        start=best.start,
        end=best.end,
        words=tuple(u for u in feature.weights if len(u) > 1 and u in best.units),
    )


def verdict_of(score: float, *, enough: float = FOUND) -> Verdict:
    """The verdict a score stands for.

    Args:
        enough: from which score on a feature is found.
    """
    if score >= enough:
        return Verdict.FOUND
    return Verdict.PARTLY if score >= PARTLY else Verdict.NOT_FOUND


def _parts(record: PatentRecord) -> dict[str, str]:
    return {"标题": record.title, "摘要": record.abstract, "首项权利要求": record.first_claim}


def _stretches(part: str, text: str, wanted: frozenset[str]) -> Iterator[Stretch]:
    for sentence in _SENTENCE.finditer(text):
        clauses = [
            (sentence.start() + clause.start(), sentence.start() + clause.end())
            for clause in _CLAUSE.finditer(sentence[0])
        ]
        found = [
            wanted & frozenset(units(_SIGN.sub(" ", text[start:end]))) for start, end in clauses
        ]
        for first in range(len(clauses)):
            together: frozenset[str] = frozenset()
            for last in range(first, min(first + _MOST_CLAUSES, len(clauses))):
                if found[last] <= together:
                    continue
                together |= found[last]
                yield Stretch(part, clauses[first][0], clauses[last][1], last - first + 1, together)
