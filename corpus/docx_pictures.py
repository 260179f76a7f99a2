"""Pictures inside a Word file -> their words, where the pictures stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.documents import RecognisedPage
from corpus.errors import UnreadableFileError
from corpus.page_lines import Page
from corpus.page_text import pages_to_text
from corpus.pictures import BadPictureError, frames, size_of
from corpus.recognition import INSTALL, Aids, Recogniser
from corpus.scans import fault_of
from corpus.source_text import SourceText

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement

OPENING = "（以下为图 {} 中文字，由文字识别得到）"
CLOSING = "（图 {} 中文字完）"
"""Lines with the picture's number set round its words, so that nobody takes them for the file's."""

MIN_LONG_SIDE, MIN_SHORT_SIDE = 400, 120
"""Pixels below which a picture is a logo, a seal or a rule and not a page or a table."""

MIN_WORDS = 10
"""Characters below which a picture is an illustration with a label."""

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_DRAWN_OLD = "{urn:schemas-microsoft-com:vml}imagedata"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_UNSEEN = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del",
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_PAPER = 842.0
"""Points along the longer side of A4, which a picture is taken to fill."""


class DocxPictures:
    """Recognises the pictures of one file, each once, and keeps account of them."""

    def __init__(self, name: str, aids: Aids) -> None:
        """`name` is that of the file, for messages."""
        self._name, self._aids = name, aids
        self._met: set[str] = set()
        self._confidences: list[float] = []
        self._unread = 0
        self._unclear = 0

    def lines(self, paragraph: BaseOxmlElement, part: Part) -> Iterator[str]:
        """The words of the pictures in a paragraph between marks; `part` holds their files.

        Raises:
            RecogniserError: the engine cannot be started.
        """
        for item in paragraph.iter(_DRAWN, _DRAWN_OLD):
            relation = item.get(_RELATION + "embed") or item.get(_RELATION + "id") or ""
            hidden = any(above.tag in _UNSEEN for above in item.iterancestors())
            picture = part.related_parts.get(relation)
            if picture is not None and relation not in self._met and not hidden:
                self._met.add(relation)
                yield from self._words(picture.blob)

    def marked(self, source: SourceText) -> SourceText:
        """`source` with its recognised stretches named; their `page` is the picture's number."""
        found = []
        for number, confidence in enumerate(self._confidences, 1):
            opening = OPENING.format(number)
            start = source.text.find(opening) + len(opening) + 1
            end = source.text.find(CLOSING.format(number), start) - 1
            if 0 < start < end:  # a merged cell may have gone
                found.append(
                    RecognisedPage(page=number, confidence=confidence, start=start, end=end)
                )
        label = "（文中图片由文字识别，请核对原件）" if found else ""
        return replace(source, source=source.source + label, recognised=tuple(found))

    def check_text(self, text: str) -> None:
        """Check that a file whose text is `text` has words beside unread pictures.

        Raises:
            UnreadableFileError: it has none.
        """
        if self._unread and not text.strip():
            raise UnreadableFileError(
                self._name, reason=f"里面只有 {self._unread} 张图片，没有文字", remedy=INSTALL
            )

    def remarks(self) -> tuple[str, ...]:
        """Chinese sentences on what was recognised and what was not."""
        found = []
        if self._confidences:
            mean = sum(self._confidences) / len(self._confidences)
            found.append(
                f"{self._name}：文中 {len(self._confidences)} 张图片的文字由文字识别得到，"
                f"平均置信度 {mean:.2f}；引用前请核对原件。"
            )
        if self._unclear:
            found.append(f"{self._name}：文中有 {self._unclear} 张图片字迹不清，其中的文字未导入。")
        if self._unread:
            found.append(
                f"{self._name}：文中有 {self._unread} 张图片未识别，其中的文字未导入。{INSTALL}"
            )
        return tuple(found)

    def _words(self, data: bytes) -> Iterator[str]:
        try:
            short, long = sorted(size_of(BytesIO(data)))
            if short < MIN_SHORT_SIDE or long < MIN_LONG_SIDE:
                return
            if self._aids.recogniser is None:
                self._unread += 1
                return
            text = self._text(data, self._aids.recogniser)
        except BadPictureError:  # a drawing (EMF, WMF) or a broken part: not a scan of a text
            return
        if text:
            number = len(self._confidences)
            yield from (OPENING.format(number), *text.split("\n"), CLOSING.format(number))

    def _text(self, data: bytes, recogniser: Recogniser) -> str:
        """The words of a picture; "" when they are few or unclear."""
        picture = next(frames(BytesIO(data)))
        found = recogniser.read(picture, dots_per_point=max(picture.shape) / _PAPER)
        self._aids.progress("识别文中图片", len(self._met), 0)
        if sum(len(line.text) for line in found.lines) < MIN_WORDS:
            return ""
        if fault_of(found):
            self._unclear += 1
            return ""
        self._confidences.append(round(found.confidence, 4))
        return pages_to_text([Page(lines=found.lines, height=found.height)], name=self._name).text
