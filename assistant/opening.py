"""The assistant while it is being opened: the page is up already and asks how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Event

from assistant.asker import Asker
from assistant.background import BackgroundThreads
from assistant.errors import AssistantError
from corpus.errors import ZhiceError
from corpus.progress import Progress, no_progress

_log = logging.getLogger(__name__)

LOG_NAME = "serve.log"
UNEXPECTED = f"程序内部出错，没能完成。请重试；仍不行就把数据文件夹里的 {LOG_NAME} 发给维护人员。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningState:
    """How far opening is.

    Attributes:
        stage: Chinese, what is being done.
        done: of `total` units; total 0 when unknown.
        error: Chinese, why it failed; "" while it did not.
    """

    stage: str = "正在准备资料库"
    done: int = 0
    total: int = 0
    is_ready: bool = False
    error: str = ""

    @property
    def words(self) -> str:
        """The stage with its percentage where that is known."""
        return f"{self.stage} {100 * self.done // self.total}%" if self.total > 0 else self.stage


class Opening:
    """Opens an assistant in the background, once."""

    def __init__(
        self, open_asker: Callable[[Progress], Asker], *, also_tell: Progress = no_progress
    ) -> None:
        self._open_asker = open_asker
        self._also_tell = also_tell
        self._state = OpeningState()
        self._ended = Event()
        self._asker: Asker | None = None

    def start(self) -> None:
        """Begin; call it once. Until then the state is that of the very beginning."""
        opened = BackgroundThreads(1).submit(lambda: self._open_asker(self._tell))
        opened.add_done_callback(self._end)

    @property
    def state(self) -> OpeningState:
        """How far it is now."""
        return self._state

    def result(self) -> Asker:
        """Wait until it is open.

        Raises:
            AssistantError: it could not be opened; the message is Chinese.
        """
        self._ended.wait()
        if self._asker is None:
            raise AssistantError(self._state.error)
        return self._asker

    def asker(self) -> Asker | None:
        """The opened assistant; None while opening or when it failed."""
        return self._asker

    def _end(self, opened: Future[Asker]) -> None:
        error = opened.exception()
        if error is None:
            self._asker = opened.result()
            self._state = OpeningState(is_ready=True)
        else:
            reason = user_message(error)
            self._state = OpeningState(error=f"资料库没能打开：{reason}处理后请重新启动知策。")
        self._ended.set()

    def _tell(self, stage: str, done: int, total: int) -> None:
        self._state = OpeningState(stage=stage, done=done, total=total)
        self._also_tell(stage, done, total)


def user_message(error: BaseException) -> str:
    """Our own errors speak for themselves; another one is logged and gets a general sentence."""
    if isinstance(error, ZhiceError):
        return str(error)
    _log.error("unexpected error", exc_info=error)
    return UNEXPECTED
