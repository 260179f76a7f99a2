"""What a claim leaves out of a clause that changes its meaning: conditions and exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.alignment import Alignment, content
from assistant.objections import Fault, Objection
from assistant.statements import Piece, Statement

_CONDITION = re.compile(r"的$|^(?:未?经|逾期|如|若|在.+情况下)|(?:情形|情况)(?:下|之一的?)$")
_EXCEPTION = re.compile(r"除外$|^但.+的除外|^除.+外$|^法律.+另有规定")
_SAYS_EXCEPTION = re.compile(r"除外|^除|,除|但")
_ONE_OF = re.compile(r"之一")
_MUST = re.compile(r"应当|必须|须|应")
WIDENING = re.compile(
    r"一律|所有|全部|任何|均可|均应|均须|都可|都应|随时|无论|不论|即使|无需|无须|自行|一概|永久|立即"
)
"""Words that say something holds for more than a clause without them does."""

_TOLD = 0.3
"""Share of a condition's pairs of characters that a claim naming it holds at least."""

_SAID = 0.6
"""Share of a consequence's pairs from which on the claim states it."""


def left_out(claim: Statement, whole: str, laid: Alignment) -> Iterator[Objection]:
    """Conditions and exceptions right beside what the claim states, of which it says nothing.

    Args:
        claim: the statement of the answer.
        whole: the whole sentence of the answer, folded.
        laid: one piece of the claim against the clause's statement.
    """
    statement = laid.statement
    stated = [p for p in laid.pieces() if _share(statement.pieces[p], laid) >= _SAID]
    for at in stated:
        if at > 0 and _is_condition(statement.pieces[at - 1]):
            condition = statement.pieces[at - 1]
            if not _is_told(condition, whole):
                yield Objection(Fault.CONDITION, condition.text)
        for later in statement.pieces[at + 1 :]:
            if _EXCEPTION.search(later.text) and not _is_excepted(later, whole):
                yield Objection(Fault.EXCEPTION, later.text)
    introduction = statement.pieces[0].text if stated else ""
    if _ONE_OF.search(introduction) and _MUST.search(introduction):
        if _MUST.search(claim.text) and not re.search(r"之一|可以|或", whole):
            yield Objection(Fault.WIDER, claim.text)


def widened(claim: str, clauses: str) -> Iterator[Objection]:
    """Words that make the claim hold for more, where the clauses do not say them."""
    for match in WIDENING.finditer(claim):
        if match.group() not in clauses:
            yield Objection(Fault.WIDER, match.group())


def _share(piece: Piece, laid: Alignment) -> float:
    """Share of the piece's tokens that the claim holds."""
    matched = laid.matched()
    places = [
        at
        for at, number in enumerate(laid.statement.piece_of)
        if laid.statement.pieces[number] is piece
    ]
    return sum(at in matched for at in places) / len(places)


def _is_condition(piece: Piece) -> bool:
    return _CONDITION.search(piece.text) is not None


def _is_told(piece: Piece, whole: str) -> bool:
    words = [word for word in content(piece.tokens) if len(word) > 1]
    pairs = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    return not pairs or sum(pair in whole for pair in pairs) >= _TOLD * len(pairs)


def _is_excepted(piece: Piece, whole: str) -> bool:
    return _SAYS_EXCEPTION.search(whole) is not None or _is_told(piece, whole)
