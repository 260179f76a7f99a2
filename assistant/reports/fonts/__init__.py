"""The font of PDF files and charts; made by `scripts.build_font`, licence in LICENSE.md."""

from __future__ import annotations

from pathlib import Path

FAMILY = "Zhice Sans"
FOLDER = Path(__file__).parent
REGULAR = FOLDER / "zhice-sans-regular.otf"
