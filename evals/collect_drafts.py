"""Turns of the chat that the user disliked, or that were refused → drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.conversations import ConversationStore, StoredTurn
from assistant.errors import ConversationsError
from evals.drafts import Draft, DraftStore, Sighting, draft_id

_EARLIER_QUESTIONS = 6
"""A follow-up is completed from the question before it, which may be a follow-up itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a collection found.

    Attributes:
        new: drafts that were not there before.
        damaged: numbers of conversations that could not be read; they were left out.
    """

    new: int
    damaged: tuple[int, ...] = ()


def collect(conversations: ConversationStore, drafts: DraftStore) -> Collected:
    """Make drafts of every turn to look at; collecting again adds only what has come since.

    Raises:
        ConversationsError, DraftsError: a file cannot be read or written.
    """
    found: list[Draft] = []
    damaged: list[int] = []
    for number in conversations.to_review():
        try:
            found += _drafts_of(number, conversations.turns(number))
        except ConversationsError:
            damaged.append(number)
    return Collected(new=drafts.add(found), damaged=tuple(damaged))


def _drafts_of(conversation: int, turns: Sequence[StoredTurn]) -> Iterator[Draft]:
    for place, stored in enumerate(turns):
        disliked = stored.feedback is not None and not stored.feedback.liked
        earlier = turns[max(0, place - _EARLIER_QUESTIONS) : place]
        if _tells_of_oneself((*earlier, stored)):
            continue
        if disliked or stored.turn.answer.refused:
            history = tuple(one.turn.question for one in earlier)
            yield _draft(conversation, stored, history)


def _tells_of_oneself(turns: Sequence[StoredTurn]) -> bool:
    """Whether a company's figures or an unpublished idea may stand in the questions.

    Answers to those, and no others, are tables; what they rest on belongs to who asked.
    """
    return any(stored.turn.answer.table is not None for stored in turns)


def _draft(conversation: int, stored: StoredTurn, history: tuple[str, ...]) -> Draft:
    answer, feedback = stored.turn.answer, stored.feedback
    # several places are those the question itself names
    region = answer.region if answer.region and "、" not in answer.region else None
    asked_about_that_day = answer.as_of == stored.asked.astimezone().date()
    sighting = Sighting(
        turn=stored.id,
        conversation=conversation,
        asked=stored.asked,
        is_disliked=feedback is not None and not feedback.liked,
        complaint=feedback.reason if feedback is not None and not feedback.liked else "",
    )
    return Draft(
        id=draft_id(
            answer.standalone_question or stored.turn.question,
            region=region,
            chosen_day=None if asked_about_that_day else answer.as_of,
        ),
        question=stored.turn.question,
        as_of=answer.as_of,
        region=region,
        history=history,
        answer=answer,
        sightings=(sighting,),
    )
