"""Pages of one file that have no usable words of their own: recognised, or accounted for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.documents import RecognisedPage
from corpus.errors import UnreadableFileError
from corpus.garbled import is_garbled
from corpus.page_lines import Page
from corpus.page_spans import spans_of_pages
from corpus.recognition import INSTALL, Aids, Recognition
from corpus.source_text import SourceText

if TYPE_CHECKING:
    from corpus.recognition import Picture

MIN_CONFIDENCE = 0.9
"""Of a page that goes in. On a page of a law, blurred, coarsened and with noise, the confidence was
the share of right characters: 0.80 at 0.80, 0.82 at 0.84, 0.94 at 0.96, 0.965 at 0.963, 1 at 1."""

SURE_CONFIDENCE = 0.97
"""Below it a page goes in with a remark; the pages of two scanned patents have 0.979 to 0.996."""

MOSTLY = 0.5
"""Share of its pages that a file may lose before it is refused."""

_WHOLLY = "（扫描件，文字识别，请核对原件）"
_PARTLY = "（部分内容为扫描件，文字识别，请核对原件）"
_CLEARER = "请换用更清晰的扫描件（300 dpi 以上、端正、无阴影）后重新导入。"


BLANK = Page(lines=(), height=0)


class Want(StrEnum):
    """Why the words of a page have to be recognised; the value is shown to users."""

    SCANNED = "是扫描图片，没有文字"
    GARBLED = "的文字是乱码（字体编码损坏）"
    OUTLINED = "的文字已转成图形，没有文字层"


class Loss(StrEnum):
    """Why recognising did not help."""

    UNCLEAR = "字迹不清，文字识别不可靠"
    NO_WORDS = "是图片，没有认出文字"
    UNKNOWN_PICTURE = "的图片已损坏，或不是支持的图片格式"


class Scans:
    """Recognises the pages of one file one by one and keeps account of them."""

    def __init__(self, name: str, aids: Aids) -> None:
        """`name` is that of the file, for messages."""
        self._name = name
        self._aids = aids
        self._lost: dict[int, Want | Loss] = {}
        self._recognised: dict[int, Recognition] = {}
        self._garbled: list[int] = []

    def read(
        self,
        number: int,
        want: Want,
        picture: Callable[[], Picture],
        *,
        dots_per_point: float,
        otherwise: Page = BLANK,
    ) -> Page:
        """Page `number` (from 1) as recognised; `otherwise` when that is not possible.

        Raises:
            RecogniserError: the engine cannot be started.
        """
        if self._aids.recogniser is None:
            self._lost[number] = want
            return otherwise
        recognition = self._aids.recogniser.read(picture(), dots_per_point=dots_per_point)
        loss = fault_of(recognition)
        if loss:
            self._lost[number] = loss
            return otherwise
        self._recognised[number] = recognition
        if want is Want.GARBLED:
            self._garbled.append(number)
        return Page(lines=recognition.lines, height=recognition.height)

    def lose_picture(self, number: int) -> Page:
        """Page `number`, whose picture cannot be decoded."""
        self._lost[number] = Loss.UNKNOWN_PICTURE
        return BLANK

    def refuse_if_mostly_lost(self, pages: Sequence[Page]) -> None:
        """Check that enough of a file with these pages is left.

        Raises:
            UnreadableFileError: no page has words, or too many were left out.
        """
        if len(self._lost) > MOSTLY * len(pages) or not any(page.lines for page in pages):
            reason = "；".join(self._losses()) or "里面没有文字"
            raise UnreadableFileError(self._name, reason=reason, remedy=self._remedy())

    def marked(self, source: SourceText, pages: Sequence[Page]) -> SourceText:
        """`source`, made of `pages`, with its recognised pages named and placed."""
        if not self._recognised:
            return source
        spans = spans_of_pages(source.text, pages)
        found = tuple(
            RecognisedPage(
                page=number, confidence=round(page.confidence, 4), start=span[0], end=span[1]
            )
            for number, page in sorted(self._recognised.items())
            if (span := spans[number - 1])
        )
        wholly = sum(bool(page.lines) for page in pages) == len(self._recognised)
        label = _WHOLLY if wholly else _PARTLY
        return replace(source, source=source.source + label, recognised=found)

    def remarks(self) -> tuple[str, ...]:
        """Chinese sentences on what was recognised, how surely, and what was left out."""
        return tuple(f"{self._name}：{sentence}" for sentence in self._sentences())

    def _sentences(self) -> list[str]:
        found = []
        if self._recognised:
            found.append(self._summary())
        unread = {number: page.unread for number, page in self._recognised.items() if page.unread}
        for number, lines in sorted(unread.items()):
            found.append(f"第 {number} 页有 {lines} 行没有认出，未导入，请核对原件。")
        if self._lost:
            found.append(f"{'；'.join(self._losses())}，未导入。{self._remedy()}")
        return found

    def _summary(self) -> str:
        pages = self._recognised
        mean = sum(page.confidence for page in pages.values()) / len(pages)
        text = f"{ranges(sorted(pages))}由文字识别得到，平均置信度 {mean:.2f}"
        if self._garbled:
            text += f"（{ranges(self._garbled)}原有文字是乱码）"
        unsure = [
            f"第 {number} 页 {page.confidence:.2f}"
            for number, page in sorted(pages.items())
            if page.confidence < SURE_CONFIDENCE
        ]
        low = f"，其中较低的有{'、'.join(unsure)}" if unsure else ""
        return f"{text}{low}；引用前请核对原件。"

    def _losses(self) -> list[str]:
        reasons = dict.fromkeys(self._lost.values())
        return [
            ranges(sorted(number for number, why in self._lost.items() if why is reason)) + reason
            for reason in reasons
        ]

    def _remedy(self) -> str:
        if self._aids.recogniser is None:
            return INSTALL
        return _CLEARER if Loss.UNCLEAR in self._lost.values() else "请核对原件。"


def fault_of(recognition: Recognition) -> Loss | None:
    """Why what was recognised must not go in; None when it may."""
    if not recognition.lines:
        return Loss.NO_WORDS
    text = "".join(line.text for line in recognition.lines)
    is_bad = recognition.confidence < MIN_CONFIDENCE or is_garbled(text)
    return Loss.UNCLEAR if is_bad else None


def ranges(numbers: Sequence[int]) -> str:
    """Page numbers as "第 1—3、7 页"; ascending input."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return f"第 {'、'.join('—'.join(map(str, run)) for run in runs)} 页"
