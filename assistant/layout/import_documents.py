"""Patent documents (PDF and what else the corpus reads) into the patent store, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path

from assistant.errors import LayoutError
from assistant.layout.from_export import faults_of_document, record_of_document
from assistant.layout.import_lists import BATCH, digest_of_file
from assistant.layout.imported import Fault, Imported, Tally, Target
from assistant.layout.patent_store import PatentStore, list_id
from corpus.documents import Document, Kind
from corpus.errors import CorpusError
from corpus.progress import Progress
from corpus.read_corpus import to_document
from corpus.read_file import read_file
from corpus.read_result import ReadResult
from corpus.recognise import find_recogniser
from corpus.recognition import Aids

STAGE = "正在读取专利文件"
_NO_PATENT = "没有读到专利公布或公告的首页，不是专利文献，未导入"


def import_documents(
    store: PatentStore, files: Sequence[Path], target: Target, progress: Progress
) -> Imported:
    """Read files of patent documents into one list; what is no patent is named and left out.

    A run that was killed is gone on with by importing the same files again: a scan takes some
    seconds a page.

    Args:
        target: with the name of the list.

    Raises:
        LayoutError: no file holds a patent.
        PatentStoreError: the store cannot be written, or the list is somebody else's.
    """
    reading = _Reading(store, target, Aids(recogniser=find_recogniser(), progress=progress))
    for done, path in enumerate(files, 1):
        reading.take(path)
        progress(STAGE, done, len(files))
    return reading.report()


def import_corpus_patents(
    store: PatentStore, documents: Iterable[Document], target: Target
) -> Imported:
    """Import the patents among documents of the corpus as a list.

    Raises:
        LayoutError: there is no patent among them.
        PatentStoreError: the store cannot be written, or the list is somebody else's.
    """
    patents = (document for document in documents if document.kind is Kind.PATENT)
    first = next(patents, None)
    if first is None:
        raise LayoutError("语料库里没有专利文献。请先导入专利 PDF 或专利清单。")
    id_ = store.begin_list(target.name, owner=target.owner, by=target.by)
    tally, faults = Tally(), list[Fault]()
    rest = chain((first,), patents)
    while part := list(islice(rest, BATCH)):
        records = [record_of_document(d, list_id=id_, owner=target.owner) for d in part]
        faults += [Fault(d.title, reason) for d in part for reason in faults_of_document(d)]
        tally.rows += len(records)
        tally.add(store.add(id_, records))
    store.finish_list(id_, day=date.today())
    return tally.report(id_, target.name, in_list=store.count(id_), faults=faults)


@dataclass(slots=True)
class _Reading:
    """Reads one file after the other; the list is made with the first patent."""

    store: PatentStore
    target: Target
    aids: Aids
    tally: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)
    list_id: str = ""
    names: dict[str, str] = field(default_factory=dict)
    """Of the files taken, by their digests."""

    def take(self, path: Path) -> None:
        """Put in the patents of a file, unless a run that was cut short did."""
        digest = digest_of_file(path) if path.is_file() else str(path)
        if digest in self.names:
            self.faults.append(Fault(path.name, f"与 {self.names[digest]} 内容相同，只导入一次"))
            return
        self.names[digest] = path.name
        id_ = list_id(self.target.name, owner=self.target.owner)
        if done := self.store.rows_done(id_, digest):
            self._begin()
            self.tally.rows += done
            self.tally.resumed += done
        elif documents := list(self._documents(path)):
            self._begin()
            self._doubt(path, documents)
            records = [
                record_of_document(d, list_id=id_, owner=self.target.owner) for d in documents
            ]
            self.tally.rows += len(records)
            self.tally.add(self.store.add(id_, records, at=(digest, len(records))))

    def _begin(self) -> None:
        if not self.list_id:
            target = self.target
            self.list_id = self.store.begin_list(target.name, owner=target.owner, by=target.by)

    def report(self) -> Imported:
        """What was done."""
        if not self.list_id:
            told = "；".join(f"{fault.place}：{fault.reason}" for fault in self.faults[:5])
            raise LayoutError(f"没有一份文件是能读的专利文献（{told}）。请换成专利公布或公告全文。")
        self.store.finish_list(self.list_id, day=date.today(), files=list(self.names))
        in_list = self.store.count(self.list_id)
        return self.tally.report(
            self.list_id, self.target.name, in_list=in_list, faults=self.faults
        )

    def _documents(self, path: Path) -> Iterator[Document]:
        """The patents of a file; what is wrong with it is noted."""
        try:
            result = read_file(path, self.aids)
        except CorpusError as error:
            words = str(error).removeprefix(f"读不了 {path.name}：").rstrip("。")
            self.faults.append(Fault(path.name, f"{words}。未导入"))
            return
        self._note(path, result)
        documents = [to_document(item) for item in result.items]
        patents = [document for document in documents if document.kind is Kind.PATENT]
        if not patents:
            self.faults.append(Fault(path.name, _NO_PATENT))
        yield from patents

    def _note(self, path: Path, result: ReadResult) -> None:
        for remark in result.remarks:
            self.faults.append(Fault(path.name, remark.removeprefix(f"{path.name}：").rstrip("。")))
        self.faults += [Fault(left.name, left.reason) for left in result.left_out]

    def _doubt(self, path: Path, documents: Sequence[Document]) -> None:
        self.faults += [
            Fault(path.name, reason)
            for document in documents
            for reason in faults_of_document(document)
        ]
