"""The parts of an index that are read into memory, as builds wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from pydantic import ValidationError

from indexing.embed import Vectors
from indexing.errors import IndexDamagedError
from indexing.fuse import Moments, load_moments
from indexing.generations import Generation
from indexing.index_record import IndexRecord, read_record
from indexing.keyword_index import KeywordIndex
from indexing.passage_store import Groups, PassageTable, load_passages, load_passages_of
from indexing.postings import Postings, load_postings

_DAMAGES = (OSError, ValueError, TypeError, KeyError, EOFError)


@dataclass(frozen=True, slots=True)
class Base:
    """The large part of an index, never written again; its vectors stay in Chroma."""

    generation: Generation
    groups: Groups
    postings: Postings


@dataclass(frozen=True, slots=True)
class Recent:
    """The passages that were added or changed since the base was written.

    Attributes:
        groups: in index order.
        vectors: a row for each passage, L2-normalised, shape (m, d).
    """

    groups: Groups
    postings: Postings
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Changes:
    """One generation without its base: what it takes to write the next one.

    Attributes:
        base: holds the rest; not read.
    """

    record: IndexRecord
    generation: Generation
    base: Generation
    recent: Recent
    moments: Moments

    def groups_of(self, documents: Iterable[str]) -> Groups:
        """Passages of these documents as the index holds them; none for one it does not hold.

        Raises:
            IndexDamagedError: the base cannot be read.
        """
        held = self.record.documents.keys() & documents
        try:
            found = load_passages_of(held.difference(self.record.recent), self.base.passages)
        except _DAMAGES as error:
            raise _damaged(str(error)) from error
        return found | {id_: self.recent.groups[id_] for id_ in held & self.recent.groups.keys()}


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """One generation, without the vectors that Chroma has.

    Attributes:
        table: every passage of base and recent part that counts.
        keywords: over the rows of `table`.
    """

    record: IndexRecord
    base: Base
    recent: Recent
    table: PassageTable
    keywords: KeywordIndex
    moments: Moments


def size_of_base(base: Generation) -> int:
    """Bytes of the files of a base, its vectors aside.

    Raises:
        OSError: one is missing.
    """
    files = (base.passages, *sorted(base.keywords.iterdir()))
    return sum(file.stat().st_size for file in files)


def read_generation_record(generation: Generation) -> IndexRecord:
    """How a generation was built.

    Raises:
        IndexDamagedError: the record is missing or unreadable.
    """
    try:
        return read_record(generation.record)
    except (OSError, ValidationError) as error:
        raise _damaged(generation.record.name) from error


def read_changes(generation: Generation) -> Changes:
    """A generation without its base, of which only the size is checked.

    Raises:
        IndexDamagedError: a file is missing or unreadable, or they do not fit together.
    """
    record = read_generation_record(generation)
    try:
        base = generation.base
        is_whole = size_of_base(base) == record.base_bytes
        recent = _read_recent(generation.recent)
        moments = load_moments(generation.moments)
    except _DAMAGES as error:
        raise _damaged(str(error)) from error
    if not is_whole or moments.count != record.passages:
        raise _damaged("各部分数量不一致")
    return Changes(record, generation, base, recent, moments)


def read_generation(generation: Generation, known: Base | None = None) -> StoredIndex:
    """All parts of a generation; `known` is taken over when it is its base.

    Raises:
        IndexDamagedError: a file is missing or unreadable, or they do not fit together.
    """
    changes = read_changes(generation)
    record, recent = changes.record, changes.recent
    if known is not None and known.generation == changes.base:
        base = known
    else:
        base = read_base(changes.base)
    table = PassageTable(_joined(base, recent, record))
    parts = [(part.postings, table.rows_of(part.groups)) for part in (base, recent)]
    if any(len(postings) != len(rows) for postings, rows in parts):
        raise _damaged("各部分数量不一致")
    keywords = KeywordIndex(parts)
    if not len(table.passages) == len(keywords) == record.passages:
        raise _damaged("各部分数量不一致")
    return StoredIndex(record, base, recent, table, keywords, changes.moments)


def _joined(base: Base, recent: Recent, record: IndexRecord) -> Groups:
    """Every document with the passages that count; the recent part speaks for what it names."""
    newer = frozenset(record.recent)
    return {id_: (recent if id_ in newer else base).groups.get(id_, ()) for id_ in record.documents}


def read_base(generation: Generation) -> Base:
    """The base in the folder of a generation.

    Raises:
        IndexDamagedError: a file is missing or unreadable.
    """
    try:
        return Base(
            generation, load_passages(generation.passages), load_postings(generation.keywords)
        )
    except _DAMAGES as error:
        raise _damaged(str(error)) from error


def _read_recent(files: Generation) -> Recent:
    groups, postings = load_passages(files.passages), load_postings(files.keywords)
    vectors: Vectors = np.load(files.recent_vectors)
    count = sum(map(len, groups.values()))
    if not count == len(postings) == len(vectors):
        raise ValueError("recent parts differ")
    return Recent(groups, postings, vectors)


def _damaged(reason: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"索引文件缺失或损坏（{reason}）。"
        "请运行 python -m indexing build --force 重建；导入的文件不受影响。"
    )
