"""What a question to the patent lists is answered with; brings the whole analysis along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, Reason, Sentence
from assistant.eligibility.programme import Programme
from assistant.errors import LayoutError
from assistant.layout.advice import Wishes
from assistant.layout.applicants import applicants_called
from assistant.layout.chat_advice import ChatAdvice
from assistant.layout.chat_answer import MORE, ChatAnswers, notices_of
from assistant.layout.chat_holders import is_applicant, say_comparison, say_expiring
from assistant.layout.chat_questions import Asks, LayoutQuestion
from assistant.layout.chat_trace import trace_of_field, trace_of_nearest
from assistant.layout.findings import Finding
from assistant.layout.layout_plan import make_plan
from assistant.layout.nearest_answer import say_nearest
from assistant.layout.scope import ScopeQuery
from assistant.layout.workbench import Surveyed, Workbench
from assistant.listener import Listener
from assistant.refusals import refusal
from assistant.trace import Trace
from assistant.writer import Writer
from corpus.places import normalise_region

_Said = tuple[tuple[Sentence, ...], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class LayoutSetting:
    """For which day and place is answered, and who waits.

    Attributes:
        region: as the user wrote it; None for the whole country.
    """

    day: date
    region: str | None
    listener: Listener


class LayoutAnswers:
    """Answers from the shared lists: the chat knows no owners.

    Args:
        programmes: those published, to point at support.
        adviser: words advice; None leaves it to the rules.
    """

    def __init__(
        self,
        bench: Workbench,
        programmes: Callable[[], tuple[Programme, ...]],
        adviser: Callable[[], Writer | None],
    ) -> None:
        self._bench = bench
        self._programmes = programmes
        self._adviser = adviser

    def answer(self, asked: LayoutQuestion, setting: LayoutSetting) -> Answer:
        """The answer, or a refusal that says what to do."""
        try:
            return self._answer(asked, setting)
        except LayoutError as error:
            return refusal(Reason.NOT_IN_CORPUS, str(error), day=setting.day, region=None)

    def knows(self, names: Sequence[str]) -> bool:
        """Whether the lists hold an applicant of one of the names."""
        table = self._bench.patents(None).table
        return bool(applicants_called(table.applicants.names, names, table.printed))

    def _answer(self, asked: LayoutQuestion, setting: LayoutSetting) -> Answer:
        day = setting.day
        if asked.asks is Asks.NEAREST:
            return self._nearest(asked.about, day=day)
        if asked.asks is Asks.EXPIRING and not asked.applicants:
            text = "请写出申请人的名称，例如“某某公司快到期的专利有哪些”；对话只看公用的专利清单。"
            return refusal(Reason.TOO_VAGUE, text, day=day, region=None)
        asked = self._told_apart(asked)
        surveyed = self._survey(asked, day=day)
        trace = trace_of_field(asked, surveyed.field)
        if asked.asks is Asks.ADVICE:
            return self._advice(surveyed, setting, trace)
        sentences, limits = self._said(asked, surveyed)
        notices = (*notices_of(limits), MORE)
        return replace(_answer(day=day, sentences=sentences, notices=notices), trace=trace)

    def _advice(self, surveyed: Surveyed, setting: LayoutSetting, trace: Trace) -> Answer:
        place = normalise_region(setting.region) if setting.region else None
        plan = make_plan(surveyed, Wishes(region=place), self._programmes())
        said = ChatAdvice(plan, self._adviser).say(setting.listener)
        notices = (*said.notices, *notices_of(plan.advice.limits), MORE)
        answer = _answer(day=setting.day, sentences=said.sentences, notices=notices)
        return replace(answer, mode=said.mode, trace=said.traced(trace))

    def _said(self, asked: LayoutQuestion, surveyed: Surveyed) -> _Said:
        if asked.asks is Asks.COMPARISON:
            return say_comparison(surveyed, asked.applicants), surveyed.landscape.remarks
        if asked.asks is Asks.EXPIRING:
            return say_expiring(surveyed, asked.applicants[0])
        answers = ChatAnswers(surveyed)
        return tuple(answers.landscape()), surveyed.landscape.remarks

    def _told_apart(self, asked: LayoutQuestion) -> LayoutQuestion:
        """The question by its technology alone where the name is none of an applicant."""
        patents = self._bench.patents(None)
        if not asked.otherwise or is_applicant(patents, asked.applicants[0]):
            return asked
        if not patents.texts_saying(asked.applicants[0]):
            return asked  # nobody knows the name: it is told to be missing
        return replace(asked, about=asked.otherwise, applicants=(), otherwise="")

    def _survey(self, asked: LayoutQuestion, *, day: date) -> Surveyed:
        query = self._query(asked)
        if query.applicants and query.question and not self._bench.scope(query, viewer=None).hits:
            raise LayoutError(
                f"导入的清单里有“{'、'.join(query.applicants)}”的专利，但没有一件落在"
                f"“{asked.about}”的检索范围里。可以换一种说法，或在“专利布局”页调低边界再看。"
            )
        return self._bench.survey(query, viewer=None, day=day)

    def _query(self, asked: LayoutQuestion) -> ScopeQuery:
        """Raises LayoutError where an applicant to compare is not in the lists."""
        missing = [name for name in asked.applicants if not self.knows((name,))]
        if missing:
            raise LayoutError(
                f"导入的清单里没有叫“{'、'.join(missing)}”的申请人。"
                "请换一种写法，或先在“专利布局”页导入含有这些申请人的清单。"
            )
        if asked.applicants:
            return ScopeQuery(question=asked.about, applicants=asked.applicants)
        if is_applicant(self._bench.patents(None), asked.about):
            return ScopeQuery(applicants=(asked.about,))
        return ScopeQuery(question=asked.about)

    def _nearest(self, idea: str, *, day: date) -> Answer:
        art = self._bench.nearest(idea, viewer=None)
        reader = self._bench.reader(None)
        said = say_nearest(art, lambda n: next(iter(reader.by_number(n)), None), day=day)
        answer = _answer(day=day, sentences=said.sentences, notices=said.notices)
        return replace(answer, table=said.table, trace=trace_of_nearest(art))


def _answer(*, day: date, sentences: tuple[Sentence, ...], notices: tuple[str, ...]) -> Answer:
    text = "\n".join((*(sentence.text for sentence in sentences), *notices))
    return Answer(
        question="", as_of=day, region=None, text=text, sentences=sentences, notices=notices
    )
