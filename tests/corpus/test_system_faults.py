import errno
import os
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.read_file import read_file
from corpus.system_faults import said_of


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC, errno.EIO, 9999])
def test_no_word_of_the_system_reaches_the_reader(number: int) -> None:
    assert not any(c.isascii() and c.isalpha() for c in said_of(OSError(number, os.strerror(1))))


def test_a_file_that_cannot_be_opened_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("第一条 甲。", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("corpus.read_file.kind_of", refuse)
    with pytest.raises(UnreadableFileError, match="无法打开（没有权限）"):
        read_file(path)
