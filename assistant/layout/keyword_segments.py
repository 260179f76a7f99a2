"""BM25 postings of patents' texts on disk, in segments: 200,000 are never counted at once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.layout.vector_file import Keys, alone, keys_of, places_of
from corpus.progress import Progress
from indexing.keyword_index import KeywordIndex
from indexing.postings import Postings, count_postings, load_postings
from indexing.words import UNITS_VERSION, units

STAGE = "正在建立专利词语索引"

SEGMENT = 5000
"""Texts a segment: counting them takes 300 MB; a killed run loses one, some five seconds."""


class KeywordSegments:
    """The segments of one folder; texts go by the keys of `vector_file.keys_of`.

    Args:
        folder: made with the first segment. Another way to cut words gets another folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / f"words-{UNITS_VERSION}"

    def add(self, digests: Sequence[bytes], texts: Sequence[str], progress: Progress) -> None:
        """Count the texts that no segment holds; a killed run is gone on with.

        Raises:
            OSError: a segment cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder / "lock"):
            keys = keys_of(digests)
            missing = np.flatnonzero(~np.isin(keys, self._all_keys()))
            missing = missing[np.sort(np.unique(keys[missing], return_index=True)[1])]
            for start in range(0, len(missing), SEGMENT):
                progress(STAGE, start, len(missing))
                rows = missing[start : start + SEGMENT]
                self._write(keys[rows], [texts[row] for row in rows.tolist()])

    def keep_only(self, digests: Sequence[bytes]) -> None:
        """Take the postings of all other texts out, for instance of a deleted list."""
        if not self.folder.exists():
            return
        wanted = keys_of(digests)
        with alone(self.folder / "lock"):
            for segment in self._segments():
                keys = np.load(segment / "keys.npy")
                kept = np.isin(keys, wanted)
                if kept.all():
                    continue
                if kept.any():
                    moved = np.where(kept, np.cumsum(kept) - 1, -1)
                    self._save(keys[kept], load_postings(segment).updated(moved, [], []))
                self._remove(segment)

    def open(self, keys: Keys) -> KeywordIndex:
        """An index whose row i is the text of `keys[i]`; keys are distinct.

        A text that was not counted yet has no words in it.
        """
        while True:
            segments = self._segments() if len(keys) else []
            try:
                return self._opened(segments, keys)
            except FileNotFoundError:  # somebody joined two of them meanwhile, or took one out
                if segments == self._segments():
                    raise

    def _opened(self, segments: Sequence[Path], keys: Keys) -> KeywordIndex:
        is_open = np.ones(len(keys), dtype=np.bool_)
        parts = []
        for segment in segments:
            rows = places_of(np.load(segment / "keys.npy"), keys)
            rows[~is_open[rows] | (rows < 0)] = -1
            is_open[rows[rows >= 0]] = False
            parts.append((load_postings(segment), rows))
        uncounted = np.flatnonzero(is_open)
        if len(uncounted):
            parts.append((count_postings([[] for _ in uncounted]), uncounted))
        return KeywordIndex(parts)

    def _write(self, keys: Keys, texts: Sequence[str]) -> None:
        """A new segment, with small ones taken in, so that many short lists stay few files."""
        small = [s for s in self._segments() if len(np.load(s / "keys.npy")) < SEGMENT // 2]
        if small and len(keys) < SEGMENT:
            before = load_postings(small[0])
            count = len(before)
            postings = before.updated(
                np.arange(count), map(units, texts), range(count, count + len(keys))
            )
            self._save(np.concatenate([np.load(small[0] / "keys.npy"), keys]), postings)
            self._remove(small[0])
        else:
            self._save(keys, count_postings(map(units, texts)))

    def _save(self, keys: Keys, postings: Postings) -> None:
        name = hashlib.blake2b(keys.tobytes(), digest_size=8).hexdigest()
        fresh = self.folder / f"new-{name}"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        postings.save(fresh)
        np.save(fresh / "keys.npy", keys)
        fresh.replace(self.folder / f"segment-{name}")

    def _remove(self, segment: Path) -> None:
        """At one stroke: who is killed while the files are deleted leaves no half of a segment."""
        segment.replace(segment.with_name(f"gone-{segment.name}"))
        for gone in self.folder.glob("gone-*"):
            shutil.rmtree(gone)

    def _segments(self) -> list[Path]:
        return sorted(self.folder.glob("segment-*"))

    def _all_keys(self) -> Keys:
        found = [np.load(segment / "keys.npy") for segment in self._segments()]
        return np.concatenate(found) if found else np.empty(0, dtype=np.uint64)
