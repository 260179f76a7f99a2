"""What reading one file gives."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.source_text import PatentRecord, SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file inside the one read that was not.

    Attributes:
        name: path from the outer file: "通知.zip › 附件1.rar".
        reason: Chinese, why, and what to do.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What one file holds.

    Attributes:
        items: one text, the patents of a table in its order, or the texts of the files inside.
        remarks: Chinese sentences on what was left out or looked odd; () when nothing.
        left_out: files inside that could not be read.
    """

    items: tuple[SourceText | PatentRecord, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
