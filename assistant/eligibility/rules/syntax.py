"""Read the characters of a rule into a tree, by the grammar of `expression.lark`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.eligibility.errors import ExpressionError

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.exceptions import UnexpectedInput

LONGEST = 2000
"""Characters of a rule: staff can edit rules, and a hostile one must not hang the page."""

DEEPEST = 40
"""Levels of a rule's tree; Python's own recursion limit lies far above."""

_FOLDED = str.maketrans("（），；：［］【】＋－×÷＞＜＝％", "(),;:[][]+-*/><=%")
_QUOTED = re.compile('("[^"]*"|“[^“”]*”)')


def read_tree(text: str) -> Tree[Token]:
    """The tree of a rule; full-width marks count as their plain forms, outside quotes.

    Raises:
        ExpressionError: too long, too deep, or not in the language; names the position.
    """
    from lark.exceptions import UnexpectedInput

    if not text.strip():
        raise ExpressionError("没有内容")
    if len(text) > LONGEST:
        raise ExpressionError(f"有 {len(text)} 个字符，最多 {LONGEST} 个，请拆成几条")
    try:
        tree = _parser().parse(_folded(text))
    except UnexpectedInput as error:
        raise _not_in_language(error, text) from error
    _check_depth(tree)
    return tree


def subtrees(tree: Tree[Token]) -> list[Tree[Token]]:
    """The parts that are trees, not tokens, in order."""
    return [child for child in tree.children if not isinstance(child, str)]


def position_of(tree: Tree[Token]) -> int:
    """Where a part begins, in characters from 1."""
    return 1 if tree.meta.empty else int(tree.meta.start_pos) + 1


@cache
def _parser() -> Lark:
    from lark import Lark  # not needed until a rule is read

    grammar = Path(__file__).with_name("expression.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True)


def _folded(text: str) -> str:
    pieces = _QUOTED.split(text)
    return "".join(
        piece if place % 2 else piece.translate(_FOLDED) for place, piece in enumerate(pieces)
    )


def _not_in_language(error: UnexpectedInput, text: str) -> ExpressionError:
    place = error.pos_in_stream
    ended = getattr(getattr(error, "token", None), "type", "") == "$END"
    if ended or place is None or place < 0:
        return ExpressionError("到结尾还没有写完，请检查括号和运算符是否成对", position=len(text))
    shown = text[place : place + 10].strip()
    return ExpressionError(f"“{shown}”不应出现在这里，请检查运算符、括号和单位", position=place + 1)


def _check_depth(tree: Tree[Token]) -> None:
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for part in level for child in subtrees(part)]
        if not level:
            return
    raise ExpressionError(f"括号和函数套了 {DEEPEST} 层以上，请拆成几条")
