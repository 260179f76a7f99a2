"""Whether features in everyday words are found in the patents that say them, on labelled pairs."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.layout.feature_match import Match, Verdict, best_match, stretches_of, weighed
from assistant.layout.feature_meaning import raised_by_meaning
from assistant.layout.patent_index import OpenPatents
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from evals.errors import CasesError

LABELLED = Path(__file__).with_name("features.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFeature:
    """A feature and one patent.

    Attributes:
        half: "选定" for the pairs the thresholds were chosen on, "检验" for the others.
        patent: number, as the list prints it.
        part: where the patent says it, "" when it does not.
        start, end: offsets of the words that say it in that part; 0 when it does not.
    """

    half: str
    feature: str
    patent: str
    part: str
    start: int
    end: int

    @property
    def is_said(self) -> bool:
        """Whether the patent says the feature."""
        return bool(self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigures:
    """One way of matching on one half.

    Attributes:
        said, unsaid: pairs of the half, see `LabelledFeature.is_said`.
        found, partly: of the said ones those found, and those found at least in part.
        at_place: of those at least partly found those whose quote touches the labelled words.
        wrongly_found, wrongly_partly: as `found` and `partly` of the unsaid ones.
    """

    half: str
    way: str
    said: int
    unsaid: int
    found: int
    partly: int
    at_place: int
    wrongly_found: int
    wrongly_partly: int

    @property
    def recall(self) -> float:
        """Share of the said pairs that are found; 0 when there are none."""
        return self.found / self.said if self.said else 0.0

    @property
    def precision(self) -> float:
        """Share of the found pairs that are said; 1 when there are none."""
        found = self.found + self.wrongly_found
        return self.found / found if found else 1.0


def read_features(path: Path = LABELLED) -> list[LabelledFeature]:
    """The pairs of a CSV file with the columns half, feature, patent, part, start and end.

    Raises:
        CasesError: the file is missing or has other columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [_labelled(row) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as error:
        columns = "half、feature、patent、part、start、end"
        raise CasesError(f"读不了 {path.name}：要求是有 {columns} 几列的 CSV。") from error


def measure_features(
    labelled: Sequence[LabelledFeature], patents: OpenPatents, reader: PatentReader
) -> list[FoundFigures]:
    """Words alone and words with meaning, on each half.

    Raises:
        CasesError: the lists hold none of the patents.
    """
    records = {one.patent: reader.by_number(one.patent) for one in labelled}
    known = {number: found[0] for number, found in records.items() if found}
    pairs = [one for one in labelled if one.patent in known]
    if not pairs:
        raise CasesError("已导入的清单里没有标注用到的专利，请先导入标注所用的清单。")
    by_words = [_by_words(one, known, patents) for one in pairs]
    raised = [
        raised_by_meaning([(match,)], [one.feature], patents.directions_of)[0][0]
        for one, match in zip(pairs, by_words, strict=True)
    ]
    return [
        _figures(half, way, [(p, m) for p, m in zip(pairs, found, strict=True) if p.half == half])
        for half in sorted({one.half for one in pairs}, reverse=True)
        for way, found in (("只看用词", by_words), ("用词与语义", raised))
    ]


def as_table(figures: Sequence[FoundFigures]) -> str:
    """The figures as lines of Chinese text."""
    return "\n".join(
        f"{one.half}·{one.way}：说了的 {one.said} 对，找到 {one.found}、至少部分找到 {one.partly}"
        f"（引文落在标注处 {one.at_place}）；没说的 {one.unsaid} 对，误为找到 {one.wrongly_found}、"
        f"误为至少部分找到 {one.wrongly_partly}；“找到”的准确率 {one.precision:.0%}，"
        f"召回率 {one.recall:.0%}"
        for one in figures
    )


def _labelled(row: Mapping[str, str]) -> LabelledFeature:
    return LabelledFeature(
        half=row["half"],
        feature=row["feature"],
        patent=row["patent"],
        part=row["part"],
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
    )


def _by_words(
    one: LabelledFeature, known: Mapping[str, PatentRecord], patents: OpenPatents
) -> Match:
    feature = weighed(one.feature, patents.rarity)
    record = known[one.patent]
    return best_match(feature, stretches_of(record, frozenset(feature.weights)), record)


def _figures(half: str, way: str, pairs: Sequence[tuple[LabelledFeature, Match]]) -> FoundFigures:
    said = [(one, match) for one, match in pairs if one.is_said]
    unsaid = [match for one, match in pairs if not one.is_said]
    partly = [(one, match) for one, match in said if match.verdict is not Verdict.NOT_FOUND]
    return FoundFigures(
        half=half,
        way=way,
        said=len(said),
        unsaid=len(unsaid),
        found=sum(match.verdict is Verdict.FOUND for _, match in said),
        partly=len(partly),
        at_place=sum(_touches(one, match) for one, match in partly),
        wrongly_found=sum(match.verdict is Verdict.FOUND for match in unsaid),
        wrongly_partly=sum(match.verdict is not Verdict.NOT_FOUND for match in unsaid),
    )


def _touches(one: LabelledFeature, match: Match) -> bool:
    return match.part == one.part and match.start < one.end and one.start < match.end
