"""Read `e5-small-q4.bin`: multilingual-e5-small in 4 bits, with its SentencePiece table.

Layout, little endian: magic "E5S1"; u32 version; seven i32 (hidden, layers, heads, feed-forward,
vocabulary, positions, token types); f32 layer-norm epsilon; i32 weights in a block. Piece table:
i32 count; i32 ids of bos, eos, pad, unk; u64 blob length; count + 1 u32 offsets; count f32 scores;
the blob. Character map: i32 entries, u32 length, that many bytes. Tensors: i32 count, and for each
u16 name length, name, u8 type, u32 weights, u64 file offset, u64 bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32  # weights that share a scale
BLOCK_BYTES = 18  # f16 scale, then 16 bytes of two weights each
Q4, F32 = 1, 0

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; `epsilon` belongs to its layer normalisations."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The SentencePiece table: position in `texts` and `scores` is the token id."""

    texts: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class SourceModel:
    """All that the file holds.

    Attributes:
        characters: what single characters become before they are cut into pieces.
        tensors: float32, 4-bit ones expanded; matrices are (out, in).
    """

    shape: Shape
    pieces: Pieces
    characters: dict[str, str]
    tensors: dict[str, Array]


class _Cursor:
    """Reads values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def unpack(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def integer(self, layout: str) -> int:
        return int(self.unpack(layout)[0])

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_source(data: bytes) -> SourceModel:
    """The model in the bytes of the file.

    Raises:
        ValueError: not that file.
    """
    cursor = _Cursor(data)
    if cursor.take(4) != MAGIC:
        raise ValueError("not an E5S1 file")
    cursor.integer("I")
    shape = _read_shape(cursor)
    if cursor.integer("i") != BLOCK:
        raise ValueError("unknown block size")
    pieces = _read_pieces(cursor)
    characters = _read_characters(cursor)
    return SourceModel(shape, pieces, characters, _read_tensors(cursor, shape))


def _read_shape(cursor: _Cursor) -> Shape:
    hidden, layers, heads, feed_forward, vocabulary, positions, types = (
        cursor.integer("i") for _ in range(7)
    )
    epsilon = float(cursor.unpack("f")[0])
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)


def _read_pieces(cursor: _Cursor) -> Pieces:
    count = cursor.integer("i")
    bos, eos, pad, unk = (int(value) for value in cursor.unpack("4i"))
    blob_bytes = cursor.integer("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), dtype="<f4").tolist()
    blob = cursor.take(blob_bytes)
    texts = tuple(blob[a:b].decode() for a, b in pairwise(offsets))
    return Pieces(texts, tuple(scores), bos, eos, pad, unk)


def _read_characters(cursor: _Cursor) -> dict[str, str]:
    count = cursor.integer("i")
    cursor.integer("I")
    characters = {}
    for _ in range(count):
        character, length = cursor.unpack("IB")
        becomes = cursor.unpack(f"{int(length)}I")
        characters[chr(int(character))] = "".join(chr(int(c)) for c in becomes)
    return characters


def _read_tensors(cursor: _Cursor, shape: Shape) -> dict[str, Array]:
    tensors = {}
    for _ in range(cursor.integer("i")):
        name = cursor.take(cursor.integer("H")).decode()
        kind = cursor.integer("B")
        count, start, size = (int(value) for value in cursor.unpack("IQQ"))
        raw = cursor.data[start : start + size]
        flat = expand_q4(raw) if kind == Q4 else np.frombuffer(raw, dtype="<f4")
        if flat.size != count:
            raise ValueError(f"{name}: {flat.size} weights, expected {count}")
        tensors[name] = flat.reshape(-1, _columns(name, shape)) if _is_matrix(name) else flat
    return tensors


def expand_q4(raw: bytes) -> Array:
    """Float32 weights of q4_0 blocks: (nibble - 8) x scale, low nibbles first."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scales).reshape(-1)


def _is_matrix(name: str) -> bool:
    return name in ("emb.word", "emb.pos", "emb.type") or (
        name.endswith(".w") and "ln." not in name
    )


def _columns(name: str, shape: Shape) -> int:
    return shape.feed_forward if name.endswith(".fo.w") else shape.hidden
