"""Passages of an index in memory: save, load, and tell which of them a scope admits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Form, Kind, Level, Verification
from indexing.passages import EVERYTHING, Passage, Scope

Groups = dict[str, tuple[Passage, ...]]
"""Passages by document, documents in index order, passages in text order."""


class PassageTable:
    """Passages by row number, with the columns that scopes ask about as arrays.

    Args:
        groups: passages by document; their order gives the rows.

    Attributes:
        passages: in row order.
        row_of: row by passage id.
        first_rows: row of the first passage by document, for those that have one.
        heads: that passage of each.
    """

    def __init__(self, groups: Mapping[str, tuple[Passage, ...]]) -> None:
        self._groups = {id_: group for id_, group in groups.items() if group}
        sizes = [len(group) for group in self._groups.values()]
        self.passages = tuple(chain.from_iterable(self._groups.values()))
        self.row_of = {passage.id: row for row, passage in enumerate(self.passages)}
        self.first_rows = dict(zip(self._groups, accumulate(sizes, initial=0), strict=False))
        self.heads = tuple(group[0] for group in self._groups.values())
        self._document = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        # Conversations ask about the same day and place again and again.
        self.admitted = lru_cache(maxsize=16)(self._admitted)

    def of_document(self, document_id: str) -> tuple[Passage, ...]:
        """Passages of one document in text order; () when it has none."""
        return self._groups.get(document_id, ())

    def rows_of(self, groups: Mapping[str, tuple[Passage, ...]]) -> NDArray[np.int64]:
        """The row of every passage of other groups, −1 for those of documents that are not here
        with this very group."""
        firsts = [
            self.first_rows[id_] if self._groups.get(id_) is group else -1
            for id_, group in groups.items()
        ]
        sizes = np.array([len(group) for group in groups.values()], dtype=np.int64)
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        first = np.repeat(np.array(firsts, dtype=np.int64), sizes)
        return np.where(first < 0, -1, first + within)

    def _admitted(self, scope: Scope) -> NDArray[np.bool_]:
        """For each row whether the scope admits it, shape (n,).

        Every limit of a scope is about the document, so one passage of each is asked.
        """
        if scope == EVERYTHING:
            return np.ones(len(self.passages), dtype=np.bool_)
        verdicts = np.array([scope.admits(head) for head in self.heads], dtype=np.bool_)
        return verdicts[self._document] if len(verdicts) else np.zeros(0, dtype=np.bool_)


def save_passages(groups: Mapping[str, tuple[Passage, ...]], path: Path) -> None:
    """Write a line for each document that has passages: its id, a tab, and in JSON what its
    passages share and what is each one's own."""
    with path.open("w", encoding="utf-8", errors="surrogatepass") as lines:
        for document_id, group in groups.items():
            if group:
                own = [[p.heading, p.start, p.end, p.text, p.columns] for p in group]
                entry = json.dumps([_identity(group[0]), own], ensure_ascii=False)
                lines.write(f"{json.dumps(document_id)}\t{entry}\n")


def load_passages(path: Path) -> Groups:
    """Read what `save_passages` wrote.

    Raises:
        OSError: the file is missing.
        ValueError, TypeError, KeyError: it is not what was written.
    """
    with path.open("rb") as lines:
        return dict(_group(line) for line in lines)


def load_passages_of(documents: Iterable[str], path: Path) -> Groups:
    """As `load_passages`, of these documents alone; the others are not parsed."""
    wanted = {json.dumps(document_id).encode() for document_id in documents}
    if not wanted:
        return {}
    with path.open("rb") as lines:
        return dict(_group(line) for line in lines if line.partition(b"\t")[0] in wanted)


def _group(line: bytes) -> tuple[str, tuple[Passage, ...]]:
    _, tab, entry = line.decode("utf-8", errors="surrogatepass").partition("\t")
    if not tab:
        raise ValueError("a line without a document")
    shared, own = json.loads(entry)
    identity = _revived(shared)
    return str(identity["document_id"]), tuple(_passages(identity, own))


def _passages(
    identity: dict[str, object], own: Iterable[tuple[str, int, int, str, str]]
) -> Iterator[Passage]:
    for heading, start, end, text, columns in own:
        yield Passage(
            id=f"{identity['document_id']}:{start}-{end}",
            heading=heading,
            start=start,
            end=end,
            text=text,
            columns=columns,
            **identity,  # type: ignore[arg-type]
        )


_OF_PASSAGE = frozenset({"id", "heading", "start", "end", "text", "columns"})
_IDENTITY = tuple(name for name in Passage.__slots__ if name not in _OF_PASSAGE)
_DATES = ("published", "effective", "expires")


def _identity(passage: Passage) -> dict[str, object]:
    """What all passages of a document share, dates as ISO text."""
    fields = {name: getattr(passage, name) for name in _IDENTITY}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in fields.items()}


def _revived(entry: dict[str, object]) -> dict[str, object]:
    dates = {name: date.fromisoformat(str(entry[name])) for name in _DATES if entry[name]}
    aliases = entry["aliases"]
    if not isinstance(aliases, list):
        raise ValueError("aliases are not a list")
    return (
        entry
        | dates
        | {
            "kind": Kind(str(entry["kind"])),
            "form": Form(str(entry["form"])),
            "level": Level(str(entry["level"])),
            "verification": Verification(str(entry["verification"])),
            "aliases": tuple(aliases),
        }
    )
