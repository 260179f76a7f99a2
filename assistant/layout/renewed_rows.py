"""Rows imported over rows of the same list: what is new, and what changed in the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.layout.patent_record import PatentKind
from assistant.layout.patent_rows import COLUMNS
from assistant.layout.record_text import digest_of

Row = tuple[object, ...]
"""Values of `COLUMNS`."""

_BLANK = frozenset((None, "", "[]", PatentKind.UNKNOWN.value))
_ID, _STATUS, _STANDING = (COLUMNS.index(name) for name in ("id", "legal_status", "standing"))
_PAIRED = tuple(
    (COLUMNS.index(one), COLUMNS.index(other))
    for one, other in (
        ("legal_status", "standing"),
        ("applicants", "other_names"),
        ("address", "place"),
    )
)
"""A column and the one that goes with it: beside another value than before a blank one stays blank,
because what stood there belongs to the old value."""

_TITLE, _ABSTRACT, _CLAIM, _DIGEST = (
    COLUMNS.index(name) for name in ("title", "abstract", "first_claim", "digest")
)
_KEPT = frozenset(("source", "written", "digest"))
"""Columns that alone make no change: where a row came from, when, and what is derived."""

_COMPARED = tuple(at for at, name in enumerate(COLUMNS) if name not in _KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What rows do to a list.

    Attributes:
        rows: to be written: the new ones, and the changed ones as they are from now on.
        added, updated, unchanged: how many of each.
        restated: of the updated ones, those whose legal status is another now.
    """

    rows: tuple[Row, ...] = ()
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    restated: int = 0


def renewal(known: Mapping[object, Row], incoming: Sequence[Row]) -> Renewal:
    """Compare rows with those of the same ids; a blank cell takes nothing away.

    A narrower export, of numbers and legal status alone, thus leaves the abstracts as they are.
    Of several incoming rows with one id the later ones renew the first.
    """
    changed: dict[object, Row] = {}
    added = updated = restated = 0
    for row in incoming:
        old = changed.get(row[_ID]) or known.get(row[_ID])
        if old is None:
            changed[row[_ID]] = row
            added += 1
            continue
        merged = _merged(old, row)
        if any(merged[at] != old[at] for at in _COMPARED):
            changed[row[_ID]] = merged
            updated += 1
            restated += _says_otherwise(old, merged)
    return Renewal(
        rows=tuple(changed.values()),
        added=added,
        updated=updated,
        unchanged=len(incoming) - added - updated,
        restated=restated,
    )


def _merged(old: Row, new: Row) -> Row:
    merged = [a if b in _BLANK else b for a, b in zip(old, new, strict=True)]
    for leading, at in _PAIRED:
        if merged[leading] != old[leading]:
            merged[at] = new[at]
    merged[_DIGEST] = digest_of(str(merged[_TITLE]), str(merged[_ABSTRACT] or merged[_CLAIM]))
    return tuple(merged)


def _says_otherwise(old: Row, new: Row) -> bool:
    return (old[_STATUS], old[_STANDING]) != (new[_STATUS], new[_STANDING])
