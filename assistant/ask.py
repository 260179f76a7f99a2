"""A question in, an `Answer` out, over one index as it stands: the stage in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Citation, ClauseInContext, Reason, Turn
from assistant.asides import is_courtesy
from assistant.asking import what_is_asked
from assistant.citations import cite_passage, in_context
from assistant.clarify import (
    ASKS_FOR_PLACE,
    asked_enough,
    asks_for_day,
    asks_for_fact,
    is_at_a_loss,
    spelled_by_place,
    spoken,
    with_question,
)
from assistant.clause_lookup import look_up
from assistant.compose import Composer
from assistant.considered import clauses_considered
from assistant.decide import Decided, Decider, Setting
from assistant.dialogue import Dialogue
from assistant.errors import BadQuestionError
from assistant.evidence import TermWeights
from assistant.focus import focus
from assistant.found_passage import FoundPassage
from assistant.gather import Gatherer
from assistant.instruments import Instruments
from assistant.judge import Judge
from assistant.listener import Listener, with_first_shown
from assistant.lookup_answer import answer_lookup, clause_of_nothing
from assistant.make_answer import AnswerMaker
from assistant.message import read_message
from assistant.model_reader import QuestionReader
from assistant.parts import join_answers, split_questions
from assistant.refusals import refusal
from assistant.rerank import POOL, Reranker, rerank
from assistant.settings import AssistantSettings
from assistant.trace import Step, Trace
from assistant.understand import ParsedQuestion, understand
from assistant.wording import COURTESY, refusal_text
from assistant.writer import Writer
from corpus.documents import Document
from corpus.places import normalise_region
from indexing.open_index import HybridIndex
from indexing.passages import Scope
from indexing.words import normalise

_BY_NUMBER = Trace(steps=(Step(label="按条号查找", text="直接取所点的条文，没有检索"),))


class Answerer:
    """Answers from one index; every sentence carries the clause it came from.

    Args:
        index: open for as long as this object answers.
        find: document by id, as it was indexed.
        judge: decides between answer and refusal.
        settings: limits.
        writer: words the answers; None quotes the clauses.
        reader: reads the questions besides the rules; None leaves it at the rules.
        reranker: orders what is found; None leaves the order of the search.
    """

    def __init__(
        self,
        index: HybridIndex,
        find: Callable[[str], Document | None],
        judge: Judge,
        settings: AssistantSettings,
        *,
        writer: Writer | None = None,
        reader: QuestionReader | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._index = index
        self._find = find
        self._judge = judge
        self._settings = settings
        passages = index.passages
        self.instruments = Instruments(passages)
        weights = TermWeights(index.document_frequency, len(passages))
        self.gatherer = Gatherer(index, weights, candidates=settings.candidates, reranker=reranker)
        self._reranker = reranker
        self._dialogue = Dialogue(self.instruments, self.gatherer, judge, reader)
        self._decider = Decider(self.gatherer, judge, find, self.instruments, reader)
        self._composer = Composer(weights, find)
        self._maker = AnswerMaker(self._composer, find, index.passages_of, writer)
        self._replaced = frozenset(p.superseded_by for p in index.passages if p.superseded_by)

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
        if is_courtesy(question):
            answer = refusal(Reason.TOO_VAGUE, COURTESY, day=day or date.today(), region=region)
            return replace(answer, question=question, standalone_question=question)
        completed = self._dialogue.complete(
            question, history, day=day, region=region, listener=listener
        )
        alone = completed.text
        parsed = understand(focus(alone), self.instruments)
        own = what_is_asked(normalise(question))
        if alone != question and own:  # what the earlier question asked was answered already
            parsed = replace(parsed, asking=own)
        day_asked = day or parsed.day or date.today()
        setting = Setting(
            day=day_asked,
            places=parsed.places or ((region,) if region else ()),
            cited=_last_cited(history, day_asked),
            listener=listener,
        )
        spells_out = asked_enough(history, ASKS_FOR_PLACE) or is_at_a_loss(question)
        answer = self._answer(parsed, setting, region=region, spells_out=spells_out)
        if not answer.refused:
            is_open = day is None and parsed.day is None
            asks = self._asks_back(parsed, answer, day_is_open=is_open)
            answer = answer if asked_enough(history, asks) else with_question(answer, asks)
        trace = answer.trace
        if completed.steps:
            trace = replace(trace or Trace(), steps=(*completed.steps, *(trace or Trace()).steps))
        return replace(answer, question=question, standalone_question=alone, trace=trace)

    def _asks_back(self, parsed: ParsedQuestion, answer: Answer, *, day_is_open: bool) -> str:
        return asks_for_fact(parsed, answer.sentences) or (
            asks_for_day(parsed, answer, self._find, self._replaced) if day_is_open else ""
        )

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
        found = self._index.search(query, limit=limit, scope=scope)
        if self._reranker is not None:
            pool = self._index.search(query, limit=POOL * limit, scope=scope)
            found = rerank(query, pool, self._reranker, limit=limit)
        return [FoundPassage.of(scored, as_of) for scored in found]

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
        setting: Setting,
        *,
        region: str | None,
        spells_out: bool,
    ) -> Answer:
        """The clauses named, or what the clauses found say.

        Args:
            region: chosen by the user.
            spells_out: tell what holds in each place rather than ask for the place.
        """
        day, places = setting.day, setting.places
        lookup = look_up(parsed, self._find, day=day, remembered=setting.cited)
        if lookup is not None:
            answer = answer_lookup(parsed, lookup, self._maker, day=day, region=region)
            return replace(answer, trace=_BY_NUMBER)
        if parsed.clauses and not parsed.mentions:
            return clause_of_nothing(parsed, day=day, region=region)
        decided = self._decider.decide(parsed, setting)
        judgement, evidence = decided.judgement, decided.evidence
        if judgement.asks_for_place:
            answer = self._for_each_place(parsed, decided, day=day, spells_out=spells_out)
        elif judgement.reason is not None:
            answer = self._refuse(decided, judgement.reason, day=day, places=places)
        else:
            answer = self._maker.from_clauses(
                parsed, judgement.answering, day=day, places=places, listener=setting.listener
            )
        cited = [citation for sentence in answer.sentences for citation in sentence.citations]
        seen = clauses_considered(evidence, judgement.answering, self._judge.support, cited=cited)
        trace = answer.trace or Trace()
        return replace(
            answer,
            confidence=decided.confidence(self._judge.support),
            trace=replace(trace, steps=decided.steps, queries=decided.queries, clauses=seen),
        )

    def _for_each_place(
        self, parsed: ParsedQuestion, decided: Decided, *, day: date, spells_out: bool
    ) -> Answer:
        """What the texts of each place say, with or without asking for the place."""
        local = sorted(
            filter(self._judge.would_answer, decided.evidence),
            key=self._judge.support,
            reverse=True,
        )
        cases = spelled_by_place(local, lambda few: self._composer.sentences(parsed, few, day=day))
        if cases and spells_out:
            answer = self._maker.from_sentences(cases, local, day=day)
            return replace(answer, text="\n".join((spoken(cases), *answer.notices)))
        refused = self._refuse(decided, Reason.TOO_VAGUE, day=day, places=())
        text = "\n".join(filter(None, (refused.text, spoken(cases))))
        cited = tuple(citation for case in cases for citation in case.citations)
        return replace(
            refused, text=text, nearest=cited or refused.nearest, asks_back=ASKS_FOR_PLACE
        )

    def _refuse(
        self, decided: Decided, reason: Reason, *, day: date, places: Sequence[str]
    ) -> Answer:
        nearest, known, lacks = decided.judgement.nearest, self.gatherer.places, decided.lacks
        text = refusal_text(
            reason, nearest=nearest, day=day, places=places, known_places=known, lacks=lacks
        )
        nearest_citations = tuple(
            cite_passage(e.passage, day=day, document=document)
            for e in nearest
            if (document := self._find(e.passage.document_id)) is not None
        )
        refused = refusal(reason, text, day=day, region="、".join(places) or None)
        return replace(refused, nearest=nearest_citations)


def _last_cited(history: Sequence[Turn], day: date) -> frozenset[str]:
    """Ids of the documents the last answer cites; those of another day are not meant."""
    if not history or history[-1].answer.as_of != day:
        return frozenset()
    return frozenset(
        citation.document_id
        for sentence in history[-1].answer.sentences
        for citation in sentence.citations
    )
