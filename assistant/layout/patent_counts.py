"""How many patents a company holds and has applied for, counted in imported patent lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.layout.applicant_names import applicant_key
from assistant.layout.merged_records import merged_record
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing, is_grant

_FIELDS = {
    PatentKind.INVENTION: "invention_patents",
    PatentKind.UTILITY: "utility_patents",
    PatentKind.DESIGN: "design_patents",
}
_APPLIED = "invention_applications"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentCounts:
    """What was counted.

    Attributes:
        fields: counts by field of the profile; {} when nothing of the applicant was found.
        found: applications of the applicant, whatever became of them.
        remarks: Chinese: what the lists leave open.
    """

    fields: dict[str, int]
    found: int
    remarks: tuple[str, ...]


def count_patents(records: Iterable[PatentRecord], applicant: str) -> PatentCounts:
    """The applications of one applicant, publications of one counted once.

    Of granted ones those lapsed are left out; those whose status the list does not tell are
    counted, and that is said.
    """
    key = applicant_key(applicant)
    by_application: dict[str, list[PatentRecord]] = {}
    for record in records:
        if key and key in map(applicant_key, record.applicants_raw):
            name = record.application_number or record.number
            by_application.setdefault(name, []).append(record)
    merged = [merged_record(publications) for publications in by_application.values()]
    counts: Counter[str] = Counter()
    for one in merged:
        counts[_field_of(one)] += 1
    names = (*_FIELDS.values(), _APPLIED)
    return PatentCounts(
        fields={name: counts[name] for name in names} if merged else {},
        found=len(merged),
        remarks=tuple(_remarks(merged)),
    )


def _field_of(patent: PatentRecord) -> str:
    """The field it counts for; "" for none."""
    if patent.standing is Standing.LAPSED:
        return ""
    if _is_granted(patent):
        return _FIELDS.get(patent.kind, "")
    return _APPLIED if patent.kind is PatentKind.INVENTION else ""


def _is_granted(patent: PatentRecord) -> bool:
    if patent.standing in (Standing.VALID, Standing.PENDING):
        return patent.standing is Standing.VALID
    return patent.granted is not None or is_grant(patent.kind_code)


def _remarks(patents: Sequence[PatentRecord]) -> Iterator[str]:
    told = [one.standing for one in patents]
    if unknown := told.count(Standing.UNKNOWN):
        yield f"有 {unknown} 件清单里没有注明法律状态，按公开文本种类计入，请核对是否仍有效。"
    if lapsed := told.count(Standing.LAPSED):
        yield f"已失效的 {lapsed} 件没有计入。"
    kinds = sum(one.kind is PatentKind.UNKNOWN for one in patents)
    if kinds:
        yield f"有 {kinds} 件看不出是发明、实用新型还是外观设计，没有计入。"
