"""A chat endpoint on this machine that says what an attack wants said: the worst of all models."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pydantic import BaseModel, ConfigDict

_PIECE = 40
"""Characters sent at a time."""


class SentMessage(BaseModel):
    """One message it was sent."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: str
    content: str


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    messages: tuple[SentMessage, ...]


@dataclass
class ObedientServer:
    """What it says to whatever it is asked, and what it was asked.

    Attributes:
        url: base address.
        requests: messages of every request since they were last cleared.
    """

    url: str = ""
    reply: str = ""
    requests: list[tuple[SentMessage, ...]] = field(default_factory=list)


@contextmanager
def obedient_server() -> Iterator[ObedientServer]:
    """Serves until the block ends."""
    obedient = ObedientServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            obedient.requests.append(_Sent.model_validate_json(body).messages)
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            try:
                self.wfile.write(_events(obedient.reply))
            except OSError:
                self.close_connection = True  # it hung up before the end, as it may

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    obedient.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield obedient
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _events(reply: str) -> bytes:
    pieces = [reply[at : at + _PIECE] for at in range(0, len(reply), _PIECE)]
    chunks = [
        {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "obedient",
            "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}],
        }
        for piece in pieces
    ]
    events = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
    return "".join((*events, "data: [DONE]\n\n")).encode()
