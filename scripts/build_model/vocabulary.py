"""Choose the pieces worth keeping: 30,000 of 250,002 cover Chinese and Latin text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from scripts.build_model.source_weights import Pieces
from scripts.build_model.tokenizer_file import make_tokenizer

METASPACE = "▁"
# Latin pieces kept for their frequency alone; the rarer ones fall apart into shorter pieces.
COMMON_LATIN = 8500
MAX_DIGITS = 4
# Scripts whose single letters appear in Chinese technical and legal documents.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "HIRAGANA", "KATAKANA", "BOPOMOFO", "FULLWIDTH", "CJK")


def pieces_to_keep(pieces: Pieces, texts: Iterable[str]) -> list[int]:
    """Ids of the pieces to keep, ascending.

    Kept are the special tokens, what `is_useful` says, the commonest Latin pieces, every piece
    that `texts` need, and one of the lowest score, because the score of an unknown character
    derives from it.
    """
    keep = {pieces.bos, pieces.pad, pieces.eos, pieces.unk}
    keep.update(i for i, text in enumerate(pieces.texts) if is_useful(text))
    latin = [i for i, text in enumerate(pieces.texts) if _is_latin_word(text)]
    keep.update(sorted(latin, key=lambda i: -pieces.scores[i])[:COMMON_LATIN])
    keep.update(_pieces_used(pieces, texts))
    lowest = min(pieces.scores)
    if not any(pieces.scores[i] == lowest for i in keep):
        keep.add(pieces.scores.index(lowest))
    return sorted(keep)


def is_useful(piece: str) -> bool:
    """Whether a piece is kept whatever the texts at hand.

    So are: Han characters in any number, alone or with digits and punctuation; up to four ASCII
    digits; punctuation and symbols; up to two Latin letters; a single letter of `SCRIPTS`.
    """
    bare = piece.removeprefix(METASPACE)
    if not bare:
        return piece == METASPACE
    if re.fullmatch(r"[A-Za-z]{1,2}", bare):
        return True
    if len(bare) == 1 and bare.isalpha():
        return unicodedata.name(bare, "").startswith(SCRIPTS)
    if sum(character.isdigit() for character in bare) > MAX_DIGITS:
        return False
    return all(map(_is_chinese_or_symbol, bare))


def _is_chinese_or_symbol(character: str) -> bool:
    if character.isdecimal():
        return character.isascii()
    if unicodedata.category(character)[0] in "NPSZ":
        return True
    return unicodedata.name(character, "").startswith("CJK ")


def _is_latin_word(piece: str) -> bool:
    return re.fullmatch(r"▁?[A-Za-z]+", piece) is not None


def _pieces_used(pieces: Pieces, texts: Iterable[str]) -> set[int]:
    tokenizer = make_tokenizer(pieces)
    used: set[int] = set()
    for batch in batched(texts):
        used.update(*(encoding.ids for encoding in tokenizer.encode_batch_fast(batch)))
    return used


def batched(texts: Iterable[str], size: int = 1024) -> Iterator[list[str]]:
    """The texts in lists of at most `size`; an encoding takes about 20 kB."""
    remaining = iter(texts)
    while batch := list(islice(remaining, size)):
        yield batch
