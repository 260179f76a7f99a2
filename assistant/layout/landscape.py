"""The landscape of a list of patents: every figure, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.layout.applicant_places import ApplicantPlaces, applicant_places
from assistant.layout.applicants_share import Applicants, applicant_figures
from assistant.layout.clauses import Clauses
from assistant.layout.cross_table import CrossTable, cross_table, leading_labels
from assistant.layout.findings import Finding, ids_of
from assistant.layout.ipc_map import IpcMap, ipc_map
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """What a list of patents shows.

    Attributes:
        patents: ids of all records looked at, ascending.
        topic_years: topics by year of application; topic_applicants: by leading applicant.
        white_spots: () when the data are too thin.
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
    white_spots: tuple[WhiteSpot, ...]
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
    around = Surroundings(
        records=records, vectors=vectors, topic_of=label, effects=effects, data_day=data_day
    )
    return Landscape(
        patents=ids_of(records),
        data_day=data_day,
        trend=trend,
        applicants=applicant_figures(records, data_day=data_day),
        ipc=ipc_map(records),
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
            columns=leading_labels(records, lambda r: r.applicants, limit=LEADING_APPLICANTS),
        ),
        effects=effects,
        white_spots=white_spots(around) if len(records) >= FEWEST_PATENTS else (),
        remarks=_remarks(records),
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
