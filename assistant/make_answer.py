"""An `Answer` from the clauses that answer: quoted, or worded by a writer and then checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Sentence
from assistant.compose import Composer
from assistant.evidence import Evidence
from assistant.listener import Listener
from assistant.numbered_clauses import numbered_clauses
from assistant.trace import Trace
from assistant.understand import ParsedQuestion
from assistant.wording import notices_for
from assistant.writer import Assignment, Writer
from corpus.documents import Document, Status
from indexing.passages import Passage


class AnswerMaker:
    """Makes answers over one index.

    Args:
        composer: quotes the clauses.
        find: document by id.
        passages_of: passages of a document in the index.
        writer: words what the clauses say; None leaves it at the quotes.
    """

    def __init__(
        self,
        composer: Composer,
        find: Callable[[str], Document | None],
        passages_of: Callable[[str], Sequence[Passage]],
        writer: Writer | None,
    ) -> None:
        self._composer = composer
        self._find = find
        self._passages_of = passages_of
        self._writer = writer

    def from_clauses(
        self,
        question: ParsedQuestion,
        answering: Sequence[Evidence],
        *,
        day: date,
        places: Sequence[str],
        listener: Listener,
    ) -> Answer:
        """The writer's sentences where there is one and its draft stands, else the quotes."""
        extracts = self._composer.sentences(question, answering, day=day)
        quoted = self.from_sentences(extracts, answering, day=day, places=places)
        if self._writer is None or not extracts:
            return quoted
        written = self._writer.write(
            Assignment(
                question=question,
                clauses=numbered_clauses(answering, self._find),
                extracts=extracts,
                day=day,
                place=quoted.region,
            ),
            listener,
        )
        trace = Trace(
            sentences=written.drafted,
            failed=written.notice,
            model=written.model,
            cached=written.cached,
        )
        if not written.sentences:
            return replace(_with_notice(quoted, written.notice), trace=trace)
        answer = self.from_sentences(written.sentences, answering, day=day, places=places)
        return replace(answer, mode="llm", trace=trace)

    def from_sentences(
        self,
        sentences: tuple[Sentence, ...],
        answering: Sequence[Evidence] = (),
        *,
        day: date,
        places: Sequence[str] = (),
    ) -> Answer:
        """An answer of these sentences with the notices that belong to what they cite."""
        citations = [citation for sentence in sentences for citation in sentence.citations]
        local = [e for e in answering if e.passage.region is not None]
        notices = notices_for(
            citations,
            day=day,
            successors=self._successors(answering, day),
            places=() if local else places,
        )
        body = "\n".join(sentence.text for sentence in sentences)
        return Answer(
            question="",
            as_of=day,
            region="、".join(places) or None,
            text="\n".join((body, *notices)),
            sentences=sentences,
            notices=notices,
        )

    def _successors(self, answering: Sequence[Evidence], day: date) -> list[Passage]:
        """One passage of each later version, already published and not yet in force."""
        later = []
        for document_id in dict.fromkeys(e.passage.superseded_by for e in answering):
            passages = self._passages_of(document_id) if document_id else ()
            if passages and _is_announced(passages[0], day):
                later.append(passages[0])
        return later


def _with_notice(answer: Answer, notice: str) -> Answer:
    notices = (*answer.notices, notice)
    return replace(answer, notices=notices, text="\n".join((answer.text, notice)))


def _is_announced(newer: Passage, day: date) -> bool:
    """Published by that day as far as is known, and not yet in force on it."""
    published = newer.published is None or newer.published <= day
    return published and newer.status_on(day) is Status.NOT_YET
