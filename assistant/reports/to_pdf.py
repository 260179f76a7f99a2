"""A report as PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import ReportError
from assistant.reports import report as content
from assistant.reports.fonts import FAMILY, FOLDER
from assistant.reports.report import is_web_address, numbered_notes, without_controls

_LAYOUT = Path(__file__).with_name("report.typ")
_PARTS_WITH_CONTENTS = 4

_Json = str | int | float | bool | list["_Json"] | dict[str, "_Json"]


def to_pdf(report: content.Report) -> bytes:
    """The file's bytes, on A4 with a cover.

    Raises:
        ReportError: a figure is no picture, or the layout failed.
    """
    import typst  # 80 MB, only for reports

    data = json.dumps(_report(report), ensure_ascii=False)
    compiler = typst.Compiler(_LAYOUT, font_paths=[FOLDER])
    try:
        pdf = compiler.compile(format="pdf", sys_inputs={"report": data})
    except typst.TypstError as error:
        raise ReportError(f"排不出 PDF：{error.message}。请改用 Word 或 Markdown 格式。") from error
    if not isinstance(pdf, bytes):
        raise ReportError("排不出 PDF：没有得到文件。请改用 Word 或 Markdown 格式。")
    return pdf


def _report(report: content.Report) -> _Json:
    numbers = numbered_notes(report)
    parts = sum(isinstance(block, content.Heading) and block.level == 1 for block in report.blocks)
    return {
        "font": [FAMILY, "Noto Sans CJK SC", "Libertinus Serif"],
        "title": without_controls(report.title),
        "subtitle": without_controls(report.subtitle),
        "facts": [
            [without_controls(label), without_controls(value)] for label, value in report.facts
        ],
        "footer": without_controls(report.footer),
        "contents": parts >= _PARTS_WITH_CONTENTS,
        "blocks": [_block(block, numbers) for block in report.blocks],
    }


def _block(block: content.Block, numbers: Mapping[content.Note, int]) -> _Json:
    match block:
        case content.Heading(text=text, level=level):
            return {"kind": "heading", "text": without_controls(text), "level": level}
        case content.Paragraph(words=words, is_remark=is_remark):
            kind = "remark" if is_remark else "paragraph"
            return {"kind": kind, "words": _words(words, numbers)}
        case content.Items(items=items, is_numbered=is_numbered):
            listed: list[_Json] = [_words(item, numbers) for item in items]
            return {"kind": "items", "numbered": is_numbered, "items": listed}
        case content.Table():
            return _table(block, numbers)
        case content.Figure(caption=caption, svg=svg, alt=alt):
            return {
                "kind": "figure",
                "caption": without_controls(caption),
                "svg": svg,
                "alt": without_controls(alt),
            }


def _table(table: content.Table, numbers: Mapping[content.Note, int]) -> _Json:
    return {
        "kind": "table",
        "caption": without_controls(table.caption),
        "shares": list(table.shares),
        "columns": [without_controls(column) for column in table.columns],
        "rows": [[_words(cell, numbers) for cell in row] for row in table.rows],
    }


def _words(words: content.Words, numbers: Mapping[content.Note, int]) -> _Json:
    notes: list[_Json] = [
        {
            "number": numbers[note],
            "text": without_controls(note.text),
            "link": note.link if is_web_address(note.link) else "",
        }
        for note in words.notes
    ]
    return {"text": without_controls(words.text), "notes": notes}
