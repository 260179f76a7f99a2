"""What one viewer can do with the patent lists of a data folder: import, scope, survey."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.errors import LayoutError
from assistant.layout.clauses import Clauses, open_clauses
from assistant.layout.findings import Finding
from assistant.layout.import_documents import import_corpus_patents
from assistant.layout.import_paths import import_paths
from assistant.layout.imported import Imported, Target
from assistant.layout.landscape import Landscape, survey
from assistant.layout.merged_records import merged_patents
from assistant.layout.nearest_art import NearestArt, find_nearest_art
from assistant.layout.patent_index import OpenPatents, PatentIndex
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_store import PatentStore
from assistant.layout.scope import Scope, ScopeQuery, find_scope
from corpus.catalogue import Catalogue
from corpus.documents import Document, Kind
from corpus.home import Home
from corpus.progress import Progress, no_progress
from indexing.embed import Embedder, Vectors

MOST_SURVEYED = 20_000
"""Patents of one landscape; more take minutes and say little about one technology."""

_ANY_FIELD = Finding(
    text="没有写技术问题，也没有限定 IPC：清单若跨几个不相干的技术，主题之间的对比和空白没有意义，"
    "请先圈定一个技术方向再看。"
)

_OPEN_AT_ONCE = 4
_SURVEYS_KEPT = 8

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The patents of a scope, ready to be counted.

    Attributes:
        records: one an application, its publications joined, best first.
        vectors: rows in the order of the records, shape (n, d).
        unindexed: records of the scope left out because their text has no vector yet.
    """

    scope: Scope
    records: tuple[PatentRecord, ...]
    vectors: Vectors
    unindexed: int

    def record(self, id_: str) -> PatentRecord | None:
        """One of the records; None for others."""
        return next((record for record in self.records if record.id == id_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """A field and its landscape."""

    field: Field
    landscape: Landscape
    clauses: Clauses


class Workbench:
    """The patent lists of one data folder; safe to use from several threads.

    Everybody without lists or names of their own is served from the same opened patents and the
    same landscapes.

    Args:
        catalogue: holds the clauses that are cited.
        embedder: of the patents' texts and of questions.
    """

    def __init__(self, home: Home, catalogue: Catalogue, embedder: Embedder) -> None:
        self.store = PatentStore(home.patents)
        self._catalogue = catalogue
        self._index = PatentIndex(home.patent_index, embedder)
        self._indexing = threading.Lock()
        self._opening = threading.Lock()
        self._reading = threading.Lock()
        self._readers: OrderedDict[str | None, tuple[int, PatentReader]] = OrderedDict()
        self._opened: OrderedDict[str | None, OpenPatents] = OrderedDict()
        self._surveyed: OrderedDict[tuple[str | None, int, str, date], Surveyed] = OrderedDict()

    def reader(self, viewer: str | None) -> PatentReader:
        """What a viewer may see; kept until the lists change, for it knows the names by then."""
        view = self._view(viewer)
        fresh = self.store.reader(view)
        revision = fresh.revision()
        with self._reading:
            known = self._readers.get(view)
            if known is None or known[0] != revision:
                known = (revision, fresh)
            _keep(self._readers, view, known, most=_OPEN_AT_ONCE)
            return known[1]

    def import_paths(
        self, paths: Sequence[Path], target: Target, progress: Progress = no_progress
    ) -> tuple[Imported, ...]:
        """Import exports, patent documents, folders and archives, and index them.

        Raises:
            LayoutError, UnreadableFileError, UnknownFormatError: no patents in them.
            PatentStoreError: the store cannot be written, or the list is somebody else's.
        """
        imported = import_paths(self.store, paths, target, progress)
        self.index(target.owner, progress)
        return imported

    def import_corpus(self, target: Target, progress: Progress = no_progress) -> Imported:
        """Take the patents among the documents of the corpus as a list.

        Raises:
            LayoutError: there is none.
        """
        imported = import_corpus_patents(self.store, self._patents_in_corpus(), target)
        self.index(target.owner, progress)
        return imported

    def index(self, viewer: str | None, progress: Progress = no_progress) -> None:
        """Index what the viewer sees and is not indexed; what was cut short is gone on with."""
        with self._indexing:
            self._index.update(self.reader(viewer), progress)

    def delete_list(self, list_id: str, *, viewer: str | None, by: str | None = None) -> int:
        """Remove a list of the viewer's or a shared one; how many records went.

        Args:
            by: see `PatentStore.delete_list`.

        Raises:
            PatentStoreError: the viewer sees no such list, or a visitor did not share it.
        """
        gone = self.store.delete_list(list_id, viewer=viewer, by=by)
        with self._indexing:
            self._index.prune(self.store)
        return gone

    def patents(self, viewer: str | None) -> OpenPatents:
        """The viewer's patents, opened for searching."""
        reader = self.reader(viewer)
        revision = reader.revision()
        with self._opening:
            known = self._opened.get(reader.viewer)
            if known is None or known.table.revision != revision or known.unindexed:
                known = self._index.open(reader)
            _keep(self._opened, reader.viewer, known, most=_OPEN_AT_ONCE)
            return known

    def scope(self, query: ScopeQuery, *, viewer: str | None) -> Scope:
        """The patents of a query.

        Raises:
            LayoutError: there are no patents, or the query asks for nothing.
        """
        return find_scope(self._some_patents(viewer), query)

    def field(self, query: ScopeQuery, *, viewer: str | None) -> Field:
        """The patents of a query with their vectors.

        Raises:
            LayoutError: as `scope`, or the scope is empty or too large.
        """
        patents = self._some_patents(viewer)
        scope = find_scope(patents, query)
        if not scope.hits:
            raise LayoutError(
                "这个范围里没有专利。请把说法写得宽一些、调低边界，或去掉一些筛选条件。"
            )
        if len(scope.hits) > MOST_SURVEYED:
            raise LayoutError(
                f"这个范围有 {len(scope.hits):,} 件专利，超过一次分析的 {MOST_SURVEYED:,} 件；"
                "请调高边界，或用 IPC、年份、申请人收窄。"
            )
        return self._field(scope, patents, viewer)

    def survey(self, query: ScopeQuery, *, viewer: str | None, day: date) -> Surveyed:
        """The landscape of a query; the last ones are kept until the lists change.

        Args:
            day: of which clauses are cited.

        Raises:
            LayoutError: as `field`.
        """
        reader = self.reader(viewer)
        view = reader.viewer  # not `viewer`, who may get a list of their own meanwhile
        key = (view, reader.revision(), query.model_dump_json(), day)
        known = self._surveyed.get(key)
        if known is None or known.field.unindexed:
            field, clauses = self.field(query, viewer=view), self.clauses(day)
            landscape = survey(
                field.records,
                field.vectors,
                data_day=reader.latest_day(date.today()) or day,
                clauses=clauses,
            )
            if not (query.question.strip() or query.ipc):
                landscape = replace(landscape, remarks=(*landscape.remarks, _ANY_FIELD))
            known = Surveyed(field=field, landscape=landscape, clauses=clauses)
        with self._opening:
            _keep(self._surveyed, key, known, most=_SURVEYS_KEPT)
        return known

    def nearest(
        self, text: str, *, query: ScopeQuery | None = None, viewer: str | None
    ) -> NearestArt:
        """The nearest patents to an idea or a claim, feature by feature.

        Args:
            query: its filters apply; None compares with everything the viewer sees.

        Raises:
            LayoutError: there are no patents, or no feature can be read from the text.
        """
        patents = self._some_patents(viewer)
        return find_nearest_art(patents, self.reader(viewer), text, query=query)

    def clauses(self, day: date) -> Clauses:
        """The clauses that are cited, as in force on a day."""
        return open_clauses(self._catalogue, day=day)

    def _view(self, viewer: str | None) -> str | None:
        """Who stands for all that see the same: None for everybody with nothing of their own."""
        if viewer is None or not self.store.reader(viewer).has_own():
            return None
        return viewer

    def _some_patents(self, viewer: str | None) -> OpenPatents:
        patents = self.patents(viewer)
        if not patents.table.ids:
            raise LayoutError(
                "还没有专利清单。请先导入：在“专利布局”页上传导出的表格，"
                "或运行 zhice layout import 文件。"
            )
        return patents

    def _field(self, scope: Scope, patents: OpenPatents, viewer: str | None) -> Field:
        rows = np.array([patents.table.row_of[hit.id] for hit in scope.hits], dtype=np.int64)
        has_vector = patents.has_vector(rows)
        ids = [hit.id for hit, known in zip(scope.hits, has_vector, strict=True) if known]
        if not ids:
            raise LayoutError("这个范围里的专利还没有建好索引。请等导入完成，或重新导入同一文件。")
        records = tuple(merged_patents(self.reader(viewer), patents.table, ids))
        if len(records) != len(ids):
            raise LayoutError("清单刚刚有改动，请再试一次。")
        return Field(
            scope=scope,
            records=records,
            vectors=patents.vectors_of(rows[has_vector]),
            unindexed=len(rows) - len(ids),
        )

    def _patents_in_corpus(self) -> Sequence[Document]:
        summaries = self._catalogue.summaries()
        return [self._catalogue.get(s.id) for s in summaries if s.kind is Kind.PATENT]


def _keep(kept: OrderedDict[_Key, _Value], key: _Key, value: _Value, *, most: int) -> None:
    """The one used last comes last; what is too much goes first."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
