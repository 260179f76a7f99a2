"""Write the word list that questions are cut with: the common words of jieba's dictionary.

    python -m scripts.build_words

The whole dictionary takes over a second and 100 MB to load; words this rare hardly occur in
questions and mostly mislead (half of them are personal names).
"""

from __future__ import annotations

import sys
from pathlib import Path

import jieba

_TARGET = Path(__file__).parents[1] / "indexing" / "common_words.txt"
_FEWEST_OCCURRENCES = 10


def main() -> None:
    """Write the file and say how many words it holds."""
    source = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    rows = [line.split(" ") for line in source.splitlines()]
    kept = sorted(" ".join(row) for row in rows if int(row[1]) >= _FEWEST_OCCURRENCES)
    _TARGET.write_text("\n".join(kept) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(kept)} words\n")


if __name__ == "__main__":
    main()
