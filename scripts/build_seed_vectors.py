"""Compute the vectors of the built-in texts and the IP statutes for `indexing/model`.

    python scripts/build_seed_vectors.py

Run after changing a built-in text, the statutes selection, how passages are cut or the model; what
is not covered is computed at the first start, which only takes longer.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from corpus.builtin import load_builtin, load_statutes
from corpus.catalogue import Catalogue
from indexing.embed import OnnxEmbedder
from indexing.make_passages import make_passages, text_to_embed
from indexing.seed_vectors import SEED_FILE, save_seed_vectors
from indexing.vector_cache import VectorCache, digest


def main() -> None:
    """Write the file and say how many vectors it holds."""
    embedder = OnnxEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(Path(folder) / "catalogue.sqlite3")
        load_builtin(catalogue)
        load_statutes(catalogue)
        texts = sorted(
            {
                text_to_embed(passage)
                for document in catalogue.documents()
                for passage in make_passages(document)
            }
        )
        # What an earlier run computed is taken from the file itself.
        vectors = VectorCache(Path(folder) / "vectors", embedder).embed(texts, _tell)
    save_seed_vectors([digest(embedder.name, text) for text in texts], vectors)
    size = SEED_FILE.stat().st_size / 1e6
    sys.stdout.write(f"{len(texts)} vectors, {size:.1f} MB\n")


def _tell(stage: str, done: int, total: int) -> None:
    sys.stderr.write(f"{stage} {done}/{total}\n")


if __name__ == "__main__":
    main()
