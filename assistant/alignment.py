"""A piece of a claim laid against a statement of a clause, and what differs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.figures import REVERSED, Day, Figure, Token, spelled
from assistant.statements import Statement

# Words that carry no claim of their own: structure, and names of what a figure next to them says.
_FILLER = re.compile(
    r"应当|应该|必须|务必|可以|能够|有权|不得|根据|依据|按照|依照|规定|明确|其中|同时|包括|限定|给予|予以|获得|"
    r"享受|下列|以下|如下|情形|条件|之一|分别|具体|期限|时限|标准|金额|没有|截|所述|一般|例如|以及|"
    r"[的了是为在对和与及等其该本此由将会被则即也还并且而以于至自从到向就按均各得须需应可能获之者止给系不未无非没]"
)
_NEGATES = frozenset("不未无非没")
_NEAR = 3
"""Tokens before a matched stretch among which its negation stands."""


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens of the claim that stand in the statement: `size` of them from `claim` and `clause`."""

    claim: int
    clause: int
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two blocks on either side.

    Attributes:
        before, after: the block on that side; None at the ends.
    """

    said: tuple[Token, ...]
    stated: tuple[Token, ...]
    at_claim: int
    at_clause: int
    before: Block | None
    after: Block | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """The blocks in order, and the gaps around them."""

    claim: tuple[Token, ...]
    statement: Statement
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...]

    def matched(self) -> frozenset[int]:
        """Places in the statement that the claim holds."""
        return frozenset(b.clause + n for b in self.blocks for n in range(b.size))

    def pieces(self) -> frozenset[int]:
        """Pieces of the statement that the claim is laid against: with two tokens or more."""
        touched = [self.statement.piece_of[at] for at in self.matched()]
        return frozenset(p for p in touched if touched.count(p) > 1)

    def stated_beside(self, gap: Gap) -> tuple[Token, ...]:
        """What the statement says in the gap, in the pieces of the blocks around it."""
        piece_of = self.statement.piece_of
        beside = set()
        if gap.before:
            beside.add(piece_of[gap.at_clause - 1])
        if gap.after:
            beside.add(piece_of[gap.after.clause])
        return tuple(
            token for at, token in enumerate(gap.stated, gap.at_clause) if piece_of[at] in beside
        )

    def stated_in_pieces(self) -> tuple[Token, ...]:
        """All that the touched pieces say."""
        pieces = self.pieces()
        return tuple(
            token
            for token, piece in zip(self.statement.tokens, self.statement.piece_of, strict=True)
            if piece in pieces
        )

    def left_in_pieces(self) -> str:
        """What the touched pieces say besides, as words."""
        pieces, matched = self.pieces(), self.matched()
        return "".join(
            spelled(token) if at not in matched else " "
            for at, token in enumerate(self.statement.tokens)
            if self.statement.piece_of[at] in pieces
        )

    def words_said(self, gap: Gap) -> list[str]:
        """What the claim says in the gap, without what is structure in the whole of it."""
        idle = _idle(self.claim)
        kept = [
            " " if at in idle else token for at, token in enumerate(gap.said, start=gap.at_claim)
        ]
        return content(tuple(kept))


def align(claim: tuple[Token, ...], statement: Statement) -> Alignment:
    """Lay a claim against a statement, the longest common stretches first."""
    matcher = SequenceMatcher(None, claim, statement.tokens, autojunk=False)
    blocks = tuple(Block(*match) for match in matcher.get_matching_blocks() if match.size)
    return Alignment(claim, statement, blocks, tuple(_gaps(claim, statement.tokens, blocks)))


def _gaps(
    claim: tuple[Token, ...], clause: tuple[Token, ...], blocks: tuple[Block, ...]
) -> Iterator[Gap]:
    for before, after in pairwise((None, *blocks, None)):
        a = before.claim + before.size if before else 0
        b = before.clause + before.size if before else 0
        a_end = after.claim if after else len(claim)
        b_end = after.clause if after else len(clause)
        if a < a_end or b < b_end:
            yield Gap(claim[a:a_end], clause[b:b_end], a, b, before, after)


def content(tokens: tuple[Token, ...]) -> list[str]:
    """The words among the tokens that say something, in order; figures and days are left out."""
    run = "".join(spelled(t) if isinstance(t, str) else "\0" for t in tokens)
    return [part for part in re.split(r"[\0 ]", _FILLER.sub("\0", run)) if part]


def _idle(tokens: tuple[Token, ...]) -> frozenset[int]:
    """Places of the tokens that are structure."""
    run = "".join(t if isinstance(t, str) and len(t) == 1 else "\0" for t in tokens)
    return frozenset(at for m in _FILLER.finditer(run) for at in range(*m.span()))


def numbers(tokens: tuple[Token, ...]) -> list[Figure | Day]:
    """The figures and days among the tokens, in order."""
    return [t for t in tokens if not isinstance(t, str)]


def is_reversed(gap: Gap, statement: Statement) -> str | None:
    """The sign that reverses what follows the gap, on one side only: 不, 未, 无 … or 被."""
    if gap.after is None or not says(_tokens(gap.after, statement)):
        return None
    said = _reversals(gap.said[-_NEAR:])
    stated = gap.stated[-_NEAR:]
    first = gap.after.clause
    stated = tuple(
        token
        for at, token in enumerate(stated, start=first - len(stated))
        if statement.piece_of[at] == statement.piece_of[first]
    )
    there = _reversals(stated)
    if bool(said - {REVERSED}) != bool(there - {REVERSED}):
        return min((said | there) - {REVERSED})
    return REVERSED if (REVERSED in said) != (REVERSED in there) else None


def says(tokens: tuple[Token, ...]) -> bool:
    """Whether any of the tokens is more than structure."""
    return bool(content(tokens) or numbers(tokens))


def _tokens(block: Block, statement: Statement) -> tuple[Token, ...]:
    return statement.tokens[block.clause : block.clause + block.size]


def _reversals(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(t for t in tokens if isinstance(t, str) and (t in _NEGATES or t == REVERSED))
