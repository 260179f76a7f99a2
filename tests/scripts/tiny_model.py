"""A network of the same make as the shipped one, with random weights and twelve pieces."""

from __future__ import annotations

import struct

import numpy as np

from scripts.build_model.source_weights import (
    BLOCK,
    F32,
    MAGIC,
    Q4,
    Array,
    Pieces,
    Shape,
    SourceModel,
)

SHAPE = Shape(
    hidden=64,
    layers=2,
    heads=4,
    feed_forward=96,
    vocabulary=12,
    positions=16,
    token_types=2,
    epsilon=1e-12,
)
TEXTS = ("<s>", "<pad>", "</s>", "<unk>", "▁", "专利", "专", "利", "的", "ཀ", "▁qualche", "～")
SCORES = (0.0, 0.0, 0.0, 0.0, -3.0, -6.0, -9.0, -9.5, -4.0, -20.0, -11.0, -12.0)
PIECES = Pieces(TEXTS, SCORES, bos=0, eos=2, pad=1, unk=3)


def tiny_model(seed: int = 0) -> SourceModel:
    """Weights of the size that trained ones have; layer normalisations near one."""
    random = np.random.default_rng(seed)

    def matrix(rows: int, columns: int) -> Array:
        return random.normal(0, 0.2, (rows, columns)).astype(np.float32)

    def vector(length: int, mean: float = 0.0) -> Array:
        return random.normal(mean, 0.1, length).astype(np.float32)

    hidden, wide = SHAPE.hidden, SHAPE.feed_forward
    tensors = {
        "emb.word": matrix(SHAPE.vocabulary, hidden),
        "emb.pos": matrix(SHAPE.positions, hidden),
        "emb.type": matrix(SHAPE.token_types, hidden),
        "emb.ln.w": vector(hidden, 1.0),
        "emb.ln.b": vector(hidden),
    }
    for layer in range(SHAPE.layers):
        sizes = {
            **dict.fromkeys(("q", "k", "v", "ao"), (hidden, hidden)),
            "fi": (wide, hidden),
            "fo": (hidden, wide),
        }
        for part, (rows, columns) in sizes.items():
            tensors[f"l{layer}.{part}.w"] = matrix(rows, columns)
            tensors[f"l{layer}.{part}.b"] = vector(rows)
        for part in ("aln", "oln"):
            tensors[f"l{layer}.{part}.w"] = vector(hidden, 1.0)
            tensors[f"l{layer}.{part}.b"] = vector(hidden)
    return SourceModel(SHAPE, PIECES, {}, tensors)


def packed_q4(nibbles: list[int], scale: float) -> bytes:
    """One block: low halves hold the first sixteen weights, high halves the others."""
    half = BLOCK // 2
    values = [low | high << 4 for low, high in zip(nibbles[:half], nibbles[half:], strict=True)]
    return struct.pack("<e", scale) + bytes(values)


def file_bytes(nibbles: list[int]) -> bytes:
    """A file of two pieces, one character mapping and two tensors, `emb.word` and `emb.ln.b`."""
    blob = "a专".encode()
    head = MAGIC + struct.pack("<I7ifi", 1, BLOCK, 0, 1, BLOCK, 2, 4, 1, 1e-5, BLOCK)
    table = struct.pack("<5iQ3I2f", 2, 0, 0, 1, 1, len(blob), 0, 1, 4, -1.5, -2.5) + blob
    character = struct.pack("<IB2I", ord("㎏"), 2, ord("k"), ord("g"))
    characters = struct.pack("<iI", 1, len(character)) + character
    tensors = [("emb.word", Q4, 64, packed_q4(nibbles, 0.5) * 2)]
    tensors.append(("emb.ln.b", F32, 2, struct.pack("<2f", 0.25, -1)))
    directory = 4 + sum(2 + len(name) + 21 for name, *_ in tensors)
    start = len(head) + len(table) + len(characters) + directory
    entries, data = struct.pack("<i", len(tensors)), b""
    for name, kind, count, raw in tensors:
        entries += struct.pack("<H", len(name)) + name.encode()
        entries += struct.pack("<BIQQ", kind, count, start + len(data), len(raw))
        data += raw
    return head + table + characters + entries + data
