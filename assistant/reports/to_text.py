"""A report as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assistant.reports.report import (
    Block,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    Report,
    Table,
    Words,
    is_web_address,
    numbered_notes,
    without_controls,
)


def to_text(report: Report) -> str:
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


def _block(block: Block, numbers: Mapping[Note, int]) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield ""
            yield f"【{text}】" if level == 1 else f"· {text}"
        case Paragraph(words=words, is_remark=is_remark):
            yield ("注：" if is_remark else "") + _words(words, numbers)
        case Items(items=items, is_numbered=is_numbered):
            for number, item in enumerate(items, start=1):
                yield f"  {f'{number}.' if is_numbered else '-'} {_words(item, numbers)}"
        case Table():
            yield from _table(block, numbers)
        case Figure(caption=caption, alt=alt):
            yield f"{caption}：{alt}"


def _table(table: Table, numbers: Mapping[Note, int]) -> Iterator[str]:
    if table.caption:
        yield f"{table.caption}："
    yield _row(table.columns)
    for row in table.rows:
        yield _row(_words(cell, numbers) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return "  " + "｜".join(cells)


def _words(words: Words, numbers: Mapping[Note, int]) -> str:
    marks = "".join(f"[{numbers[note]}]" for note in words.notes)
    return " ".join(words.text.split()) + marks


def _footnote(note: Note, number: int) -> str:
    link = f" {note.link}" if is_web_address(note.link) else ""
    return f"[{number}] {note.text}{link}"
