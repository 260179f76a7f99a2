"""Whether clauses support a sentence: a checker whose every objection can be read and argued with.

Each piece of the sentence is laid against the statement of the clauses that is nearest to it, and
what differs is named: numbers, days, sides, parties, starting points, force, negation, conditions.
No model takes part; `zhice eval support` measures it on labelled pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.alignment import align, content
from assistant.figures import Day, Figure, Token
from assistant.objections import Fault, Objection
from assistant.omissions import left_out, widened
from assistant.statements import Piece, Statement, folded, pairs_of, rows_of, statements_of
from assistant.wording_faults import worded_otherwise

_LEAST_SAID_BY_TEXT = 0.4
"""Share of a sentence's tokens that must stand in a clause itself: its title may say anything.

Supported sentences of the dev half have 0.61 and more.
"""

LEAST_COVERAGE = 0.5
"""Share of a sentence's neighbouring tokens that the clauses must hold.

Set on the dev half of the labelled pairs, as the other constants of this module.
"""

_NEAR_BEST = 0.15
"""Statements whose share of a piece's pairs is this close to the best are all tried."""

_TRIED = 3
"""Statements tried for a piece at most."""

_OF_ITS_OWN = 0.7
"""Share of a piece's pairs in the statement nearest to the whole sentence that keeps it there."""


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as evidence: its words, and the names it goes by."""

    text: str
    title: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the check found.

    Attributes:
        objections: none when the clauses support the sentence.
        coverage: share of the sentence's pairs of tokens the clauses hold, 0..1.
    """

    objections: tuple[Objection, ...]
    coverage: float

    @property
    def holds(self) -> bool:
        """Whether the clauses support the sentence."""
        return not self.objections


def support(sentence: str, clauses: Sequence[ClauseText]) -> Support:
    """Check one sentence against the clauses it cites, taken together, in any order.

    Raises:
        ValueError: no clause is given.
    """
    if not clauses:
        raise ValueError("a sentence is checked against at least one clause")
    if any(_holds_verbatim(clause.text, sentence) for clause in clauses):
        return Support(objections=(), coverage=1.0)
    evidence = _Evidence.of(clauses)
    claim = statements_of(_unframed(sentence, evidence))
    objections = [
        *_misnamed(folded(sentence), evidence),
        *_missing_numbers(claim, evidence),
        *widened(folded(sentence), evidence.everything),
    ]
    for statement in claim:
        objections += _against_nearest(statement, folded(sentence), evidence)
    covered = _coverage(claim, evidence)
    if covered < LEAST_COVERAGE or _said_by_text(claim, evidence) < _LEAST_SAID_BY_TEXT:
        objections.append(Objection(Fault.CONTENT, sentence))
    return Support(objections=tuple(sorted(set(objections))), coverage=covered)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The clauses as statements, and all their words and names together."""

    statements: tuple[Statement, ...]
    everything: str
    titles: str
    tokens: frozenset[Token]
    said: frozenset[Token]
    pairs: frozenset[tuple[Token, ...]]

    @classmethod
    def of(cls, clauses: Sequence[ClauseText]) -> _Evidence:
        names = [f"{clause.title}\n{clause.locator}" for clause in clauses]
        stated = [s for c in clauses for s in (*statements_of(c.text), *rows_of(c.text))]
        named = [s for name in names for s in statements_of(name)]
        return cls(
            statements=tuple(s for s in stated if not s.is_question),
            everything="\n".join(map(folded, [*(clause.text for clause in clauses), *names])),
            titles="\n".join(_bare(f"{c.title}\n{c.text}") for c in clauses),
            tokens=frozenset(token for s in (*stated, *named) for token in s.tokens),
            said=frozenset(token for s in stated for token in s.tokens),
            pairs=frozenset(pair for s in (*stated, *named) for pair in s.pairs),
        )


_ENDS = "。;；,，!！.?？:： \n"
_CLOSING = re.compile(r"[。;!?:\n|]|$")
_OPENING = re.compile(r"(?:^|[。;!?:\n|]|第[^,。;]{1,12}[条款项])$")


def _holds_verbatim(clause: str, sentence: str) -> bool:
    """Whether whole sentences of the clause are the sentence."""
    text, wanted = folded(clause), folded(sentence).strip(_ENDS)
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if _OPENING.search(text[max(0, at - 15) : at]) and _CLOSING.match(text, end):
            return True
        at = text.find(wanted, at + 1)
    return False


_TITLE = re.compile(r"《([^》]{2,60})》")
_FRAME = re.compile(
    r"(?:根据|依据|按照|依照)?《([^》]{2,60})》(?:第[^,，:：。;；]{1,12}?[条款项]|\d+(?:\.\d+)+)*(?:的?规定|明确)?[,，:：]?"
)


def _unframed(sentence: str, evidence: _Evidence) -> str:
    """The sentence without the titles of what it cites and what leads over to the clause."""
    return _FRAME.sub(
        lambda match: "" if _bare(match[1]) in evidence.titles else match.group(), sentence
    )


def _bare(title: str) -> str:
    return folded(title).replace("中华人民共和国", "")


_NUMBERED = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+(?:条(?:之[一二三四五六七八九十]+)?|款|项|章|号)"
    r"|[〔\[(]\d{4}[〕\])]\d+号|gb/?t?\d{4,}(?:[-.—]\d+)*|权利要求\d+|(?<![\d.])\d+(?:\.\d+){2,}"
)


def _misnamed(claim: str, evidence: _Evidence) -> Iterator[Objection]:
    """Titles in 《》, clause and document numbers that the clauses do not go by, nor name."""
    for title in _TITLE.findall(claim):
        if _bare(title) not in evidence.titles:
            yield Objection(Fault.TITLE, title)
    for number in _NUMBERED.findall(claim):
        if number not in evidence.everything:
            yield Objection(Fault.NUMBER, number)


def _missing_numbers(claim: Sequence[Statement], evidence: _Evidence) -> Iterator[Objection]:
    """Figures and days that stand nowhere in the clauses; a month is named by any day of it."""
    days = [token for token in evidence.tokens if isinstance(token, Day)]
    bare = {
        token.value for token in evidence.tokens if isinstance(token, Figure) and not token.unit
    }
    for token in (token for statement in claim for token in statement.tokens):
        if isinstance(token, Day) and not any(token.is_named_by(day) for day in days):
            yield Objection(Fault.DATE, token.written)
        if isinstance(token, Figure) and token not in evidence.tokens and token.value not in bare:
            yield Objection(Fault.FIGURE, token.written)


def _against_nearest(claim: Statement, whole: str, evidence: _Evidence) -> Iterator[Objection]:
    home = _nearest(claim.pairs, evidence.statements)
    for piece in claim.pieces:
        candidates = _candidates(piece, home, evidence.statements)
        tried = [sorted(set(_against(claim, piece, s, whole, evidence))) for s in candidates]
        if tried:
            yield from min(tried, key=lambda found: (len(found), found))


def _candidates(
    piece: Piece, home: Sequence[Statement], statements: Sequence[Statement]
) -> Sequence[Statement]:
    pairs = pairs_of(piece.tokens)
    at_home = [s for s in home if _share(pairs, s.pairs) >= _OF_ITS_OWN]
    return at_home or _nearest(pairs, statements)


def _nearest(
    pairs: frozenset[tuple[Token, ...]], statements: Sequence[Statement]
) -> Sequence[Statement]:
    ranked = sorted(
        ((_share(_worded(pairs), s.pairs), s.text, s) for s in statements),
        key=lambda r: (-r[0], r[1]),
    )
    return [s for share, _, s in ranked[:_TRIED] if share >= ranked[0][0] - _NEAR_BEST]


def _worded(pairs: frozenset[tuple[Token, ...]]) -> frozenset[tuple[Token, ...]]:
    """The pairs without figures, which say nothing about what they belong to."""
    kept = frozenset(pair for pair in pairs if all(isinstance(token, str) for token in pair))
    return kept or pairs


def _share(pairs: frozenset[tuple[Token, ...]], stated: frozenset[tuple[Token, ...]]) -> float:
    return len(pairs & stated) / len(pairs) if pairs else 1.0


def _against(
    claim: Statement, piece: Piece, statement: Statement, whole: str, evidence: _Evidence
) -> Iterator[Objection]:
    laid = align(piece.tokens, statement)
    yield from worded_otherwise(piece, laid, evidence.everything)
    yield from left_out(claim, whole, laid)


def _said_by_text(claim: Sequence[Statement], evidence: _Evidence) -> float:
    """Share of the sentence's tokens that the clauses hold besides their names."""
    tokens = [token for statement in claim for token in statement.tokens]
    return sum(token in evidence.said for token in tokens) / max(1, len(tokens))


def _coverage(claim: Sequence[Statement], evidence: _Evidence) -> float:
    pairs = frozenset(p for statement in claim for p in statement.pairs if content(p))
    return _share(pairs, evidence.pairs)
