"""An idea or a claim -> the nearest patents, feature by feature, with the clauses that say it.

What is said is "found" or "not found in this data": no opinion on novelty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.layout.feature_match import (
    NOTHING,
    Match,
    Verdict,
    Weighed,
    best_match,
    stretches_of,
    weighed,
)
from assistant.layout.feature_meaning import raised_by_meaning
from assistant.layout.features import Feature, FeatureKind, Features, features_of
from assistant.layout.life_cycle import FEWEST_PATENTS
from assistant.layout.patent_index import OpenPatents, Scores
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.scope import ScopeQuery, admitted_by
from corpus.patent_numbers import read_number

CANDIDATES = 40
"""Applications nearest to the whole text whose words are compared."""

PER_FEATURE = 4
"""Applications nearest to each feature that are compared besides."""

SHOWN = 10

DISCLAIMER = (
    "以上只说明在本数据的标题、摘要和首项权利要求中找到或未找到相应文字，"
    "不是新颖性、创造性或侵权的法律意见；全文和数据以外的文献须另行检索。"
)

_WORTH = {Verdict.FOUND: 1.0, Verdict.PARTLY: 0.5, Verdict.NOT_FOUND: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPatent:
    """One patent of the table.

    Attributes:
        score: of the whole text, see `OpenPatents.scores`.
        matches: one for each feature, in the order of the features.
    """

    record: PatentRecord
    score: float
    matches: tuple[Match, ...]

    def count(self, verdict: Verdict) -> int:
        """Features with this verdict."""
        return sum(match.verdict is verdict for match in self.matches)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestArt:
    """The feature × patent table and what it says.

    Attributes:
        patents: those that say most of the features first; ties go by the score of the whole text.
        best: for each feature the best match over all patents compared, with the patent's number
            ("" when nothing was found).
        searched: applications that passed the filters.
        compared: applications whose words were compared with every feature.
        title_only: those among them of which the data has neither abstract nor claim.
        revision: of the store.
    """

    features: Features
    patents: tuple[NearPatent, ...]
    best: tuple[tuple[str, Match], ...]
    searched: int
    compared: int
    title_only: int
    revision: int

    @property
    def nowhere(self) -> tuple[Feature, ...]:
        """Features that were not found in any patent compared."""
        return tuple(
            feature
            for feature, (_, match) in zip(self.features.features, self.best, strict=True)
            if match.verdict is Verdict.NOT_FOUND
        )

    @property
    def covering(self) -> tuple[NearPatent, ...]:
        """Patents in which every feature was found."""
        whole = len(self.features.features)
        return tuple(patent for patent in self.patents if patent.count(Verdict.FOUND) == whole)

    @property
    def not_in_first(self) -> tuple[Feature, ...]:
        """Features not found in the nearest patent; all of them without patents."""
        if not self.patents:
            return self.features.features
        pairs = zip(self.features.features, self.patents[0].matches, strict=True)
        return tuple(feature for feature, match in pairs if match.verdict is Verdict.NOT_FOUND)

    def statements(self) -> tuple[str, ...]:
        """Chinese sentences on what single patents and all of them together say."""
        return (
            self._said_of_single(),
            *self._said_of_first(),
            *self._said_of_nowhere(),
            *self._said_of_meaning(),
            *self._said_of_data(),
            DISCLAIMER,
        )

    def _said_of_single(self) -> str:
        whole = len(self.features.features)
        if self.covering:
            numbers = "、".join(patent.record.number for patent in self.covering)
            return f"在本数据的 {self.searched} 件专利中，找到全部 {whole} 项特征的有：{numbers}。"
        return f"在本数据的 {self.searched} 件专利中，未找到单独一件写有全部 {whole} 项特征的专利。"

    def _said_of_first(self) -> tuple[str, ...]:
        if not self.patents or self.covering:
            return ()
        first = self.patents[0]
        missing = "；".join(f"{feature.number}.{feature.text}" for feature in self.not_in_first)
        rest = f"，其中未找到：{missing}" if missing else "，其余只部分找到"
        found, partly = first.count(Verdict.FOUND), first.count(Verdict.PARTLY)
        return (
            f"最接近的是 {first.record.number}《{first.record.title}》，"
            f"找到 {found} 项、部分找到 {partly} 项{rest}。",
        )

    def _said_of_nowhere(self) -> tuple[str, ...]:
        if not self.nowhere:
            return ()
        listed = "；".join(f"{feature.number}.{feature.text}" for feature in self.nowhere)
        return (f"逐项比较的 {self.compared} 件专利中都未找到的特征：{listed}。",)

    def _said_of_meaning(self) -> tuple[str, ...]:
        near = sum(match.by_meaning for patent in self.patents for match in patent.matches)
        if not near:
            return ()
        return (
            f"其中 {near} 处的用词与特征不同，是按语义相近判断的（标“意思相近”），请读原话核对。",
        )

    def _said_of_data(self) -> tuple[str, ...]:
        said = []
        if self.features.refers_to:
            said.append(
                f"这是一项从属权利要求，它引用的“{self.features.refers_to}”没有一起粘贴，"
                "那里的特征没有参与比较。"
            )
        if self.searched < FEWEST_PATENTS:
            said.append(
                f"可比的只有 {self.searched} 件专利（不足 {FEWEST_PATENTS} 件），"
                "“未找到”几乎说明不了什么，请先导入更多专利。"
            )
        if self.title_only:
            said.append(
                f"逐项比较的专利中有 {self.title_only} 件在本数据里只有标题，没有摘要和权利要求，"
                "这些专利的“未找到”说明不了什么。"
            )
        return tuple(said)


def find_nearest_art(
    patents: OpenPatents,
    reader: PatentReader,
    text: str,
    *,
    query: ScopeQuery | None = None,
    limit: int = SHOWN,
) -> NearestArt:
    """The nearest patents to an idea or a claim.

    Args:
        query: its filters and excluded numbers apply, its question does not; None for all.

    Raises:
        LayoutError: no feature could be read from the text, or a filter is wrong.
    """
    features = features_of(text)
    asked = query or ScopeQuery()
    searched, candidates = _candidates(patents, features, text, asked)
    matrix = _Matrix(patents, features.features)
    records = reader.by_id([patents.table.ids[row] for row, _ in candidates])
    compared = [
        (record, score)
        for row, score in candidates
        if (record := records.get(patents.table.ids[row]))
    ]
    matches = raised_by_meaning(
        [matrix.matches(record) for record, _ in compared],
        [feature.text for feature in features.features],
        patents.directions_of,
    )
    found = [
        NearPatent(record=record, score=round(score, 4), matches=said)
        for (record, score), said in zip(compared, matches, strict=True)
    ]
    found.sort(key=lambda patent: (-_covered(patent, features.features), -patent.score))
    return NearestArt(
        features=features,
        patents=tuple(found[:limit]),
        best=tuple(_best(found, column) for column in range(len(features.features))),
        searched=searched,
        compared=len(found),
        title_only=sum(not (p.record.abstract or p.record.first_claim) for p in found),
        revision=patents.table.revision,
    )


class _Matrix:
    """The features, weighed by what is rare among the viewer's patents."""

    def __init__(self, patents: OpenPatents, features: Sequence[Feature]) -> None:
        self._weighed: list[Weighed] = [weighed(f.text, patents.rarity) for f in features]
        self._units = frozenset(chain.from_iterable(one.weights for one in self._weighed))

    def matches(self, record: PatentRecord) -> tuple[Match, ...]:
        stretches = stretches_of(record, self._units)
        return tuple(best_match(feature, stretches, record) for feature in self._weighed)


def _candidates(
    patents: OpenPatents, features: Features, text: str, query: ScopeQuery
) -> tuple[int, list[tuple[int, float]]]:
    """Applications that pass the filters, and (row, score) of those to compare, nearest first."""
    table = patents.table
    admitted = admitted_by(table, query)
    for printed in query.exclude:
        admitted[table.rows_of_number.get(read_number(printed).text, [])] = False
    if not admitted.any():
        return 0, []
    parts = [f.text for f in features.features if f.kind is not FeatureKind.SUBJECT]
    scores, near = patents.nearness(text, parts)
    if not admitted.all():
        near[:, ~admitted] = -np.inf
    rows = set(_best_rows(np.where(admitted, scores, -np.inf), table.group, CANDIDATES))
    for closeness in near:
        rows |= set(_best_rows(closeness, table.group, PER_FEATURE))
    ordered = sorted(rows, key=lambda row: (-scores[row], row))
    return table.applications(admitted), _one_each(ordered, scores, table.group)


def _best_rows(scores: Scores, group: NDArray[np.int64], limit: int) -> list[int]:
    """The best rows of `limit` applications; those that do not count have the score −∞."""
    some = min(len(scores), 3 * limit)
    best = np.argpartition(-scores, some - 1)[:some]
    best = best[np.isfinite(scores[best])]
    ordered = best[np.lexsort((best, -scores[best]))].tolist()
    return [row for row, _ in _one_each(ordered, scores, group)[:limit]]


def _one_each(
    rows: Sequence[int], scores: Scores, group: NDArray[np.int64]
) -> list[tuple[int, float]]:
    """The first row of every application, with its score."""
    seen: Mapping[int, int] = {int(group[row]): row for row in reversed(rows)}
    kept = set(seen.values())
    return [(row, float(scores[row])) for row in rows if row in kept]


def _covered(patent: NearPatent, features: Sequence[Feature]) -> float:
    """Features found, those only partly found by half; effects count by half, known parts less."""
    return sum(
        _WORTH[match.verdict] * _weight(feature)
        for feature, match in zip(features, patent.matches, strict=True)
    )


def _weight(feature: Feature) -> float:
    if feature.kind is FeatureKind.EFFECT or feature.is_known:
        return 0.5
    return 1.0


def _best(found: Sequence[NearPatent], column: int) -> tuple[str, Match]:
    """Number and match of the patent that says a feature best."""
    best = max(found, key=lambda patent: patent.matches[column].score, default=None)
    if best is None or best.matches[column].verdict is Verdict.NOT_FOUND:
        return "", best.matches[column] if best else NOTHING
    return best.record.number, best.matches[column]
