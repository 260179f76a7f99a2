"""JSON by a schema where the server knows it, plain text where it does not."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence

import pytest

from assistant.draft_json import SCHEMA
from assistant.errors import ModelBusyError, ModelError, RequestRefusedError
from assistant.language_model import Message
from assistant.listener import Listener
from assistant.structured_model import StructuredModel

ASKED = (
    Message(role="system", text="只依据条款作答。"),
    Message(role="user", text="奖励多少？"),
    Message(role="assistant", text="奖励五万元[1]。\n只奖励一次[1]。"),
    Message(role="user", text="保护期多久？"),
)
PLAIN = "保护期为八年[1]。"
JSON = json.dumps({"sentences": [{"claim": "保护期为八年。", "clauses": [1]}]}, ensure_ascii=False)


class Server:
    """Refuses or ignores schemas as it is told, and remembers what it was asked."""

    name = "m"

    def __init__(self, reply: str = JSON, *, refuses: ModelError | None = None) -> None:
        self._reply = reply
        self._refuses = refuses
        self.asked: list[tuple[Sequence[Message], Mapping[str, object] | None]] = []

    def stream(
        self,
        messages: Sequence[Message],
        listener: Listener | None = None,
        *,
        schema: Mapping[str, object] | None = None,
    ) -> Generator[str]:
        self.asked.append((messages, schema))
        if schema is not None and self._refuses is not None:
            raise self._refuses
        yield from self._reply if schema is not None else PLAIN


def said(model: StructuredModel) -> str:
    return "".join(model.stream(ASKED))


def test_the_schema_and_worked_answers_in_json_are_sent() -> None:
    server = Server()
    assert said(StructuredModel(server)) == JSON
    messages, schema = server.asked[0]
    assert schema == SCHEMA
    assert json.loads(messages[2].text)["sentences"][0] == {
        "claim": "奖励五万元。",
        "clauses": [1],
    }
    assert messages[3].text.startswith("保护期多久？")
    assert "JSON" in messages[3].text


def test_a_server_that_refuses_the_schema_is_asked_without_and_never_again_with() -> None:
    server = Server(refuses=RequestRefusedError("不认识"))
    model = StructuredModel(server)
    assert [said(model), said(model)] == [PLAIN, PLAIN]
    assert [schema is None for _, schema in server.asked] == [False, True, True]
    assert server.asked[1][0] == ASKED


def test_a_server_that_ignores_the_schema_is_not_bothered_with_it_again() -> None:
    server = Server(reply=PLAIN)
    model = StructuredModel(server)
    assert [said(model), said(model)] == [PLAIN, PLAIN]
    assert [schema is None for _, schema in server.asked] == [False, True]


def test_thoughts_before_the_json_are_no_plain_text() -> None:
    server = Server(reply=f"<think>想一想</think>{JSON}")
    model = StructuredModel(server)
    said(model)
    said(model)
    assert all(schema is not None for _, schema in server.asked)


@pytest.mark.parametrize("error", [ModelError("没有答完"), ModelBusyError("忙", pause_seconds=1)])
def test_other_faults_are_passed_on_and_tell_nothing_of_schemas(error: ModelError) -> None:
    server = Server(refuses=error)
    model = StructuredModel(server)
    for _ in range(2):
        with pytest.raises(ModelError, match=str(error)):
            said(model)
    assert all(schema is not None for _, schema in server.asked)


def test_a_request_refused_without_the_schema_too_was_refused_for_something_else() -> None:
    class Short(Server):
        def stream(
            self,
            messages: Sequence[Message],
            listener: Listener | None = None,
            *,
            schema: Mapping[str, object] | None = None,
        ) -> Generator[str]:
            self.asked.append((messages, schema))
            raise RequestRefusedError("上下文不够长")
            yield ""

    server = Short()
    model = StructuredModel(server)
    for _ in range(2):
        with pytest.raises(RequestRefusedError, match="不够长"):
            said(model)
    assert [schema is None for _, schema in server.asked] == [False, True, False, True]
