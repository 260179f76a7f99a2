"""A report as Markdown with footnotes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.reports import report as content
from assistant.reports.report import is_web_address, numbered_notes

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_SPECIAL_IN_URL = re.compile(r"[\s<>()\\]")


def to_markdown(report: content.Report) -> str:
    """The report in one text; figures are embedded as PNG."""
    numbers = numbered_notes(report)
    parts = [f"# {_plain(report.title)}", _plain(report.subtitle)]
    parts += ["\n".join(f"- {_plain(label)}：{_plain(value)}" for label, value in report.facts)]
    parts += [_block(block, numbers) for block in report.blocks]
    if numbers:
        parts.append("\n".join(_footnote(note, number) for note, number in numbers.items()))
    if report.footer:
        parts.append(f"---\n\n{_plain(report.footer)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: content.Block, numbers: Mapping[content.Note, int]) -> str:
    match block:
        case content.Heading(text=text, level=level):
            return f"{'#' * (level + 1)} {_plain(text)}"
        case content.Paragraph(words=words, is_remark=is_remark):
            return f"{'> ' if is_remark else ''}{_words(words, numbers)}"
        case content.Items(items=items, is_numbered=is_numbered):
            marks = (f"{n}." if is_numbered else "-" for n in range(1, len(items) + 1))
            return "\n".join(f"{m} {_words(i, numbers)}" for m, i in zip(marks, items, strict=True))
        case content.Table():
            return "\n".join(_table(block, numbers))
        case content.Figure(caption=caption, png=png, alt=alt):
            data = base64.b64encode(png).decode("ascii")
            return f"![{_plain(alt)}](data:image/png;base64,{data})\n\n{_plain(caption)}"


def _table(table: content.Table, numbers: Mapping[content.Note, int]) -> Iterator[str]:
    if table.caption:
        yield f"**{_plain(table.caption)}**\n"
    yield _row([_plain(column) for column in table.columns])
    yield _row(["---"] * len(table.columns))
    for row in table.rows:
        yield _row([_words(cell, numbers) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _words(words: content.Words, numbers: Mapping[content.Note, int]) -> str:
    return _plain(words.text) + "".join(f"[^{numbers[note]}]" for note in words.notes)


def _footnote(note: content.Note, number: int) -> str:
    link = f" <{_SPECIAL_IN_URL.sub('', note.link)}>" if is_web_address(note.link) else ""
    return f"[^{number}]: {_plain(note.text)}{link}"


def _plain(text: str) -> str:
    """On one line, and nothing in it read as a mark."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
