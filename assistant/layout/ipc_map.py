"""Where a list of patents stands in the International Patent Classification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.layout.findings import Counted, Finding, count_by, left_out
from assistant.layout.patent_record import PatentRecord
from assistant.layout.stated import is_sparse


@dataclass(frozen=True, slots=True, kw_only=True)
class IpcMap:
    """Patents by section ("H"), class ("H02"), subclass ("H02J") and main group ("H02J7").

    A patent counts once under every label that any of its symbols has, so the figures of a level
    may sum to more than the patents.

    Attributes:
        main_subclasses: by the subclass of the main symbol alone; these sum to the patents.
        is_sparse: fewer than half of the patents have a symbol: nothing should be drawn.
        remarks: limits of these figures.
    """

    sections: tuple[Counted, ...]
    classes: tuple[Counted, ...]
    subclasses: tuple[Counted, ...]
    groups: tuple[Counted, ...]
    main_subclasses: tuple[Counted, ...]
    is_sparse: bool
    remarks: tuple[Finding, ...]


def ipc_map(records: Sequence[PatentRecord]) -> IpcMap:
    """Count at every level, most first; records without a symbol are left out and said."""
    without = [record for record in records if not record.ipc]
    return IpcMap(
        sections=count_by(records, _cut(1)),
        classes=count_by(records, _cut(3)),
        subclasses=count_by(records, _cut(4)),
        groups=count_by(records, _groups),
        main_subclasses=count_by(records, lambda r: [r.subclass] if r.ipc else []),
        is_sparse=is_sparse(len(records) - len(without), len(records)),
        remarks=left_out(without, "没有 IPC 分类号"),
    )


def subclasses_of(record: PatentRecord) -> tuple[str, ...]:
    """Its subclasses ("H02J"), in order, each once."""
    return tuple(dict.fromkeys(_cut(4)(record)))


def _cut(length: int) -> Callable[[PatentRecord], list[str]]:
    """Labels of one level; a symbol too coarse for the level gives none."""
    return lambda record: [s[:length] for s in record.ipc if len(s) >= length]


def _groups(record: PatentRecord) -> list[str]:
    """Main groups: what stands before the stroke."""
    return [head for head, stroke, _ in (s.partition("/") for s in record.ipc) if stroke]
