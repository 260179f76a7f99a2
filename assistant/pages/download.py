"""Files that a page gives to keep."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.responses import Response

from assistant.reports.report import Report
from assistant.reports.report_file import MEDIA_TYPES, report_file

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(data: bytes | str, name: str, kind: str) -> Response:
    """A file that the browser saves and nobody on the way keeps.

    Args:
        name: of the file, in any script.
        kind: media type.
    """
    text = data.encode("utf-8", errors="replace") if isinstance(data, str) else data
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "cache-control": "private, no-store",
    }
    return Response(text, media_type=kind, headers=headers)


def download_report(report: Report, ending: str, *, name: str) -> Response:
    """A report as a file named `name` and `ending`.

    Raises:
        ReportError: no such format, or it cannot be made.
    """
    suffix = f".{ending.lower()}"
    data = report_file(report, suffix)
    return download(data, f"{name}{suffix}", MEDIA_TYPES[suffix])
