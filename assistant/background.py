"""Work in daemon threads, so that Ctrl-C never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class BackgroundThreads:
    """A few threads that take work in order.

    The standard `ThreadPoolExecutor` joins its threads when the interpreter exits: a question
    sent to a model endpoint that hangs would then hold up Ctrl-C. These threads do not.
    """

    def __init__(self, threads: int) -> None:
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        for _ in range(threads):
            Thread(target=self._work, daemon=True).start()

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Run `work` as soon as a thread is free; its result or error goes to the future."""
        future: Future[Result] = Future()

        def run() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - raised again by future.result()
                future.set_exception(error)
            else:
                future.set_result(result)

        self._waiting.put(run)
        return future

    def _work(self) -> None:
        while True:
            self._waiting.get()()
