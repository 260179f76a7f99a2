"""Which clauses of two documents correspond, and what became of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.compare.clauses import Clause, Role, fold
from corpus.compare.links import Links, in_order, link
from corpus.compare.references import REFERENCE, Numbering, renumbered


class ChangeKind(StrEnum):
    """What became of a clause; the value is shown to users."""

    UNCHANGED = "未变"
    RENUMBERED = "仅条号变化"
    CHANGED = "修改"
    MOVED = "移动"
    MOVED_AND_CHANGED = "移动并修改"
    SPLIT = "拆分"
    MERGED = "合并"
    ADDED = "新增"
    DELETED = "删除"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePair:
    """Clauses that correspond.

    Attributes:
        old, new: one clause each; () on one side when it was added or deleted; several on one
            side, in text order, when a clause was split or clauses were merged.
    """

    kind: ChangeKind
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]

    @property
    def role(self) -> Role:
        """The role that all its clauses have."""
        return (self.new or self.old)[0].role


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Every clause of two documents, in pairs.

    Attributes:
        pairs: in the order of the new document; a deleted clause stands behind what came before
            it in the old one.
        numbering: where the numbered clauses of the old document went.
    """

    pairs: tuple[ClausePair, ...]
    numbering: Numbering


def align(old: Sequence[Clause], new: Sequence[Clause]) -> Alignment:
    """Pair the clauses of two documents; every clause is in exactly one pair.

    A clause is moved when it changed places with others, not when its number merely shifted;
    references that follow such a shift are no change of the text.
    """
    links = link(old, new)
    kept = in_order(links.new_of)
    numbering = _numbering(old, new, links)
    pairs: dict[tuple[int, int], ClausePair] = {}
    for one, other in links.new_of.items():
        olds = sorted((one, *(i for i, whole in links.merged_in.items() if whole == other)))
        news = sorted((other, *(i for i, whole in links.split_off.items() if whole == one)))
        left, right = tuple(old[i] for i in olds), tuple(new[i] for i in news)
        kind = _kind(left, right, numbering=numbering, is_moved=(one, other) not in kept)
        pairs[news[0], -1] = ClausePair(kind=kind, old=left, new=right)
    for other in {*range(len(new))} - {*links.new_of.values(), *links.split_off}:
        pairs[other, -1] = ClausePair(kind=ChangeKind.ADDED, old=(), new=(new[other],))
    for one in {*range(len(old))} - {*links.new_of, *links.merged_in}:
        before = bisect_left(kept, (one, -1)) - 1
        place = kept[before][1] if before >= 0 else -1
        pairs[place, one] = ClausePair(kind=ChangeKind.DELETED, old=(old[one],), new=())
    return Alignment(pairs=tuple(pairs[place] for place in sorted(pairs)), numbering=numbering)


def _numbering(old: Sequence[Clause], new: Sequence[Clause], links: Links) -> Numbering:
    """An annex may count from one again: the first clause of a number is the one spoken of."""
    numbering: dict[str, str] = {}
    for one, other in sorted(links.new_of.items()):
        if REFERENCE.fullmatch(old[one].label) and new[other].label:
            numbering.setdefault(old[one].label, new[other].label)
    return numbering


def _kind(
    old: Sequence[Clause], new: Sequence[Clause], *, numbering: Numbering, is_moved: bool
) -> ChangeKind:
    if len(new) > 1:
        return ChangeKind.SPLIT
    if len(old) > 1:
        return ChangeKind.MERGED
    if fold(renumbered(old[0].body, numbering)) != fold(new[0].body):
        return ChangeKind.MOVED_AND_CHANGED if is_moved else ChangeKind.CHANGED
    if is_moved:
        return ChangeKind.MOVED
    same = old[0].label == new[0].label and fold(old[0].body) == fold(new[0].body)
    return ChangeKind.UNCHANGED if same else ChangeKind.RENUMBERED
