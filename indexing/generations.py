"""Where an index lies: numbered generations, a pointer to the current one, and the locks on them.

index/current           name of the generation that serves, replaced in one step
index/building.lock     held by the one process that builds
index/vectors.partial   vectors of a build under way
index/generation-7/     record.json, moments.npy, built_on, in_use.lock; recent/ with the passages
                        added or changed since its base was written; and, when it is itself a
                        base, all others: passages.jsonl, keywords/, chroma/

A small change writes a generation of a few files on the base of the one before; the base is never
written again, and stays as long as a generation that serves or is read builds on it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from indexing.errors import IndexBusyError, IndexMissingError
from indexing.folder_lock import lock_for_reading, locked_for_writing

_NAME = re.compile(r"generation-(\d+)")


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one index; those of its base may lie in the folder of another generation."""

    folder: Path

    @property
    def base(self) -> Generation:
        """The generation that holds the base of this one; often itself.

        Raises:
            OSError: that is not written down.
        """
        name = (self.folder / "built_on").read_text(encoding="utf-8").strip()
        return Generation(self.folder.with_name(name))

    @property
    def recent(self) -> Generation:
        """The files of the passages that are not in the base."""
        return Generation(self.folder / "recent")

    @property
    def passages(self) -> Path:
        """JSON lines."""
        return self.folder / "passages.jsonl"

    @property
    def record(self) -> Path:
        """How it was built."""
        return self.folder / "record.json"

    @property
    def moments(self) -> Path:
        """Moments of the vectors."""
        return self.folder / "moments.npy"

    @property
    def keywords(self) -> Path:
        """Folder of the keyword index."""
        return self.folder / "keywords"

    @property
    def vectors(self) -> Path:
        """Folder of Chroma."""
        return self.folder / "chroma"

    @property
    def recent_vectors(self) -> Path:
        """Vectors of a recent part, which Chroma does not hold."""
        return self.folder / "vectors.npy"

    @property
    def in_use(self) -> Path:
        """Locked by every reader, so that nobody removes the folder under it."""
        return self.folder / "in_use.lock"


def partial_vectors(index: Path) -> Path:
    """The file of vectors that a build has computed so far."""
    return index / "vectors.partial"


def current_generation(index: Path) -> Generation | None:
    """The generation that serves, or None before the first build.

    Raises:
        OSError: the pointer cannot be read.
    """
    try:
        name = (index / "current").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Generation(index / name) if _NAME.fullmatch(name) else None


def hold_current(index: Path) -> tuple[Generation, ExitStack]:
    """The generation that serves and the locks that keep it and its base; close them to let go.

    Raises:
        IndexMissingError: nothing was built yet.
        OSError: its files cannot be opened.
    """
    while True:
        generation = current_generation(index)
        if generation is None:
            raise IndexMissingError("还没有建立索引。请先运行 python -m indexing build。")
        with ExitStack() as locks:
            try:
                locks.enter_context(lock_for_reading(generation.in_use))
                locks.enter_context(lock_for_reading(generation.base.in_use))
            except (BlockingIOError, FileNotFoundError):
                if current_generation(index) == generation:
                    raise
                continue  # a build swapped and removed it between the two steps
            if current_generation(index) == generation:
                return generation, locks.pop_all()


@contextmanager
def build_lock(index: Path) -> Iterator[None]:
    """Make the folder and be the only one who builds in it while the block runs.

    Raises:
        IndexBusyError: another process is building.
        OSError: the folder cannot be written.
    """
    index.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked_for_writing(index / "building.lock"))
        except BlockingIOError as error:
            raise IndexBusyError("另一个进程正在建立索引。请等它完成后再试。") from error
        yield


@contextmanager
def new_generation(index: Path, base: Generation | None) -> Iterator[Generation]:
    """An empty generation on the base given, None for one that is a base itself.

    It serves from the moment the block ends without error; until then the old one serves, whatever
    happens to this process. Needs the build lock.

    Raises:
        OSError: the folder cannot be written.
    """
    _remove_others(index)
    new = Generation(index / f"generation-{_last_number(index) + 1}")
    new.recent.keywords.mkdir(parents=True)
    if base is None:
        new.keywords.mkdir()
    new.in_use.touch()
    (new.folder / "built_on").write_text((base or new).folder.name, encoding="utf-8")
    try:
        yield new
    except BaseException:
        shutil.rmtree(new.folder, ignore_errors=True)
        raise
    _sync_to_disk(new.folder)
    _point_to(index, new)
    _remove_others(index)


def discard_index(index: Path) -> None:
    """Forget the index, so that the next build starts from nothing; vectors half done are kept.

    Raises:
        IndexBusyError: another process is building.
        OSError: the folder cannot be written.
    """
    with build_lock(index):
        (index / "current").unlink(missing_ok=True)
        _remove_others(index)


def _point_to(index: Path, generation: Generation) -> None:
    fresh = index / "current.new"
    fresh.write_text(generation.folder.name, encoding="utf-8")
    _sync_to_disk(fresh)
    fresh.replace(index / "current")


def _last_number(index: Path) -> int:
    names = (_NAME.fullmatch(entry.name) for entry in index.iterdir())
    return max((int(name[1]) for name in names if name), default=0)


def _remove_others(index: Path) -> None:
    """Remove every generation but the current one and its base that no reader holds."""
    current = current_generation(index)
    kept = [current]
    if current is not None:
        with suppress(OSError):  # damaged: a build that starts from nothing follows
            kept.append(current.base)
    for entry in index.iterdir():
        generation = Generation(entry)
        if _NAME.fullmatch(entry.name) and generation not in kept and _is_free(generation):
            shutil.rmtree(entry, ignore_errors=True)


def _is_free(generation: Generation) -> bool:
    try:
        with locked_for_writing(generation.in_use):
            return True
    except BlockingIOError:
        return False


def _sync_to_disk(path: Path) -> None:
    """Have the system write a file, or the files below a folder, before going on."""
    for file in path.rglob("*") if path.is_dir() else (path,):
        if file.is_file():
            with file.open("rb+") as opened:
                os.fsync(opened.fileno())
