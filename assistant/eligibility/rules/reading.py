"""Small readings of a rule's tree."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from assistant.eligibility.errors import ExpressionError
from assistant.eligibility.rules.syntax import position_of

if TYPE_CHECKING:
    from lark import Token, Tree


class Sort(Enum):
    """What a part of a rule gives."""

    TRUTH = auto()
    NUMBER = auto()
    DATE = auto()
    TEXT = auto()
    OTHER = auto()
    """A field that only functions take: a place, a code, an event, honours."""


def words(tree: Tree[Token]) -> tuple[str, ...]:
    """The tokens of the tree itself, in order; texts without their quotes."""
    return tuple(_unquoted(child) for child in tree.children if isinstance(child, str))


def text_of(tree: Tree[Token]) -> str:
    """The first token."""
    return words(tree)[0]


def fault(tree: Tree[Token], reason: str) -> ExpressionError:
    """What is wrong with a part, and where it begins."""
    return ExpressionError(reason, position=position_of(tree))


def _unquoted(token: str) -> str:
    return token[1:-1] if token[:1] in '"“' else str(token)
