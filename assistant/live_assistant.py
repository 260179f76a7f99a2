"""The assistant over a data folder that may grow while it serves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, ClauseInContext, Reason, Turn
from assistant.ask import Answerer
from assistant.found_passage import FoundPassage
from assistant.listener import Listener
from assistant.specialist import Specialist
from corpus.catalogue import Catalogue
from corpus.documents import Document
from corpus.errors import UnknownDocumentError
from corpus.progress import Progress, no_progress
from corpus.read_corpus import AddReport, add_paths

if TYPE_CHECKING:
    from assistant.layout.specialist import LayoutSpecialist
    from assistant.layout.workbench import Workbench

Opened = Callable[[Callable[[str], Document | None], Progress], Answerer]
"""Brings the index up to date and opens an answerer on it, given a way to find documents."""

_DOCUMENTS_AT_HAND = 64
"""Documents kept parsed; citations of one conversation rarely name more."""


class Assistant:
    """Answers, searches and takes in files; safe to call from several threads.

    Args:
        catalogue: of the data folder.
        open_answerer: called at once, and again after files were added.
        progress: told how the first opening proceeds.
        specialists: asked first, in their order; the first that answers does.
        layout: asked after them, cites patents outside the catalogue; None answers from none.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        open_answerer: Opened,
        progress: Progress = no_progress,
        *,
        specialists: Sequence[Specialist] = (),
        layout: LayoutSpecialist | None = None,
    ) -> None:
        self._specialists = (*specialists, layout) if layout else specialists
        self._layout = layout
        self._catalogue = catalogue
        self._open_answerer = open_answerer
        self._adding = threading.Lock()
        self._answerer = self._open(progress)

    @property
    def answerer(self) -> Answerer:
        """The answerer that serves now."""
        return self._answerer

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
        listener: Listener | None = None,
    ) -> Answer:
        """Answer on the texts valid on `as_of` (None: today) in `region` (None: whole country).

        Args:
            listener: is shown what is sure of the answer already.

        Raises:
            BadQuestionError: the question cannot be taken.
            BadPlaceError: the place is unknown.
        """
        for specialist in self._specialists:
            answer = specialist.answer(
                question, as_of=as_of, region=region, history=history, listener=listener
            )
            if answer is not None:
                return answer
        answer = self._answerer.ask(
            question, as_of=as_of, region=region, history=history, listener=listener
        )
        if answer.reason is Reason.NOT_IN_CORPUS and self._layout:
            return replace(answer, text=answer.text + self._layout.way_out(question, history))
        return answer

    def search(
        self, query: str, *, limit: int, as_of: date | None = None, region: str | None = None
    ) -> list[FoundPassage]:
        """Passages valid on the day (None: today) and in the place, best first."""
        return self._answerer.search(query, limit=limit, as_of=as_of or date.today(), region=region)

    def in_context(self, citation: Citation) -> ClauseInContext:
        """The cited clause with the text around it; a removed or altered document says so."""
        return self._answerer.in_context(citation)

    def regions(self) -> list[str]:
        """Places with local material, sorted."""
        return self._answerer.regions()

    def add_files(self, paths: Sequence[Path]) -> list[str]:
        """Take files into the corpus and answer from them; Chinese lines on what became of each.

        Raises:
            CorpusError, IndexingError: the data folder cannot be written; the old index serves on.
        """
        return report_lines(self.take_in(paths))

    def take_in(self, paths: Sequence[Path], progress: Progress = no_progress) -> AddReport:
        """Take files into the corpus and answer from them; what became of each.

        Raises:
            CorpusError, IndexingError: the data folder cannot be written; the old index serves on.
        """
        with self._adding:
            report = add_paths(self._catalogue, paths, progress)
            self._answerer = self._open(progress)
        return report

    def refresh(self) -> None:
        """Answer from the corpus as it is now, after something in it was changed.

        Raises:
            CorpusError, IndexingError: the index cannot be built; the old one serves on.
        """
        with self._adding:
            self._answerer = self._open(no_progress)

    def workbench(self) -> Workbench | None:
        """The patent lists it answers from, opened now if they were not; None without any."""
        return self._layout.bench() if self._layout else None

    def text_of(self, document_id: str) -> str | None:
        """The text of a document as the catalogue holds it; `None` when it holds none."""
        document = self._find_now(document_id)
        return document.text if document else None

    def _open(self, progress: Progress) -> Answerer:
        return self._open_answerer(lru_cache(_DOCUMENTS_AT_HAND)(self._find_now), progress)

    def _find_now(self, document_id: str) -> Document | None:
        try:
            return self._catalogue.get(document_id)
        except UnknownDocumentError:
            return self._layout.find(document_id) if self._layout else None


def report_lines(report: AddReport) -> list[str]:
    """What a reader wants to know of an import: counts, then every file left out and why."""
    lines = [
        f"读入 {report.read} 份：新增 {report.added}，新版本 {report.new_versions}，"
        f"更新 {report.updated}，同文 {report.same_text}，未变 {report.unchanged}。"
    ]
    lines += [f"未读入：{skipped.name}，{skipped.reason}" for skipped in report.skipped]
    lines += [f"注意：{remark}" for remark in report.remarks]
    return lines
