"""Small, real, deterministic implementations of the protocols."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Sequence
from itertools import pairwise

import numpy as np

from assistant.errors import ModelError
from assistant.language_model import Message
from assistant.listener import Listener
from indexing.embed import Vectors


class WordHashEmbedder:
    """An `Embedder` without weights: counts of character bigrams, hashed into 64 buckets.

    Texts that share words are near each other, which is all that most tests need.
    """

    name = "word-hash-64"
    dimension = 64

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of `texts`, L2-normalised."""
        return self.embed_queries(texts)

    def embed_query(self, text: str) -> Vectors:
        """Shape (64,), L2-normalised."""
        vector = np.zeros(self.dimension, dtype=np.float32)
        bounded = f"^{text}$"  # so that even an empty text has a bigram
        for first, second in pairwise(bounded):
            bigram = (first + second).encode("utf-8", "surrogatepass")
            vector[zlib.crc32(bigram) % self.dimension] += 1
        return vector / np.float32(np.linalg.norm(vector))

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """As `embed_query`, rows in the order of `texts`."""
        rows = [self.embed_query(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimension)


class ScriptedModel:
    """A `LanguageModel` that says what it is told to, and remembers what it was asked.

    Args:
        reply: said character by character.
        fails: Chinese reason it fails for once the reply is through; "" to end well.
    """

    def __init__(self, reply: str = "", *, fails: str = "") -> None:
        self.reply = reply
        self.fails = fails
        self.asked: list[Sequence[Message]] = []
        self.said = 0

    name = "scripted"

    def stream(
        self, messages: Sequence[Message], listener: Listener | None = None
    ) -> Generator[str]:
        """The reply; counts in `said` how much of it was taken."""
        self.asked.append(messages)
        for character in self.reply:
            self.said += 1
            yield character
        if self.fails:
            raise ModelError(self.fails)
