"""An OpenAI-compatible chat endpoint: messages in, text out, temperature 0."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.errors import EndpointError

TIMEOUT_SECONDS = 60.0
_MOST_TOKENS = 600
_HERE = ("127.0.0.1", "localhost", "::1")

Messages = Sequence[dict[str, str]]
"""Each {"role": "system" | "user" | "assistant", "content": …}, oldest first."""


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")

    content: str | None = None


class _Choice(BaseModel):
    model_config = ConfigDict(extra="ignore")

    message: _Message


class _Completion(BaseModel):
    """The part of a chat completion that is read; servers add to it what they like."""

    model_config = ConfigDict(extra="ignore")

    choices: list[_Choice] = Field(min_length=1)


class ChatClient:
    """One model behind one address.

    Args:
        url: base address, such as "http://127.0.0.1:8077/v1".
        model: name the server knows it by.
        key: sent as a bearer token; "" for servers without.
        timeout_seconds: for one whole answer.

    Raises:
        EndpointError: `url` is no address.
    """

    def __init__(
        self, url: str, model: str, *, key: str = "", timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        import httpx

        if not url.startswith(("http://", "https://")):
            raise EndpointError(f"{url} 不是接口地址，应以 http:// 或 https:// 开头。")
        self.model = model
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=timeout_seconds,
            # A proxy cannot reach a server on this machine.
            trust_env=urlsplit(url).hostname not in _HERE,
        )

    def complete(self, messages: Messages) -> str:
        """What the model says, without blanks around it.

        Raises:
            EndpointError: no answer came, an empty one, or one that cannot be read.
        """
        import httpx

        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
        }
        try:
            response = self._client.post("/chat/completions", json=body)
            response.raise_for_status()
            completion = _Completion.model_validate_json(response.content)
        except httpx.HTTPStatusError as error:
            raise EndpointError(f"接口返回 {error.response.status_code}") from error
        except httpx.HTTPError as error:
            raise EndpointError(f"连不上接口：{type(error).__name__}") from error
        except ValidationError as error:
            raise EndpointError("接口返回的内容不是 OpenAI 格式") from error
        text = (completion.choices[0].message.content or "").strip()
        if not text:
            raise EndpointError("接口返回了空回答")
        return text
