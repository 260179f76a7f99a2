"""Uploaded files kept on disk while they are read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile

from assistant.errors import AssistantError

_LONGEST_NAME = 80
"""Characters; file systems take 255 bytes, a Chinese character has three."""


def store_files(uploads: Path, files: Sequence[UploadFile]) -> tuple[Path, list[Path]]:
    """Copy the files to a new folder of ours, each under its own name; folder and paths.

    Raises:
        AssistantError: they cannot be written.
    """
    try:
        uploads.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="corpus-", dir=uploads))
        return folder, [_copy(file, folder / str(place)) for place, file in enumerate(files)]
    except OSError as error:
        raise AssistantError(
            f"上传的文件存不下（{error.strerror}）：请确认磁盘还有空间、{uploads} 可写。"
        ) from error


def _copy(file: UploadFile, folder: Path) -> Path:
    folder.mkdir()
    path = folder / _plain_name(file.filename or "")
    with path.open("wb") as copy:
        shutil.copyfileobj(file.file, copy)
    return path


def _plain_name(name: str) -> str:
    """The last part of a file name, without what a file system may refuse; its end is kept, which
    holds the suffix."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(character for character in last if character.isprintable())
    return printable.strip(". ")[-_LONGEST_NAME:] or "未命名"
