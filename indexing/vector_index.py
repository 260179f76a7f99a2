"""Vectors of passages in Chroma, on disk or on a server; the only user of chromadb."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from indexing.embed import Embedder, Vectors
from indexing.errors import IndexDamagedError, StorageError
from indexing.passages import Passage, Scope

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.types import Metadata, Where
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

COLLECTION = "zhice"
# Of what is at hand: below 5,000 rows a statement stays under SQLite's limit on variables.
UPSERT_BATCH = 1000
# Candidates HNSW keeps while searching; 200 finds 99 % of the true 200 nearest of 26,000.
SEARCH_BREADTH = 200
# Insertions between two writes of the graph. What was not written is inserted again by whoever
# opens the index, at half a millisecond each: Chroma's 1,000 delay a first search by half a second.
SYNC_THRESHOLD = 200
# Dates as integers, because Chroma compares numbers only; these stand for "unknown" and "no end".
EARLIEST, LATEST = 0, 99_991_231


class VectorIndex:
    """Nearest passages by cosine, and exact cosines of named passages.

    Args:
        client: of chromadb, local or remote; closed by `close`.
        collection: of its collections, made when it is not there.
    """

    def __init__(self, client: ClientAPI, collection: str = COLLECTION) -> None:
        self._client = client
        with translated_errors():
            self._collection = client.get_or_create_collection(
                collection,
                embedding_function=None,
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "ef_search": SEARCH_BREADTH,
                        "sync_threshold": SYNC_THRESHOLD,
                    }
                },
            )

    def __len__(self) -> int:
        with translated_errors():
            return self._collection.count()

    def upsert(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Insert or replace passages by id; `vectors` has a row for each.

        Raises:
            StorageError: the disk is full, the folder read-only or the server away.
        """
        for start in range(0, len(passages), UPSERT_BATCH):
            batch = passages[start : start + UPSERT_BATCH]
            with translated_errors():
                self._collection.upsert(
                    ids=[passage.id for passage in batch],
                    embeddings=vectors[start : start + UPSERT_BATCH],
                    metadatas=[_metadata(passage) for passage in batch],
                    documents=[_encodable(passage.text) for passage in batch],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove passages; ids that are not there are ignored."""
        for start in range(0, len(ids), UPSERT_BATCH):
            with translated_errors():
                self._collection.delete(ids=list(ids[start : start + UPSERT_BATCH]))

    def nearest(
        self, query: NDArray[np.float32], *, limit: int, scope: Scope | None = None
    ) -> dict[str, float]:
        """Cosines of the passages nearest to a vector, best first, by passage id.

        `scope` makes Chroma look at admitted passages only, which takes thirty times as long.
        """
        where = _where(scope) if scope is not None else None
        with translated_errors():
            found = self._collection.query(
                query_embeddings=query.tolist(), n_results=limit, where=where, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return {id_: 1 - d for id_, d in zip(found["ids"][0], distances[0], strict=True)}

    def cosines(self, query: NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """Exact cosines of these passages; ids that are not there are left out."""
        if not ids:
            return {}
        kept, vectors = self._stored(ids)
        return dict(zip(kept, (vectors @ query).tolist(), strict=True))

    def holds(self, ids: Sequence[str]) -> bool:
        """Whether all these passages are there; counting all takes half a second at 26,000."""
        with translated_errors():
            return len(self._collection.get(ids=list(ids), include=[])["ids"]) == len(ids)

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The stored vectors in the order of `ids`, L2-normalised.

        Raises:
            IndexDamagedError: one of them is not there.
        """
        rows: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(ids), UPSERT_BATCH):
            kept, vectors = self._stored(ids[start : start + UPSERT_BATCH])
            rows.update(zip(kept, vectors, strict=True))
        missing = set(ids) - set(rows)
        if missing:
            raise IndexDamagedError(
                f"索引缺少 {len(missing)} 段文字的向量。"
                "请运行 python -m indexing build --force 重建。"
            )
        return np.stack([rows[id_] for id_ in ids]) if ids else np.empty((0, 0), np.float32)

    def copy_from(self, other: VectorIndex) -> None:
        """Take over every passage of another collection, batch by batch."""
        for offset in range(0, len(other), UPSERT_BATCH):
            with translated_errors():
                found = other._collection.get(
                    limit=UPSERT_BATCH,
                    offset=offset,
                    include=["embeddings", "metadatas", "documents"],
                )
                self._collection.upsert(
                    ids=found["ids"],
                    embeddings=found["embeddings"],
                    metadatas=found["metadatas"],
                    documents=found["documents"],
                )

    def drop_others(self, prefix: str, *, kept: Collection[str]) -> None:
        """Delete the collections whose names begin like that, but for those kept."""
        with translated_errors():
            for collection in self._client.list_collections():
                if collection.name.startswith(prefix) and collection.name not in kept:
                    self._client.delete_collection(collection.name)

    def as_langchain(self, embedder: Embedder) -> Chroma:
        """The same collection as LangChain's vector store, for chains built with it."""
        from langchain_chroma import Chroma  # one second to import, and search does without it

        return Chroma(
            collection_name=self._collection.name,
            embedding_function=langchain_embeddings(embedder),
            client=self._client,
        )

    def close(self) -> None:
        """Release files and connections; the object is of no use afterwards."""
        client = cast("Client", self._client)
        # chromadb 1.5 leaves the HTTP connections of both its clients open.
        servers = [getattr(one, "_server", None) for one in (client, client._admin_client)]
        sessions = [getattr(server, "_session", None) for server in servers]
        client.close()
        for session in sessions:
            if session is not None:
                session.close()

    def _stored(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        with translated_errors():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        return found["ids"], np.asarray(found["embeddings"], dtype=np.float32)


def open_vector_folder(folder: Path) -> VectorIndex:
    """The collection in a folder on this machine; folder and collection are made if need be.

    Raises:
        StorageError: the folder cannot be written.
    """
    from chromadb import PersistentClient  # half a second to import
    from chromadb.config import Settings

    with translated_errors():
        client = PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
    return VectorIndex(client)


def open_vector_server(url: str, *, collection: str = COLLECTION) -> VectorIndex:
    """The collection on a Chroma server, e.g. "http://chroma.local:8000".

    Raises:
        StorageError: nobody answers there.
    """
    from chromadb import HttpClient  # half a second to import
    from chromadb.config import Settings

    match = re.fullmatch(r"(https?)://([^/:]+)(?::(\d+))?/?", url)
    if match is None:
        raise StorageError(f"Chroma 服务地址不对：{url}。请写成 http://主机:8000 的形式。")
    with translated_errors():
        client = HttpClient(
            host=match[2],
            port=int(match[3] or 8000),
            ssl=match[1] == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    return VectorIndex(client, collection)


def langchain_embeddings(embedder: Embedder) -> Embeddings:
    """An `Embedder` as LangChain's `Embeddings`, prefixes of passage and query kept apart."""
    from langchain_core.embeddings import Embeddings

    class _Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return cast(list[list[float]], embedder.embed_passages(texts).tolist())

        def embed_query(self, text: str) -> list[float]:
            return cast(list[float], embedder.embed_query(text).tolist())

    return _Adapter()


def _metadata(passage: Passage) -> Metadata:
    return {
        "document_id": passage.document_id,
        "title": _encodable(passage.title),
        "heading": _encodable(passage.heading),
        "start": passage.start,
        "end": passage.end,
        "source": passage.source,
        "kind": passage.kind.value,
        "region": passage.region or "",
        "effective": _day_number(passage.effective, EARLIEST),
        "expires": _day_number(passage.expires, LATEST),
    }


def _encodable(text: str) -> str:
    """The text with "?" for lone surrogates, which broken files may hold and Chroma refuses."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _where(scope: Scope) -> Where | None:
    """What `Scope.admits` says, in Chroma's filter language; None when it admits everything."""
    limits: list[Mapping[str, object]] = []
    if scope.day is not None:
        today = _day_number(scope.day, EARLIEST)
        limits += [{"effective": {"$lte": today}}, {"expires": {"$gte": today}}]
    if scope.region is not None:
        parts = scope.region.split("/")
        places = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
        limits.append({"region": {"$in": ["", *places]}})
    if scope.kinds is not None:
        limits.append({"kind": {"$in": sorted(kind.value for kind in scope.kinds)}})
    if scope.documents is not None:
        limits.append({"document_id": {"$in": sorted(scope.documents)}})
    if not limits:
        return None
    return cast("Where", limits[0] if len(limits) == 1 else {"$and": limits})


def _day_number(day: date | None, unknown: int) -> int:
    return unknown if day is None else day.year * 10_000 + day.month * 100 + day.day


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what chromadb, its HTTP client and the disk raise into our `StorageError`."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError, OSError, ValueError, sqlite3.Error) as error:
        raise StorageError(
            f"向量库出错：{error}。请检查磁盘空间与写入权限；使用 Chroma 服务时请确认它已启动。"
        ) from error
