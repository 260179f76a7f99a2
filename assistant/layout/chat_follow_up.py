"""A question to the patent lists that leans on the one before it: 「那华为呢？」"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.layout.chat_questions import Asks, LayoutQuestion, asked_of, read_layout_question
from indexing.words import normalise

_AND = re.compile(
    r"(?:那么?|再看看?|换成)(?P<name>[^,，。?？!！]{2,20}?)(?:的?(?:情况|专利))?(?:呢|如何|怎么样)?[?？。]?"
)


def read_in_conversation(message: str, before: Iterable[str]) -> LayoutQuestion | None:
    """What a message asks of the lists, with what the messages before it are about.

    Args:
        before: earlier messages of the user, oldest first.
    """
    last: LayoutQuestion | None = None
    for said in before:
        last = _read(said, last)
    return _read(message, last)


def standalone(asked: LayoutQuestion) -> str:
    """The question with everything it leans on."""
    who = "、".join(asked.applicants)
    if asked.asks is Asks.ADVICE:
        return f"{asked.about}该往哪里布局"
    return (
        f"{who}在{asked.about}布了什么"
        if who and asked.about
        else f"{who or asked.about}有哪些专利"
    )


def _read(message: str, last: LayoutQuestion | None) -> LayoutQuestion | None:
    direct = read_layout_question(message)
    if direct is not None or last is None:
        return direct
    text = normalise(message).strip()
    asks = asked_of(text)
    if asks is not None and last.about:
        return LayoutQuestion(asks, last.about)
    another = _AND.fullmatch(text)
    if another is None or last.asks not in (Asks.LANDSCAPE, Asks.ADVICE):
        return None
    # The same reading as of a whole question leaves out kinds of patents, places and rules.
    named = read_layout_question(f"{another['name']}有哪些专利")
    if named is None:
        return None
    if last.asks is Asks.ADVICE:
        return LayoutQuestion(Asks.ADVICE, named.about)
    return LayoutQuestion(Asks.LANDSCAPE, last.about, (named.about,), otherwise=named.about)
