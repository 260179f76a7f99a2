"""Find out how the bytes of a text file are encoded; Chinese files come in several ways."""

from __future__ import annotations

from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
)
from collections.abc import Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UnreadableFileError
from corpus.garbled import MIN_READABLE, readable_share

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_UNMARKED_UTF16 = ("utf-16-le", "utf-16-be")
_UNMARKED = ("gb18030", "big5hkscs", *_UNMARKED_UTF16)
_SAMPLE = 20_000
"""Characters compared to choose between encodings that both decode without error."""

_CHUNK = 1 << 20

MAX_BROKEN_SHARE = 0.001
"""Broken characters tolerated in UTF-8: web systems cut texts in the middle of a character."""


class Encoding(NamedTuple):
    """A codec and its error handler, as `bytes.decode` and `open` take them."""

    codec: str
    errors: str = "strict"


def decode_text(data: bytes, *, name: str) -> str:
    """The text of a whole file, without byte order mark; see `encoding_of`."""
    return data.decode(*encoding_of(data, name=name))


def encoding_of_file(path: Path) -> Encoding:
    """As `encoding_of`, of a file that may be larger than memory.

    Raises:
        UnreadableFileError: no encoding fits, or the bytes are no text at all.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        if not path.stat().st_size:  # nothing to map
            return encoding_of(b"", name=path.name)
        with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return encoding_of(data, name=path.name)


def encoding_of(data: bytes | mmap, *, name: str) -> Encoding:
    """How `data` is encoded: UTF-8, UTF-16 or UTF-32 with or without mark, GB18030 or Big5.

    Raises:
        UnreadableFileError: no encoding fits, or the bytes are no text at all.
    """
    for mark, codec in _MARKS:
        if data[: len(mark)] == mark:
            if _decodes(data, codec):
                return Encoding(codec)
            raise _unreadable(name, "文件已损坏，或编码与文件头的标记不符")
    if data.find(b"\0") >= 0:
        return _likeliest(data, _UNMARKED_UTF16, name=name)
    if _decodes(data, "utf-8"):
        return Encoding("utf-8")
    if _is_nearly_utf8(data):
        return Encoding("utf-8", "replace")
    return _likeliest(data, _UNMARKED, name=name)


def _decodes(data: bytes | mmap, codec: str) -> bool:
    try:
        for _ in _chunks(data, codec, "strict"):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _chunks(data: bytes | mmap, codec: str, errors: str) -> Iterator[str]:
    """The text piece by piece, so that a file of 50 MB is not held decoded as well."""
    decoder = getincrementaldecoder(codec)(errors)
    for start in range(0, len(data), _CHUNK):
        yield decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))


def _is_nearly_utf8(data: bytes | mmap) -> bool:
    """Whether few characters are broken and far more multi-byte ones are whole."""
    broken = whole = 0
    for chunk in _chunks(data, "utf-8", "replace"):
        broken += chunk.count("\ufffd")
        whole += sum(not character.isascii() for character in chunk)
        if broken > MAX_BROKEN_SHARE * len(data):
            return False
    return broken <= MAX_BROKEN_SHARE * whole


def _likeliest(data: bytes | mmap, codecs: Sequence[str], *, name: str) -> Encoding:
    """Of the codecs that decode without error, the one that gives the most readable text."""
    shares = {codec: _sample_share(data, codec) for codec in codecs if _decodes(data, codec)}
    best = max(shares, key=lambda codec: shares[codec], default=None)
    if best is None or (best in _UNMARKED_UTF16 and shares[best] < MIN_READABLE):
        raise _unreadable(name, "内容是二进制数据，或文件已损坏、编码无法识别")
    return Encoding(best)


def _sample_share(data: bytes | mmap, codec: str) -> float:
    sample = data[: 4 * _SAMPLE].decode(codec, "ignore")[:_SAMPLE]
    characters = "".join(sample.split())
    return readable_share(characters) if characters else 0.0


def _unreadable(name: str, reason: str) -> UnreadableFileError:
    return UnreadableFileError(
        name, reason=reason, remedy="请用编辑器打开确认内容，另存为 UTF-8 编码后重新导入。"
    )
