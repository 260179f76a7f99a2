from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.rerank_endpoint import EndpointReranker

TEXTS = ("绿道由街道养护。", "骑行者佩戴头盔。")


class Served:
    """What the server replies, and what it was asked."""

    def __init__(self) -> None:
        self.body: bytes = b"{}"
        self.status = 200
        self.waits = threading.Event()
        self.waits.set()
        self.asked: list[dict[str, object]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self.url = ""

    def scores(self, *rows: tuple[int, object]) -> None:
        results = [{"index": i, "relevance_score": s, "document": {"text": "x"}} for i, s in rows]
        self.body = json.dumps({"id": "1", "results": results}).encode()


@contextmanager
def serving() -> Iterator[Served]:
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            served.asked.append(json.loads(self.rfile.read(length)))
            served.paths.append(self.path)
            served.keys.append(self.headers["authorization"])
            served.waits.wait(10)
            self.send_response(served.status)
            self.end_headers()
            self.wfile.write(served.body)

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield served
    finally:
        served.waits.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


Opened = Callable[..., EndpointReranker]


@pytest.fixture
def opened(served: Served) -> Iterator[Opened]:
    made: list[EndpointReranker] = []

    def make(*, key: str = "", seconds: float = 10) -> EndpointReranker:
        made.append(EndpointReranker(served.url, "m", key=SecretStr(key), seconds=seconds))
        return made[-1]

    yield make
    for reranker in made:
        reranker.close()


def test_scores_come_in_the_order_of_the_texts(served: Served, opened: Opened) -> None:
    served.scores((1, 0.9), (0, 0.1))
    assert opened().scores("头盔", TEXTS) == [0.1, 0.9]


def test_the_server_is_asked_as_documented(served: Served, opened: Opened) -> None:
    served.scores((0, 1), (1, 0))
    opened(key="sk-lark").scores("头盔", TEXTS)
    assert served.asked == [{"model": "m", "query": "头盔", "documents": list(TEXTS)}]
    assert (served.paths, served.keys) == (["/v1/rerank"], ["Bearer sk-lark"])


def test_no_key_is_sent_where_none_is_set(served: Served, opened: Opened) -> None:
    served.scores((0, 1), (1, 0))
    opened().scores("头盔", TEXTS)
    assert served.keys == [None]


def test_no_texts_ask_no_server(served: Served, opened: Opened) -> None:
    assert opened().scores("头盔", []) == []
    assert served.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"results": 1}',
        b'{"results": [{"index": 0, "relevance_score": 1}]}',
        b'{"results": [{"index": 0, "relevance_score": 1}, {"index": 7, "relevance_score": 1}]}',
        b'{"results": [{"index": 0, "relevance_score": NaN}, {"index": 1, "relevance_score": 1}]}',
        b'{"results": [{"index": -1, "relevance_score": 1}]}',
    ],
)
def test_a_reply_without_a_score_for_every_text_is_named(
    served: Served, opened: Opened, body: bytes
) -> None:
    served.body = body
    with pytest.raises(ModelError, match="重排接口"):
        opened().scores("头盔", TEXTS)


def test_a_server_in_trouble_is_named(served: Served, opened: Opened) -> None:
    served.status = 500
    with pytest.raises(ModelError, match="没有回答"):
        opened().scores("头盔", TEXTS)


def test_a_server_that_never_replies_is_not_waited_for(served: Served, opened: Opened) -> None:
    served.waits.clear()
    with pytest.raises(ModelError, match="没有回答"):
        opened(seconds=0.1).scores("头盔", TEXTS)


def test_what_is_no_address_is_named() -> None:
    with pytest.raises(ModelError, match="不是接口地址"):
        EndpointReranker("rerank", "m", key=SecretStr(""), seconds=1)


def test_a_server_that_is_not_there_is_named() -> None:
    with serving() as gone:
        url = gone.url
    with closing(EndpointReranker(url, "m", key=SecretStr(""), seconds=2)) as reranker:
        with pytest.raises(ModelError, match="没有回答"):
            reranker.scores("头盔", TEXTS)
