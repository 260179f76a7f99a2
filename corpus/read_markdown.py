"""Markdown files -> SourceText: the words without their marks."""

from __future__ import annotations

import re

from corpus.clean_text import clean, drop_blank_lines
from corpus.front_matter import split_front_matter
from corpus.source_text import SourceText
from corpus.text_encoding import decode_text

_FENCE = re.compile(r"[ \t]*(?:```|~~~)[^\n]*")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)")
_HEADING = re.compile(r"[ \t]*#{1,6}(?:[ \t]+|$)")
_CLOSING_MARKS = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
# Inline spans have an upper length so that unpaired marks cost linear time.
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^)\s]{0,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![0-9A-Za-z*_\\])([*_])(?=[^\s*_])([^*_\n]{0,500}?)(?<=[^\s\\])\1(?![0-9A-Za-z*_])"
)
_CODE = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_markdown(data: bytes, *, name: str) -> SourceText:
    """The words of a Markdown file, one paragraph a line, with its identity block set apart.

    Heading lines stay as lines of their own; table rows become "a | b". The first `#` heading is
    the title.

    Raises:
        FrontMatterError: the identity block is wrong.
        UnreadableFileError: the bytes are no text.
    """
    text = decode_text(data, name=name).replace("\r\n", "\n").replace("\r", "\n")
    front_matter, body = split_front_matter(text, name=name)
    body = _without_comments(body)
    source = front_matter.source if front_matter and front_matter.source else name
    return SourceText(
        name=name,
        source=source,
        text=plain_words(body),
        title=_title(body),
        front_matter=front_matter,
    )


def plain_words(markdown: str) -> str:
    """`markdown` without its marks and blank lines."""
    lines = (_plain_line(line) for line in clean(markdown).split("\n") if not _is_mark_only(line))
    return drop_blank_lines(clean("\n".join(lines)))


def _without_comments(body: str) -> str:
    """`body` without <!-- -->; an unclosed comment is text."""
    parts = []
    while True:
        before, mark, rest = body.partition("<!--")
        hidden, end, body = rest.partition("-->")
        parts.append(before)
        if not end:
            return "".join([*parts, mark, hidden])


def _title(body: str) -> str | None:
    for line in body.split("\n"):
        if line.startswith("# "):
            return plain_words(line) or None
    return None


def _is_mark_only(line: str) -> bool:
    return any(mark.fullmatch(line) for mark in (_FENCE, _RULE, _TABLE_RULE))


def _plain_line(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        return _without_inline_marks(_CLOSING_MARKS.sub("", line[heading.end() :]))
    line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
    if line.strip().startswith("|"):
        line = " | ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return _without_inline_marks(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line)


def _without_inline_marks(line: str) -> str:
    line = _LINK.sub(r"\1", _IMAGE.sub(r"\1", line))
    for mark in (_CODE, _STRONG, _EMPHASIS):
        line = mark.sub(r"\2", line)
    return _ESCAPE.sub(r"\1", line)
