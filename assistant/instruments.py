"""The instruments of the corpus by the names people use for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.terms import question_words
from indexing.passages import Passage
from indexing.words import normalise

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_COUNTRY = "中华人民共和国"
_NUMBERED = re.compile(r"\d|号")
_SHORTEST = 3
_SHORT_LAW = re.compile(r"[\u4e00-\u9fff]法")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An instrument named in a question.

    Attributes:
        name: as written in the question.
        documents: ids of every version and form that goes by this name.
        start, end: where it stands in the question.
    """

    name: str
    documents: frozenset[str]
    start: int
    end: int


class Instruments:
    """Finds names of instruments in running text, longest first."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        of_title: dict[str, set[str]] = defaultdict(set)
        seen: dict[str, str] = {}
        for passage in passages:
            if passage.document_id in seen or passage.kind == "专利":
                continue
            seen[passage.document_id] = passage.title
            of_title[passage.title].add(passage.document_id)
            for name in _names_of(passage):
                names[name].add(passage.document_id)
        for name, ids in names.items():
            if not _NUMBERED.search(name):  # an alias without a number names every version
                ids |= set().union(*(of_title[seen[id_]] for id_ in ids))
        for short, full in question_words().abbreviations.items():
            meant = [ids for name, ids in names.items() if normalise(full) in name]
            if meant and short not in names:
                names[short] = set().union(*meant)
        self._documents = {name: frozenset(ids) for name, ids in names.items()}
        ordered = sorted(self._documents, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def named_in(self, question: str) -> tuple[Mention, ...]:
        """Instruments named in a normalised question, in order, without overlaps."""
        if self._pattern is None:
            return ()
        return tuple(
            Mention(
                name=match.group(),
                documents=self._documents[match.group()],
                start=match.start(),
                end=match.end(),
            )
            for match in self._pattern.finditer(question)
        )


def _names_of(passage: Passage) -> set[str]:
    names = {passage.title, *passage.aliases}
    if passage.document_number:
        names.add(passage.document_number)
    names |= {_BRACKETED.sub("", name) for name in names}
    names |= {name.removeprefix(_COUNTRY) for name in names}
    cleaned = {normalise(name).strip("《》") for name in names}
    return {name for name in cleaned if len(name) >= _SHORTEST or _SHORT_LAW.fullmatch(name)}
