"""White spots: thin cells of topics or IPC subclasses by effects, and why they may be thin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from assistant.layout.cross_table import CrossTable
from assistant.layout.effects import words_of
from assistant.layout.field_space import around_the_middle
from assistant.layout.findings import Finding
from assistant.layout.patent_record import PatentRecord
from assistant.layout.thin_cells import ThinCell, thin_cells
from assistant.layout.trend import first_incomplete_year
from indexing.embed import Vectors

_FEWEST_NEARBY = 3
"""Patents of similar topics that must promise the effect for a demand to be seen."""

_NEAREST_TOPICS = 2
_USUAL_RATE = 0.75
"""The effect must be about as usual there as in the whole field: an effect that only a far corner
of the field promises is no demand here."""

_NEAREST_PATENTS = 5
_MOSTLY = 0.5
_SAMPLE = 1_000


class Verdict(StrEnum):
    """What the checks say of a thin cell; the value is shown to users."""

    WORTH_A_LOOK = "值得核实"
    OTHER_WORDS = "可能只是用词不同"
    TOO_NEW = "可能太新"
    NO_DEMAND = "未见需求"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhiteSpot:
    """One thin cell.

    Attributes:
        topic, effect: its row, which is a topic or an IPC subclass, and its column.
        cell: its patents, what was expected, and the chance.
        demand: ids of patents in the most similar rows that promise the effect.
        mentioned: ids of the row's patents that name a thing of the effect without promising it.
        nearest: ids of the patents nearest to topic and effect together, to be read first.
        checks: the sentences to show, each with its patents.
    """

    topic: str
    effect: str
    cell: ThinCell
    demand: tuple[str, ...]
    mentioned: tuple[str, ...]
    nearest: tuple[str, ...]
    verdict: Verdict
    checks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the checks look at.

    Attributes:
        records, vectors: row by row, in the order of the ids.
        rows_of: the rows of the table each record stands in, by its id; none for a record
            without.
        table: rows by effects.
        row_word: what the rows are: "主题".
        data_day: until when the data go.
    """

    records: Sequence[PatentRecord]
    vectors: Vectors
    rows_of: Mapping[str, Sequence[str]]
    table: CrossTable
    data_day: date
    row_word: str = "主题"


def white_spots(around: Surroundings) -> tuple[WhiteSpot, ...]:
    """The thin cells with what the checks say, those worth a look first, then by what is missing.

    Nothing here says that a cell is free to use: only that this data hold few patents there.
    """
    cells = thin_cells(around.table)
    if not cells:
        return ()
    space = around_the_middle(around.vectors)
    middles = _middles(around, space)
    columns = {cell.column for cell in cells}
    telling = {column: _telling_words(around, column) for column in columns}
    looks = _Looks(around, space, middles, telling)
    spots = [_check(cell, looks) for cell in cells]
    order = list(Verdict)
    return tuple(
        sorted(
            spots,
            key=lambda s: (
                order.index(s.verdict),
                len(s.cell.patents) - s.cell.expected,
                s.topic,
                s.effect,
            ),
        )
    )


def _middles(around: Surroundings, space: Vectors) -> dict[str, Vectors]:
    """Mean vector by row."""
    found = {}
    for row in around.table.rows:
        at = [n for n, r in enumerate(around.records) if row in around.rows_of[r.id]]
        found[row] = space[at].mean(axis=0)
    return found


@dataclass(frozen=True, slots=True)
class _Looks:
    """The surroundings with what all cells need of them, computed once."""

    around: Surroundings
    space: Vectors
    middles: Mapping[str, Vectors]
    telling: Mapping[str, Sequence[str]]


def _check(cell: ThinCell, looks: _Looks) -> WhiteSpot:
    around, middles = looks.around, looks.middles
    members = [r for r in around.records if cell.row in around.rows_of[r.id]]
    demand = _demand(cell, around, middles)
    mentioned = _mentioned(cell, around, members, looks.telling[cell.column])
    recent = _recent(members, around.data_day)
    wanted = _is_wanted(cell, around, middles, demand)
    dated = [r for r in members if r.filing_year is not None]
    if len(mentioned) >= max(_FEWEST_NEARBY, cell.expected * _MOSTLY):
        verdict = Verdict.OTHER_WORDS
    elif dated and len(recent) > _MOSTLY * len(dated):
        verdict = Verdict.TOO_NEW
    elif not wanted:
        verdict = Verdict.NO_DEMAND
    else:
        verdict = Verdict.WORTH_A_LOOK
    nearest = _nearest(cell, around, looks.space, middles)
    return WhiteSpot(
        topic=cell.row,
        effect=cell.column,
        cell=cell,
        demand=demand,
        mentioned=mentioned,
        nearest=nearest,
        verdict=verdict,
        checks=(
            _thinness(cell),
            _said_of_demand(cell, demand, row_word=around.row_word, is_wanted=wanted),
            *_said_of_words(cell, mentioned, nearest, row_word=around.row_word),
            *_said_of_age(cell, recent, dated),
        ),
    )


def _demand(
    cell: ThinCell, around: Surroundings, middles: Mapping[str, Vectors]
) -> tuple[str, ...]:
    """Patents of the most similar rows that promise the effect."""
    table = around.table
    ids = {id_ for t in _similar(cell, middles) for id_ in table.patents_at(t, cell.column)}
    return tuple(sorted(ids))


def _similar(cell: ThinCell, middles: Mapping[str, Vectors]) -> list[str]:
    own = middles[cell.row]
    others = (topic for topic in middles if topic != cell.row)
    return sorted(others, key=lambda topic: (-float(middles[topic] @ own), topic))[:_NEAREST_TOPICS]


def _is_wanted(
    cell: ThinCell, around: Surroundings, middles: Mapping[str, Vectors], demand: tuple[str, ...]
) -> bool:
    """Whether the effect is about as usual in the similar rows as in the field."""
    similar = _similar(cell, middles)
    here = [r for r in around.records if not set(similar).isdisjoint(around.rows_of[r.id])]
    usual = len(_promising(around, cell.column)) / len(around.records)
    return len(demand) >= _FEWEST_NEARBY and len(demand) >= _USUAL_RATE * usual * len(here)


def _mentioned(
    cell: ThinCell, around: Surroundings, members: Sequence[PatentRecord], telling: Sequence[str]
) -> tuple[str, ...]:
    """Members that use a telling word of the effect without promising it."""
    promising = _promising(around, cell.column)
    return tuple(
        sorted(
            r.id
            for r in members
            if r.id not in promising and any(word in r.abstract for word in telling)
        )
    )


def _telling_words(around: Surroundings, effect: str) -> list[str]:
    """Words of the effect which mostly go with its promise, told from a sample."""
    promising = _promising(around, effect)
    sample = around.records[:: max(1, len(around.records) // _SAMPLE)]
    telling = []
    for word in words_of(effect):
        users = [r.id for r in sample if word in r.abstract]
        if users and len(promising.intersection(users)) >= _MOSTLY * len(users):
            telling.append(word)
    return telling


def _promising(around: Surroundings, effect: str) -> frozenset[str]:
    table = around.table
    return frozenset(id_ for topic in table.rows for id_ in table.patents_at(topic, effect))


def _recent(members: Sequence[PatentRecord], data_day: date) -> tuple[str, ...]:
    """Those filed in years that are not all published yet."""
    tail = first_incomplete_year(data_day)
    return tuple(sorted(r.id for r in members if (r.filing_year or 0) >= tail))


def _nearest(
    cell: ThinCell, around: Surroundings, space: Vectors, middles: Mapping[str, Vectors]
) -> tuple[str, ...]:
    """Nearest to the middle of the topic moved towards the patents that promise the effect."""
    with_effect = _promising(around, cell.column)
    rows = [at for at, r in enumerate(around.records) if r.id in with_effect]
    target = middles[cell.row] + space[rows].mean(axis=0)
    order = np.argsort(-(space @ target), kind="stable")
    return tuple(around.records[at].id for at in order[:_NEAREST_PATENTS])


def _thinness(cell: ThinCell) -> Finding:
    text = (
        f"“{cell.row}”与“{cell.column}”的交叉处有 {len(cell.patents)} 件，"
        f"按两者互不相关推算应有约 {cell.expected:.1f} 件（校正后 p={cell.p_value:.2g}）。"
    )
    return Finding(text=text, patents=cell.patents)


def _said_of_demand(
    cell: ThinCell, demand: tuple[str, ...], *, row_word: str, is_wanted: bool
) -> Finding:
    text = f"最相近的{row_word}里有 {len(demand)} 件追求“{cell.column}”，"
    text += "说明这一需求存在。" if is_wanted else "不比整个领域多见，看不出这里有需求。"
    return Finding(text=text, patents=demand)


def _said_of_words(
    cell: ThinCell, mentioned: tuple[str, ...], nearest: tuple[str, ...], *, row_word: str
) -> tuple[Finding, ...]:
    said = []
    if mentioned:
        text = (
            f"该{row_word}有 {len(mentioned)} 件摘要提到与“{cell.column}”有关的词而没有写成功效，"
            "可能只是用词不同。"
        )
        said.append(Finding(text=text, patents=mentioned))
    text = f"语义上最接近这一交叉处的 {len(nearest)} 件请先阅读，确认是否已有同样的方案。"
    said.append(Finding(text=text, patents=nearest))
    return tuple(said)


def _said_of_age(
    cell: ThinCell, recent: tuple[str, ...], dated: Sequence[PatentRecord]
) -> tuple[Finding, ...]:
    if not dated or len(recent) <= _MOSTLY * len(dated):
        return ()
    text = (
        f"“{cell.row}”有申请年份的 {len(dated)} 件里 {len(recent)} 件在公开不完整的年份，可能太新。"
    )
    return (Finding(text=text, patents=recent),)
