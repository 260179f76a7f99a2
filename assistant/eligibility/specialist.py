"""「我们能申报吗？还差什么？」 in the chat: answered by reviewed rules, one question at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from assistant.answer import Answer, Turn
from assistant.eligibility.assess import Assessment, Verdict, assess_case
from assistant.eligibility.assessment_answer import DISCLAIMER, AssessmentAnswers, Said
from assistant.eligibility.company_dialogue import CompanyDialogue, Heard
from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.matching import SupportPlan, match_support
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_reading import not_understood, understood
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Kind
from assistant.eligibility.questions import Question, question_on
from assistant.eligibility.references import Find
from assistant.eligibility.rules.case import Case
from assistant.eligibility.rules.describe import Missing
from assistant.listener import Listener
from corpus.places import normalise_region

_ASK = "还想请问：{question}（不清楚可以直接说“不清楚”）"
_NO_FACTS = (
    "还没有企业的情况，先列出条件；告诉我成立日期、营收、研发、人员和知识产权等，就能逐条对照。"
)
_FOR_COMPANIES = (Kind.QUALIFICATION, Kind.FUNDING)
"""Of the others, a question to the company as a whole would be about one patent matter."""


class EligibilitySpecialist:
    """Answers whether the asker's own company may have a programme; a `Specialist`.

    Args:
        programmes: those published, asked for each time, since staff may publish others.
        find: documents of the corpus by id.
    """

    def __init__(self, programmes: Callable[[], tuple[Programme, ...]], find: Find) -> None:
        self._programmes = programmes
        self._answers = AssessmentAnswers(find)

    def answer(
        self,
        question: str,
        *,
        as_of: date | None,
        region: str | None,
        history: Sequence[Turn],
        listener: Listener | None = None,
    ) -> Answer | None:
        """See `assistant.specialist.Specialist`; the rules answer at once."""
        started = time.perf_counter()
        programmes = cache(self._programmes)
        place = normalise_region(region) if region else None

        def ask(
            about: Sequence[Programme], profile: Profile, skipped: frozenset[Missing], day: date
        ) -> Question | None:
            assessed = _assessed(programmes(), about, profile, day)
            return question_on(assessed, skipped=skipped)

        dialogue = CompanyDialogue(programmes, ask)
        messages = (*(turn.question for turn in history), question)
        heard = dialogue.hear(messages, day=as_of or date.today(), region=place)
        answer = None if heard is None else self._answer(programmes(), heard)
        if answer is None or heard is None:
            return None
        return replace(
            answer,
            question=question,
            region=heard.profile.region,
            standalone_question=question,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def _answer(self, programmes: Sequence[Programme], heard: Heard) -> Answer | None:
        """None also for a programme that has no rules on that day: the texts tell why."""
        about = heard.programmes
        assessed = _assessed(programmes, about, heard.profile, heard.day)
        said = _said(heard, question_on(assessed, skipped=heard.skipped))
        if len(about) != 1:
            plan = match_support(programmes, heard.profile, day=heard.day)
            return self._answers.of_all(_only(plan, about) if about else plan, said)
        (assessment,) = assessed
        if assessment.version is None or assessment.place is Verdict.UNMET:
            return None
        return self._answers.of_one(assessment, heard.profile, said)


def _assessed(
    programmes: Sequence[Programme], about: Sequence[Programme], profile: Profile, day: date
) -> list[Assessment]:
    """Those asked about; of all programmes those that questions are worth while for."""
    case = Case(profile, day)
    wanted = about or [one for one in programmes if one.kind in _FOR_COMPANIES]
    return [assess_case(one, case) for one in wanted]


def _only(plan: SupportPlan, about: Sequence[Programme]) -> SupportPlan:
    """The part of the plan on some programmes; its remarks are on all of them."""
    matches = tuple(match for match in plan.matches if match.programme in about)
    return replace(plan, matches=matches, remarks=(DISCLAIMER,))


def _said(heard: Heard, question: Question | None) -> Said:
    has_facts = bool(heard.profile.known() - {"applicant", "region"})
    before = (
        understood(heard.reading),
        not_understood(heard.reading),
        *contradictions(heard.profile, day=heard.day),
        "" if has_facts else _NO_FACTS,
    )
    after = (_ASK.format(question=question.words),) if question else ()
    return Said(before=tuple(filter(None, before)), after=after)
