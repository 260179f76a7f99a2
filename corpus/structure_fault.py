"""What a check of the structure finds: a kind of fault and the spot in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether the outline is wrong for certain; the value is shown to users."""

    WRONG = "错误"
    DOUBTFUL = "可疑"


class FaultKind(StrEnum):
    """What may be wrong; the value is shown to users."""

    SPANS = "章节拼不回全文"
    LABEL = "编号不在所指的位置"
    UNREACHABLE = "这一款、项引用不到"
    EMPTY = "只有编号，没有内容"
    ARTICLE_COUNT = "条号不连续"
    CHAPTER_COUNT = "编、章、节号不连续"
    ITEM_COUNT = "项号不连续"
    MISSED_HEADING = "像编号标题，没有当作标题"
    BARE_HEADING = "像没有编号的标题，夹在条文里"
    REFERENCE = "像引用别处，却当作了标题"
    SIGNATURE = "落款或日期夹在条文里"
    CLAIM = "权利要求的编号或引用有误"
    PARAGRAPH_COUNT = "段落号不连续"
    LONG = "很长而没有细分"
    CHARACTER = "有替换符、私用区字符或控制符"

    @property
    def severity(self) -> Severity:
        """The first kinds are wrong whatever the text; the others may be the text's own doing."""
        certain = (FaultKind.SPANS, FaultKind.LABEL, FaultKind.UNREACHABLE)
        return Severity.WRONG if self in certain else Severity.DOUBTFUL


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault before its place is spelt out.

    Attributes:
        offset: in the document's text.
        detail: Chinese words that say more than the kind, "第四条之后是第七条"; "" when none do.
    """

    kind: FaultKind
    offset: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureFault:
    """A spot of a document someone should look at.

    Attributes:
        locator: path of the section there, as citations print it; "" before the first heading.
        offset: in `Document.text`, from 0.
        line: from 1.
        excerpt: the beginning of that line, at most 40 characters.
    """

    kind: FaultKind
    severity: Severity
    detail: str
    locator: str
    offset: int
    line: int
    excerpt: str
