"""The parts of an index that are read into memory, as one build wrote them."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from indexing.errors import IndexDamagedError
from indexing.fuse import Moments, load_moments
from indexing.generations import Generation
from indexing.index_record import IndexRecord, read_record
from indexing.keyword_index import KeywordIndex, load_keyword_index
from indexing.passage_store import PassageTable, load_passages


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """One generation, without its vectors, which stay in Chroma."""

    generation: Generation
    record: IndexRecord
    table: PassageTable
    keywords: KeywordIndex
    moments: Moments


def read_generation_record(generation: Generation) -> IndexRecord:
    """How a generation was built.

    Raises:
        IndexDamagedError: the record is missing or unreadable.
    """
    try:
        return read_record(generation.record)
    except (OSError, ValidationError) as error:
        raise _damaged(generation.record.name) from error


def read_generation(generation: Generation) -> StoredIndex:
    """All parts of a generation.

    Raises:
        IndexDamagedError: a file is missing or unreadable, or they do not fit together.
    """
    record = read_generation_record(generation)
    try:
        table = PassageTable(load_passages(generation.passages))
        keywords = load_keyword_index(generation.keywords)
        moments = load_moments(generation.moments)
    except (OSError, ValueError, TypeError, KeyError, EOFError) as error:
        raise _damaged(str(error)) from error
    if not len(table.passages) == len(keywords) == moments.count == record.passages:
        raise _damaged("各部分数量不一致")
    return StoredIndex(generation, record, table, keywords, moments)


def _damaged(reason: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"索引文件缺失或损坏（{reason}）。"
        "请运行 python -m indexing build --force 重建；导入的文件不受影响。"
    )
