"""Two processes that add at once lose nothing; one that is killed leaves what it had committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue_check import check_catalogue
from corpus.home import Home
from corpus.read_corpus import add_paths

PROJECT = Path(__file__).parents[2]


def write_files(folder: Path, beginning: str, count: int) -> Path:
    """A folder of short policies with titles of their own."""
    folder.mkdir(parents=True)
    for number in range(count):
        title = f"{beginning}市第{number}号专利资助办法"
        lines = (title, "第一条 为了鼓励发明，制定本办法。", "第二条 自2024年1月1日起施行。")
        (folder / f"{number}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def adding(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "corpus", "add", str(folder)],
        cwd=PROJECT,
        env={**os.environ, "ZHICE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )


def test_two_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"  # both find no catalogue and make one
    folders = [write_files(tmp_path / name, name, 150) for name in ("甲", "乙")]
    processes = [adding(home, folder) for folder in folders]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    catalogue = Catalogue(Home(home).catalogue)
    assert len(catalogue.summaries()) == 300
    assert len(catalogue.history(limit=1000)) == 300
    assert not [problem for problem in check_catalogue(catalogue) if problem.is_damage]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_after_a_kill_adding_again_completes_the_corpus(tmp_path: Path) -> None:
    home = tmp_path / "home"
    folder = write_files(tmp_path / "甲", "甲", 900)
    process = adding(home, folder)
    catalogue = _opened(Home(home).catalogue)
    while process.poll() is None and not catalogue.summaries():
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = len(catalogue.summaries())
    assert not [problem for problem in check_catalogue(catalogue) if problem.is_damage]
    report = add_paths(catalogue, [folder])
    assert (report.unchanged, len(catalogue.summaries())) == (before, 900)


def _opened(path: Path) -> Catalogue:
    while not path.exists():
        time.sleep(0.02)
    return Catalogue(path)
