"""A language model behind an OpenAI-compatible address: a stream of text that always ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Generator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import aclosing
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal, Protocol, cast
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.errors import ModelBusyError, ModelError
from assistant.listener import Listener
from assistant.model_address import address_trouble
from assistant.model_faults import TOO_LATE, fault_of
from assistant.model_queue import NOBODY_WAITS, ModelQueue

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

_CHARACTERS_A_TOKEN = 4
"""No tokenizer gives longer tokens on average; a server past that ignores the limit it was told."""

_LOCAL = ("127.0.0.1", "localhost", "::1")
_NO_KEY = "none"
"""Sent to servers without keys. Left empty, the library would send OPENAI_API_KEY to them."""

_CLOSING_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    text: str


class LanguageModel(Protocol):
    """Writes a reply to messages; safe to use from several threads.

    Attributes:
        name: by which a reader knows the model.
    """

    name: str

    def stream(
        self, messages: Sequence[Message], listener: Listener | None = None
    ) -> Generator[str]:
        """The reply in pieces, as they come; some may be "". Closing it ends the request.

        Args:
            listener: who waits for the answer: is told how many wait before, has a time that all
                replies to one message share, and ends the request by leaving.

        Raises:
            ModelError: no reply, half of one, or one past the time or the length allowed.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLimits:
    """What one reply may take.

    Attributes:
        seconds: for all replies to one message, waiting for a free slot included.
        first_token_seconds: until its first piece, and for a free slot.
        tokens: length the server is told; one that ignores it is cut off.
        concurrency: replies under way at the same time.
    """

    seconds: float
    first_token_seconds: float
    tokens: int
    concurrency: int


@dataclass(frozen=True, slots=True)
class _Request:
    messages: Sequence[Message]
    schema: Mapping[str, object] | None

    @property
    def options(self) -> dict[str, object]:
        if self.schema is None:
            return {}
        wanted = {"name": "reply", "strict": True, "schema": dict(self.schema)}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}


class OpenAiCompatibleModel:
    """Any server that speaks OpenAI's chat completions, through LangChain.

    Args:
        url: base address, such as "http://127.0.0.1:11434/v1".
        model: name the server knows it by.
        key: "" for servers without.
        limits: of one reply.
        queue: shared with other models at the same server; None for one of its own.

    Raises:
        ModelError: `url` is no address.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: SecretStr,
        limits: ModelLimits,
        queue: ModelQueue | None = None,
    ) -> None:
        # Two seconds to import; most installations have no endpoint.
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient

        if trouble := address_trouble(url):
            raise ModelError(f"{trouble}。")
        self.name = model
        self._limits = limits
        self._queue = queue or ModelQueue(limits.concurrency)
        self._client = DefaultAsyncHttpxClient(
            timeout=limits.seconds,
            follow_redirects=False,  # the question and the key are meant for this address
            trust_env=urlsplit(url).hostname not in _LOCAL,  # no proxy reaches this machine
        )
        self._chat = ChatOpenAI(
            base_url=url,
            model=model,
            api_key=key if key.get_secret_value() else SecretStr(_NO_KEY),
            temperature=0,
            max_retries=0,
            streaming=True,
            use_responses_api=False,
            http_async_client=self._client,
            stream_chunk_timeout=None,  # our own limits hold; its would cut patient settings short
        )
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="language-model", daemon=True)
        self._thread.start()

    def stream(
        self,
        messages: Sequence[Message],
        listener: Listener | None = None,
        *,
        schema: Mapping[str, object] | None = None,
    ) -> Generator[str]:
        """As the protocol says; waits for a free slot first, and asks a busy server once again.

        Args:
            schema: JSON schema the reply is to follow; servers may refuse or ignore it.

        Raises:
            RequestRefusedError: the server does not take the request as it is.
        """
        waiting = listener or Listener()
        deadline = waiting.deadline(self._limits.seconds)
        if time.monotonic() >= deadline:
            raise ModelError(TOO_LATE)
        patience = min(deadline, time.monotonic() + self._limits.first_token_seconds)
        request = _Request(messages, schema)
        with self._queue.slot(waiting, until=patience):
            try:
                yield from self._pieces(request, waiting, deadline)
            except ModelBusyError as error:  # it never comes behind a piece
                if time.monotonic() + error.pause_seconds >= deadline:
                    raise
                _pause(waiting, error.pause_seconds)
                yield from self._pieces(request, waiting, deadline)

    def close(self) -> None:
        """End what is under way and let go of the connections; it cannot be used after that."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(_CLOSING_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _pieces(self, request: _Request, listener: Listener, deadline: float) -> Generator[str]:
        arrived: SimpleQueue[str | None] = SimpleQueue()
        listening = asyncio.run_coroutine_threadsafe(self._listen(request, arrived), self._loop)
        try:
            with listener.ending(lambda: arrived.put(None)):
                until = min(deadline, time.monotonic() + self._limits.first_token_seconds)
                while (piece := _next(arrived, until)) is not None:
                    until = deadline
                    yield piece
            if listener.has_left:
                raise ModelError(NOBODY_WAITS)
            if (error := _error_of(listening)) is not None:
                raise fault_of(error) from error
        finally:
            listening.cancel()  # closes the connection

    async def _listen(self, request: _Request, arrived: SimpleQueue[str | None]) -> None:
        left = self._limits.tokens * _CHARACTERS_A_TOKEN
        prompt = [(message.role, message.text) for message in request.messages]
        # As `max_tokens` it would be renamed to what only OpenAI's own models know.
        body = {"max_tokens": self._limits.tokens, **request.options}
        try:
            stream = self._chat.astream(prompt, extra_body=body)
            replied = cast("AsyncGenerator[AIMessageChunk]", stream)
            async with aclosing(replied) as chunks:
                async for chunk in chunks:
                    left -= len(chunk.text)
                    if left < 0:
                        raise ModelError("大模型写个不停，超过了约定的篇幅")
                    arrived.put(str(chunk.text))
        finally:
            arrived.put(None)

    async def _end(self) -> None:
        others = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.aclose()


def _pause(listener: Listener, seconds: float) -> None:
    """Wait, unless nobody waits for the answer any more."""
    left = Event()
    with listener.ending(left.set):
        left.wait(seconds)


def _next(arrived: SimpleQueue[str | None], until: float) -> str | None:
    try:
        return arrived.get(timeout=max(0.0, until - time.monotonic()))
    except Empty:
        raise ModelError(TOO_LATE) from None


def _error_of(listening: Future[None]) -> BaseException | None:
    try:
        return listening.exception()
    except CancelledError:
        return ModelError("大模型接口已经关闭")
