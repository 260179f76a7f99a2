from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Answer, Citation, Reason, Turn
from evals.chat_client import ChatClient
from evals.endpoint import EndpointAssistant, clauses_by_asking
from evals.errors import EndpointError
from tests.evals.chat_endpoint import ChatEndpoint, chat_endpoint
from tests.evals.scripted_assistant import DAY, ScriptedAssistant, answer, citation


@pytest.fixture
def endpoint() -> Iterator[ChatEndpoint]:
    with chat_endpoint() as serving:
        yield serving


def look_up(name: str, day: date) -> tuple[Citation, ...]:
    return (citation(),) if name == "《示例法》第一条" else ()


def ask(endpoint: ChatEndpoint, text: str, *, key: str = "") -> Answer:
    endpoint.text = text
    assistant = EndpointAssistant(ChatClient(endpoint.url, "m", key=key), look_up=look_up)
    return assistant.ask("发明专利保护多久？", as_of=DAY, region="广东省")


def test_each_sentence_cites_the_clauses_it_names(endpoint: ChatEndpoint) -> None:
    found = ask(endpoint, "根据《示例法》第一条，期限为二十年。详见《别的法》第九条。")
    assert [len(s.citations) for s in found.sentences] == [1, 0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("无法回答：没有相关规定。", Reason.NOT_IN_CORPUS),
        ("无法回答：该规定已废止。", Reason.NOT_IN_FORCE),
        ("无法回答：没有当地的规定。", Reason.OTHER_REGION),
        ("无法回答：问题太笼统。", Reason.TOO_VAGUE),
        ("无法回答：来源文本略去了。", Reason.OMITTED_IN_SOURCE),
    ],
)
def test_a_refusal_is_read_with_its_reason(
    endpoint: ChatEndpoint, text: str, reason: Reason
) -> None:
    found = ask(endpoint, text)
    assert (found.refused, found.reason) == (True, reason)


def test_a_remark_after_an_answer_is_no_refusal(endpoint: ChatEndpoint) -> None:
    assert not ask(endpoint, "期限为二十年。" * 10 + "其余无法回答。").refused


def test_day_and_place_are_told(endpoint: ChatEndpoint) -> None:
    ask(endpoint, "二十年。")
    assert "2026-11-22" in str(endpoint.requests[0]) and "广东省" in str(endpoint.requests[0])


def test_earlier_turns_are_sent_along(endpoint: ChatEndpoint) -> None:
    endpoint.text = "十年。"
    assistant = EndpointAssistant(ChatClient(endpoint.url, "m"), look_up=look_up)
    assistant.ask("那实用新型呢？", history=[Turn(question="先问", answer=answer("先答。"))])
    messages = endpoint.requests[0]["messages"]
    assert isinstance(messages, list)
    assert [m["content"] for m in messages[1:]] == ["先问", "先答。", "那实用新型呢？"]


def test_the_key_goes_into_the_header_alone(endpoint: ChatEndpoint) -> None:
    ask(endpoint, "二十年。", key="secret")
    assert endpoint.keys == ["Bearer secret"]
    assert "secret" not in str(endpoint.requests)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [(500, "{}", "500"), (200, "not json", "格式"), (200, '{"choices": []}', "格式")],
)
def test_a_server_that_fails_is_told(
    endpoint: ChatEndpoint, status: int, body: str, words: str
) -> None:
    endpoint.status, endpoint.body = status, body
    with pytest.raises(EndpointError, match=words):
        ask(endpoint, "")


def test_an_empty_answer_is_no_answer(endpoint: ChatEndpoint) -> None:
    with pytest.raises(EndpointError, match="空"):
        ask(endpoint, "  ")


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(EndpointError, match="连不上"):
        ChatClient("http://127.0.0.1:9/v1", "m").complete([])


def test_an_address_without_scheme_is_refused() -> None:
    with pytest.raises(EndpointError, match="不是接口地址"):
        ChatClient("localhost:8077", "m")


def test_clauses_are_looked_up_by_asking_for_them() -> None:
    ours = ScriptedAssistant({"《示例法》第一条": answer()})
    assert clauses_by_asking(ours)("《示例法》第一条", DAY) == (citation(),)
