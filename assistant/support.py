"""Whether clauses support a sentence: a checker whose every objection can be read and argued with.

It compares what is said, not how: numbers with their units and sides, dates, document and clause
numbers, names, what must or may be done, and how much of the sentence the clauses speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.bounds import bounded_otherwise
from assistant.polarity import contradicts, negated_otherwise
from corpus.quantities import CALENDAR, Quantity, find_quantities
from corpus.sentences import split_sentences
from indexing.tagged_words import Role, tagged_words
from indexing.words import normalise

LEAST_COVERAGE = 0.6
"""Share of a sentence's neighbouring pairs of characters that the clauses must hold.

Set on `evals/support/pairs.jsonl`, dev half.
"""


class Fault(StrEnum):
    """What speaks against a sentence; the value is shown to users."""

    FIGURE = "条款里没有这个数字"
    DATE = "条款里没有这个日期"
    NUMBER = "条款里没有这个文号或条号"
    TITLE = "引的不是这部文件"
    NAME = "条款里没有这个名称"
    PAIRING = "这个数字说的是另一项"
    BOUND = "以上、以下与条款不符"
    FORCE = "应当、可以、不得与条款不符"
    NEGATION = "肯定、否定与条款不符"
    CONTENT = "条款说的不是这件事"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as evidence: its words, and the names it goes by."""

    text: str
    title: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault and the words of the sentence it is about."""

    fault: Fault
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the check found.

    Attributes:
        objections: none when the clauses support the sentence.
        coverage: share of the sentence's pairs of characters the clauses hold, 0..1.
    """

    objections: tuple[Objection, ...]
    coverage: float

    @property
    def holds(self) -> bool:
        """Whether the clauses support the sentence."""
        return not self.objections


def support(sentence: str, clauses: Sequence[ClauseText]) -> Support:
    """Check one sentence against the clauses it cites, taken together.

    Raises:
        ValueError: no clause is given.
    """
    if not clauses:
        raise ValueError("a sentence is checked against at least one clause")
    claim = _folded(sentence)
    words = [_folded(clause.text) for clause in clauses]
    names = [_folded(f"{clause.title} {clause.locator}") for clause in clauses]
    everything = "\n".join(words + names)
    covered = _coverage(claim, everything)
    objections = [
        *_figures(claim, everything),
        *_dates(claim, everything),
        *_numbers(claim, everything),
        *_titles(sentence, clauses),
        *_names(claim, everything),
        *_pairings(claim, words),
        *_wordings(claim, words),
    ]
    if covered < LEAST_COVERAGE:
        objections.append(Objection(Fault.CONTENT, sentence))
    return Support(objections=tuple(dict.fromkeys(objections)), coverage=covered)


def _folded(text: str) -> str:
    """Half width, simplified, without blanks inside."""
    return re.sub(r"[ \t]+", "", normalise(text.replace("\n", "。")))


def _figures(claim: str, clauses: str) -> list[Objection]:
    there = find_quantities(clauses)
    return [
        Objection(Fault.FIGURE, _spelled(quantity))
        for quantity in sorted(find_quantities(claim) - there)
    ]


def _spelled(quantity: Quantity) -> str:
    value = quantity.value
    number = str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
    return f"{number}{quantity.dimension}"


_PARTS_OF_A_DAY = re.compile(r"\d+")


def _dates(claim: str, clauses: str) -> list[Objection]:
    """Days and months the clauses do not name; a year is named by any day of it."""
    there = [_parts(match.group()) for match in _DAY.finditer(clauses)]
    return [
        Objection(Fault.DATE, match.group())
        for match in _DAY.finditer(claim)
        if not any(_within(_parts(match.group()), day) for day in there)
    ]


_DAY = re.compile(rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|{CALENDAR.pattern}")


def _parts(written: str) -> tuple[int, ...]:
    return tuple(map(int, _PARTS_OF_A_DAY.findall(written)))


def _within(said: tuple[int, ...], stated: tuple[int, ...]) -> bool:
    return stated[: len(said)] == said or (said[0] < 100 and stated[-len(said) :] == said)


_NUMBERED = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+(?:条(?:之[一二三四五六七八九十]+)?|款|项|章|号)"
    r"|[〔\[(]\d{4}[〕\])]\d+号|gb/?t?\d{4,}(?:[-.—]\d+)*"
)


def _numbers(claim: str, clauses: str) -> list[Objection]:
    """Clause numbers, document numbers and standards that neither text nor locator holds."""
    return [
        Objection(Fault.NUMBER, number)
        for number in dict.fromkeys(_NUMBERED.findall(claim))
        if number not in clauses and number.replace("款", "") not in clauses
    ]


_ITEM = re.compile(r"[(（][〇零一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.、]")
_QUOTED_TITLE = re.compile(r"《([^》]{2,60})》")


def _titles(sentence: str, clauses: Sequence[ClauseText]) -> list[Objection]:
    """Titles in 《》 that are neither the cited documents' nor named in their clauses."""
    known = [_bare(f"{clause.title} {clause.text}") for clause in clauses]
    return [
        Objection(Fault.TITLE, title)
        for title in dict.fromkeys(_QUOTED_TITLE.findall(sentence))
        if not any(_bare(title) in text for text in known)
    ]


def _bare(title: str) -> str:
    return _folded(title).replace("中华人民共和国", "")


def _names(claim: str, clauses: str) -> list[Objection]:
    """Things and persons named by a word the clauses do not hold, in whole or in both halves."""
    outside = _QUOTED_TITLE.sub("", claim)
    return [
        Objection(Fault.NAME, word.word)
        for word in dict.fromkeys(tagged_words(outside))
        if word.role in (Role.NAME, Role.PROPER)
        and len(word.word) > 2
        and not _is_spoken_of(word.word, clauses)
    ]


def _is_spoken_of(word: str, clauses: str) -> bool:
    """Whether the word stands there, or most of its pairs of characters do."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return word in clauses or sum(pair in clauses for pair in pairs) * 2 > len(pairs)


def _pairings(claim: str, clauses: Sequence[str]) -> list[Objection]:
    """Figures that the clauses give for a neighbour of what the sentence names.

    Where parts of a clause give different figures of one dimension (发明二十年，实用新型十年), the
    part with the sentence's figure must not leave out a name that another such part holds.
    """
    objections = []
    for part in _pieces(claim):
        for quantity in find_quantities(part):
            peers = [p for text in clauses for p in _pieces(text) if _measures_alike(p, quantity)]
            own = [p for p in peers if quantity in find_quantities(p)]
            others = [p for p in peers if p not in own]
            if own and any(_names_in(part, p) for p in others):
                taken = max((_names_in(part, p) for p in own), key=len)
                stolen = {n for p in others for n in _names_in(part, p)} - taken
                if stolen:
                    objections.append(Objection(Fault.PAIRING, f"{min(stolen)}：{part}"))
    return objections


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split(r"[,;:。!?,、\n]", text) if piece]


def _measures_alike(piece: str, quantity: Quantity) -> bool:
    return any(found.dimension is quantity.dimension for found in find_quantities(piece))


def _names_in(part: str, piece: str) -> set[str]:
    """Names of `part` that `piece` holds."""
    return {
        word.word
        for word in tagged_words(part)
        if word.role in (Role.NAME, Role.PROPER) and word.word in piece
    }


def _wordings(claim: str, clauses: Sequence[str]) -> list[Objection]:
    """Sides, forces and negations that differ from the nearest sentence of the clauses."""
    spans = [statement for text in clauses for statement in _statements(text)]
    objections = []
    for part in _pieces(claim):
        if not spans:
            break
        nearest = max(spans, key=lambda span: _coverage(part, span))
        if _coverage(part, nearest) < LEAST_COVERAGE:
            continue
        piece = max(_pieces(nearest) or [nearest], key=lambda p: _coverage(part, p))
        objections += _against(part, piece, nearest)
    return objections


def _statements(text: str) -> Iterator[str]:
    """Sentences, each item of a list behind the words that introduce the list."""
    introduction = ""
    for start, end in split_sentences(text):
        sentence = text[start:end]
        if sentence.endswith(":"):
            introduction = sentence
        elif not _ITEM.match(sentence):
            introduction = ""
        yield introduction + sentence if _ITEM.match(sentence) else sentence


def _against(part: str, piece: str, sentence: str) -> list[Objection]:
    objections = []
    if (quantity := bounded_otherwise(part, sentence)) is not None:
        objections.append(Objection(Fault.BOUND, _spelled(quantity)))
    if contradicts(part, piece):
        objections.append(Objection(Fault.FORCE, part))
    if (act := negated_otherwise(part, piece)) is not None:
        objections.append(Objection(Fault.NEGATION, act))
    return objections


def _coverage(claim: str, clauses: str) -> float:
    """Share of the claim's pairs of neighbouring characters that `clauses` holds; 1 for none."""
    pairs = {
        run[at : at + 2]
        for run in re.findall(r"[^\W_]+", claim)
        for at in range(max(1, len(run) - 1))
    }
    return sum(pair in clauses for pair in pairs) / len(pairs) if pairs else 1.0
