from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from corpus import pictures
from corpus.pictures import BadPictureError, frames, size_of
from corpus.recognition import LONG_SIDE
from tests.corpus.made_pictures import png


def saved(image: Image.Image, form: str, **options: object) -> BytesIO:
    data = BytesIO()
    image.save(data, form, **options)
    data.seek(0)
    return data


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"])
def test_every_format_gives_points(form: str) -> None:
    (frame,) = frames(saved(Image.new("L", (30, 20), 255), form))

    assert (frame.shape, int(frame.min())) == ((20, 30, 3), 255)


def test_every_page_of_a_tiff_is_read() -> None:
    first, second = Image.new("L", (30, 20)), Image.new("L", (10, 40))

    found = frames(saved(first, "TIFF", save_all=True, append_images=[second]))

    assert [frame.shape[:2] for frame in found] == [(20, 30), (40, 10)]


def test_a_large_picture_is_made_smaller() -> None:
    (frame,) = frames(BytesIO(png(width=2 * LONG_SIDE, height=100)))

    assert frame.shape == (50, LONG_SIDE, 3)


def test_a_photo_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter, clockwise

    (frame,) = frames(saved(Image.new("RGB", (30, 20)), "JPEG", exif=exif))

    assert frame.shape[:2] == (30, 20)


def test_what_is_transparent_is_white_paper() -> None:
    (frame,) = frames(saved(Image.new("RGBA", (5, 5), (0, 0, 0, 0)), "PNG"))

    assert int(frame.min()) == 255


def test_points_are_blue_green_red() -> None:
    (frame,) = frames(saved(Image.new("RGB", (5, 5), (255, 0, 0)), "PNG"))

    assert frame[0, 0].tolist() == [0, 0, 255]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", png(width=99, height=99)[:60]])
def test_a_damaged_picture_is_named_so(data: bytes) -> None:
    with pytest.raises(BadPictureError, match="损坏"):
        list(frames(BytesIO(data)))


def test_a_picture_of_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_POINTS", 99)

    with pytest.raises(BadPictureError, match="过大"):
        list(frames(BytesIO(png(width=10, height=10))))


def test_a_bomb_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)

    with pytest.raises(BadPictureError, match="压缩炸弹"):
        list(frames(BytesIO(png(width=10, height=10))))


def test_the_size_is_told_without_decoding(tmp_path: Path) -> None:
    assert size_of(BytesIO(png(width=30, height=20))) == (30, 20)
