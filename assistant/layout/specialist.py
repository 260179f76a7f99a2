"""「同行布了什么？我的方案新在哪？该往哪里布？」 in the chat, answered from the shared lists."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Reason, Sentence, Turn
from assistant.eligibility.programme import Programme
from assistant.errors import LayoutError
from assistant.layout.advice import Wishes
from assistant.layout.chat_answer import MORE, ChatAnswers, notices_of
from assistant.layout.chat_questions import Asks, LayoutQuestion, read_layout_question
from assistant.layout.cited_patent import find_patent
from assistant.layout.layout_plan import make_plan
from assistant.layout.nearest_answer import say_nearest
from assistant.layout.scope import ScopeQuery
from assistant.layout.workbench import Workbench
from corpus.documents import Document
from corpus.places import normalise_region


class LayoutSpecialist:
    """Answers questions on what is patented; a `Specialist`.

    The chat knows no owners: it looks at shared lists alone.

    Args:
        bench: opened when the first such question comes.
        programmes: those published, to point at support.
    """

    def __init__(
        self, bench: Callable[[], Workbench], programmes: Callable[[], tuple[Programme, ...]]
    ) -> None:
        self._bench = bench
        self._programmes = programmes

    def answer(
        self,
        question: str,
        *,
        as_of: date | None,
        region: str | None,
        history: Sequence[Turn],
    ) -> Answer | None:
        """See `assistant.specialist.Specialist`; without any list the texts may answer."""
        asked = read_layout_question(question)
        if asked is None or not self._bench().reader(None).count():
            return None
        started = time.perf_counter()
        day = as_of or date.today()
        try:
            answer = self._answer(asked, day=day, region=region)
        except LayoutError as error:
            answer = _refusal(str(error), day=day)
        return replace(
            answer,
            question=question,
            region=region,
            standalone_question=question,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def find(self, document_id: str) -> Document | None:
        """The patent a citation names, as a document; None for other citations."""
        return find_patent(document_id, self._bench().reader(None))

    def _answer(self, asked: LayoutQuestion, *, day: date, region: str | None) -> Answer:
        if asked.asks is Asks.NEAREST:
            return self._nearest(asked.about, day=day)
        surveyed = self._bench().survey(ScopeQuery(question=asked.about), viewer=None, day=day)
        answers = ChatAnswers(surveyed)
        if asked.asks is Asks.LANDSCAPE:
            sentences = tuple(answers.landscape())
            notices = notices_of(surveyed.landscape.remarks)
        else:
            place = normalise_region(region) if region else None
            plan = make_plan(surveyed, Wishes(region=place), self._programmes())
            sentences = tuple(answers.advice(plan))
            notices = notices_of(plan.advice.limits)
        notices = (*notices, MORE)
        text = "\n".join((*(sentence.text for sentence in sentences), *notices))
        return _answer(text, day=day, sentences=sentences, notices=notices)

    def _nearest(self, idea: str, *, day: date) -> Answer:
        bench = self._bench()
        art = bench.nearest(idea, viewer=None)
        reader = bench.reader(None)
        said = say_nearest(art, lambda n: next(iter(reader.by_number(n)), None), day=day)
        text = "\n".join((*(sentence.text for sentence in said.sentences), *said.notices))
        answer = _answer(text, day=day, sentences=said.sentences, notices=said.notices)
        return replace(answer, table=said.table)


def _answer(
    text: str, *, day: date, sentences: tuple[Sentence, ...], notices: tuple[str, ...]
) -> Answer:
    return Answer(
        question="", as_of=day, region=None, text=text, sentences=sentences, notices=notices
    )


def _refusal(text: str, *, day: date) -> Answer:
    return Answer(
        question="",
        as_of=day,
        region=None,
        text=text,
        sentences=(),
        refused=True,
        reason=Reason.NOT_IN_CORPUS,
    )
