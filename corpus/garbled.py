"""Tell text from the rubbish that a broken font map or a wrong encoding leaves."""

from __future__ import annotations

import re
from functools import cache

WINDOW = 1000
"""Non-blank characters judged together: long enough to be steady, short enough to find one page."""

MIN_READABLE = 0.66
"""Least share of expected characters in a window.

Measured on 1,700 windows of 104 statutes, 32 government pages, 3 policies, 5 patent or law PDFs and
3,440 patent abstracts: lowest 0.87 (a front page of a patent), median 0.98; bare lists of patent
numbers and IPC symbols 0.72. GB18030 read as Big5 or UTF-16, UTF-8 read as GB18030 or Latin-1,
shuffled, shifted and private-use glyphs, and a guideline with a broken font map: highest 0.60.
"""

SHORT = 200
MIN_READABLE_SHORT = 0.4
"""For texts under `SHORT` characters, which one formula or one list of codes can fill."""

MAX_GARBLED_WINDOWS = 0.1
"""Share of unreadable windows from which the whole text is refused."""

MIN_FUNCTION_WORDS = 0.03
"""Least share of `_FUNCTION_CHARACTERS` among Chinese characters of a whole text.

Same material: lowest window 0.058, median 0.24. Characters shuffled among the common ones: 0.02.
"""

MIN_CHINESE_FOR_FUNCTION_WORDS = 500
"""Below this many Chinese characters in sentences their shares are chance (a form)."""

_SENTENCE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{8,}")
"""A run of Chinese that is no name: a list of names has no function words and is in order."""

_FILLER = re.compile(r"[.．…‥·・_＿—–\-=＝*~]{4,}")
"""Leaders of a table of contents, blanks to fill in, rules: no characters of the text."""

_FUNCTION_CHARACTERS = frozenset(
    "的一是不了在人有中来上大为和国地到以说时要就出会可也对生能而于自之年后作用所方多行法成部"
    "其他如同等或及者从与应当本下由此将被爲國時會對後從與應當來說們個於經實"
)
_WORD = re.compile(r"(?<![A-Za-z])(?=[A-Za-z]*[AEIOUaeiou])[A-Za-z]{2,}")
_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_EXPECTED_MARKS = frozenset("，。、；：？！（）《》〈〉“”‘’【】〔〕［］—…·％．／～①②③④⑤⑥⑦⑧⑨⑩□■☑√×℃")


def is_garbled(text: str) -> bool:
    """Whether so much of `text` is unreadable that it must not be quoted.

    Text without characters is empty, which is another fault.
    """
    text = _FILLER.sub("", text)
    characters = "".join(text.split())
    if not characters:
        return False
    if len(characters) < SHORT:
        return readable_share(characters) < MIN_READABLE_SHORT
    shares = [readable_share(window) for window in _windows(characters)]
    garbled = sum(share < MIN_READABLE for share in shares)
    return garbled / len(shares) > MAX_GARBLED_WINDOWS or _lacks_function_words(text)


def readable_share(characters: str) -> float:
    """Share of `characters` (no blanks) that ordinary Chinese, English or figures would hold.

    Counted are the frequent Chinese characters of GB 2312 level 1 or Big5 level 1, letters of
    words with a vowel, digits, and the marks of Chinese print; 0..1.
    """
    words = sum(len(word) for word in _WORD.findall(characters))
    return words / len(characters) + sum(map(_is_expected, characters)) / len(characters)


def _windows(characters: str) -> list[str]:
    """Stretches of `WINDOW` characters; a last stretch under half of that joins the one before."""
    starts = range(0, max(1, len(characters) - WINDOW // 2), WINDOW)
    ends = [*starts[1:], len(characters)]
    return [characters[start:end] for start, end in zip(starts, ends, strict=True)]


@cache
def _is_expected(character: str) -> bool:
    return character.isdecimal() or character in _EXPECTED_MARKS or _is_frequent(character)


def _is_frequent(character: str) -> bool:
    """Whether GB 2312 (lead bytes B0-D7) or Big5 (A4-C6) lists it among the frequent ones."""
    return 0xB0 <= _lead_byte(character, "gb2312") <= 0xD7 or (
        0xA4 <= _lead_byte(character, "big5") <= 0xC6 and bool(_CHINESE.match(character))
    )


def _lead_byte(character: str, codec: str) -> int:
    """First byte of the two-byte form; 0 when `codec` has no such form."""
    encoded = character.encode(codec, "ignore")
    return encoded[0] if len(encoded) == 2 else 0


def _lacks_function_words(text: str) -> bool:
    chinese = "".join(_SENTENCE.findall(text))
    if len(chinese) < MIN_CHINESE_FOR_FUNCTION_WORDS:
        return False
    frequent = sum(character in _FUNCTION_CHARACTERS for character in chinese)
    return frequent / len(chinese) < MIN_FUNCTION_WORDS
