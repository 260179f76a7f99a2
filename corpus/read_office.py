"""Old office files (DOC, WPS, RTF, XLS, ET) -> DOCX and XLSX, through LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from corpus.errors import UnreadableFileError

TIMEOUT_SECONDS = 180
"""For one file; a document of 200 pages takes about 10 on a slow machine, the first start 5."""

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
"""Where the installers for macOS and Windows put it, outside the search path."""

_INSTALL = (
    "请安装 LibreOffice（Debian、Ubuntu 可执行 apt-get install libreoffice-writer "
    "libreoffice-calc，其他系统见 libreoffice.org）后重新导入，"
    "或用 Word、WPS 另存为 {suffix} 后导入。"
)


def convert(path: Path, *, suffix: str, folder: Path) -> Path:
    """The file as ".docx" or ".xlsx" in `folder`, under its own name.

    LibreOffice runs without window, macros or the user's own settings, and is ended after
    `TIMEOUT_SECONDS`.

    Raises:
        UnreadableFileError: LibreOffice is not installed, fails, or takes too long.
    """
    program = _program()
    target = suffix.removeprefix(".")
    if program is None:
        remedy = _INSTALL.format(suffix=target.upper())
        raise UnreadableFileError(
            path.name, reason="是旧版 Office 文件，要靠 LibreOffice 读取", remedy=remedy
        )
    profile, inbox = folder / "profile", folder / "in"
    inbox.mkdir()
    # A name of our own: the user's may begin with a dash or lie about the format.
    source = Path(shutil.copyfile(path, inbox / "document"))
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        str(source),
    ]
    if not _finishes(command):
        raise _failed(path, target, f"LibreOffice 超过 {TIMEOUT_SECONDS} 秒没有读完")
    converted = folder / f"document{suffix}"
    if not converted.exists():
        raise _failed(path, target, "LibreOffice 读不了，文件可能已损坏或加了密码")
    return converted.rename(folder / f"{path.stem}{suffix}")


def _program() -> str | None:
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).exists()), None)


def _finishes(command: list[str]) -> bool:
    """Run to the end; False when it was ended for taking too long."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: soffice is a script around the real one."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _failed(path: Path, target: str, reason: str) -> UnreadableFileError:
    return UnreadableFileError(
        path.name,
        reason=reason,
        remedy=f"请用 Word 或 WPS 打开确认，另存为 {target.upper()} 后重新导入。",
    )
