"""Pictures of documents (PNG, JPEG, TIFF, BMP, WEBP, GIF) -> SourceText."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFileError
from corpus.page_lines import Page
from corpus.page_text import pages_to_text
from corpus.pictures import BadPictureError, frames
from corpus.recognition import INSTALL, Aids
from corpus.scans import Scans, Want
from corpus.source_text import SourceText

if TYPE_CHECKING:
    from corpus.recognition import Picture

_PAPER = 842.0
"""Points along the longer side of A4, which a picture without stated size is taken for."""


def read_picture(path: Path, aids: Aids) -> tuple[SourceText, tuple[str, ...]]:
    """The recognised text of a picture, page by page, and remarks on how sure it is.

    Raises:
        UnreadableFileError: recognition is not installed, or the picture is damaged, too large,
            too unclear or without words.
        RecogniserError: the engine cannot be started.
    """
    if aids.recogniser is None:
        raise UnreadableFileError(path.name, reason="是图片，没有文字", remedy=INSTALL)
    scans = Scans(path.name, aids)
    pages: list[Page] = []
    try:
        for number, picture in enumerate(frames(path), 1):
            pages.append(_page(scans, number, picture))
            aids.progress("识别图片", number, 0)
    except BadPictureError as error:
        raise UnreadableFileError(
            path.name, reason=str(error), remedy="请用看图软件打开确认，另存后重新导入。"
        ) from error
    scans.refuse_if_mostly_lost(pages)
    source = pages_to_text(pages, name=path.name)
    return scans.marked(source, pages), scans.remarks()


def _page(scans: Scans, number: int, picture: Picture) -> Page:
    return scans.read(
        number, Want.SCANNED, lambda: picture, dots_per_point=max(picture.shape) / _PAPER
    )
