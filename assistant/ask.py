"""A question in, an `Answer` out, over one index as it stands: the stage in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Citation, ClauseInContext, Reason, Sentence, Turn
from assistant.asking import what_is_asked
from assistant.citations import cite_passage, in_context
from assistant.clause_lookup import Lookup, look_up
from assistant.compose import Composer
from assistant.considered import clauses_considered
from assistant.decide import Decider, Setting
from assistant.dialogue import Dialogue
from assistant.errors import BadQuestionError
from assistant.evidence import Evidence, TermWeights
from assistant.focus import focus
from assistant.found_passage import FoundPassage
from assistant.gather import Gatherer
from assistant.instruments import Instruments
from assistant.judge import Judge
from assistant.listener import Listener, with_first_shown
from assistant.lookup_answer import (
    clause_missing_text,
    clause_of_nothing_text,
    lookup_not_in_force_text,
    missing_parts,
    part_missing_text,
    sentences_of_lookup,
    unknown_instrument,
)
from assistant.make_answer import AnswerMaker
from assistant.message import read_message
from assistant.parts import join_answers, split_questions
from assistant.settings import AssistantSettings
from assistant.trace import Trace
from assistant.understand import ParsedQuestion, understand
from assistant.wording import refusal_text
from assistant.writer import Writer
from corpus.documents import Document
from corpus.places import normalise_region
from indexing.open_index import HybridIndex
from indexing.passages import Scope
from indexing.words import normalise


class Answerer:
    """Answers from one index; every sentence carries the clause it came from.

    Args:
        index: open for as long as this object answers.
        find: document by id, as it was indexed.
        judge: decides between answer and refusal.
        settings: limits.
        writer: words the answers; None quotes the clauses.
    """

    def __init__(
        self,
        index: HybridIndex,
        find: Callable[[str], Document | None],
        judge: Judge,
        settings: AssistantSettings,
        *,
        writer: Writer | None = None,
    ) -> None:
        self._index = index
        self._find = find
        self._judge = judge
        self._settings = settings
        passages = index.passages
        self.instruments = Instruments(passages)
        weights = TermWeights(index.document_frequency, len(passages))
        self.gatherer = Gatherer(index, weights, candidates=settings.candidates)
        self._dialogue = Dialogue(self.instruments, self.gatherer, judge)
        self._decider = Decider(self.gatherer, judge, find, self.instruments)
        self._maker = AnswerMaker(Composer(weights, find), find, index.passages_of, writer)

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
        listener: Listener | None = None,
    ) -> Answer:
        """Answer a question for a day (default today) and a place (default the whole country).

        Args:
            listener: is shown what is sure of the answer already.

        Raises:
            BadQuestionError: the question is empty or too long, or the place is unknown.
        """
        started = time.perf_counter()
        self._check(question)
        place = normalise_region(region) if region else None
        message = read_message(question)
        turns = tuple(history)
        hearing = listener or Listener()
        parts = split_questions(message.asks)
        for part in parts:
            hearing.begin(part if len(parts) > 1 else "")
            answer = self._ask_one(part, day=as_of, region=place, history=turns, listener=hearing)
            hearing.settle(answer.sentences)
            turns += (Turn(question=part, answer=answer),)
        asked = turns[len(history) :]
        answer = join_answers(asked) if len(asked) > 1 else asked[0].answer
        return replace(
            answer,
            question=question,
            text="\n".join((answer.text, *message.remarks)),
            notices=(*answer.notices, *message.remarks),
            took_ms=(time.perf_counter() - started) * 1000,
            trace=with_first_shown(answer.trace, listener=hearing, since=started),
        )

    def _ask_one(
        self,
        question: str,
        *,
        day: date | None,
        region: str | None,
        history: Sequence[Turn],
        listener: Listener,
    ) -> Answer:
        """Answer a message that asks one thing."""
        completed = self._dialogue.complete(question, history, day=day, region=region)
        alone = completed.text
        parsed = understand(focus(alone), self.instruments)
        own = what_is_asked(normalise(question))
        if alone != question and own:  # what the earlier question asked was answered already
            parsed = replace(parsed, asking=own)
        answer = self._answer(
            parsed,
            day=day or parsed.day or date.today(),
            region=region,
            history=history,
            listener=listener,
        )
        trace = answer.trace
        if completed.steps:
            trace = replace(trace or Trace(), steps=(*completed.steps, *(trace or Trace()).steps))
        return replace(answer, question=question, standalone_question=alone, trace=trace)

    def in_context(self, citation: Citation) -> ClauseInContext:
        """The cited clause as it stands in the corpus now."""
        return in_context(citation, self._find)

    def search(
        self, query: str, *, limit: int, as_of: date, region: str | None
    ) -> list[FoundPassage]:
        """Passages in force on the day and valid in the place, best first.

        Raises:
            BadQuestionError: the query is empty or too long.
        """
        self._check(query)
        scope = Scope(day=as_of, region=normalise_region(region) if region else None)
        return [
            FoundPassage.of(scored, as_of)
            for scored in self._index.search(query, limit=limit, scope=scope)
        ]

    def regions(self) -> list[str]:
        """Places the corpus has texts of, "省/市/区"."""
        return list(self.gatherer.places)

    def _check(self, question: str) -> None:
        if not question.strip():
            raise BadQuestionError("问题是空的，请输入要问的内容。")
        if len(question) > self._settings.question_limit:
            raise BadQuestionError(
                f"问题有 {len(question)} 个字，超过 {self._settings.question_limit} 字的上限，"
                "请精简后再问；长材料可以先用 zhice corpus add 导入。"
            )

    def _answer(
        self,
        parsed: ParsedQuestion,
        *,
        day: date,
        region: str | None,
        history: Sequence[Turn],
        listener: Listener,
    ) -> Answer:
        cited = _last_cited(history, day)
        lookup = look_up(parsed, self._find, day=day, remembered=cited)
        if lookup is not None:
            return self._answer_lookup(parsed, lookup, day=day, region=region)
        if parsed.clauses and not parsed.mentions:
            return _clause_of_nothing(parsed, day=day, region=region)
        places = parsed.places or ((region,) if region else ())
        decided = self._decider.decide(parsed, Setting(day=day, places=places, cited=cited))
        judgement, evidence = decided.judgement, decided.evidence
        if judgement.reason is not None:
            answer = self._refuse(judgement.reason, judgement.nearest, day=day, places=places)
        else:
            answer = self._maker.from_clauses(
                parsed, judgement.answering, day=day, places=places, listener=listener
            )
        seen = clauses_considered(evidence, judgement.answering, self._judge.support)
        trace = answer.trace or Trace()
        return replace(
            answer,
            confidence=max(map(self._judge.support, evidence), default=0.0),
            trace=replace(trace, steps=decided.steps, queries=decided.queries, clauses=seen),
        )

    def _refuse(
        self, reason: Reason, nearest: Sequence[Evidence], *, day: date, places: Sequence[str]
    ) -> Answer:
        text = refusal_text(
            reason, nearest=nearest, day=day, places=places, known_places=self.gatherer.places
        )
        nearest_citations = tuple(
            cite_passage(e.passage, day=day, document=document)
            for e in nearest
            if (document := self._find(e.passage.document_id)) is not None
        )
        refusal = _refusal(reason, text, day=day, region="、".join(places) or None)
        return replace(refusal, nearest=nearest_citations)

    def _answer_lookup(
        self, parsed: ParsedQuestion, lookup: Lookup, *, day: date, region: str | None
    ) -> Answer:
        if lookup.is_out_of_force(day):
            return self._lookup_out_of_force(lookup, day=day, region=region)
        if not lookup.found:
            return _refusal(
                Reason.NOT_IN_CORPUS, clause_missing_text(parsed, lookup), day=day, region=region
            )
        if lookup.names_only_absent_parts:
            return _with_nearest(
                _refusal(Reason.NOT_IN_CORPUS, part_missing_text(lookup), day=day, region=region),
                sentences_of_lookup(lookup, day=day),
            )
        answer = self._maker.from_sentences(sentences_of_lookup(lookup, day=day), day=day)
        remarks = missing_parts(lookup)
        return replace(
            answer,
            notices=(*remarks, *answer.notices),
            text="\n".join((answer.text, *remarks)),
        )

    def _lookup_out_of_force(self, lookup: Lookup, *, day: date, region: str | None) -> Answer:
        refusal = _refusal(
            Reason.NOT_IN_FORCE, lookup_not_in_force_text(lookup, day), day=day, region=region
        )
        return _with_nearest(refusal, sentences_of_lookup(lookup, day=day))


def _clause_of_nothing(parsed: ParsedQuestion, *, day: date, region: str | None) -> Answer:
    """A clause number with an instrument we do not hold, or with none at all."""
    unknown = unknown_instrument(parsed)
    reason = Reason.NOT_IN_CORPUS if unknown else Reason.TOO_VAGUE
    return _refusal(reason, clause_of_nothing_text(unknown, parsed), day=day, region=region)


def _refusal(reason: Reason, text: str, *, day: date, region: str | None) -> Answer:
    return Answer(
        question="",
        as_of=day,
        region=region,
        text=text,
        sentences=(),
        refused=True,
        reason=reason,
    )


def _with_nearest(refusal: Answer, sentences: Sequence[Sentence]) -> Answer:
    return replace(refusal, nearest=tuple(c for s in sentences for c in s.citations))


def _last_cited(history: Sequence[Turn], day: date) -> frozenset[str]:
    """Ids of the documents the last answer cites; those of another day are not meant."""
    if not history or history[-1].answer.as_of != day:
        return frozenset()
    return frozenset(
        citation.document_id
        for sentence in history[-1].answer.sentences
        for citation in sentence.citations
    )
