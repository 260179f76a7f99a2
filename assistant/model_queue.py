"""Who may use a language model now: a few at a time, first come, first served."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from assistant.errors import ModelError
from assistant.listener import Listener

NOBODY_WAITS = "提问的页面已经关闭，大模型没有写完"


class ModelQueue:
    """Requests in the order they came; safe to use from several threads.

    Args:
        slots: requests under way at the same time.
    """

    def __init__(self, slots: int) -> None:
        self._slots = slots
        self._requests: list[object] = []  # under way, then waiting
        self._moved = Condition()

    @contextmanager
    def slot(self, listener: Listener, *, until: float) -> Iterator[None]:
        """Hold a slot within the block; while it waits for one the listener is told its place.

        Args:
            until: `time.monotonic()` at which waiting ends.

        Raises:
            ModelError: no slot became free in time, or the listener left.
        """
        request = object()
        with self._moved:
            self._requests.append(request)
        try:
            with listener.ending(self._look_again):
                self._wait(request, listener, until)
            listener.wait_behind(0)
            yield
        finally:
            with self._moved:
                self._requests.remove(request)
                self._moved.notify_all()

    def _wait(self, request: object, listener: Listener, until: float) -> None:
        with self._moved:
            while not listener.has_left:
                ahead = self._requests.index(request)
                if ahead < self._slots:
                    return
                left = until - time.monotonic()
                if left <= 0:
                    raise ModelError("大模型正忙，排队的问题太多")
                listener.wait_behind(ahead)
                self._moved.wait(left)
            raise ModelError(NOBODY_WAITS)

    def _look_again(self) -> None:
        with self._moved:
            self._moved.notify_all()
