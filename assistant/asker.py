"""What the pages need from the answering side: the `Asker` protocol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer, Citation, ClauseInContext, Turn
from assistant.listener import Listener
from corpus.progress import Progress, no_progress
from corpus.read_corpus import AddReport

if TYPE_CHECKING:
    from assistant.layout.workbench import Workbench


class Asker(Protocol):
    """Answers questions over one data folder; safe to call from several threads."""

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
            history: earlier turns of the conversation, oldest first, to complete a follow-up.
            listener: is shown what is sure of the answer already; when it leaves, what is under way
                for it ends, and the answer is of no use to anybody.

        Raises:
            BadQuestionError: the question, its date or its place cannot be taken; the message is
                Chinese and says why.
        """
        ...

    def in_context(self, citation: Citation) -> ClauseInContext:
        """The cited clause with the text around it; a removed or altered document says so."""
        ...

    def add_files(self, paths: Sequence[Path]) -> list[str]:
        """Take files into the corpus; Chinese lines: what was read, what was left out and why."""
        ...

    def take_in(self, paths: Sequence[Path], progress: Progress = no_progress) -> AddReport:
        """Take files into the corpus and answer from them; what became of each.

        Raises:
            CorpusError, IndexingError: the data folder cannot be written; the old index serves on.
        """
        ...

    def refresh(self) -> None:
        """Answer from the corpus as it is now, after something in it was changed."""
        ...

    def workbench(self) -> Workbench | None:
        """The patent lists it answers from, for the pages to share; None when it has none."""
        ...

    def regions(self) -> list[str]:
        """Places with local material, as "广东省/广州市/南沙区", sorted; may be empty."""
        ...
