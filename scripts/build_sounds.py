"""Write the sounds of Chinese characters that mistyped words are found by.

    python -m scripts.build_sounds

One reading a character, without tone, as pypinyin (MIT) gives it, for the 20,902 of Unicode's first
block; a line for each sound. Loading pypinyin itself takes a quarter of a second.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin

_TARGET = Path(__file__).parents[1] / "indexing" / "sounds.txt"
_FIRST, _LAST = 0x4E00, 0x9FA5


def main() -> None:
    """Write the file and say how many sounds it holds."""
    characters = defaultdict(list)
    for character in map(chr, range(_FIRST, _LAST + 1)):
        (sound,) = lazy_pinyin(character)
        if sound != character:
            characters[sound].append(character)
    lines = [f"{sound} {''.join(alike)}" for sound, alike in sorted(characters.items())]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} sounds\n")


if __name__ == "__main__":
    main()
