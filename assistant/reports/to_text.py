"""A report as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assistant.reports import report as content
from assistant.reports.report import is_web_address, numbered_notes, without_controls


def to_text(report: content.Report) -> str:
    """The report without its cover page; figures are told in words, notes stand at the end."""
    numbers = numbered_notes(report)
    lines = [f"{report.title}（{report.subtitle}）"]
    lines += [f"{label}：{value}" for label, value in report.facts]
    for block in report.blocks:
        lines += _block(block, numbers)
    if numbers:
        lines += ["", "依据："]
        lines += (_footnote(note, number) for note, number in numbers.items())
    if report.footer:
        lines += ["", report.footer]
    return without_controls("\n".join(lines))


def _block(block: content.Block, numbers: Mapping[content.Note, int]) -> Iterator[str]:
    match block:
        case content.Heading(text=text, level=level):
            yield ""
            yield f"【{text}】" if level == 1 else f"· {text}"
        case content.Paragraph(words=words, is_remark=is_remark):
            yield ("注：" if is_remark else "") + _words(words, numbers)
        case content.Items(items=items, is_numbered=is_numbered):
            for number, item in enumerate(items, start=1):
                yield f"  {f'{number}.' if is_numbered else '-'} {_words(item, numbers)}"
        case content.Table():
            yield from _table(block, numbers)
        case content.Figure(caption=caption, alt=alt):
            yield f"{caption}：{alt}"


def _table(table: content.Table, numbers: Mapping[content.Note, int]) -> Iterator[str]:
    if table.caption:
        yield f"{table.caption}："
    yield _row(table.columns)
    for row in table.rows:
        yield _row(_words(cell, numbers) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return "  " + "｜".join(cells)


def _words(words: content.Words, numbers: Mapping[content.Note, int]) -> str:
    marks = "".join(f"[{numbers[note]}]" for note in words.notes)
    return " ".join(words.text.split()) + marks


def _footnote(note: content.Note, number: int) -> str:
    link = f" {note.link}" if is_web_address(note.link) else ""
    return f"[{number}] {note.text}{link}"
