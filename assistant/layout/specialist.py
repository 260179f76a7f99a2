"""「同行布了什么？我的方案新在哪？该往哪里布？」 in the chat, answered from the shared lists."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer, Turn
from assistant.eligibility.programme import Programme
from assistant.layout.chat_follow_up import read_in_conversation, standalone
from assistant.layout.chat_questions import Asks, LayoutQuestion, read_layout_question
from assistant.listener import Listener
from assistant.writer import Writer
from corpus.documents import Document

if TYPE_CHECKING:
    from assistant.layout.workbench import Workbench


WITHOUT_LISTS = (
    "问的如果是专利数据，请先在“专利布局”页导入专利清单，或运行 zhice layout import 文件。"
)


class LayoutSpecialist:
    """Answers questions on what is patented; a `Specialist`.

    The chat knows no owners: it looks at shared lists alone.

    Args:
        bench: opened when the first such question comes.
        programmes: those published, to point at support.
        adviser: words advice, asked for each time, since settings change; None leaves it to rules.
    """

    def __init__(
        self,
        bench: Callable[[], Workbench],
        programmes: Callable[[], tuple[Programme, ...]],
        adviser: Callable[[], Writer | None] = lambda: None,
    ) -> None:
        self._bench = bench
        self._programmes = programmes
        self._adviser = adviser

    def bench(self) -> Workbench:
        """The workbench it answers from."""
        return self._bench()

    def answer(
        self,
        question: str,
        *,
        as_of: date | None,
        region: str | None,
        history: Sequence[Turn],
        listener: Listener | None = None,
    ) -> Answer | None:
        """See `assistant.specialist.Specialist`; without any list the texts may answer."""
        asked = _read(question, history)
        if asked is None or self._has_no_list():
            return None
        # half a second, for few questions
        from assistant.layout.chat_desk import LayoutAnswers, LayoutSetting

        answers = LayoutAnswers(self._bench(), self._programmes, self._adviser)
        if asked.asks is Asks.COMPARISON and not answers.knows(asked.applicants):
            return None
        started = time.perf_counter()
        setting = LayoutSetting(as_of or date.today(), region, listener or Listener())
        answer = answers.answer(asked, setting)
        return replace(
            answer,
            question=question,
            region=region,
            standalone_question=question if read_layout_question(question) else standalone(asked),
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def way_out(self, question: str, history: Sequence[Turn]) -> str:
        """Chinese, what to do when the texts do not answer either; "" where it is of no help."""
        return WITHOUT_LISTS if _read(question, history) and self._has_no_list() else ""

    def find(self, document_id: str) -> Document | None:
        """The patent a citation names, as a document; None for other citations."""
        from assistant.layout.cited_patent import find_patent

        return find_patent(document_id, self._bench().reader(None))

    def _has_no_list(self) -> bool:
        return not self._bench().reader(None).count()


def _read(question: str, history: Sequence[Turn]) -> LayoutQuestion | None:
    return read_in_conversation(question, (turn.question for turn in history))
