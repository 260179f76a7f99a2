"""Locks on files that the system releases when a process ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], *, shared: bool) -> None:
        # No shared locks there: readers take none, and open files cannot be deleted anyway.
        if not shared:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes], *, shared: bool) -> None:
        mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(file.fileno(), mode | fcntl.LOCK_NB)


def lock_for_reading(path: Path) -> IO[bytes]:
    """Take a lock that other readers may share; closing the returned file gives it back.

    Raises:
        BlockingIOError: somebody holds it for writing.
        OSError: the file is not there or cannot be opened.
    """
    return _locked(path.open("rb"), shared=True)


@contextmanager
def locked_for_writing(path: Path) -> Iterator[None]:
    """Hold a lock alone while the block runs; the file is made if need be and stays.

    Raises:
        BlockingIOError: somebody holds it.
        OSError: the file cannot be opened.
    """
    with _locked(path.open("ab"), shared=False):
        yield


def _locked(file: IO[bytes], *, shared: bool) -> IO[bytes]:
    try:
        _lock(file, shared=shared)
    except OSError:
        file.close()
        raise
    return file
