"""A clause, or an answer's sentence, as statements: what can be said to hold on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.figures import Token, tokens_of, without_labels
from corpus.sentences import split_sentences
from indexing.words import normalise

_ITEM = re.compile(r"[(（][〇零一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.、](?!\d)")
_NAMED_VALUE = re.compile(r"(?:^|[;|])[^:;,。|]{1,20}:(?=[^;])")
_PIECES = re.compile(r"[,;:。!?|]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two commas."""

    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, an item of a list behind the words that introduce the list.

    Attributes:
        text: folded by `folded`.
        tokens: of all pieces in order.
        piece_of: for each token, which piece it is in.
        pairs: neighbouring tokens.
        is_question: asks, so that it states nothing.
    """

    text: str
    pieces: tuple[Piece, ...]
    tokens: tuple[Token, ...]
    piece_of: tuple[int, ...]
    pairs: frozenset[tuple[Token, ...]]
    is_question: bool

    def begins(self, at: int) -> bool:
        """Whether token `at` is the first of its piece."""
        return at == 0 or self.piece_of[at - 1] != self.piece_of[at]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Half width, simplified, lower case, lines kept apart, without blanks inside."""
    return "\n".join(re.sub(r"\s+", "", normalise(line)) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def statements_of(text: str) -> tuple[Statement, ...]:
    """The statements of a text in order, those without any word left out."""
    return tuple(s for s in map(_statement, _sentences(folded(text))) if s.tokens)


@lru_cache(maxsize=4096)
def rows_of(text: str) -> tuple[Statement, ...]:
    """The lines of a text that give several values by name, each as one statement."""
    lines = (line for line in folded(text).split("\n") if len(_NAMED_VALUE.findall(line)) > 1)
    return tuple(_statement(line) for line in lines)


def pairs_of(tokens: tuple[Token, ...]) -> frozenset[tuple[Token, ...]]:
    """Neighbouring tokens; the token itself where there is only one."""
    return frozenset(pairwise(tokens)) if len(tokens) > 1 else frozenset((t,) for t in tokens)


def _sentences(text: str) -> Iterator[str]:
    introduction = ""
    for start, end in split_sentences(text):
        sentence = text[start:end]
        is_item = _ITEM.match(sentence) is not None
        if not is_item:
            introduction = sentence if sentence.endswith(":") else ""
        yield introduction + sentence if is_item else sentence


def _statement(text: str) -> Statement:
    words = (without_labels(part) for part in _PIECES.split(text))
    found = [Piece(part, tokens_of(part)) for part in words if part]
    pieces = tuple(piece for piece in found if piece.tokens)
    tokens = tuple(token for piece in pieces for token in piece.tokens)
    return Statement(
        text=text,
        pieces=pieces,
        tokens=tokens,
        piece_of=tuple(at for at, piece in enumerate(pieces) for _ in piece.tokens),
        pairs=pairs_of(tokens),
        is_question=text.endswith("?"),
    )
