"""A chat endpoint on this machine that says what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class ChatEndpoint:
    """What it will say, and what it was asked.

    Attributes:
        body: the whole answer when not None; else a completion with `text`.
        requests: bodies received; `keys`: Authorization headers.
    """

    text: str = ""
    status: int = 200
    body: str | None = None
    url: str = ""
    requests: list[dict[str, object]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    @property
    def said(self) -> bytes:
        completion = {"choices": [{"message": {"role": "assistant", "content": self.text}}]}
        return (json.dumps(completion) if self.body is None else self.body).encode()


@contextmanager
def chat_endpoint() -> Iterator[ChatEndpoint]:
    """Serves until the block ends."""
    endpoint = ChatEndpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            endpoint.requests.append(json.loads(self.rfile.read(length)))
            endpoint.keys.append(self.headers["authorization"])
            self.send_response(endpoint.status)
            self.send_header("content-length", str(len(endpoint.said)))
            self.end_headers()
            self.wfile.write(endpoint.said)

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
