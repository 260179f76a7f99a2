"""The chat desk over a scripted asker, and what it was asked and shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.conversations import ConversationStore
from assistant.opening import Opening
from assistant.under_way import Asked
from assistant.web_desk import ChatDesk, View


def desk_over(folder: Path, opening: Opening, *, patience: float = 5.0) -> ChatDesk:
    opening.start()
    store = ConversationStore(folder / "conversations.sqlite3")
    return ChatDesk(store, opening, patience=patience)


def asked(
    question: str,
    *,
    as_of: str = "2026-11-22",
    region: str = "全国",
    conversation: int | None = None,
) -> Asked:
    return Asked(question=question, as_of=as_of, region=region, conversation=conversation)


def last(desk: ChatDesk, question: str, conversation: int | None = None) -> View:
    return shown(desk.ask(asked(question, conversation=conversation)))[-1]


def shown(views: Iterable[View | None]) -> list[View]:
    return [view for view in views if view is not None]
