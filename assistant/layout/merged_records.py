"""One record an application: what its publications say together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord, Standing, is_grant
from assistant.layout.patent_table import PatentTable

_AT_ONCE = 1000


def merged_patents(
    reader: PatentReader, table: PatentTable, ids: Sequence[str] | None = None
) -> Iterator[PatentRecord]:
    """One record for every application, in the order of `ids`; each application once.

    Args:
        table: of the same reader; its groups say what belongs together.
        ids: records whose applications are wanted, for instance of the hits of a scope; None for
            all applications in the order of import.
    """
    members: dict[int, list[str]] = {}
    for id_, group in zip(table.ids, table.group.tolist(), strict=True):
        members.setdefault(group, []).append(id_)
    wanted = table.ids if ids is None else ids
    groups = list(dict.fromkeys(int(table.group[table.row_of[id_]]) for id_ in wanted))
    for start in range(0, len(groups), _AT_ONCE):
        part = [members[group] for group in groups[start : start + _AT_ONCE]]
        records = reader.by_id([id_ for one in part for id_ in one])
        for one in part:
            present = [records[id_] for id_ in one if id_ in records]
            if present:
                yield merged_record(present)


def merged_record(records: Sequence[PatentRecord]) -> PatentRecord:
    """What the publications of one application say together; one record is given back as it is.

    The granted text stands for the application, of several the one published last, of two prints
    of one publication the one imported last; what it lacks comes from the others. Application and
    publication are the earliest days, the legal status is that of the publication that tells one
    last.
    """
    if len(records) == 1:
        return records[0]
    ranked = sorted(records, key=_rank, reverse=True)
    best = ranked[0]
    status = next((record for record in ranked if record.legal_status), best)
    return replace(
        best,
        application_number=_first(record.application_number or "" for record in ranked) or None,
        abstract=_first(record.abstract for record in ranked),
        first_claim=_first(record.first_claim for record in ranked),
        applicants_raw=next((r.applicants_raw for r in ranked if r.applicants_raw), ()),
        applicants=next((r.applicants for r in ranked if r.applicants), ()),
        inventors=next((r.inventors for r in ranked if r.inventors), ()),
        ipc=tuple(dict.fromkeys(symbol for record in ranked for symbol in record.ipc)),
        filed=_earliest(record.filed for record in records),
        published=_earliest(record.published for record in records),
        granted=_earliest(record.granted for record in records),
        priority=_earliest(record.priority for record in records),
        legal_status=status.legal_status,
        standing=next(
            (r.standing for r in ranked if r.standing is not Standing.UNKNOWN), best.standing
        ),
        other_names=next((r.other_names for r in ranked if r.other_names), ()),
        family=" ".join(dict.fromkeys(key for r in ranked for key in r.family.split())),
        divided_from=_first(record.divided_from for record in ranked),
        twin=_first(record.twin for record in ranked),
        agency=_first(record.agency for record in ranked),
        address=_first(record.address for record in ranked),
        place=_first(record.place for record in ranked),
        publications=tuple(sorted({number for r in records for number in r.publications})),
        members=tuple(sorted({id_ for r in records for id_ in r.members})),
    )


def _rank(record: PatentRecord) -> tuple[bool, date, int, str]:
    return is_grant(record.kind_code), record.published or date.min, record.written, record.id


def _first(texts: Iterator[str]) -> str:
    return next(filter(None, texts), "")


def _earliest(days: Iterator[date | None]) -> date | None:
    return min(filter(None, days), default=None)
