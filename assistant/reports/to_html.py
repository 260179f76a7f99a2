"""A report as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from assistant.reports import report as content
from assistant.reports.report import is_web_address, numbered_notes

_STYLE = Path(__file__).with_name("report.css")


def to_html(report: content.Report) -> str:
    """The report as a page; figures inside as SVG, footnotes at its end."""
    numbers = numbered_notes(report)
    return "\n".join(
        (
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(report.title)}</title>",
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><main>",
            f"<header><h1>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p><dl>",
            *(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in report.facts),
            "</dl></header>",
            *(_block(block, numbers) for block in report.blocks),
            *_footnotes(numbers),
            f"</main><footer>{escape(report.footer)}</footer></body></html>",
        )
    )


def _block(block: content.Block, numbers: Mapping[content.Note, int]) -> str:
    match block:
        case content.Heading(text=text, level=level):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case content.Paragraph(words=words, is_remark=is_remark):
            kind = ' class="remark"' if is_remark else ""
            return f"<p{kind}>{_words(words, numbers)}</p>"
        case content.Items(items=items, is_numbered=is_numbered):
            tag = "ol" if is_numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_words(i, numbers)}</li>' for i in items)}</{tag}>"
        case content.Table():
            return "".join(_table(block, numbers))
        case content.Figure(caption=caption, svg=svg, alt=alt):
            picture = svg[svg.index("<svg") :]  # before it stand lines no HTML page may hold
            return (
                f'<figure role="img" aria-label="{escape(alt)}">{picture}'
                f"<figcaption>{escape(caption)}</figcaption></figure>"
            )


def _table(table: content.Table, numbers: Mapping[content.Note, int]) -> Iterator[str]:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    yield f'<div class="wide"><table>{caption}<colgroup>'
    yield from (f'<col style="width:{share:.1%}">' for share in table.shares)
    yield f"</colgroup><thead><tr>{''.join(f'<th>{escape(c)}</th>' for c in table.columns)}</tr>"
    yield "</thead><tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{_words(cell, numbers)}</td>' for cell in row)}</tr>"
    yield "</tbody></table></div>"


def _words(words: content.Words, numbers: Mapping[content.Note, int]) -> str:
    marks = (numbers[note] for note in words.notes)
    return escape(words.text) + "".join(
        f'<sup><a href="#note-{mark}">[{mark}]</a></sup>' for mark in marks
    )


def _footnotes(numbers: Mapping[content.Note, int]) -> Iterator[str]:
    if not numbers:
        return
    yield "<section><h2>依据</h2><ol>"
    for note, number in numbers.items():
        yield f'<li id="note-{number}">{escape(note.text)}{_link(note.link)}</li>'
    yield "</ol></section>"


def _link(link: str) -> str:
    if not is_web_address(link):
        return ""
    return f' <a href="{escape(link)}" rel="noopener noreferrer">原文</a>'
