"""The lines of a text and the named parts that stand on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.outline_marks import split_lines


class PartName(StrEnum):
    """Elements of an official document; the value is the standard's word."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    ISSUING_MARK = "发文机关标志"
    DOCUMENT_NUMBER = "发文字号"
    SIGNER = "签发人"
    TITLE = "标题"
    ADDRESSEES = "主送机关"
    BODY = "正文"
    ANNEX_NOTE = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    SEAL = "印章"
    NOTE = "附注"
    ANNEXES = "附件"
    COPIES = "抄送机关"
    PRINTER = "印发机关"
    PRINTED = "印发日期"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPart:
    """One element: `value` is `text[start:end]`, without the label before it ("签发人：")."""

    name: PartName
    value: str
    start: int
    end: int


class OfficialText:
    """The lines of a text that are not blank; places are their numbers from 0.

    Attributes:
        words: each line without blanks around it, every blank inside a " ".
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self.words: list[str] = []
        for line in split_lines(text):
            words = re.sub(r"\s", " ", line.text)
            if words.strip():
                self._starts.append(line.start + len(words) - len(words.lstrip()))
                self.words.append(words.strip())

    def __len__(self) -> int:
        return len(self.words)

    def part(self, name: PartName, place: int, span: tuple[int, int]) -> OfficialPart:
        """The part at characters `span` of the line at `place`."""
        start, end = (self._starts[place] + offset for offset in span)
        return OfficialPart(name=name, value=self._text[start:end], start=start, end=end)

    def lines(self, name: PartName, first: int, after: int) -> OfficialPart:
        """The lines `first` up to `after`, blanks at either end left out."""
        end = self._starts[after - 1] + len(self.words[after - 1])
        start = self._starts[first]
        return OfficialPart(name=name, value=self._text[start:end], start=start, end=end)

    def after_label(self, name: PartName, first: int, after: int) -> OfficialPart:
        """As `lines`, without the label that opens them ("抄送：")."""
        whole = self.lines(name, first, after)
        label = re.match(r"[^:：]{2,6}[:：]\s*", whole.value)
        start = whole.start + (label.end() if label else 0)
        return OfficialPart(
            name=name, value=self._text[start : whole.end], start=start, end=whole.end
        )
