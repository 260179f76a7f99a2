"""A chat endpoint on this machine that streams, stalls or breaks off as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Send = Callable[[bytes], None]


@dataclass
class StreamingEndpoint:
    """What it does, and what it was asked.

    Attributes:
        script: sends the body of one reply, bytes by bytes.
        headers: sent besides the status; the content type is that of events unless it is here.
        requests: bodies received; `keys`: Authorization headers.
        dropped: set once a client hung up before the script was through.
        released: what a script that stalls waits for; set when the test ends.
    """

    script: Callable[[Send], None] = lambda send: None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    url: str = ""
    requests: list[dict[str, object]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    dropped: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def says(self, *pieces: str) -> None:
        """Reply with these pieces, as a well-behaved server does."""
        self.script = lambda send: send(b"".join(map(event, pieces)) + DONE)

    def stalls_after(self, *pieces: str) -> None:
        """Send these pieces and then nothing, with the connection open."""

        def script(send: Send) -> None:
            for piece in pieces:
                send(event(piece))
            self.stall(send)

        self.script = script

    def stall(self, send: Send) -> None:
        """Keep the connection alive with comments, which are no events, until the client goes."""
        while not self.released.wait(0.05):
            send(b": still here\n\n")


DONE = b"data: [DONE]\n\n"


def event(piece: str) -> bytes:
    """One piece of a reply as a server-sent event."""
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()


@contextmanager
def streaming_endpoint() -> Iterator[StreamingEndpoint]:
    """Serves until the block ends."""
    endpoint = StreamingEndpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            endpoint.requests.append(json.loads(self.rfile.read(length)))
            endpoint.keys.append(self.headers["authorization"])
            self.send_response(endpoint.status)
            for name, value in ({"content-type": "text/event-stream"} | endpoint.headers).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                endpoint.script(self._send)
            except OSError:
                endpoint.dropped.set()

        def _send(self, content: bytes) -> None:
            self.wfile.write(content)
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
