"""Nearest art as an answer of the chat: a row a feature, with the words of the patent behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answer import Sentence
from assistant.answer_table import AnswerTable, TableRow
from assistant.layout.cited_patent import cite_patent
from assistant.layout.feature_match import Match, Verdict
from assistant.layout.features import Feature
from assistant.layout.nearest_art import NearestArt
from assistant.layout.patent_record import PatentRecord

COLUMNS = ("技术特征", "结论", "最接近的原话", "专利")


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestSaid:
    """Sentences, the table that stands for those of the features, and what rests on nothing.

    Attributes:
        notices: what was not found: nothing can be cited for it.
    """

    sentences: tuple[Sentence, ...]
    table: AnswerTable
    notices: tuple[str, ...]


def say_nearest(
    art: NearestArt, find: Callable[[str], PatentRecord | None], *, day: date
) -> NearestSaid:
    """Put nearest art into words.

    Args:
        find: a record by its number.
        day: for the status of what is cited.
    """
    single, *others = art.statements()
    sentences = []
    if art.patents:
        nearest = art.patents[0].record
        sentences.append(Sentence(text=single, citations=(cite_patent(nearest, day=day),)))
    rows = []
    for feature, (number, match) in zip(art.features.features, art.best, strict=True):
        record = find(number) if number else None
        if record is None:
            rows.append(TableRow(cells=_cells(feature, match, None), sentence=None))
            continue
        sentence = _sentence(feature, match, record, day=day)
        rows.append(TableRow(cells=_cells(feature, match, record), sentence=len(sentences)))
        sentences.append(sentence)
    return NearestSaid(
        sentences=tuple(sentences),
        table=AnswerTable(columns=COLUMNS, rows=tuple(rows)),
        notices=tuple(others) if art.patents else (single, *others),
    )


def _sentence(feature: Feature, match: Match, record: PatentRecord, *, day: date) -> Sentence:
    citation = cite_patent(record, day=day, part=match.part, quote=match.quote)
    text = f"特征 {feature.number}“{feature.text}”：{match.verdict}，见 {record.number}。"
    return Sentence(text=text, citations=(citation,))


def _cells(feature: Feature, match: Match, record: PatentRecord | None) -> tuple[str, ...]:
    verdict = match.verdict if record else Verdict.NOT_FOUND
    quote = match.quote if record else "—"
    return (f"{feature.number}. {feature.text}", verdict, quote, record.number if record else "—")
