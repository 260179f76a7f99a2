"""The engine that reads pictures: RapidOCR with the models its package ships."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from corpus.errors import RecogniserError
from corpus.page_lines import Line
from corpus.recognised_marks import tidy
from corpus.recognition import LONG_SIDE, Recogniser, Recognition

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from rapidocr_onnxruntime import RapidOCR

    from corpus.recognition import Picture

    Corners = NDArray[np.float32]

PACKAGE = "rapidocr_onnxruntime"

MIN_LINE_CONFIDENCE = 0.5
"""The engine's own limit, below which it drops a line without a word."""

_SHEET = 736
"""Pixels to which the engine enlarges the shorter side of a picture, whatever becomes of the
longer: a strip of 1 by 2,800 would take all memory."""

_MARGIN = 0.25
"""Of a line's height, taken round it for a second try. The engine gives nothing for about one
sound line in fifty; every one met was read at the second try."""

_LONG = 6
"""Width over height from which a line that cannot be read is text and not part of a drawing."""

_TALL = 1.5
"""Height over width from which the engine takes a line for one lying on its side."""

_VOTES = 5
"""Lines asked whether a picture stands on its head."""

_UPSIDE_DOWN = "180"
_SURE_TURN = 0.9
"""Of the classifier: the engine's own limit before it turns a line."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A line as the engine gives it, its box in pixels from the upper left corner."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def find_recogniser() -> Recogniser | None:
    """The recogniser; None when the [ocr] extra is not installed. Loads nothing yet."""
    return RapidRecogniser() if find_spec(PACKAGE) else None


class RapidRecogniser:
    """Reads Chinese and Latin print with PP-OCRv4; safe to use from several threads.

    The models load with the first picture, in 0.6 s, and take 250 MB.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @cached_property
    def _engine(self) -> RapidOCR:
        try:
            from rapidocr_onnxruntime import RapidOCR  # slow to import, optional
        except ImportError as error:
            raise RecogniserError(str(error)) from error
        return RapidOCR(text_score=0.0, max_side_len=LONG_SIDE)

    def read(self, picture: Picture, *, dots_per_point: float) -> Recognition:
        """See `Recogniser.read`; a picture lying on a side or on its head is turned upright."""
        import numpy as np

        with self._lock:
            found = self._lines(picture)
            if _lies_on_side(found):
                picture = np.ascontiguousarray(np.rot90(picture))
                found = self._lines(picture)
            if self._is_upside_down(picture, found):
                found = [_turned(line, picture) for line in found]
        read = [line for line in found if line.confidence >= MIN_LINE_CONFIDENCE and line.text]
        height = picture.shape[0]
        lines = [_to_line(line, height, dots_per_point) for line in read]
        return Recognition(
            lines=tuple(lines),
            height=height / dots_per_point,
            confidence=_mean_confidence(read),
            unread=sum(line.width > _LONG * line.height for line in found if line not in read),
        )

    def _lines(self, picture: Picture) -> list[_Found]:
        """Every line, with a second try for those that gave nothing."""
        results, _ = self._engine(_padded(picture))
        found = [_boxed(corners, text, float(score)) for corners, text, score in results or ()]
        return [
            line if line.confidence >= MIN_LINE_CONFIDENCE else self._again(picture, line)
            for line in found
        ]

    def _again(self, picture: Picture, line: _Found) -> _Found:
        results, _ = self._engine(_cut(picture, line), use_det=False)
        text, score = results[0]
        return _Found(text, float(score), line.left, line.top, line.right, line.bottom)

    def _is_upside_down(self, picture: Picture, found: list[_Found]) -> bool:
        """Whether most of the widest lines stand on their heads, as the engine's classifier says;
        the engine turns such lines before it reads them."""
        widest = sorted(found, key=lambda line: -line.width)[:_VOTES]
        votes = []
        for line in widest:
            results, _ = self._engine(_cut(picture, line), use_det=False, use_rec=False)
            label, score = results[0]
            votes.append(str(label) == _UPSIDE_DOWN and float(score) > _SURE_TURN)
        return sum(votes) > len(votes) / 2


def _padded(picture: Picture) -> Picture:
    """The picture on a sheet of at least `_SHEET` pixels either way, in its upper left corner."""
    import numpy as np

    height, width = picture.shape[:2]
    if min(height, width) >= _SHEET:
        return picture
    sheet = np.full((max(height, _SHEET), max(width, _SHEET), 3), 255, np.uint8)
    sheet[:height, :width] = picture
    return sheet


def _boxed(corners: Corners, text: str, score: float) -> _Found:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return _Found(text, score, min(xs), min(ys), max(xs), max(ys))


def _cut(picture: Picture, line: _Found) -> Picture:
    margin = int(_MARGIN * line.height)
    top, left = max(0, int(line.top) - margin), max(0, int(line.left) - margin)
    return picture[top : int(line.bottom) + margin + 1, left : int(line.right) + margin + 1]


def _lies_on_side(found: list[_Found]) -> bool:
    """Whether most of the ink stands in boxes higher than wide."""
    ink = sum(line.width * line.height for line in found)
    tall = sum(line.width * line.height for line in found if line.height > _TALL * line.width)
    return tall > ink / 2


def _turned(line: _Found, picture: Picture) -> _Found:
    """`line` where it stands once `picture` is turned by half a circle."""
    height, width = picture.shape[:2]
    return _Found(
        line.text,
        line.confidence,
        width - line.right,
        height - line.bottom,
        width - line.left,
        height - line.top,
    )


def _to_line(line: _Found, height: int, dots_per_point: float) -> Line:
    return Line(
        text=tidy(line.text),
        left=line.left / dots_per_point,
        right=line.right / dots_per_point,
        bottom=(height - line.bottom) / dots_per_point,
        top=(height - line.top) / dots_per_point,
    )


def _mean_confidence(lines: list[_Found]) -> float:
    length = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / length if length else 0.0
