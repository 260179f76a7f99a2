"""Whether a language model can be reached, and how fast it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from assistant.draft_json import SCHEMA, as_lines
from assistant.errors import RequestRefusedError
from assistant.language_model import LanguageModel, Message
from assistant.structured_model import SchemaModel

_QUESTION = (
    Message(role="system", text="你只照用户的要求回答。"),
    Message(role="user", text="请从一数到二十，用中文数字，用顿号隔开，不说别的。"),
)
_SHOWN = 40
_JSON_QUESTION = (
    Message(
        role="user", text='写成 JSON：{"sentences": [{"claim": "天空是蓝色的。", "clauses": [1]}]}'
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpeed:
    """How a model replied to a trivial question.

    Attributes:
        first_token_seconds: until the first word.
        tokens_per_second: pieces of the reply after the first, which most servers send one token
            each; None when there was one piece only.
        reply: its first words, on one line.
    """

    first_token_seconds: float
    tokens_per_second: float | None
    reply: str


def try_model(model: LanguageModel) -> ModelSpeed:
    """Ask for a few words and time them.

    Raises:
        ModelError: no reply came.
    """
    started = time.perf_counter()
    with closing(model.stream(_QUESTION)) as pieces:
        arrived = list(_timed(pieces))
    first = arrived[0][0] if arrived else time.perf_counter()
    took = arrived[-1][0] - first if arrived else 0.0
    return ModelSpeed(
        first_token_seconds=first - started,
        tokens_per_second=(len(arrived) - 1) / took if took > 0 else None,
        reply=" ".join("".join(piece for _, piece in arrived).split())[:_SHOWN],
    )


def knows_schemas(model: SchemaModel) -> bool:
    """Whether the server takes a JSON schema and the reply follows it.

    Raises:
        ModelError: no reply came, for another reason than the schema.
    """
    try:
        with closing(model.stream(_JSON_QUESTION, schema=SCHEMA)) as pieces:
            reply = "".join(pieces)
    except RequestRefusedError:
        return False
    return reply.lstrip().startswith("{") and bool("".join(as_lines([reply])))


def _timed(pieces: Iterator[str]) -> Iterator[tuple[float, str]]:
    return ((time.perf_counter(), piece) for piece in pieces if piece)
