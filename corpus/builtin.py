"""Texts that come with the program: our digests and sample patents, and the official statutes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from corpus.catalogue import Catalogue, Origin
from corpus.documents import Document
from corpus.file_suffix import SUPPORTED_SUFFIXES
from corpus.program import program_fingerprint
from corpus.progress import Progress, no_progress
from corpus.read_corpus import BATCH, to_document
from corpus.read_file import read_file
from corpus.statutes import Selection, read_statutes

STAGE = Path(__file__).parent
FOLDER = STAGE / "builtin"


def load_builtin(catalogue: Catalogue, progress: Progress = no_progress) -> bool:
    """Bring the built-in texts of the catalogue to the state of the program.

    Texts that the program no longer has are taken out; what the user added or removed stays so
    until the program changes.

    Returns:
        Whether there was something to do; a second call finds nothing.
    """
    return _renew(
        catalogue,
        Origin.BUILTIN,
        fingerprint=_fingerprint(),
        documents=_read_builtin(progress),
    )


def load_statutes(
    catalogue: Catalogue, selection: Selection = "ip", progress: Progress = no_progress
) -> bool:
    """Bring the official statutes in: "ip" takes those on intellectual property, "all" all 378.

    Who once took all keeps all.

    Returns:
        Whether there was something to do.

    Raises:
        StatutesMissingError: the extra is not installed, or its data file is not the known one.
    """
    before = catalogue.note(Origin.STATUTES) or ""
    chosen: Selection = "all" if before.startswith("all ") else selection
    return _renew(
        catalogue,
        Origin.STATUTES,
        fingerprint=f"{chosen} {_fingerprint()}",
        documents=read_statutes(chosen, progress),
    )


def _renew(
    catalogue: Catalogue, origin: Origin, *, fingerprint: str, documents: Iterable[Document]
) -> bool:
    """Make the documents of `origin` these; remembered only when all are in."""
    if catalogue.note(origin) == fingerprint:
        return False
    kept: set[str] = set()
    for batch in _batches(documents):
        with catalogue.batch():
            for document in batch:
                catalogue.add(document, origin=origin)
                kept.add(document.id)
    with catalogue.batch():
        for stale in catalogue.ids(origin=origin) - kept:
            catalogue.retire(stale)
        catalogue.relink()  # the rules may have changed with the program
        catalogue.remember(origin, fingerprint)
    return True


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _read_builtin(progress: Progress) -> Iterator[Document]:
    files = [path for path in _builtin_files() if path.suffix in SUPPORTED_SUFFIXES]
    for done, path in enumerate(files, start=1):
        for item in read_file(path).items:
            yield to_document(item)
        progress("载入内置语料", done, len(files))


def _builtin_files() -> list[Path]:
    return sorted(path for path in FOLDER.rglob("*") if path.is_file())


def _fingerprint() -> str:
    """Of the built-in files, and of the program that turns files into documents."""
    whole = hashlib.sha256(program_fingerprint().encode())
    for path in _builtin_files():
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]
