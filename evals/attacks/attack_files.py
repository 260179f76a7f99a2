"""The file of an attack on disk, in the format it is uploaded in."""

from __future__ import annotations

from pathlib import Path

from assistant.reports.report import Block, Paragraph, Report, Table, Words
from assistant.reports.to_docx import to_docx
from assistant.reports.to_pdf import to_pdf
from evals.attacks.attack import AttackFile


def write_file(file: AttackFile, folder: Path) -> Path:
    """Write it into a folder; its path."""
    path = folder / file.name
    if file.format == "docx":
        path.write_bytes(to_docx(_report(file)))
    elif file.format == "pdf":
        path.write_bytes(to_pdf(_report(file)))
    else:
        path.write_text(file.text, encoding="utf-8")
    return path


def _report(file: AttackFile) -> Report:
    title, *paragraphs = file.text.splitlines()
    blocks: list[Block] = [Paragraph(words=Words(text=text)) for text in paragraphs]
    if file.table:
        columns, *rows = file.table
        cells = tuple(tuple(Words(text=cell) for cell in row) for row in rows)
        blocks.append(Table(caption="附表", columns=columns, rows=cells))
    return Report(title=title, subtitle="", facts=(), blocks=tuple(blocks))
