"""Blanks, invisible characters and broken lines made regular; pure functions.

Markup and commands inside a text stay as the plain characters they are; only what nobody can see
is taken out, so that it can neither hide a word from a search nor change how a page is shown.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[^\\S\n]+")
_BLANK_LINES = re.compile("\n{3,}")
_MAYBE_INVISIBLE = re.compile(
    "[^\n\t\x20-\x7e\u00a1-\u00ac\u2010-\u2027\u2030-\u205e\u3000-\u9fff]"
)
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u06dd\u070f")
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u180b\u180c\u180d")

# Signs of the fonts Symbol and Wingdings, which Word stores at 0xF000 and up: bullets and boxes.
_SYMBOLS = str.maketrans(
    "\uf0b7\uf0a7\uf06c\uf06e\uf075\uf0d8\uf0fc\uf0a8\uf06f\uf071\uf0fe\uf052",
    "•▪●■◆➢✓□□□☑☑",
)

_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—"
_AFTER_LABEL = re.compile(
    "(第[〇零一二三四五六七八九十百千0-9]+[编章节条](?:之[一二三四五六七八九十]+)?) +(?=\\S)"
)
_KEPT_BLANK = "\x00"
_INSIDE_CHINESE = re.compile(f"(?<=[{_CJK}]) +(?=[{_CJK}0-9(\\[])|(?<=[0-9)%]) +(?=[{_CJK}])")
_INSIDE_FIGURES = re.compile(
    "(?<=[0-9A-Za-z]) +(?=\\.(?:[0-9A-Za-z]|$))|(?<=^[0-9]) +(?=\\.[^0-9])"
)


def clean(text: str) -> str:
    """Lines without invisible characters, with single spaces, and at most one blank line in a row.

    Full-width and no-break blanks and tabs become spaces; blanks at line ends go; bullets and boxes
    of symbol fonts become those of Unicode. Idempotent.
    """
    lines = _LINE_ENDS.sub("\n", text)
    visible = _MAYBE_INVISIBLE.sub(_keep_visible, lines).translate(_SYMBOLS)
    stripped = "\n".join(line.strip(" ") for line in _BLANKS.sub(" ", visible).split("\n"))
    return _BLANK_LINES.sub("\n\n", stripped).strip("\n")


def clean_line(text: str) -> str:
    """`text` cleaned and made one line, its lines joined by single spaces."""
    return " ".join(clean(text).split())


def drop_blank_lines(text: str) -> str:
    """`text` without empty lines, for formats where they only separate paragraphs."""
    return "\n".join(line for line in text.split("\n") if line)


def close_gaps(line: str) -> str:
    """`line` without the spaces that typesetting puts between Chinese characters and figures.

    The space after 第X条 and its kin stays: it separates the label from the words. Spaces between
    Latin words stay, and those between Chinese and Latin words.
    """
    kept = _AFTER_LABEL.sub(f"\\1{_KEPT_BLANK}", line)
    return close_figures(_INSIDE_CHINESE.sub("", kept)).replace(_KEPT_BLANK, " ")


def close_figures(line: str) -> str:
    """`line` without the spaces before points: "2021 .09 .26", "0 .1", "1 .一种"."""
    return _INSIDE_FIGURES.sub("", line)


def _keep_visible(match: re.Match[str]) -> str:
    """The character, or "" when it is a control, a format mark or an invisible letter."""
    character = match[0]
    if character in _VISIBLE_FORMAT:
        return character
    if character in _INVISIBLE_LETTERS or unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return ""
    return "" if "\ufe00" <= character <= "\ufe0f" else character
