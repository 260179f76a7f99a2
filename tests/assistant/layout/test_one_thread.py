import threading

import numpy as np
from threadpoolctl import threadpool_info

from assistant.layout.one_thread import one_thread


def _blas_threads() -> set[int]:
    return {int(i["num_threads"]) for i in threadpool_info() if i["user_api"] == "blas"}


def test_the_limit_holds_until_the_last_of_two_threads_leaves_and_is_lifted_then() -> None:
    np.ones((2, 2)) @ np.ones((2, 2))
    before = _blas_threads()
    first_in, second_in, first_out = (threading.Event() for _ in range(3))
    seen: list[set[int]] = []

    def second() -> None:
        first_in.wait()
        with one_thread():
            second_in.set()
            first_out.wait()
            seen.append(_blas_threads())

    other = threading.Thread(target=second)
    other.start()
    with one_thread():
        first_in.set()
        second_in.wait()
    first_out.set()
    other.join()

    assert seen == [{1}]
    assert _blas_threads() == before
