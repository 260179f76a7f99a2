"""What this stage's commands share: the catalogue, common options, writing to the terminal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.home import default_home

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
DocumentId = Annotated[str, typer.Argument(help="文件编号，或能唯一确定它的前几位。")]


def open_catalogue() -> Catalogue:
    """The catalogue of the user's home.

    Raises:
        CatalogueError: it cannot be opened or made.
    """
    from corpus.catalogue import Catalogue  # pydantic takes a third of a second to import

    return Catalogue(default_home().catalogue)


def write_line(text: str) -> None:
    """A line for the user, to stdout."""
    sys.stdout.write(text + "\n")


def print_json(value: object) -> None:
    """JSON to stdout, Chinese left readable; dates and other values as their text."""
    write_line(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def complain(text: str) -> None:
    """A line on what went wrong, to stderr."""
    sys.stderr.write(text + "\n")


def show_progress(stage: str, done: int, total: int) -> None:
    """How far a long task is, on one line wiped at the end; nothing unless in a terminal."""
    if sys.stderr.isatty():
        end = "\r\033[K" if total and done >= total else ""
        sys.stderr.write(f"\r\033[K{stage} {done}/{total or '?'}{end}")
        sys.stderr.flush()
