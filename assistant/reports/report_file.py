"""A report as the bytes of a file, by the suffix of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.errors import ReportError
from assistant.reports.report import Report
from assistant.reports.to_docx import to_docx
from assistant.reports.to_html import to_html
from assistant.reports.to_markdown import to_markdown
from assistant.reports.to_pdf import to_pdf

WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    ".pdf": to_pdf,
    ".docx": to_docx,
    ".html": lambda report: to_html(report).encode("utf-8"),
    ".md": lambda report: to_markdown(report).encode("utf-8"),
}

MEDIA_TYPES: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".md": "text/markdown",
}


def report_file(report: Report, suffix: str) -> bytes:
    """A report in one of the formats of `WRITERS`.

    Raises:
        ReportError: no such format, or the file cannot be made.
    """
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        written = suffix or "没有后缀"
        raise ReportError(f"不会写“{written}”格式，请用这些后缀之一：{'、'.join(WRITERS)}。")
    return writer(report)
