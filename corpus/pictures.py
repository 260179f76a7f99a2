"""Files and bytes of pictures -> points, small enough to read; the only user of Pillow."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corpus.recognition import LONG_SIDE

if TYPE_CHECKING:
    from PIL import Image

    from corpus.recognition import Picture

MAX_POINTS = 120_000_000
"""Of one picture: A3 at 600 dpi has 70 million, a decoded one takes 4 bytes each."""

MAX_FRAMES = 500
"""Of a TIFF of several pages."""

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")


class BadPictureError(Exception):
    """A picture that cannot be decoded; the message is Chinese and gives the reason alone."""


def frames(source: Path | IO[bytes]) -> Iterator[Picture]:
    """The pages of a picture one by one, upright as its camera says, scaled to `LONG_SIDE`.

    Raises:
        BadPictureError: damaged, too large, or too many pages.
    """
    from PIL import Image, ImageSequence  # slow to import, for pictures only

    with _explained():
        image = Image.open(source, formats=_FORMATS)
    with image:
        count = getattr(image, "n_frames", 1)
        if count > MAX_FRAMES:
            raise BadPictureError(f"有 {count} 页，超过 {MAX_FRAMES} 页的上限")
        if image.format == "GIF":
            count = 1  # the others move
        for number, frame in enumerate(ImageSequence.Iterator(image)):
            if number < count:
                with _explained():
                    yield _points(frame)


def size_of(source: IO[bytes]) -> tuple[int, int]:
    """Width and height in points of a picture, without decoding it.

    Raises:
        BadPictureError: it is no picture we know, or damaged.
    """
    from PIL import Image  # as above

    with _explained(), Image.open(source, formats=_FORMATS) as image:
        return image.size


@contextmanager
def _explained() -> Iterator[None]:
    """Pillow's errors as ours."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures, for which we have a limit, and of odd metadata.
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise BadPictureError("图片过大，疑似压缩炸弹") from error
    except UnidentifiedImageError as error:
        raise BadPictureError("图片已损坏，或不是支持的图片格式") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # as its decoders raise them
        raise BadPictureError("图片已损坏") from error


def _points(image: Image.Image) -> Picture:
    import numpy as np
    from PIL import Image, ImageOps

    width, height = image.size
    if width * height > MAX_POINTS:
        raise BadPictureError(f"图片有 {width}×{height} 个像素，过大")
    if max(width, height) > LONG_SIDE:
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        image.load()
    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    coloured = upright.convert("RGB")
    coloured.thumbnail((LONG_SIDE, LONG_SIDE))
    return np.ascontiguousarray(np.asarray(coloured)[:, :, ::-1])
