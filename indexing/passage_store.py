"""All passages of an index in memory: save, load, and tell which of them a scope admits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Form, Kind, Level, Verification
from indexing.passages import EVERYTHING, Passage, Scope


class PassageTable:
    """Passages by row number, with the columns that scopes ask about as arrays.

    Args:
        passages: of an index, in row order; those of a document stand together.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.row_of = {passage.id: row for row, passage in enumerate(self.passages)}
        self._rows_of_document: dict[str, list[int]] = {}
        heads: list[Passage] = []
        for row, passage in enumerate(self.passages):
            rows = self._rows_of_document.setdefault(passage.document_id, [])
            if not rows:
                heads.append(passage)
            rows.append(row)
        self._heads = heads
        number = {head.document_id: i for i, head in enumerate(heads)}
        self._document = np.array([number[p.document_id] for p in self.passages], dtype=np.int32)
        # Conversations ask about the same day and place again and again.
        self.admitted = lru_cache(maxsize=16)(self._admitted)

    def of_document(self, document_id: str) -> tuple[Passage, ...]:
        """Passages of one document in text order; () when it has none."""
        return tuple(self.passages[row] for row in self._rows_of_document.get(document_id, ()))

    def _admitted(self, scope: Scope) -> NDArray[np.bool_]:
        """For each row whether the scope admits it, shape (n,).

        Every limit of a scope is about the document, so one passage of each is asked.
        """
        if scope == EVERYTHING:
            return np.ones(len(self.passages), dtype=np.bool_)
        verdicts = np.array([scope.admits(head) for head in self._heads], dtype=np.bool_)
        return verdicts[self._document] if len(verdicts) else np.zeros(0, dtype=np.bool_)


def save_passages(passages: Sequence[Passage], path: Path) -> None:
    """Write a JSON line for each document: what its passages share, and what is each one's own."""
    with path.open("w", encoding="utf-8", errors="surrogatepass") as lines:
        for _, group in groupby(passages, key=attrgetter("document_id")):
            of_document = list(group)
            own = [[p.heading, p.start, p.end, p.text, p.columns] for p in of_document]
            entry = [_identity(of_document[0]), own]
            lines.write(json.dumps(entry, ensure_ascii=False) + "\n")


def load_passages(path: Path) -> list[Passage]:
    """Read what `save_passages` wrote.

    Raises:
        OSError: the file is missing.
        ValueError, TypeError, KeyError: it is not what was written.
    """
    passages: list[Passage] = []
    with path.open(encoding="utf-8", errors="surrogatepass") as lines:
        for line in lines:
            shared, own = json.loads(line)
            identity = _revived(shared)
            passages.extend(
                Passage(
                    id=f"{identity['document_id']}:{start}-{end}",
                    heading=heading,
                    start=start,
                    end=end,
                    text=text,
                    columns=columns,
                    **identity,  # type: ignore[arg-type]
                )
                for heading, start, end, text, columns in own
            )
    return passages


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
