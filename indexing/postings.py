"""Which units occur how often in which passages: count, update, save, load."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILES = ("codes", "starts", "rows", "counts", "lengths")


class Postings:
    """Occurrences of every unit in every passage, by unit; small enough to stay mapped from disk.

    Args:
        codes: of the units, ascending, shape (u,).
        starts: `rows[starts[i]:starts[i + 1]]` holds unit i, shape (u + 1,).
        rows: passage numbers from 0, shape (postings,).
        counts: occurrences of the unit in that passage, 1 or more, shape (postings,).
        lengths: units in each passage, repetitions included, shape (n,).
    """

    def __init__(
        self,
        codes: NDArray[np.uint64],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        counts: NDArray[np.uint16],
        lengths: NDArray[np.int32],
    ) -> None:
        self.codes, self.starts = codes, starts
        self.rows, self.counts, self.lengths = rows, counts, lengths

    def __len__(self) -> int:
        return len(self.lengths)

    def slices(self, codes: NDArray[np.uint64]) -> list[slice]:
        """Where `rows` and `counts` hold each of these units; an empty slice for an unknown one."""
        if not len(self.codes):
            return [slice(0, 0)] * len(codes)
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        known = self.codes[places] == codes
        starts, ends = self.starts[places], self.starts[places + known]
        return [slice(start, end) for start, end in zip(starts, ends, strict=True)]

    def updated(
        self, kept: NDArray[np.int64], added: Iterable[Sequence[str]], added_at: Sequence[int]
    ) -> Postings:
        """New postings in which some passages moved, some are gone and some are new.

        Args:
            kept: new number of each passage here, −1 for those to leave out, shape (n,).
            added: units of each new passage.
            added_at: their numbers; together with `kept` they make 0..m-1, each once.
        """
        rows = kept[self.rows]
        stays = rows >= 0
        codes = np.repeat(self.codes, np.diff(self.starts))[stays]
        new_codes, new_rows, new_counts, new_lengths = _count(added, added_at)
        lengths = np.empty(int((kept >= 0).sum()) + len(added_at), dtype=np.int32)
        lengths[kept[kept >= 0]] = self.lengths[kept >= 0]
        lengths[np.asarray(added_at, dtype=np.int64)] = new_lengths
        return _by_unit(
            np.concatenate([codes, new_codes]),
            np.concatenate([rows[stays].astype(np.int32), new_rows]),
            np.concatenate([self.counts[stays], new_counts]),
            lengths,
        )

    def save(self, folder: Path) -> None:
        """Write five `.npy` files into `folder`, which exists."""
        for name in _FILES:
            np.save(folder / f"{name}.npy", getattr(self, name))


def count_postings(passages: Iterable[Sequence[str]]) -> Postings:
    """Postings of the units of each passage, numbered in the order given."""
    rows = list(passages)
    return empty_postings().updated(np.empty(0, np.int64), rows, range(len(rows)))


def empty_postings() -> Postings:
    """Postings of nothing, to update."""
    return Postings(
        np.empty(0, np.uint64),
        np.zeros(1, np.int64),
        np.empty(0, np.int32),
        np.empty(0, np.uint16),
        np.empty(0, np.int32),
    )


def load_postings(folder: Path) -> Postings:
    """Map the files that `save` wrote; pages are read when a question needs them.

    Raises:
        OSError: a file is missing.
        ValueError: a file is not what `save` wrote.
    """
    mapped = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _FILES)
    return Postings(*map(np.asarray, mapped))  # slices of a memmap object take twice as long


def unit_code(unit: str) -> np.uint64:
    """One or two characters as their code points, anything longer as a hash with the top bit set.

    Numbers need no dictionary in memory; that two of a million hashes of 63 bits collide has a
    chance of one in ten million.
    """
    if len(unit) <= 2:
        return np.uint64(ord(unit[0]) << 32 | (ord(unit[1]) if len(unit) == 2 else 0))
    digest = hashlib.blake2b(unit.encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little") | 1 << 63)


def _count(
    passages: Iterable[Sequence[str]], numbers: Sequence[int]
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.uint16], NDArray[np.int32]]:
    """Codes, rows and counts of every posting, and the length of every passage."""
    codes: list[int] = []
    counts: list[int] = []
    widths: list[int] = []
    lengths: list[int] = []
    code_of = _CodeTable()
    for passage in passages:
        occurrences = Counter(passage)
        codes.extend(map(code_of.__getitem__, occurrences))
        counts.extend(occurrences.values())
        widths.append(len(occurrences))
        lengths.append(len(passage))
    rows = np.repeat(np.asarray(numbers, dtype=np.int32), np.asarray(widths, dtype=np.int64))
    return (
        np.asarray(codes, dtype=np.uint64),
        rows,
        np.asarray(counts, dtype=np.uint16),
        np.asarray(lengths, dtype=np.int32),
    )


def _by_unit(
    codes: NDArray[np.uint64],
    rows: NDArray[np.int32],
    counts: NDArray[np.uint16],
    lengths: NDArray[np.int32],
) -> Postings:
    order = np.argsort(codes, kind="stable")
    unique, starts = np.unique(codes[order], return_index=True)
    bounds = np.append(starts, len(codes)).astype(np.int64)
    return Postings(unique, bounds, rows[order], counts[order], lengths)


class _CodeTable(dict[str, int]):
    """Codes of the units seen so far."""

    def __missing__(self, unit: str) -> int:
        code = self[unit] = int(unit_code(unit))
        return code
