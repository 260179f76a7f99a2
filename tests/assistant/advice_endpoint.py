"""A chat endpoint that words layout advice: it repeats the findings it is shown."""

from __future__ import annotations

import re

from tests.streaming_endpoint import DONE, Send, StreamingEndpoint, event

_FINDING = re.compile(r"^\[\d+\] (?!《).+$", re.MULTILINE)


def repeat_findings(endpoint: StreamingEndpoint, *, behind: str = "") -> None:
    """Reply with every finding of the prompt under its number, and these words behind each."""

    def script(send: Send) -> None:
        for line in findings_in(endpoint):
            number, text = line.split(" ", 1)
            send(event(f"{text}{number}\n{behind}"))
        send(DONE)

    endpoint.script = script


def findings_in(endpoint: StreamingEndpoint) -> list[str]:
    """The findings of the newest prompt, each behind its number."""
    messages = endpoint.requests[-1]["messages"]
    assert isinstance(messages, list)
    return _FINDING.findall(str(messages[-1]["content"]))
