"""What was done to the corpus, what staff corrected, and where each text was found."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What was done to a document; the value is shown to users."""

    ADDED = "新增"
    UPDATED = "更新"
    CORRECTED = "更正"
    WITHDRAWN = "撤销更正"
    REMOVED = "删除"
    MERGED = "合并来源"
    IMPORTED = "导入"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the history, never changed once written.

    Attributes:
        at: when, in UTC, aware.
        who: the account or name of who did it.
        document_id: of the document concerned; it may be gone by now.
        title: of the document when it was done.
        field: of `Document`, when one was corrected ("effective"); "text" when the text changed;
            "source" when a source was added; None when it concerns the whole document.
        before, after: the value as text (ISO date, name, sha256 of a text); None for no value.
        reason: as staff gave it; None where none is asked for.
    """

    at: datetime
    who: str
    action: Action
    document_id: str
    title: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A fact of a document as staff set it, kept apart from the document as read.

    Attributes:
        field: one of `corpus.corrections.FIELDS`.
        value: as text: an ISO date, a name, a path of a place; None for "there is none".
        reason: why, as given.
        who: the name or account of who set it.
        at: when, in UTC, aware.
    """

    field: str
    value: str | None
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A place where the text of a document was found.

    Attributes:
        source: URL or file name shown to the user.
        sha256: of the text found there, in UTF-8, hex; differs from the document's when it is a
            repost with other furniture.
        at: when it was read, in UTC, aware; None when that was before sources were kept.
        similarity: share of the text's characters that the kept text has too, above 0 to 1.
    """

    source: str
    sha256: str
    at: datetime | None
    similarity: float


def current_user() -> str:
    """Name of the account that runs this program; "未知" when the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no account entry for this user number, as in some containers
        return "未知"
