"""Pictures of printed Chinese, made on the spot."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont


def png(*, width: int, height: int, shade: int = 255) -> bytes:
    """An empty picture."""
    data = BytesIO()
    Image.new("L", (width, height), shade).save(data, "PNG")
    return data.getvalue()


def printed(lines: Sequence[str], *, size: int = 32, width: int = 800) -> Image.Image:
    """A page that prints these lines; skips the test where no Chinese font is installed."""
    font = ImageFont.truetype(_chinese_font(), size)
    sheet = Image.new("L", (width, max(560, 80 + 2 * size * len(lines))), 255)
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        draw.text((60, 40 + 2 * size * number), line, fill=0, font=font)
    return sheet


def _chinese_font() -> str:
    command = shutil.which("fc-list")
    if command is None:
        pytest.skip("no fontconfig to find a Chinese font with")
    listed = subprocess.run(
        [command, "-f", "%{file}\n", ":lang=zh-cn"], capture_output=True, text=True, check=True
    )
    fonts = sorted(line for line in listed.stdout.split("\n") if line)
    if not fonts:
        pytest.skip("no Chinese font installed")
    return next((font for font in fonts if "Regular" in font), fonts[0])
