"""The instruments of the corpus by the names people use for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.terms import question_words
from indexing.passages import Passage
from indexing.words import normalise

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_COUNTRY = "中华人民共和国"
_NUMBERED = re.compile(r"\d|号")
_SHORTEST = 3
_BEGINNING = 2
"""Characters by which names are looked up; every name has as many."""
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
        self._documents = _documents_by_name(passages)
        # A regular expression of so many names takes seconds to compile.
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._documents:
            lengths[name[:_BEGINNING]].add(len(name))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def named_in(self, question: str) -> tuple[Mention, ...]:
        """Instruments named in a normalised question, in order, without overlaps."""
        found: list[Mention] = []
        at = 0
        while at < len(question):
            name = self._name_at(question, at)
            if name:
                end = at + len(name)
                ids = self._documents[name]
                found.append(Mention(name=name, documents=ids, start=at, end=end))
            at += max(len(name), 1)
        return tuple(found)

    def _name_at(self, question: str, at: int) -> str:
        """The longest name that stands there; "" for none."""
        lengths = self._lengths.get(question[at : at + _BEGINNING], ())
        names = (question[at : at + length] for length in lengths)
        return next((name for name in names if name in self._documents), "")


def _documents_by_name(passages: Iterable[Passage]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    of_title: dict[str, set[str]] = defaultdict(set)
    seen: dict[str, str] = {}
    for passage in passages:
        if passage.document_id in seen or passage.kind == "专利":
            continue
        seen[passage.document_id] = passage.title
        of_title[passage.title].add(passage.document_id)
        for name in _names_of(passage.title, passage.aliases, passage.document_number):
            names[name].add(passage.document_id)
    for name, ids in names.items():
        if not _NUMBERED.search(name):  # an alias without a number names every version
            ids |= set().union(*(of_title[seen[id_]] for id_ in ids))
    for short, full in question_words().abbreviations.items():
        whole = normalise(full)
        if short not in names:
            meant = [ids for name, ids in names.items() if whole in name]
            names |= {short: set().union(*meant)} if meant else {}
    return {name: frozenset(ids) for name, ids in names.items()}


# Most of a corpus is the same when it is opened again after a change.
@lru_cache(maxsize=1 << 16)
def _names_of(title: str, aliases: tuple[str, ...], number: str | None) -> frozenset[str]:
    names = {title, *aliases}
    if number:
        names.add(number)
    names |= {_BRACKETED.sub("", name) for name in names}
    names |= {name.removeprefix(_COUNTRY) for name in names}
    cleaned = {normalise(name).strip("《》") for name in names}
    return frozenset(n for n in cleaned if len(n) >= _SHORTEST or _SHORT_LAW.fullmatch(n))
