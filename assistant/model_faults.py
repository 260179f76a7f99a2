"""What went wrong at an endpoint, from the library's errors to ours and in our words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assistant.errors import ModelBusyError, ModelError, RequestRefusedError

if TYPE_CHECKING:
    from openai import APIStatusError

TOO_LATE = "大模型没有在限定的时间内答完"

_BY_STATUS = {
    400: "接口说请求不合要求，可能是模型的上下文不够长",
    401: "接口不认这个密钥",
    403: "接口不许这个密钥使用这个模型",
    404: "接口没有这个地址或这个模型",
    413: "接口说请求太长",
    422: "接口说请求不合要求",
    429: "接口说请求太多或额度用完",
}
_REDIRECTS = "接口要转到别的地址，没有跟去；请把接口地址改成它现在的"
_REFUSED = (400, 413, 422)
_BUSY = 429
_SERVER_ERROR = 500
_PAUSE_SECONDS = 0.5
"""Before asking again when the server does not say how long; it is mostly a restart or a blip."""


def fault_of(error: BaseException) -> ModelError:
    """An error of the libraries below as ours; whatever a server sent can raise there.

    The words never hold what the server said, which may repeat the key.
    """
    from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

    if isinstance(error, ModelError):
        return error
    if isinstance(error, APIStatusError):
        return _by_status(error)
    if isinstance(error, APITimeoutError):
        return ModelError(TOO_LATE)
    if isinstance(error, APIConnectionError):
        return ModelError("连不上大模型接口")
    if isinstance(error, APIError):
        return ModelError("大模型接口中途报错")
    return ModelError(f"大模型接口返回的内容读不懂（{type(error).__name__}）")


def _by_status(error: APIStatusError) -> ModelError:
    status = error.status_code
    if 300 <= status < 400:
        return ModelError(f"{_REDIRECTS}（HTTP {status}）")
    words = f"{_BY_STATUS.get(status, '接口出错')}（HTTP {status}）"
    if status in _REFUSED:
        return RequestRefusedError(words)
    if status == _BUSY or status >= _SERVER_ERROR:
        return ModelBusyError(
            words, pause_seconds=_pause(error.response.headers.get("retry-after"))
        )
    return ModelError(words)


def _pause(said: str | None) -> float:
    """Seconds the server asks to wait; a date in their place counts as not said."""
    try:
        seconds = float(said or "")
    except ValueError:
        return _PAUSE_SECONDS
    return max(_PAUSE_SECONDS, seconds) if math.isfinite(seconds) else math.inf
