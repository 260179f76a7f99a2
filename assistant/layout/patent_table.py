"""The visible patents in columns: what filters and merging look at, small enough for memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.layout.merging import Merged, MergeRow, merge_records
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentKind
from assistant.layout.titles import Titles
from assistant.layout.vector_file import Keys, keys_of

Mask = NDArray[np.bool_]

_KINDS = {kind.value: kind for kind in PatentKind}

_COLUMNS = (
    *("id", "list", "number", "title", "application", "kind", "standing", "filed"),
    *("applicants", "ipc", "family", "divided_from", "twin", "digest"),
    "substr(abstract || first_claim, 1, 200) AS text",
)


class Labels:
    """Several labels a row, such as IPC symbols: the rows that have one that fits are found fast.

    Args:
        rows: the labels of each row.
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        codes: dict[str, int] = {}
        flat: list[int] = []
        owners: list[int] = []
        self._count = 0
        for row, labels in enumerate(rows):
            self._count = row + 1
            for label in labels:
                flat.append(codes.setdefault(label, len(codes)))
                owners.append(row)
        self.names = tuple(codes)
        self._flat = np.array(flat, dtype=np.int32)
        self._owners = np.array(owners, dtype=np.int64)

    def where(self, fits: Callable[[str], bool]) -> Mask:
        """Rows with a label that fits, shape (n,)."""
        wanted = np.array([fits(name) for name in self.names], dtype=np.bool_)
        found = np.zeros(self._count, dtype=np.bool_)
        if len(wanted):
            found[self._owners[wanted[self._flat]]] = True
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentTable:
    """Columns in the order of import; n records.

    Attributes:
        revision: of the store when it was read.
        ids, numbers, titles: of each record.
        row_of: id → row; rows_of_number: publication number → rows, ascending.
        texts: distinct keys of texts; text_of gives each record's index there, shape (n,).
        filed: days as ordinals, 0 when unknown, shape (n,).
        printed: names of applicants as printed → the name they are counted under.
        merged: groups of records that are one application; group gives each record's, shape (n,).
    """

    revision: int
    ids: tuple[str, ...]
    numbers: tuple[str, ...]
    titles: Titles
    row_of: dict[str, int]
    rows_of_number: dict[str, list[int]]
    texts: Keys
    text_of: NDArray[np.int64]
    filed: NDArray[np.int32]
    ipc: Labels
    applicants: Labels
    printed: Mapping[str, str]
    kinds: Labels
    standings: Labels
    lists: Labels
    merged: Merged
    group: NDArray[np.int64]

    def applications(self, rows: Mask) -> int:
        """Applications among some records, given as a mask of shape (n,)."""
        found = np.zeros(len(self.ids), dtype=np.bool_)  # there are no more groups than records
        found[self.group[rows]] = True
        return int(np.count_nonzero(found))


@dataclass(frozen=True, slots=True)
class _Columns:
    """What one pass over the rows collects."""

    merge: list[MergeRow]
    digests: list[bytes]
    ipc: list[tuple[str, ...]]
    standings: list[str]
    lists: list[str]


def read_table(reader: PatentReader) -> PatentTable:
    """The table of everything a viewer sees; some seven seconds for 200,000 records."""
    revision = reader.revision()
    columns = _collect(reader)
    merge = columns.merge
    keys, text_of = np.unique(keys_of(columns.digests), return_inverse=True)
    merged = merge_records(merge, reader.kept_apart())
    rows_of_number: dict[str, list[int]] = {}
    for at, row in enumerate(merge):
        rows_of_number.setdefault(row.number, []).append(at)
    return PatentTable(
        revision=revision,
        ids=tuple(row.id for row in merge),
        numbers=tuple(row.number for row in merge),
        titles=Titles(row.title for row in merge),
        row_of={row.id: at for at, row in enumerate(merge)},
        rows_of_number=rows_of_number,
        texts=keys,
        text_of=text_of.astype(np.int64),
        filed=np.array([row.filed.toordinal() if row.filed else 0 for row in merge], np.int32),
        ipc=Labels(columns.ipc),
        applicants=Labels(sorted(row.applicants) for row in merge),
        printed=reader.names.printed,
        kinds=Labels((row.kind.value,) for row in merge),
        standings=Labels((standing,) for standing in columns.standings),
        lists=Labels((list_,) for list_ in columns.lists),
        merged=merged,
        group=np.array([merged.group_of[row.id] for row in merge], dtype=np.int64),
    )


def _collect(reader: PatentReader) -> _Columns:
    found = _Columns([], [], [], [], [])
    names = reader.names
    # The same cells come again and again: reading each once is most of what can be saved.
    applicants_in = cache(lambda cell: frozenset(names.of(json.loads(cell))))
    day_in = cache(date.fromisoformat)
    for row in reader.select(_COLUMNS):
        found.merge.append(
            MergeRow(
                id=row["id"],
                number=row["number"],
                title=row["title"],
                application=row["application"],
                kind=_KINDS[row["kind"]],
                filed=day_in(row["filed"]) if row["filed"] else None,
                applicants=applicants_in(row["applicants"]),
                family=row["family"],
                divided_from=row["divided_from"],
                twin=row["twin"],
                text=row["text"],
            )
        )
        found.digests.append(row["digest"])
        found.ipc.append(_symbols_in(row["ipc"]))
        found.standings.append(row["standing"])
        found.lists.append(row["list"])
    return found


@lru_cache(maxsize=50_000)
def _symbols_in(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))
