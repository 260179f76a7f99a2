"""A server's `/rerank` as a `Reranker`: the shape Jina, Cohere, vLLM and Xinference share."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from assistant.errors import ModelError

_LOCAL = ("127.0.0.1", "localhost", "::1")


class _Result(BaseModel):
    # Servers add the document and fields of their own.
    model_config = ConfigDict(extra="ignore", frozen=True)

    index: int = Field(ge=0)
    relevance_score: float = Field(allow_inf_nan=False)


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    results: tuple[_Result, ...]


class EndpointReranker:
    """Asks a server for the scores.

    Args:
        url: base address, such as "http://127.0.0.1:9997/v1".
        model: name the server knows it by.
        key: "" for servers without.
        seconds: for one reply.

    Raises:
        ModelError: `url` is no address.
    """

    def __init__(self, url: str, model: str, *, key: SecretStr, seconds: float) -> None:
        import httpx  # most installations have no reranker

        if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
            raise ModelError(f"{url} 不是接口地址，应以 http:// 或 https:// 开头。")
        self._url = f"{url.rstrip('/')}/rerank"
        self._model = model
        secret = key.get_secret_value()
        self._failures = (httpx.HTTPError, httpx.InvalidURL)
        self._client = httpx.Client(
            timeout=seconds,
            headers={"authorization": f"Bearer {secret}"} if secret else {},
            trust_env=urlsplit(url).hostname not in _LOCAL,  # no proxy reaches this machine
        )

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """As the protocol says; [] for no texts.

        Raises:
            ModelError: no reply in time, or one without a score for every text.
        """
        if not texts:
            return []
        asked = {"model": self._model, "query": question, "documents": list(texts)}
        try:
            replied = self._client.post(self._url, json=asked)
            replied.raise_for_status()
            reply = _Reply.model_validate_json(replied.content)
        except self._failures as error:
            raise ModelError(f"重排接口没有回答（{type(error).__name__}）") from error
        except ValidationError as error:
            raise ModelError("重排接口返回的内容读不懂") from error
        by_index = {result.index: result.relevance_score for result in reply.results}
        if set(by_index) != set(range(len(texts))):
            raise ModelError("重排接口没有给每一段打分")
        return [by_index[number] for number in range(len(texts))]

    def close(self) -> None:
        """Let go of the connections; it cannot be used after that."""
        self._client.close()
