"""Reading words from pictures: what is asked of an engine, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from corpus.page_lines import Line
from corpus.progress import Progress, no_progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    """Rows, columns, and blue, green, red of each point, 0 to 255."""

LONG_SIDE = 2800
"""Pixels at most along the longer side of a picture to read: the engine takes 1.1 GB for it."""

DOTS_PER_INCH = 170
"""A4 is then 2,000 pixels long. Measured on the two scanned patents: as right as 300, in half the
time and memory."""

INSTALL = (
    "请安装文字识别（OCR）组件（pip install 'zhice[ocr]'，或在项目目录运行 make ocr）后重新导入，"
    "或换用带文字层的文件。"
)
"""What to do when a file needs recognition and the extra is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What was read from one picture.

    Attributes:
        lines: in any order, turned upright, in points from the lower left corner.
        height: of the upright picture, in points.
        confidence: mean over the lines, weighted by length, 0 to 1; 0 when there are none.
        unread: long lines that were seen but could not be read.
    """

    lines: tuple[Line, ...]
    height: float
    confidence: float
    unread: int = 0


class Recogniser(Protocol):
    """Reads the words of pictures."""

    def read(self, picture: Picture, *, dots_per_point: float) -> Recognition:
        """The words of one picture; finding none is not an error.

        Args:
            picture: no side longer than `LONG_SIDE`.
            dots_per_point: pixels in a 72nd of an inch, to give places in points.

        Raises:
            RecogniserError: the engine cannot be started.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Aids:
    """What readers may use beside the file.

    Attributes:
        recogniser: None when the [ocr] extra is not installed.
    """

    recogniser: Recogniser | None = None
    progress: Progress = no_progress


UNAIDED = Aids()
"""Files with text only."""
