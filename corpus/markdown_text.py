"""Text of users and documents, written so that Markdown shows it as it is."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LINE_MARK = re.compile(r"^([ \t]*\d*)([-+=.)])", re.MULTILINE)


def plain(text: str) -> str:
    """The text with everything escaped that a Markdown reader would take for markup or HTML."""
    return _LINE_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def plain_line(text: str) -> str:
    """The same on one line."""
    return plain(" ".join(text.split()))
