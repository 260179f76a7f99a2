"""Cut Chinese text into sentences, as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chinese_numbers import CHINESE_NUMERALS
from corpus.outline_marks import is_table_row

_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
}
_PAIRS |= {"[": "]", "“": "”", "‘": "’"}
_CLOSERS = frozenset(_PAIRS.values())
_QUOTE_CLOSERS = frozenset("”’」』")
_FULL_STOPS = frozenset("。！？!?")
_ENDS = _FULL_STOPS | frozenset("；;")
# A quotation that ends a sentence of its own is still part of ours when these follow.
_GOES_ON = frozenset("，、。；：,;:的等是为")
_ITEM = re.compile(
    rf"[：:]\s*(?=[（(][{CHINESE_NUMERALS}0-9]{{1,3}}[）)]|[①-⑳]|[1-9][0-9]?[.、．](?![0-9]))"
)


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the sentences, in order; only blanks lie between and around them.

    A sentence ends at 。！？； and at a line break, and before the first item of a list
    ("下列情形：｜（一）…；｜（二）…"). Inside brackets, quotes and 《》 nothing ends; a quote
    closes with its sentence. "5.2.1" and "3.5%" hold no sentence end. A row of a table is one
    sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        for begin, end in _split_line(line):
            words = line[begin:end]
            lead = len(words) - len(words.lstrip())
            if words.strip():
                spans.append((start + begin + lead, start + begin + len(words.rstrip())))
        start += len(line) + 1
    return tuple(spans)


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    begin = 0
    ends = () if is_table_row(line) else _sentence_ends(line)
    for cut in sorted({*ends, len(line)}):
        if cut > begin:
            yield begin, cut
            begin = cut


def _sentence_ends(line: str) -> Iterator[int]:
    """Positions in the line after which a new sentence may begin."""
    closed_by = _matched_brackets(line)
    items = {match.end() for match in _ITEM.finditer(line)}
    index = 0
    while index < len(line):
        if index in closed_by:
            close = closed_by[index]
            index = close + 1
            if _ends_in_quotation(line, close):
                yield index
        elif line[index] in _ENDS:
            index = _after_closers(line, index + 1)
            yield index
        else:
            index += 1
        if index in items:
            yield index


def _matched_brackets(line: str) -> dict[int, int]:
    """Where each bracket that is closed on this line is closed; unclosed ones hide nothing."""
    matched: dict[int, int] = {}
    open_at: list[int] = []
    for index, character in enumerate(line):
        if character in _PAIRS:
            open_at.append(index)
        elif character in _CLOSERS:
            depth = _innermost(line, open_at, character)
            if depth is not None:
                matched[open_at[depth]] = index
                del open_at[depth:]
    return matched


_DEEPEST = 20  # brackets looked back over for a partner; real texts nest three deep


def _innermost(line: str, open_at: list[int], closer: str) -> int | None:
    lowest = max(0, len(open_at) - _DEEPEST)
    for depth in range(len(open_at) - 1, lowest - 1, -1):
        if _PAIRS[line[open_at[depth]]] == closer:
            return depth
    return None


def _ends_in_quotation(line: str, close: int) -> bool:
    """Whether the quotation closed at `close` ends with a full stop and the sentence with it."""
    if line[close] not in _QUOTE_CLOSERS or line[close - 1] not in _FULL_STOPS:
        return False
    return close + 1 >= len(line) or line[close + 1] not in _GOES_ON


def _after_closers(line: str, index: int) -> int:
    while index < len(line) and (line[index] in _CLOSERS or line[index] in _ENDS):
        index += 1
    return index
