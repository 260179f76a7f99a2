"""Whether the best clauses together are grounds for an answer: the last word before answering.

`calibration` weighs one clause by itself, which is enough to order them. A question that the
material does not answer still finds a clause with most of its words: on another programme, on
another matter, or on another side of the same one. That shows in how the clauses found stand to
the question as a whole.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

from pydantic import BaseModel, ConfigDict

from assistant.asking import Asking
from assistant.calibration import FEATURES as CLAUSE_FEATURES
from assistant.calibration import features
from assistant.evidence import Evidence, credit
from assistant.rights import rights_in
from assistant.understand import ParsedQuestion
from indexing.words import normalise

FEATURES = (
    "best",
    "best_four",
    "coverage",
    "cosine",
    "fused",
    "asked_share",
    "heaviest_missing",
    "lacks_figure",
    "lacks_exact",
    "is_named",
    "all_named",
    "matter_missing",
    "matter_missing_in_all",
    "matter_foreign",
    "matter_foreign_in_all",
    "right_missing",
    "body_missing",
    "out_of_reach",
    "yes_no",
)
_BEST = 4
"""Clauses looked at together, as many as an answer quotes."""

_WORTH = 0.75
"""Of the best support, from which on a clause is looked at."""

_FOUND = 0.5
"""Credit from which on a clause says a term."""

_CERTIFIES = re.compile(
    r"认定|认证|申报|评|培育|创建|称号|资格|证书|奖|补|复核|条件|入选|建设|备案|验收|达标|够"
)
_BODIES = (
    "企业|工厂|技术中心|研究中心|创新中心|培育中心|基地|园区|科技园|众创空间|"
    "示范区|示范单位|示范县|强县|试点|小镇|联盟|装备|标杆|指导站|服务站|字号|"
    "计划|基金|机构|奖|认证|认定|标志"
)
"""What is certified, founded or awarded under a name: the word before says which one."""


class Grounds(BaseModel):
    """Weights of the logistic model; written by `scripts/fit_grounds.py`.

    Attributes:
        weights: by name, see `FEATURES`.
        threshold: share, 0..1, from which on the clauses answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    bias: float
    weights: dict[str, float]
    threshold: float


class RequestKind(BaseModel):
    """A kind of request of `requests.toml`, which says what the fields are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    asks: str
    given: str


class _RequestKinds(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[RequestKind, ...]


class _Matters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    matters: dict[str, str]


@cache
def load_grounds() -> Grounds:
    """The model shipped with the package."""
    text = Path(__file__).with_name("grounds.toml").read_text(encoding="utf-8")
    return Grounds.model_validate(tomllib.loads(text))


def matters_in(text: str) -> frozenset[str]:
    """The matters that a normalised text names."""
    return frozenset(name for name, words in _matters() if words.search(text))


def out_of_reach(question: str, clauses: str) -> str:
    """The kind of request that these clauses cannot answer; "" for none. Both normalised."""
    for name, asks, given in _request_kinds():
        if asks.search(question) and (given is None or not given.search(clauses)):
            return name
    return ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the clauses found are worth as grounds for an answer.

    Attributes:
        share: probability, 0..1, that they answer.
        holds: they are enough to answer.
        lacks: Chinese, what they do not give; "" where nothing certain can be said.
    """

    share: float
    holds: bool
    lacks: str = ""


def ground_of(
    question: ParsedQuestion,
    inside: Sequence[Evidence],
    supports: Sequence[float],
    model: Grounds,
) -> Ground:
    """Whether the clauses in scope, best first, answer together; arguments as below."""
    values = ground_features(question, inside, supports)
    odds = model.bias + sum(
        model.weights[name] * value for name, value in zip(FEATURES, values, strict=True)
    )
    share = 1 / (1 + math.exp(-odds))
    holds = share >= model.threshold
    return Ground(share, holds, "" if holds else _lacks(question, looked_at(inside, supports)))


def _lacks(question: ParsedQuestion, clauses: Sequence[Evidence]) -> str:
    texts = [_texts(clause) for clause in clauses]
    kind = out_of_reach(question.text, "\n".join(text for text, _ in texts))
    if kind:
        return f"问的是{kind}，收录的条款里没有这类内容。"
    foreign = matters_in(texts[0][1]) - matters_in(question.text)
    missing = matters_in(question.text) - matters_in(texts[0][0])
    if foreign and missing:
        return f"最接近的条款讲的是{'、'.join(sorted(foreign))}，不是{'、'.join(sorted(missing))}。"
    return ""


def looked_at(inside: Sequence[Evidence], supports: Sequence[float]) -> list[Evidence]:
    """Of clauses in scope, best first, those an answer would quote."""
    floor = _WORTH * supports[0]
    return [e for e, s in zip(inside[:_BEST], supports[:_BEST], strict=True) if s >= floor]


def ground_features(
    question: ParsedQuestion,
    inside: Sequence[Evidence],
    supports: Sequence[float],
) -> tuple[float, ...]:
    """Numbers the model sees, in the order of `FEATURES`, each about 0..1.

    Args:
        inside: clauses in scope, best first, one at least.
        supports: of each of them, 0..1.
    """
    texts = [_texts(e) for e in looked_at(inside, supports)]
    whole = "\n".join(text for text, _ in texts)
    return (
        *_of_supports(supports),
        *_of_clause(inside[0]),
        float(inside[0].is_named),
        float(all(credit(term, whole) >= _FOUND for term in question.terms)),
        *_of_matters(question, texts),
        float(bool(rights_in(question.text) - rights_in(texts[0][0]))),
        float(_lacks_body(question, whole)),
        float(bool(out_of_reach(question.text, whole))),
        float(Asking.YES_NO in question.asking),
    )


def _of_supports(supports: Sequence[float]) -> tuple[float, float]:
    odds = [_log_odds(support) for support in supports]
    four = [*odds, *[-5.0] * _BEST][:_BEST]
    return odds[0] / 5, fmean(four) / 5


def _of_clause(best: Evidence) -> tuple[float, ...]:
    seen = dict(zip(CLAUSE_FEATURES, features(best), strict=True))
    return (
        *(seen[name] for name in ("coverage", "cosine", "fused", "asked_share")),
        best.coverage.heaviest_missing,
        seen["lacks_figure"],
        seen["lacks_exact"],
    )


def _of_matters(
    question: ParsedQuestion, texts: Sequence[tuple[str, str]]
) -> tuple[float, float, float, float]:
    named = matters_in(question.text)
    synonyms = " ".join(other for term in question.terms for other in term.alternatives)
    known = matters_in(f"{question.text} {synonyms}")
    spoken_of = [matters_in(text) for text, _ in texts]
    foreign = [_share_outside(matters_in(heading), known) for _, heading in texts]
    return (
        _share_outside(named, spoken_of[0]),
        _share_outside(named, frozenset[str]().union(*spoken_of)),
        foreign[0],
        fmean(foreign),
    )


def _share_outside(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some - others) / max(len(some), 1)


def _lacks_body(question: ParsedQuestion, whole: str) -> bool:
    """Whether a body or programme is named by a word that none of the clauses has."""
    if not _CERTIFIES.search(question.text):
        return False
    return any(
        credit(term, whole) < _FOUND
        and re.search(f"{re.escape(term.word)}(?:{_BODIES})", question.text)
        for term in question.terms
    )


def _texts(evidence: Evidence) -> tuple[str, str]:
    passage = evidence.passage
    heading = normalise(" ".join((passage.title, *passage.aliases, passage.heading)))
    place = passage.region or ""
    return normalise(f"{heading}\n{place}\n{passage.columns}\n{passage.text}"), heading


def _log_odds(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


@cache
def _matters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = Path(__file__).with_name("matters.toml").read_text(encoding="utf-8")
    matters = _Matters.model_validate(tomllib.loads(text)).matters
    return tuple((name, re.compile(words)) for name, words in matters.items())


@cache
def _request_kinds() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    text = Path(__file__).with_name("requests.toml").read_text(encoding="utf-8")
    kinds = _RequestKinds.model_validate(tomllib.loads(text)).kinds
    return tuple(
        (kind.name, re.compile(kind.asks), re.compile(kind.given) if kind.given else None)
        for kind in kinds
    )
