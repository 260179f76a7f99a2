"""Cuts Chinese text into words with jieba, the words of the field kept whole."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import cast

_COMMON_WORDS = Path(__file__).with_name("common_words.txt")
_FIELD_WORDS = Path(__file__).with_name("domain_words.txt")
_FIELD_TAG = "n"
# Frequent enough that a word of the field wins over its parts.
_FIELD_FREQUENCY = 200_000
_UNKNOWN_TAG = "x"


class Cutter:
    """Loads in about a third of a second; keep one.

    Args:
        more_words: kept whole besides those of `domain_words.txt`, with the tag of each.
    """

    def __init__(self, more_words: Mapping[str, str] | None = None) -> None:
        jieba = _import_jieba()
        jieba.setLogLevel(60)
        self._tokenizer = jieba.Tokenizer(dictionary=str(_COMMON_WORDS))
        self._tokenizer.initialize()
        rows = (line.split(" ") for line in _COMMON_WORDS.read_text("utf-8").splitlines())
        self._tags = {word: tag for word, _, tag in rows}
        field_words = dict.fromkeys(_FIELD_WORDS.read_text("utf-8").split(), _FIELD_TAG)
        for word, tag in {**field_words, **(more_words or {})}.items():
            self._tokenizer.add_word(word, freq=_FIELD_FREQUENCY)
            self._tags[word] = tag

    def cut(self, text: str) -> Iterator[tuple[str, str]]:
        """(word, part-of-speech tag of jieba's dictionary) in order; the words join to `text`.

        Unknown Han runs fall into single characters rather than into guessed words. Latin words
        and numbers stay whole, tagged "eng".
        """
        for word in self._tokenizer.cut(text, HMM=False):
            yield word, self._tags.get(word, "eng" if word.isascii() else _UNKNOWN_TAG)


def _import_jieba() -> ModuleType:
    """jieba without pkg_resources, which it only uses to find its own, unused dictionary.

    Importing that takes four times as long as the rest and warns that it is deprecated.
    """
    present = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = cast(ModuleType, None)  # makes `import` raise ImportError
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its source has escapes that Python now warns of
            import jieba  # heavy; most commands never cut a question
    finally:
        del sys.modules["pkg_resources"]
        if present is not None:
            sys.modules["pkg_resources"] = present
    return cast(ModuleType, jieba)
