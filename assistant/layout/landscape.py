"""The landscape of a list of patents: every figure, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.layout.absent_applicants import absent_applicants
from assistant.layout.applicant_places import ApplicantPlaces, applicant_places
from assistant.layout.applicants_share import Applicants, applicant_figures
from assistant.layout.asleep_topics import asleep_topics
from assistant.layout.clauses import Clauses
from assistant.layout.cross_table import CrossTable, cross_table, leading_labels
from assistant.layout.findings import Finding, ids_of
from assistant.layout.gaps import Gap
from assistant.layout.ipc_map import IpcMap, ipc_map, subclasses_of
from assistant.layout.legal_status import LegalStatus, legal_status
from assistant.layout.life_cycle import FEWEST_PATENTS, LifeCycle, life_cycle
from assistant.layout.patent_record import PatentRecord
from assistant.layout.technology_effect import TechnologyEffects, technology_effects
from assistant.layout.topics import TopicMap, find_topics
from assistant.layout.trend import Trend, application_trend
from assistant.layout.white_spots import Surroundings, WhiteSpot, white_spots
from indexing.embed import Vectors

LEADING_APPLICANTS = 10
"""Columns of the table of topics and applicants."""

LEADING_SUBCLASSES = 15
"""Rows of the table of subclasses and effects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """What a list of patents shows.

    Attributes:
        patents: ids of all records looked at, ascending.
        topic_years: topics by year of application; topic_applicants: by leading applicant.
        ipc_effects: leading IPC subclasses by effects, as in `effects.table`.
        white_spots, ipc_spots: thin cells of topics and of subclasses by effects; () when the data
            are too thin, as are the next two.
        asleep: topics hardly applied for any more.
        absent: leading applicants that are hardly there in a topic.
        remarks: limits of the whole; the parts carry their own.
    """

    patents: tuple[str, ...]
    data_day: date
    trend: Trend
    applicants: Applicants
    ipc: IpcMap
    status: LegalStatus
    places: ApplicantPlaces
    life_cycle: LifeCycle
    topics: TopicMap
    topic_years: CrossTable
    topic_applicants: CrossTable
    effects: TechnologyEffects
    ipc_effects: CrossTable
    white_spots: tuple[WhiteSpot, ...]
    ipc_spots: tuple[WhiteSpot, ...]
    asleep: tuple[Gap, ...]
    absent: tuple[Gap, ...]
    remarks: tuple[Finding, ...]

    @property
    def is_thin(self) -> bool:
        """Whether there are too few patents to conclude anything about the field."""
        return len(self.patents) < FEWEST_PATENTS


def survey(
    records: Sequence[PatentRecord], vectors: Vectors, *, data_day: date, clauses: Clauses
) -> Landscape:
    """Compute all of it; the order of the records changes nothing.

    Args:
        vectors: rows in the order of the records.
        data_day: until when the data go, all lists together: those of a field that was left end
            before.

    Raises:
        ValueError: records and vectors do not fit each other.
    """
    order = sorted(range(len(records)), key=lambda at: records[at].id)
    records, vectors = [records[at] for at in order], vectors[order]
    trend = application_trend(records, data_day=data_day, clauses=clauses)
    topics = find_topics(records, vectors)
    label = topics.label_of()
    names = [topic.label for topic in topics.topics]
    effects = technology_effects(records, label, names)
    leaders = leading_labels(records, lambda r: r.applicants, limit=LEADING_APPLICANTS)
    ipc = ipc_map(records)
    ipc_effects = _by_effect(records, ipc, effects)
    gaps = _gaps(records, vectors, topics, (effects.table, ipc_effects), trend)
    return Landscape(
        patents=ids_of(records),
        data_day=data_day,
        trend=trend,
        applicants=applicant_figures(records, data_day=data_day),
        ipc=ipc,
        status=legal_status(records),
        places=applicant_places(records),
        life_cycle=life_cycle(records, trend),
        topics=topics,
        topic_years=cross_table(
            records,
            lambda r: [label[r.id]],
            lambda r: [str(r.filing_year)],
            rows=names,
            columns=[str(year.year) for year in trend.years],
        ),
        topic_applicants=cross_table(
            records,
            lambda r: [label[r.id]],
            lambda r: r.applicants,
            rows=names,
            columns=leaders,
        ),
        effects=effects,
        ipc_effects=ipc_effects,
        white_spots=gaps.by_topic,
        ipc_spots=gaps.by_ipc,
        asleep=gaps.asleep,
        absent=gaps.absent,
        remarks=_remarks(records),
    )


@dataclass(frozen=True, slots=True)
class _Gaps:
    """All gaps; none of few patents, of which every one could be chance."""

    by_topic: tuple[WhiteSpot, ...] = ()
    by_ipc: tuple[WhiteSpot, ...] = ()
    asleep: tuple[Gap, ...] = ()
    absent: tuple[Gap, ...] = ()


def _gaps(
    records: Sequence[PatentRecord],
    vectors: Vectors,
    topics: TopicMap,
    by_effect: tuple[CrossTable, CrossTable],
    trend: Trend,
) -> _Gaps:
    if len(records) < FEWEST_PATENTS:
        return _Gaps()
    label = topics.label_of()
    names = [topic.label for topic in topics.topics]
    around = Surroundings(
        records=records,
        vectors=vectors,
        rows_of={id_: (topic,) for id_, topic in label.items()},
        table=by_effect[0],
        data_day=trend.data_day,
    )
    of_ipc = replace(
        around,
        rows_of={r.id: subclasses_of(r) for r in records},
        table=by_effect[1],
        row_word="小类",
    )
    leaders = leading_labels(records, lambda r: r.applicants, limit=LEADING_APPLICANTS)
    return _Gaps(
        by_topic=white_spots(around),
        by_ipc=white_spots(of_ipc),
        asleep=asleep_topics(records, label, names, trend),
        absent=absent_applicants(records, label, trend, topics=names, leaders=leaders),
    )


def _by_effect(
    records: Sequence[PatentRecord], ipc: IpcMap, effects: TechnologyEffects
) -> CrossTable:
    """The subclasses most patents have, by the effects they promise."""
    return cross_table(
        records,
        subclasses_of,
        lambda r: [phrase.group for phrase in effects.phrases[r.id]],
        rows=[one.label for one in ipc.subclasses[:LEADING_SUBCLASSES]],
        columns=effects.table.columns,
    )


def _remarks(records: Sequence[PatentRecord]) -> tuple[Finding, ...]:
    scope = f"以下各项只统计这批数据里的 {len(records):,} 件专利，不代表检索范围以外的情况。"
    remarks = [Finding(text=scope, patents=ids_of(records))]
    if len(records) < FEWEST_PATENTS:
        text = (
            f"只有 {len(records)} 件专利（不足 {FEWEST_PATENTS} 件）：集中度、生命周期、空白点"
            "和布局形态都不能据此下结论。"
        )
        remarks.append(Finding(text=text, patents=ids_of(records)))
    return tuple(remarks)
