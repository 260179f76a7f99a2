"""Whatever an endpoint does wrong, the extracts come with a notice."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pydantic import SecretStr

from assistant.answer import Answer
from assistant.language_model import ModelLimits, OpenAiCompatibleModel
from assistant.live_assistant import Assistant
from assistant.prompting import PromptWriter
from assistant.structured_model import StructuredModel
from assistant.writer import CheckedWriter
from corpus.home import Home
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import TODAY, home_in, make_assistant
from tests.streaming_endpoint import DONE, Send, StreamingEndpoint, event, streaming_endpoint

QUESTION = "云雀标志的保护期是多久？"
RIGHT = "云雀标志的保护期为八年，自登记之日起计算[1]。"
KEY = "sk-lark-1234567890"
# What runs on without end does so until the test is over: without the limit it would hang.
LIMITS = ModelLimits(seconds=1.5, first_token_seconds=0.6, tokens=200, concurrency=1)
Fault = Callable[[StreamingEndpoint], None]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return home_in(tmp_path_factory.mktemp("faults"))


@contextmanager
def asked_of(
    url: str, home: Home, embedder: OnnxEmbedder, *, limits: ModelLimits = LIMITS
) -> Iterator[Assistant]:
    model = OpenAiCompatibleModel(url, "m", key=SecretStr(KEY), limits=limits)
    try:
        writer = CheckedWriter(StructuredModel(model), PromptWriter(4000))
        yield make_assistant(home, embedder, writer=writer)
    finally:
        model.close()


def replies(body: bytes, status: int = 200, **headers: str) -> Fault:
    """One body with a status and headers, _ standing for -."""

    def make(endpoint: StreamingEndpoint) -> None:
        endpoint.script, endpoint.status = (lambda send: send(body)), status
        endpoint.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    return make


def runs(script: Callable[[StreamingEndpoint, Send], None]) -> Fault:
    def make(endpoint: StreamingEndpoint) -> None:
        endpoint.script = lambda send: script(endpoint, send)

    return make


def slow_loris(endpoint: StreamingEndpoint, send: Send) -> None:
    for byte in event(RIGHT) * 50:
        if endpoint.released.wait(0.05):
            return
        send(bytes([byte]))


def delta(**content: object) -> bytes:
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    choice = {"index": 0, "delta": content, "finish_reason": None}
    return f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n".encode()


def endless_thoughts(endpoint: StreamingEndpoint, send: Send) -> None:
    while not endpoint.released.wait(0.01):
        send(delta(reasoning_content="再想一想"))


def endless_plain_thoughts(endpoint: StreamingEndpoint, send: Send) -> None:
    send(event("<think>"))
    while not endpoint.released.wait(0.001):
        send(event("再想一想，"))


def line_without_end(endpoint: StreamingEndpoint, send: Send) -> None:
    send(b"data: ")
    while not endpoint.released.wait(0.01):
        send(b"x" * 1000)


TOOL_CALL = {"index": 0, "id": "c1", "type": "function"} | {
    "function": {"name": "rm", "arguments": '{"path": "/"}'}
}
TOO_LONG = {"error": {"message": f"maximum context length, key {KEY}", "code": "context_length"}}

FAULTS: dict[str, Fault] = {
    "slow loris": runs(slow_loris),
    "redirect to another host": replies(b"", 307, location="http://127.0.0.2:9/v1"),
    "redirect that answers": replies(event(RIGHT) + DONE, 302, location="http://127.0.0.2:9/v1"),
    "huge header": replies(event(RIGHT), x_much="x" * 200_000),
    "429, come again in an hour": replies(b"{}", 429, retry_after="3600"),
    "429, come again at a date": replies(b"{}", 429, retry_after="Wed, 21 Oct 2099 07:28:00 GMT"),
    "429, come again never": replies(b"{}", 429, retry_after="inf"),
    "503": replies(b"busy", 503),
    "502 with a page": replies(b"<html>bad gateway</html>", 502, content_type="text/html"),
    "context too long": replies(json.dumps(TOO_LONG).encode(), 400),
    "tool call instead of words": replies(delta(tool_calls=[TOOL_CALL]) + DONE),
    "refusal instead of words": replies(delta(refusal="I cannot help with that.") + DONE),
    "thoughts and nothing else": replies(delta(reasoning_content="先看第一条") + DONE),
    "thoughts without end": runs(endless_thoughts),
    "<think> without end": runs(endless_plain_thoughts),
    "<think> never closed": replies(event(f"<think>{RIGHT}") + DONE),
    "a page in place of events": replies(b"<html>login</html>", content_type="text/html"),
    "a whole reply in place of events": replies(
        json.dumps({"choices": [{"message": {"content": RIGHT}}]}).encode(),
        content_type="application/json",
    ),
    "binary rubbish": replies(bytes(range(256)) * 40),
    "gzip that is none": replies(event(RIGHT), content_encoding="gzip"),
    "one line without end": runs(line_without_end),
    "numbers in place of words": replies(delta(content=["八", 5]) + DONE),
    "JSON broken off": replies(event('{"sentences": [{"claim": "保护期') + DONE),
    "JSON of another shape": replies(event('{"answer": {"years": 80}}') + DONE),
    "JSON nested without end": replies(event('{"a":' * 300) + DONE),
    "unpaired surrogates": replies(delta(content="保护期\ud800为九十年[1]。") + DONE),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_reply_leaves_the_extracts_with_a_notice(
    fault: str,
    home: Home,
    embedder: OnnxEmbedder,
    assistant: Assistant,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with streaming_endpoint() as endpoint, asked_of(endpoint.url, home, embedder) as writing:
        FAULTS[fault](endpoint)
        answer = writing.ask(QUESTION, as_of=TODAY)
    _check_extracts(answer, assistant)
    assert KEY not in caplog.text + repr(answer) + json.dumps(answer.to_json(), default=str)


def _check_extracts(answer: Answer, assistant: Assistant) -> None:
    assert answer.mode == "extractive"
    assert answer.sentences == assistant.ask(QUESTION, as_of=TODAY).sentences
    assert "条文摘录" in answer.notices[-1]
    assert "Traceback" not in answer.notices[-1]


TOLERATED: dict[str, Fault] = {
    "a byte order mark": replies(event(f"\ufeff{RIGHT}") + DONE),
    "lines that end in CR LF": replies((event(RIGHT) + DONE).replace(b"\n", b"\r\n")),
    "a wrong content type": replies(event(RIGHT) + DONE, content_type="text/plain"),
    "no end mark": replies(event(RIGHT)),
    "thoughts beside the words": replies(
        delta(reasoning_content="先看第一条。保护期九十年[1]。") + event(RIGHT) + DONE
    ),
    "<think> before the words": replies(event(f"<think>也许九十年[1]。</think>{RIGHT}") + DONE),
    "JSON in a fence": replies(
        event('```json\n{"sentences": [{"claim": "') + event(RIGHT[:-4])
        + event('", "clauses": [1]}]}\n```') + DONE
    ),
}  # fmt: skip


@pytest.mark.parametrize("oddity", TOLERATED)
def test_an_odd_reply_that_can_be_read_is_read(
    oddity: str, home: Home, embedder: OnnxEmbedder
) -> None:
    patient = ModelLimits(seconds=30, first_token_seconds=30, tokens=200, concurrency=1)
    with (
        streaming_endpoint() as endpoint,
        asked_of(endpoint.url, home, embedder, limits=patient) as writing,
    ):
        TOLERATED[oddity](endpoint)
        answer = writing.ask(QUESTION, as_of=TODAY)
    assert answer.mode == "llm"
    assert [s.text for s in answer.sentences] == ["云雀标志的保护期为八年，自登记之日起计算。"]


def test_a_busy_server_is_asked_once_again_when_time_allows(
    home: Home, embedder: OnnxEmbedder
) -> None:
    patient = ModelLimits(seconds=30, first_token_seconds=30, tokens=200, concurrency=1)
    with (
        streaming_endpoint() as endpoint,
        asked_of(endpoint.url, home, embedder, limits=patient) as writing,
    ):
        replies(b"{}", 429, retry_after="0")(endpoint)
        waiting = threading.Timer(0.2, lambda: replies(event(RIGHT) + DONE)(endpoint))
        waiting.start()
        answer = writing.ask(QUESTION, as_of=TODAY)
        waiting.join()
    assert answer.mode == "llm"
    assert len(endpoint.requests) == 2


def test_a_server_that_stays_busy_is_asked_twice_and_no_more(
    home: Home, embedder: OnnxEmbedder
) -> None:
    patient = ModelLimits(seconds=30, first_token_seconds=30, tokens=200, concurrency=1)
    with (
        streaming_endpoint() as endpoint,
        asked_of(endpoint.url, home, embedder, limits=patient) as writing,
    ):
        replies(b"{}", 503)(endpoint)
        answer = writing.ask(QUESTION, as_of=TODAY)
    assert answer.mode == "extractive"
    assert len(endpoint.requests) == 2


@contextmanager
def raw_server(answer: bytes) -> Iterator[str]:
    """Accepts a connection after the other and sends these bytes, whatever is asked."""
    ended = threading.Event()

    def serve(listening: socket.socket) -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(1)
                try:
                    connection.recv(65536)
                    connection.sendall(answer)
                except OSError:
                    continue

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}/v1"
        ended.set()
        thread.join()


@pytest.mark.parametrize(
    ("scheme", "answer"),
    [
        ("https", b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        ("https", b""),
        ("http", b""),
        ("http", b"SSH-2.0-OpenSSH_9.6\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\nx: y\r\nno colon here\r\n\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
        ("http", b"HTTP/1.1 999 Strange\r\ncontent-length: 0\r\n\r\n"),
    ],
    ids=["TLS to a plain server", "TLS cut", "cut", "not HTTP", "bad header", "bad chunk", "999"],
)
def test_a_connection_that_goes_wrong_leaves_the_extracts(
    scheme: str, answer: bytes, home: Home, embedder: OnnxEmbedder, assistant: Assistant
) -> None:
    with (
        raw_server(answer) as address,
        asked_of(f"{scheme}://{address}", home, embedder) as writing,
    ):
        _check_extracts(writing.ask(QUESTION, as_of=TODAY), assistant)


def test_a_port_nobody_listens_on_leaves_the_extracts(
    home: Home, embedder: OnnxEmbedder, assistant: Assistant
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with asked_of(f"http://127.0.0.1:{port}/v1", home, embedder) as writing:
        _check_extracts(writing.ask(QUESTION, as_of=TODAY), assistant)


def test_a_redirect_takes_neither_the_question_nor_the_key_elsewhere(
    home: Home, embedder: OnnxEmbedder
) -> None:
    with (
        streaming_endpoint() as elsewhere,
        streaming_endpoint() as endpoint,
        asked_of(endpoint.url, home, embedder) as writing,
    ):
        for status in (301, 302, 307, 308):
            replies(b"", status, location=f"{elsewhere.url}/chat/completions")(endpoint)
            answer = writing.ask(QUESTION, as_of=TODAY)
            assert "没有跟去" in answer.notices[-1]
    assert elsewhere.requests == []
