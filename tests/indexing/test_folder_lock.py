from __future__ import annotations

from pathlib import Path

import pytest

from indexing.folder_lock import lock_for_reading, locked_for_writing


def test_readers_share(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    with lock_for_reading(path), lock_for_reading(path):
        pass


def test_a_reader_keeps_writers_out(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    with lock_for_reading(path), pytest.raises(BlockingIOError), locked_for_writing(path):
        pass


def test_a_writer_keeps_readers_out(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked_for_writing(path), pytest.raises(BlockingIOError):
        lock_for_reading(path)


def test_a_lock_let_go_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    for _ in range(2):
        with locked_for_writing(path):
            pass
