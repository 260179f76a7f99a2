from __future__ import annotations

import threading
import time

import pytest

from assistant.errors import ModelError
from assistant.listener import Listener
from assistant.model_queue import ModelQueue


def hears(listener: Listener, ahead: int) -> None:
    """Wait until the listener was told that many are before it."""
    until = time.monotonic() + 10
    while listener.heard.ahead != ahead and time.monotonic() < until:
        time.sleep(0.005)
    assert listener.heard.ahead == ahead


def soon() -> float:
    return time.monotonic() + 30


def test_first_come_is_first_served_and_each_is_told_how_many_are_before_it() -> None:
    queue, served, go_on = ModelQueue(1), [], threading.Event()
    listeners = [Listener() for _ in range(4)]

    def ask(n: int) -> None:
        with queue.slot(listeners[n], until=soon()):
            served.append(n)
            go_on.wait(10)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for n, thread in enumerate(threads):
        thread.start()
        hears(listeners[n], n)
    go_on.set()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3]


def test_as_many_as_there_are_slots_are_served_at_once() -> None:
    queue = ModelQueue(2)
    with queue.slot(Listener(), until=soon()), queue.slot(Listener(), until=soon()):
        third = Listener()
        with pytest.raises(ModelError, match="忙"), queue.slot(third, until=time.monotonic()):
            pass
    with queue.slot(third, until=soon()):
        assert third.heard.ahead == 0


def test_who_leaves_the_queue_lets_the_others_move_up() -> None:
    queue, leaving, staying = ModelQueue(1), Listener(), Listener()
    faults: list[str] = []

    def wait_and_leave() -> None:
        try:
            with queue.slot(leaving, until=soon()):
                pass
        except ModelError as error:
            faults.append(str(error))

    def stay() -> None:
        with queue.slot(staying, until=soon()):
            pass

    with queue.slot(Listener(), until=soon()):
        threads = [threading.Thread(target=wait_and_leave)]
        threads[0].start()
        hears(leaving, 1)
        threads.append(threading.Thread(target=stay))
        threads[1].start()
        hears(staying, 2)
        leaving.leave()
        hears(staying, 1)
    for thread in threads:
        thread.join()
    assert faults == ["提问的页面已经关闭，大模型没有写完"]


def test_a_slot_is_free_again_after_an_error_in_it() -> None:
    queue = ModelQueue(1)
    with pytest.raises(ZeroDivisionError), queue.slot(Listener(), until=soon()):
        raise ZeroDivisionError
    with queue.slot(Listener(), until=soon()):
        pass
