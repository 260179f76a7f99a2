"""A language model behind an OpenAI-compatible address: a stream of text that always ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Generator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import aclosing
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Literal, Protocol, cast
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.listener import Listener
from assistant.model_queue import NOBODY_WAITS, ModelQueue

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

_CHARACTERS_A_TOKEN = 4
"""No tokenizer gives longer tokens on average; a server past that ignores the limit it was told."""

_LOCAL = ("127.0.0.1", "localhost", "::1")
_NO_KEY = "none"
"""Sent to servers without keys. Left empty, the library would send OPENAI_API_KEY to them."""

_CLOSING_SECONDS = 5.0
_TOO_LATE = "大模型没有在限定的时间内答完"


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


class OpenAiCompatibleModel:
    """Any server that speaks OpenAI's chat completions, through LangChain.

    Args:
        url: base address, such as "http://127.0.0.1:11434/v1".
        model: name the server knows it by.
        key: "" for servers without.
        limits: of one reply.

    Raises:
        ModelError: `url` is no address.
    """

    def __init__(self, url: str, model: str, *, key: SecretStr, limits: ModelLimits) -> None:
        # Two seconds to import; most installations have no endpoint.
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient

        if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
            raise ModelError(f"{url} 不是接口地址，应以 http:// 或 https:// 开头。")
        self.name = model
        self._limits = limits
        self._queue = ModelQueue(limits.concurrency)
        self._client = DefaultAsyncHttpxClient(
            timeout=limits.seconds,
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
            # As `max_tokens` it would be renamed to what only OpenAI's own models know.
            extra_body={"max_tokens": limits.tokens},
            http_async_client=self._client,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="language-model", daemon=True)
        self._thread.start()

    def stream(
        self, messages: Sequence[Message], listener: Listener | None = None
    ) -> Generator[str]:
        """As the protocol says; waits for a free slot first."""
        waiting = listener or Listener()
        deadline = waiting.deadline(self._limits.seconds)
        if time.monotonic() >= deadline:
            raise ModelError(_TOO_LATE)
        patience = min(deadline, time.monotonic() + self._limits.first_token_seconds)
        with self._queue.slot(waiting, until=patience):
            yield from self._pieces(messages, waiting, deadline)

    def close(self) -> None:
        """End what is under way and let go of the connections; it cannot be used after that."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(_CLOSING_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _pieces(
        self, messages: Sequence[Message], listener: Listener, deadline: float
    ) -> Generator[str]:
        arrived: SimpleQueue[str | None] = SimpleQueue()
        listening = asyncio.run_coroutine_threadsafe(self._listen(messages, arrived), self._loop)
        try:
            with listener.ending(lambda: arrived.put(None)):
                until = min(deadline, time.monotonic() + self._limits.first_token_seconds)
                while (piece := _next(arrived, until)) is not None:
                    until = deadline
                    yield piece
            if listener.has_left:
                raise ModelError(NOBODY_WAITS)
            _raise_ours(_error_of(listening))
        finally:
            listening.cancel()  # closes the connection

    async def _listen(self, messages: Sequence[Message], arrived: SimpleQueue[str | None]) -> None:
        left = self._limits.tokens * _CHARACTERS_A_TOKEN
        prompt = [(message.role, message.text) for message in messages]
        try:
            replied = cast("AsyncGenerator[AIMessageChunk]", self._chat.astream(prompt))
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


def _next(arrived: SimpleQueue[str | None], until: float) -> str | None:
    try:
        return arrived.get(timeout=max(0.0, until - time.monotonic()))
    except Empty:
        raise ModelError(_TOO_LATE) from None


def _error_of(listening: Future[None]) -> BaseException | None:
    try:
        return listening.exception()
    except CancelledError:
        return ModelError("大模型接口已经关闭")


def _raise_ours(error: BaseException | None) -> None:
    """Say an error of the libraries below in our words; whatever a server sent can raise there."""
    if error is None:
        return
    if isinstance(error, ModelError):
        raise error
    raise ModelError(_reason(error)) from error


_BY_STATUS = {
    400: "接口说请求不合要求，可能是模型的上下文不够长",
    401: "接口不认这个密钥",
    403: "接口不许这个密钥使用这个模型",
    404: "接口没有这个地址或这个模型",
    429: "接口说请求太多或额度用完",
}


def _reason(error: BaseException) -> str:
    from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

    if isinstance(error, APIStatusError):
        status = error.status_code
        return f"{_BY_STATUS.get(status, '接口出错')}（HTTP {status}）"
    if isinstance(error, APITimeoutError):
        return _TOO_LATE
    if isinstance(error, APIConnectionError):
        return "连不上大模型接口"
    if isinstance(error, APIError):
        return "大模型接口中途报错"
    return f"大模型接口返回的内容读不懂（{type(error).__name__}）"
