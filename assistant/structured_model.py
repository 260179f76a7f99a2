"""Replies as JSON by a schema, from servers that know them; as plain text from the others."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from json import dumps
from pathlib import Path
from typing import Protocol

from assistant.draft import read_draft
from assistant.draft_json import SCHEMA
from assistant.errors import RequestRefusedError
from assistant.language_model import Message
from assistant.listener import Listener

_INSTRUCTION = Path(__file__).with_name("prompts") / "write_as_json.md"


class SchemaModel(Protocol):
    """A `LanguageModel` that can be asked for JSON by a schema."""

    name: str

    def stream(
        self,
        messages: Sequence[Message],
        listener: Listener | None = None,
        *,
        schema: Mapping[str, object] | None = None,
    ) -> Generator[str]:
        """As `LanguageModel`.

        Raises:
            RequestRefusedError: the server does not take the request as it is.
        """
        ...


class StructuredModel:
    """A `LanguageModel` that writes drafts as JSON where its server can.

    A server that refuses the schema is asked again without, one that writes plain text all the
    same is not bothered with it; both is remembered.
    """

    def __init__(self, model: SchemaModel) -> None:
        self.name = model.name
        self._model = model
        self._instruction = _INSTRUCTION.read_text(encoding="utf-8").strip()
        self._knows_schemas = True

    def stream(
        self, messages: Sequence[Message], listener: Listener | None = None
    ) -> Generator[str]:
        """As the protocol says; `read_draft` reads either form."""
        if not self._knows_schemas:
            yield from self._model.stream(messages, listener)
            return
        asked = [*map(_with_json_answer, messages[:-1]), self._instructed(messages[-1])]
        reply = self._model.stream(asked, listener, schema=SCHEMA)
        with closing(reply):
            try:
                first = _first_words(reply)
            except RequestRefusedError:
                yield from self._without(messages, listener)
                return
            self._knows_schemas = not first.strip() or first.lstrip()[0] in "{[`<"
            yield from chain([first], reply)

    def _without(self, messages: Sequence[Message], listener: Listener | None) -> Iterator[str]:
        """The plain reply; when there is one, it was the schema that was refused."""
        for piece in self._model.stream(messages, listener):
            self._knows_schemas = False
            yield piece

    def _instructed(self, message: Message) -> Message:
        return replace(message, text=f"{message.text}\n\n{self._instruction}")


def _first_words(reply: Iterator[str]) -> str:
    begun = ""
    for piece in reply:
        begun += piece
        if begun.strip():
            break
    return begun


def _with_json_answer(message: Message) -> Message:
    """A worked answer as the JSON that is asked for."""
    if message.role != "assistant":
        return message
    rows = [{"claim": s.text, "clauses": list(s.marks)} for s in read_draft([message.text])]
    return replace(message, text=dumps({"sentences": rows}, ensure_ascii=False))
