"""The search index of patents: kept in step with the store, opened for one viewer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.layout.background import Background, background_of, shipped_background
from assistant.layout.keyword_segments import KeywordSegments
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_store import PatentStore
from assistant.layout.patent_table import PatentTable, read_table
from assistant.layout.record_text import text_digest, text_to_embed
from assistant.layout.vector_file import MappedVectors, VectorFile
from corpus.progress import Progress
from indexing.embed import Embedder, Vectors
from indexing.fuse import AXIS_SHARE, KEYWORD_WEIGHT, z_scores
from indexing.keyword_index import KeywordIndex
from indexing.words import units

Scores = NDArray[np.float32]

_AT_ONCE = 5000
"""Records whose texts are held while they are indexed."""

_MOST = 20_000
"""Vectors from which the spread of another model's is told."""


class PatentIndex:
    """Vectors and words of patents' texts in one folder, whoever they belong to.

    What the files hold is found by the digest of a text alone; a viewer's own records tell which.

    Args:
        folder: made when the first text is indexed.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.embedder = embedder
        self._vectors = VectorFile(folder, embedder)
        self._words = KeywordSegments(folder)

    def update(self, reader: PatentReader, progress: Progress) -> None:
        """Index every text the viewer sees that is not indexed; a killed run is gone on with.

        Raises:
            OSError: the files cannot be written.
        """
        digests: list[bytes] = []
        texts: list[str] = []
        for record in reader.records():
            digests.append(text_digest(record))
            texts.append(text_to_embed(record))
            if len(texts) == _AT_ONCE:
                self._add(digests, texts, progress)
                digests, texts = [], []
        self._add(digests, texts, progress)

    def prune(self, store: PatentStore) -> None:
        """Take out what no record of anybody needs any more; call it after deleting a list."""
        digests = store.digests()
        self._vectors.keep_only(digests)
        self._words.keep_only(digests)

    def open(self, reader: PatentReader) -> OpenPatents:
        """What the viewer sees, ready for searching."""
        table = read_table(reader)
        return OpenPatents(table, self._vectors.mapped(), self._words.open(table.texts), self)

    def _add(self, digests: list[bytes], texts: list[str], progress: Progress) -> None:
        self._words.add(digests, texts, progress)
        self._vectors.add(digests, texts, progress)


class OpenPatents:
    """A viewer's patents as they were when opened; searched by meaning and words.

    Args:
        words: row i is the text `table.texts[i]`.
    """

    def __init__(
        self, table: PatentTable, vectors: MappedVectors, words: KeywordIndex, index: PatentIndex
    ) -> None:
        self.table = table
        self._vectors, self._words, self._embedder = vectors, words, index.embedder
        self._rows = vectors.rows_of(table.texts)
        self._has_vector = self._rows >= 0
        self._row_of_record = self._rows[table.text_of]

    @property
    def unindexed(self) -> int:
        """Visible texts without a vector: found by their words alone until `update` has run."""
        return int(np.count_nonzero(~self._has_vector))

    def embed(self, question: str) -> Vectors:
        """The vector of a question, shape (d,)."""
        return self._embedder.embed_query(question)

    def directions_of(self, texts: Sequence[str]) -> Vectors | None:
        """Where texts lie seen from the mean of patents at large: unit rows, shape (n, d).

        None with a model of which that mean was not measured: its likenesses have another scale.
        """
        if shipped_background(self._embedder.name) is None:
            return None
        left = self._embedder.embed_passages(texts) - self.mean
        return np.asarray(left / np.linalg.norm(left, axis=1, keepdims=True), dtype=np.float32)

    def has_vector(self, records: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of some records, by row of the table, have a vector; shape as given."""
        return np.asarray(self._has_vector[self.table.text_of[records]], dtype=np.bool_)

    def vectors_of(self, records: NDArray[np.int64]) -> Vectors:
        """Vectors of some records by row of the table; those without one are left out."""
        rows = self._rows[self.table.text_of[records]]
        return self._vectors.vectors(rows[rows >= 0])

    def scores(self, question: str, vector: Vectors) -> Scores:
        """How well each record fits: z(cosine) + 0.3·z(BM25), shape (n,).

        Cosines are measured against patents at large, words against the viewer's texts; 0 is an
        average patent. A text without vector has the average cosine.

        Args:
            vector: of the question, or moved towards examples; the share of the mean vector is
                taken out here, see `indexing.fuse`.
        """
        return self._fused(self._closeness(vector[None, :])[0], question)

    def nearness(self, question: str, parts: Sequence[str]) -> tuple[Scores, Scores]:
        """Scores of a question, shape (n,), and the z(cosine) of its parts, shape (m, n).

        One pass over the vectors gives both.
        """
        closeness = self._closeness(self._embedder.embed_queries([question, *parts]))
        return self._fused(closeness[0], question), closeness[1:]

    def rarity(self, words: Sequence[str]) -> NDArray[np.float64]:
        """ln(1 + (n − d + ½) / (d + ½)) of units in d of the viewer's n texts, as in BM25."""
        held = self._words.document_frequencies(words)
        count = max(len(self._words), 1)
        return np.log1p((count - held + 0.5) / (held + 0.5))

    def texts_saying(self, text: str) -> int:
        """How many of the viewer's texts may say a word or name: those with its rarest unit."""
        found = units(text)
        return int(self._words.document_frequencies(found).min()) if found else 0

    def _fused(self, closeness: Scores, question: str) -> Scores:
        words = _standardised(self._words.scores(question))
        return closeness + np.float32(KEYWORD_WEIGHT) * words[self.table.text_of]

    def _closeness(self, vectors: Vectors) -> Scores:
        """z(cosine) of each record with questions in rows, shape (m, d); shape (m, n).

        Measured against patents at large; 0 for a text without vector.
        """
        left = vectors - np.float32(AXIS_SHARE) * self.mean
        lengths = np.linalg.norm(left, axis=1, keepdims=True)
        queries = (left / np.maximum(lengths, 1e-6)).astype(np.float32)
        found = np.empty((len(queries), len(self.table.ids)), dtype=np.float32)
        for row, cosines in enumerate(self._vectors.scores(queries)):
            standardised = z_scores(cosines, *self._background.moments(queries[row]))
            # A text without vector has row −1, and so the 0 put at the end.
            found[row] = np.append(standardised, np.float32(0))[self._row_of_record]
        return found

    @property
    def mean(self) -> Vectors:
        """The mean vector of patents at large, shape (d,)."""
        return self._background.mean

    @cached_property
    def _background(self) -> Background:
        """Of patents at large; with a model it was not measured for, of the viewer's own."""
        shipped = shipped_background(self._embedder.name)
        return shipped or background_of(self._vectors.vectors(self._rows[self._has_vector][:_MOST]))


def _standardised(values: Scores) -> Scores:
    if not len(values):
        return values
    return z_scores(values, float(values.mean()), float(values.std()))
