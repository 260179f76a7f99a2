"""Figures of a large corpus: python -m scripts.corpus_volume FOLDER... [--count 20000].

Makes short documents by varying real ones from the folders given, in a temporary folder that is
removed at the end: every one has a title, a number and sums of its own, so that none is a repost of
another. Then it reads them, adds them with `zhice corpus add`, kills that half way and goes on, and
adds one more. Rates are per second of one core's time; other times are by the clock.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from corpus.catalogue import Catalogue
from corpus.home import Home
from corpus.read_corpus import FoundDocument, read_paths

CHARACTERS = 900
"""Of the varied stretch of a document: a notice of a page."""

SAMPLE = 1000
"""Documents that are read to measure reading, and added to measure writing."""

KILLED_AFTER = 5.0
"""Seconds of adding before the kill."""

_SUM = re.compile(r"(?<![第\d])\d{1,3}(?!\d)")


def main(
    folders: Annotated[list[Path], typer.Argument(help="Real texts to vary.")],
    count: Annotated[int, typer.Option(help="Documents to make.")] = 20_000,
) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        files, home = Path(place) / "files", Home(Path(place) / "home")
        write_files(real_texts(folders), files, count)
        sample = sorted(files.iterdir())[:SAMPLE]
        say(f"reading and structure: {reading_rate(sample):.0f} documents/s")
        kill_while_adding(files, home)
        say(f"after the kill: {count_in(home)} of {count} documents are in")
        seconds, megabytes = add(files, home)
        say(f"going on: {seconds:.0f} s, peak memory {megabytes:.0f} MB")
        say(f"in the catalogue: {count_in(home)}")
        say(f"adding all again: {add(files, home)[0]:.1f} s")
        one_more = Path(place) / "one_more.txt"
        one_more.write_text(varied(real_texts(folders)[0], count + 1), encoding="utf-8")
        say(f"one more document: {add(one_more, home)[0]:.2f} s, process start included")
        say(f"writing alone: {writing_rate(sample, Path(place)):.0f} documents/s")


def real_texts(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """Title and text of every document in the folders."""
    found = (one for one in read_paths(folders) if isinstance(one, FoundDocument))
    return [(one.document.title, one.document.text) for one in found]


def write_files(texts: list[tuple[str, str]], folder: Path, count: int) -> None:
    """Write `count` files, each a variation of one of the texts."""
    folder.mkdir()
    for number in range(count):
        content = varied(texts[number % len(texts)], number)
        (folder / f"{number:06}.txt").write_text(content, encoding="utf-8")


def varied(original: tuple[str, str], number: int) -> str:
    """A stretch of the text with other sums, under a title and a number of its own."""
    title, text = original
    random = Random(number)
    lines = text.split("\n")
    stretch: list[str] = []
    for line in islice(lines, random.randrange(max(1, len(lines) - 10)), None):
        if sum(map(len, stretch)) >= CHARACTERS:
            break
        stretch.append(_SUM.sub(lambda match: str(int(match[0]) + random.randrange(50)), line))
    head = (f"{title}（第{number}批）", "云州市专利局", f"云专〔2024〕{number}号")
    return "\n".join((*head, *stretch, "云州市专利局", "2024年3月1日")) + "\n"


def reading_rate(paths: list[Path]) -> float:
    """Documents a second through reading and structure, in this process."""
    list(read_paths(paths[:20]))  # tables are loaded once
    begin = time.process_time()
    count = sum(isinstance(found, FoundDocument) for found in read_paths(paths))
    return count / (time.process_time() - begin)


def writing_rate(paths: list[Path], place: Path) -> float:
    """Documents a second into an empty catalogue."""
    found = [one.document for one in read_paths(paths) if isinstance(one, FoundDocument)]
    catalogue = Catalogue(place / "alone.sqlite3")
    begin = time.process_time()
    with catalogue.batch():
        for document in found:
            catalogue.add(document)
    return len(found) / (time.process_time() - begin)


def add(path: Path, home: Home) -> tuple[float, float]:
    """Run the command to its end; seconds, and the most memory in MB of any command so far."""
    begin = time.perf_counter()
    process = start_adding(path, home)
    if process.wait():
        raise typer.Exit(1)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - begin, peak


def kill_while_adding(path: Path, home: Home) -> None:
    """Start the command and kill it without warning."""
    process = start_adding(path, home)
    time.sleep(KILLED_AFTER)
    process.send_signal(signal.SIGKILL)
    process.wait()


def start_adding(path: Path, home: Home) -> subprocess.Popen[bytes]:
    """The corpus stage's own command: `zhice` would also compute vectors."""
    return subprocess.Popen(
        [sys.executable, "-m", "corpus", "add", str(path)],
        env={**os.environ, "ZHICE_HOME": str(home.root)},
        stdout=subprocess.DEVNULL,
    )


def count_in(home: Home) -> int:
    """Documents in the catalogue."""
    return len(Catalogue(home.catalogue).summaries())


def say(line: str) -> None:
    """A line of figures."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
