"""How the words of a claim differ from the statement of a clause it is laid against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.alignment import Alignment, Block, Gap, content, is_reversed, numbers, says
from assistant.bounds import bound_otherwise
from assistant.figures import REVERSED, Day, Figure, Token, spelled
from assistant.objections import Fault, Objection
from assistant.polarity import contradicts
from assistant.statements import Piece

_TIME = re.compile(r"之日|日起|[日期]?[前后起]")


def worded_otherwise(piece: Piece, laid: Alignment, everything: str) -> Iterator[Objection]:
    """Objections to one piece of a claim.

    Args:
        laid: the piece against the statement nearest to it.
        everything: all clauses and their names, folded: what is only added must stand there.
    """
    for gap in laid.gaps:
        yield from _other_numbers(laid, gap)
        yield from _other_words(piece, laid, gap, everything)
        if (sign := is_reversed(gap, laid.statement)) and not _is_exception(laid, gap):
            yield _reversal(piece, sign)
        if _is_spliced(laid, gap):
            yield Objection(Fault.PAIRING, piece.text)
    yield from _other_bounds(laid)
    if words := _other_subject(piece, laid):
        yield Objection(Fault.PARTY, words)
    if contradicts(piece.text, _with_introduction(laid)):
        yield Objection(Fault.FORCE, piece.text)


_SUBJECT = re.compile(r"^([^由被对向]{2,}?)(?:应当|应|须|必须|可以|不得|负责|有权)([^由]+)$")


def _other_subject(piece: Piece, laid: Alignment) -> str | None:
    """The party the claim says must or may act, where the clause has it acted upon."""
    said = _SUBJECT.search(piece.text)
    if said is None:
        return None
    for at in laid.pieces():
        stated = _SUBJECT.search(laid.statement.pieces[at].text)
        if stated and said[1] not in stated[1] and said[1] in stated[2] and stated[1] in said[2]:
            return said[1]
    return None


def _with_introduction(laid: Alignment) -> str:
    """The piece that holds most of the claim, behind the words that introduce its list."""
    pieces = laid.statement.pieces
    places = Counter(laid.statement.piece_of[at] for at in laid.matched())
    if not places:
        return ""
    most = max(sorted(places), key=lambda at: places[at])
    introduction = pieces[0].text if ":" in laid.statement.text and most > 0 else ""
    return introduction + pieces[most].text


def _other_numbers(laid: Alignment, gap: Gap) -> Iterator[Objection]:
    """Numbers of the claim that the statement does not give here."""
    for said in numbers(gap.said):
        if not any(_agree(said, stated) for stated in numbers(laid.stated_in_pieces())):
            yield Objection(Fault.PAIRING, spelled(said))


def _agree(said: Figure | Day, stated: Figure | Day) -> bool:
    if isinstance(said, Day) or isinstance(stated, Day):
        return isinstance(said, Day) and isinstance(stated, Day) and said.is_named_by(stated)
    return said.value == stated.value and (said.unit == stated.unit or not stated.unit)


def _other_words(piece: Piece, laid: Alignment, gap: Gap, everything: str) -> Iterator[Objection]:
    stated = content(laid.stated_beside(gap))
    for words in laid.words_said(gap):
        if _is_moved(words, laid):
            if stated and any(_stands_in(other, _left_of_claim(laid)) for other in stated):
                yield Objection(Fault.PARTY, words)
        elif stated or not _stands_in(words, everything):
            yield Objection(_kind(words, piece, everything), words)


def _is_moved(words: str, laid: Alignment) -> bool:
    """Whether the statement says it too, in another place of the same pieces."""
    return _stands_in(words, laid.left_in_pieces())


def _left_of_claim(laid: Alignment) -> str:
    return " ".join("".join(map(spelled, gap.said)) for gap in laid.gaps)


def _stands_in(words: str, text: str) -> bool:
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    if words[-1] in "人方" and words[0] != "被":
        return re.search(f"(?<!被){re.escape(words)}", text) is not None
    return words in text or (len(pairs) > 2 and all(pair in text for pair in pairs))


def _kind(words: str, piece: Piece, everything: str) -> Fault:
    at = piece.text.find(words)
    following = piece.text[at + len(words) : at + len(words) + 4] if at >= 0 else ""
    if _TIME.match(following) or _TIME.fullmatch(words):
        return Fault.START
    return Fault.PARTY if words in everything else Fault.WORDS


def _reversal(piece: Piece, sign: str) -> Objection:
    fault = Fault.PARTY if sign == REVERSED else Fault.NEGATION
    return Objection(fault, piece.text)


def _is_exception(laid: Alignment, gap: Gap) -> bool:
    """Whether what follows the gap is said in an exception, which turns round when retold."""
    assert gap.after is not None
    at = laid.statement.piece_of[gap.after.clause]
    return laid.statement.pieces[at].text.endswith("除外")


def _is_spliced(laid: Alignment, gap: Gap) -> bool:
    """Whether the claim joins the head of one piece with the tail of another."""
    if gap.before is None or gap.after is None:
        return False
    piece_of = laid.statement.piece_of
    first, second = gap.at_clause - 1, gap.after.clause
    if piece_of[first] == piece_of[second]:
        return False
    offset = gap.at_clause
    tail = _within(gap.stated, offset, piece_of, piece_of[first])
    head = _within(gap.stated, offset, piece_of, piece_of[second])
    joined = _block(laid, gap.after)
    if not says(_block(laid, gap.before)) or not says(head) or not says(tail):
        return False
    return tail[-1] == joined[-1] or any(
        isinstance(one, Figure) and isinstance(other, Figure) and one.unit == other.unit
        for one in numbers(tail)
        for other in numbers(joined)
    )


def _within(
    tokens: tuple[Token, ...], offset: int, piece_of: tuple[int, ...], piece: int
) -> tuple[Token, ...]:
    return tuple(t for at, t in enumerate(tokens, start=offset) if piece_of[at] == piece)


def _block(laid: Alignment, block: Block) -> tuple[Token, ...]:
    return laid.claim[block.claim : block.claim + block.size]


def _other_bounds(laid: Alignment) -> Iterator[Objection]:
    for block in laid.blocks:
        for n in range(block.size):
            said = laid.claim[block.claim + n]
            stated = laid.statement.tokens[block.clause + n]
            if isinstance(said, Figure) and isinstance(stated, Figure):
                if bound_otherwise(said.bounds, stated.bounds):
                    yield Objection(Fault.BOUND, said.written)
