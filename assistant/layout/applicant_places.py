"""The province each patent's first applicant sits in, as far as address or name tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.layout.findings import Counted, Finding, count_by, ids_of
from assistant.layout.patent_record import PatentRecord
from assistant.layout.stated import is_sparse
from corpus.places import find_places

UNKNOWN_PLACE = "未知"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantPlaces:
    """Patents by place.

    Attributes:
        places: provinces and foreign countries, most first, without the unknown.
        unknown: ids of the patents whose place is not told.
        is_sparse: of fewer than half of the patents the place is told: nothing should be drawn.
        remarks: limits of these figures.
    """

    places: tuple[Counted, ...]
    unknown: tuple[str, ...]
    is_sparse: bool
    remarks: tuple[Finding, ...]


def applicant_places(records: Sequence[PatentRecord]) -> ApplicantPlaces:
    """Count by the place of the first applicant."""
    told = [(record, *place_of(record)) for record in records]
    unknown = [record for record, place, _ in told if place == UNKNOWN_PLACE]
    by_name = [record for record, _, from_name in told if from_name]
    known = {record.id: place for record, place, _ in told if place != UNKNOWN_PLACE}
    return ApplicantPlaces(
        places=count_by(records, lambda r: [known[r.id]] if r.id in known else []),
        unknown=ids_of(unknown),
        is_sparse=is_sparse(len(known), len(records)),
        remarks=_remarks(unknown, by_name),
    )


def place_of(record: PatentRecord) -> tuple[str, bool]:
    """The province, country or 未知, and whether it was only read from the applicant's name."""
    if record.place:
        return record.place.partition("/")[0], False
    if place := _province_in(record.address):
        return place, False
    names = record.applicants_raw or record.applicants
    place = _province_in(names[0]) if names else ""
    return (place, True) if place else (UNKNOWN_PLACE, False)


@lru_cache(maxsize=50_000)
def _province_in(text: str) -> str:
    """The province of the first place named, "" for none."""
    found = find_places(text)
    return found[0].path.partition("/")[0] if found else ""


def _remarks(
    unknown: Sequence[PatentRecord], by_name: Sequence[PatentRecord]
) -> tuple[Finding, ...]:
    remarks = []
    if unknown:
        text = f"其中 {len(unknown):,} 件没有地址，名称里也看不出地方，记为未知。"
        remarks.append(Finding(text=text, patents=ids_of(unknown)))
    if by_name:
        text = (
            f"其中 {len(by_name):,} 件没有地址，地方是从第一申请人名称读出的，可能与实际住所不同。"
        )
        remarks.append(Finding(text=text, patents=ids_of(by_name)))
    return tuple(remarks)
