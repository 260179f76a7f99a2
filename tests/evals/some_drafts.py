"""Drafts for tests, and conversations to collect them from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from assistant.answer import Answer, Turn
from assistant.conversations import ConversationStore, Feedback
from evals.cases import Case, Category, SourceWanted, Split
from evals.drafts import Draft, DraftStore, Label, Sighting, draft_id
from tests.evals.scripted_assistant import DAY, answer

QUESTION = "发明专利保护多久？"


def a_draft(
    question: str = QUESTION,
    *,
    turn: int = 1,
    complaint: str = "",
    given: Answer | None = None,
    region: str | None = None,
) -> Draft:
    """Asked once, on the day it was about."""
    sighting = Sighting(
        turn=turn,
        conversation=1,
        asked=datetime(2026, 11, 22, 8, turn % 60, tzinfo=UTC),
        is_disliked=True,
        complaint=complaint,
    )
    return Draft(
        id=draft_id(question, region=region, chosen_day=None),
        question=question,
        as_of=DAY,
        region=region,
        answer=given or answer(),
        sightings=(sighting,),
    )


def a_case(draft: Draft) -> Case:
    """What the answer of `a_draft` gets right."""
    return Case(
        id=draft.id,
        question=draft.question,
        as_of=date(2026, 11, 22),
        category=Category.TIME_LIMIT,
        answerable=True,
        facts=(("二十年", "20年"),),
        sources=(SourceWanted(title="示例法", locator="第一条"),),
        split=Split.DEV,
    )


def a_label(case: Case | None, *, who: str = "张三") -> Label:
    """Given at a fixed time."""
    return Label(who=who, at=datetime(2026, 11, 23, tzinfo=UTC), case=case)


def drafts_in(folder: Path) -> DraftStore:
    return DraftStore(folder / "drafts.sqlite3")


def chats_in(folder: Path) -> ConversationStore:
    return ConversationStore(folder / "conversations.sqlite3")


def chat(
    store: ConversationStore, *turns: tuple[str, Answer], complaint: str | None = None
) -> tuple[int, int]:
    """A conversation whose last answer was disliked with that complaint; its number and that of
    its last turn. No complaint, no thumb."""
    conversation, number = store.start("对话"), 0
    for question, given in turns:
        number = store.append(conversation, Turn(question=question, answer=given))
    if complaint is not None:
        store.rate(number, Feedback(liked=False, reason=complaint))
    return conversation, number
