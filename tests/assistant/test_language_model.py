from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.language_model import Message, ModelLimits, OpenAiCompatibleModel
from assistant.listener import Listener
from assistant.model_queue import ModelQueue
from assistant.settings import AssistantSettings
from tests.streaming_endpoint import Send, StreamingEndpoint, event, streaming_endpoint

ASKED = (Message(role="system", text="只说一句"), Message(role="user", text="保护期多久？"))
KEY = "sk-lark-1234567890"
SHORT = ModelLimits(seconds=0.6, first_token_seconds=0.3, tokens=50, concurrency=1)
PATIENT = ModelLimits(seconds=30, first_token_seconds=30, tokens=50, concurrency=1)
Opened = Callable[..., OpenAiCompatibleModel]


@pytest.fixture
def endpoint() -> Iterator[StreamingEndpoint]:
    with streaming_endpoint() as serving:
        yield serving


@pytest.fixture
def opened() -> Iterator[Opened]:
    models: list[OpenAiCompatibleModel] = []

    def make(
        url: str,
        *,
        key: str = "",
        limits: ModelLimits = PATIENT,
        queue: ModelQueue | None = None,
    ) -> OpenAiCompatibleModel:
        secret = SecretStr(key)
        models.append(OpenAiCompatibleModel(url, "m", key=secret, limits=limits, queue=queue))
        return models[-1]

    yield make
    for model in models:
        model.close()


def failure(model: OpenAiCompatibleModel) -> str:
    with pytest.raises(ModelError) as raised:
        list(model.stream(ASKED))
    return str(raised.value)


def test_the_pieces_of_a_reply_come_in_order(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.says("保护期", "为", "八年。")
    assert "".join(opened(endpoint.url).stream(ASKED)) == "保护期为八年。"


def test_the_server_is_told_the_model_the_length_and_the_messages(
    endpoint: StreamingEndpoint, opened: Opened
) -> None:
    endpoint.says("好。")
    list(opened(endpoint.url).stream(ASKED))
    asked = endpoint.requests[0]
    assert (asked["model"], asked["max_tokens"], asked["stream"]) == ("m", 50, True)
    assert asked["messages"] == [
        {"role": "system", "content": "只说一句"},
        {"role": "user", "content": "保护期多久？"},
    ]


def test_the_key_goes_to_the_server(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.says("好。")
    list(opened(endpoint.url, key=KEY).stream(ASKED))
    assert endpoint.keys == [f"Bearer {KEY}"]


def test_a_server_without_keys_never_gets_the_one_meant_for_openai(
    endpoint: StreamingEndpoint, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    endpoint.says("好。")
    list(opened(endpoint.url).stream(ASKED))
    assert KEY not in str(endpoint.keys)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "密钥"),
        (403, "密钥"),
        (404, "模型"),
        (429, "太多"),
        (400, "上下文"),
        (500, "接口出错"),
    ],
)
def test_a_status_is_said_in_words_and_without_the_key(
    endpoint: StreamingEndpoint, opened: Opened, status: int, said: str
) -> None:
    endpoint.status = status
    endpoint.script = lambda send: send(f'{{"error": {{"message": "bad key {KEY}"}}}}'.encode())
    message = failure(opened(endpoint.url, key=KEY))
    assert said in message
    assert str(status) in message
    assert KEY not in message


def test_a_port_nobody_listens_on_is_named_as_such(opened: Opened) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "连不上" in failure(opened(f"http://127.0.0.1:{port}/v1"))


def test_a_reply_that_never_begins_is_given_up(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.stalls_after()
    assert "限定的时间" in failure(opened(endpoint.url, limits=SHORT))


def test_a_reply_that_stops_halfway_is_given_up(
    endpoint: StreamingEndpoint, opened: Opened
) -> None:
    endpoint.stalls_after("保护期", "为")
    pieces = opened(endpoint.url, limits=SHORT).stream(ASKED)
    assert [next(pieces), next(pieces)] == ["保护期", "为"]
    with pytest.raises(ModelError, match="限定的时间"):
        next(pieces)


def test_a_reply_that_trickles_on_for_ever_is_given_up(
    endpoint: StreamingEndpoint, opened: Opened
) -> None:
    def trickle(send: Send) -> None:
        while not endpoint.released.wait(0.05):
            send(event("。"))

    endpoint.script = trickle
    assert "限定的时间" in failure(opened(endpoint.url, limits=SHORT))


def test_a_reply_far_past_the_length_asked_for_is_cut_off(
    endpoint: StreamingEndpoint, opened: Opened
) -> None:
    def flood(send: Send) -> None:
        while not endpoint.released.is_set():
            send(event("保护期为八年。" * 10))

    endpoint.script = flood
    assert "写个不停" in failure(opened(endpoint.url))
    assert endpoint.dropped.wait(10)


@pytest.mark.parametrize(
    "body",
    [
        b"data: {not json}\n\n",
        b"data: []\n\n",
        b'data: "words"\n\n',
        b'data: {"choices": [7]}\n\n',
        b"",
        b"<html>welcome</html>",
        b"event: ping\n\n",
        b'data: {"error": {"message": "out of memory"}}\n\n',
        b'data: {"choices": [{"delta": {"content": 5}}]}\n\n',
        b"data: \xff\xfe\n\n",
    ],
)
def test_what_cannot_be_read_is_an_error_of_ours(
    endpoint: StreamingEndpoint, opened: Opened, body: bytes
) -> None:
    endpoint.script = lambda send: send(body)
    assert "大模型接口" in failure(opened(endpoint.url))


def test_events_without_words_give_none(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.script = lambda send: send(b'data: {"choices": null}\n\n' + event(""))
    assert "".join(opened(endpoint.url).stream(ASKED)) == ""


def test_a_connection_cut_in_the_middle_is_an_error_of_ours(
    opened: Opened,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 9999\r\n\r\n"

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(head + event("保护期"))

        thread = threading.Thread(target=answer)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        assert "大模型接口" in failure(opened(url))
        thread.join()


def test_closing_the_stream_hangs_up(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.stalls_after("保护期")
    with closing(opened(endpoint.url).stream(ASKED)) as pieces:
        next(pieces)
    assert endpoint.dropped.wait(10)


def test_beyond_the_concurrency_a_question_is_told_that_the_model_is_busy(
    endpoint: StreamingEndpoint, opened: Opened
) -> None:
    endpoint.stalls_after("保护期")
    limits = ModelLimits(seconds=30, first_token_seconds=0.2, tokens=50, concurrency=1)
    model = opened(endpoint.url, limits=limits)
    with closing(model.stream(ASKED)) as pieces:
        next(pieces)
        with pytest.raises(ModelError, match="忙"):
            next(model.stream(ASKED))


def test_a_slot_is_free_again_after_a_failure(endpoint: StreamingEndpoint, opened: Opened) -> None:
    model = opened(endpoint.url)
    endpoint.status = 500
    failure(model)
    endpoint.status = 200
    endpoint.says("好。")
    assert "".join(model.stream(ASKED)) == "好。"


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "ftp://model/v1", "http://"])
def test_what_is_no_address_is_said_at_once(opened: Opened, url: str) -> None:
    with pytest.raises(ModelError, match="http://"):
        opened(url)


def test_the_key_shows_neither_in_the_model_nor_in_the_settings(opened: Opened) -> None:
    settings = AssistantSettings(llm_key=SecretStr(KEY))
    shown = repr(settings) + settings.model_dump_json() + repr(vars(opened("http://x/v1", key=KEY)))
    assert KEY not in shown


def test_who_leaves_ends_the_request_at_once(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.stalls_after("保护期")
    listener = Listener()
    with closing(opened(endpoint.url).stream(ASKED, listener)) as pieces:
        next(pieces)
        threading.Timer(0.1, listener.leave).start()
        with pytest.raises(ModelError, match="页面已经关闭"):
            next(pieces)
    assert endpoint.dropped.wait(10)


def test_replies_to_one_message_share_its_time(endpoint: StreamingEndpoint, opened: Opened) -> None:
    endpoint.stalls_after("保护期")
    model, listener = opened(endpoint.url, limits=SHORT), Listener()
    for _ in range(2):
        with pytest.raises(ModelError, match="限定的时间"):
            list(model.stream(ASKED, listener))
    assert len(endpoint.requests) == 1


def test_models_that_share_a_queue_share_its_slots(
    endpoint: StreamingEndpoint, opened: Opened
) -> None:
    endpoint.stalls_after("保护期")
    queue = ModelQueue(1)
    limits = ModelLimits(seconds=30, first_token_seconds=0.2, tokens=50, concurrency=1)
    first, second = (opened(endpoint.url, limits=limits, queue=queue) for _ in range(2))
    with closing(first.stream(ASKED)) as pieces:
        next(pieces)
        with pytest.raises(ModelError, match="忙"):
            next(second.stream(ASKED))
