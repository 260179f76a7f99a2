"""A day as it is given to a command or in a file."""

from __future__ import annotations

from datetime import date

from assistant.errors import BadQuestionError


def parse_day(text: str | None) -> date | None:
    """The day written; `None` for none given.

    Raises:
        BadQuestionError: not a date like 2026-11-22.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadQuestionError(f"日期“{text}”看不懂，请写成 2026-11-22 这样。") from error
