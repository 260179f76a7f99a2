"""Files, folders and archives -> patent lists: tables row by row, documents file by file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import LayoutError
from assistant.layout.import_documents import import_documents
from assistant.layout.import_lists import import_table
from assistant.layout.imported import Fault, Imported, Target, together
from assistant.layout.patent_store import PatentStore
from corpus.errors import CorpusError, UnreadableFileError
from corpus.file_kind import kind_of
from corpus.file_suffix import OLD_TABLES, TABLES, true_suffix
from corpus.nested_files import Nest, is_leaving, write_member
from corpus.progress import Progress, no_progress
from corpus.read_archive import archive_members
from corpus.system_faults import said_of


def import_paths(
    store: PatentStore, paths: Sequence[Path], target: Target, progress: Progress = no_progress
) -> tuple[Imported, ...]:
    """Import files, folders and ZIP archives.

    Each table becomes a list of its own; the other files, patent PDFs above all, one list
    together; all that a folder or archive holds goes into one list of its name. With a name in
    `target` everything goes into the list of that name. What cannot be imported does not hold up
    the rest: the last report then has no list, and a fault for each.

    Raises:
        LayoutError, UnreadableFileError, UnknownFormatError: nothing in them can be imported.
        PatentStoreError: the store cannot be written, or the list is somebody else's.
    """
    reports: list[Imported] = []
    errors: list[tuple[Path, LayoutError | CorpusError]] = []
    for part in parted(paths):
        try:
            reports.append(_import_part(store, part, target, progress))
        except (LayoutError, CorpusError) as error:
            errors.append((part[0], error))
    if errors and not reports:
        raise errors[0][1]
    if errors:
        faults = tuple(Fault(path.name, _without_name(error, path)) for path, error in errors)
        reports.append(Imported(faults=faults))
    return tuple(reports)


def parted(paths: Sequence[Path]) -> list[list[Path]]:
    """Each table, archive and folder by itself, the documents together: one list each.

    A path nobody can open is alone too.
    """
    documents = [path for path in paths if path.is_file() and _is_document(path)]
    alone = [[path] for path in paths if path not in documents]
    return [*alone, *([documents] if documents else [])]


def _is_document(path: Path) -> bool:
    return not (is_table(path) or is_archive(path))


def _import_part(
    store: PatentStore, part: Sequence[Path], target: Target, progress: Progress
) -> Imported:
    """Import what `parted` keeps together."""
    path = part[0]
    if path.is_dir():
        wanted = _named(target, path.name)
        return _folder(store, path, wanted, progress, faults=[], said=path.name)
    if is_archive(path):
        return _archive(store, path, _named(target, path.stem), progress)
    if is_table(path):
        return import_table(store, path, target, progress)
    return import_documents(store, part, _named(target, documents_name(part)), progress)


def is_table(path: Path) -> bool:
    """Whether a file is read as a table; a name that lies does not count."""
    return _suffix(path) in TABLES | OLD_TABLES


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive and no office document, which are packed likewise."""
    return _suffix(path) == ".zip"


def documents_name(files: Sequence[Path]) -> str:
    """What a list of documents is called when nobody says: after the one file, or the day."""
    return files[0].stem if len(files) == 1 else f"专利文献 {date.today()}"


def _suffix(path: Path) -> str:
    try:
        return true_suffix(path, kind_of(path))
    except UnreadableFileError:  # told when it is read
        return path.suffix.lower()
    except OSError as error:
        raise UnreadableFileError(
            path.name,
            reason=f"无法打开（{said_of(error)}）",
            remedy="请确认文件存在、没有被其他程序占用，并且有读取权限。",
        ) from error


def _named(target: Target, name: str) -> Target:
    return target if target.name.strip() else replace(target, name=name)


def _archive(store: PatentStore, path: Path, target: Target, progress: Progress) -> Imported:
    """Unpack an archive within the bounds of the corpus, and import what it holds."""
    kind_of(path)  # says what is wrong with one that is damaged or locked
    faults: list[Fault] = []
    with TemporaryDirectory(prefix="zhice-") as folder:
        for at, member in enumerate(archive_members(path, Nest())):
            if member.fault:
                faults.append(Fault(member.shown, member.fault))
                continue
            place = Path(folder) / f"{at:04}"  # two folders may hold files of one name
            place.mkdir()
            write_member(member, place)
        return _folder(store, Path(folder), target, progress, faults=faults, said=path.name)


def _folder(
    store: PatentStore,
    folder: Path,
    target: Target,
    progress: Progress,
    *,
    faults: list[Fault],
    said: str,
) -> Imported:
    files = list(_files(folder))
    tables = [path for path in files if is_table(path)]
    reports: list[Imported] = []
    for path in tables:
        try:
            done = import_table(store, path, target, progress)
            named = [replace(f, place=f"{path.name} {f.place}") for f in done.faults]
            reports.append(replace(done, faults=tuple(named)))
        except CorpusError as error:
            faults.append(Fault(path.name, _without_name(error, path)))
    documents = [path for path in files if path not in tables]
    if documents:
        try:
            reports.append(import_documents(store, documents, target, progress))
        except LayoutError as error:
            faults.append(Fault(said, str(error)))
    if not reports:
        told = "；".join(f"{fault.place}：{fault.reason}" for fault in faults[:5])
        raise LayoutError(f"{said} 里没有能导入的专利文件{f'（{told}）' if told else ''}。")
    return together(reports, faults)


def _without_name(error: Exception, path: Path) -> str:
    return str(error).removeprefix(f"读不了 {path.name}：")


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, without what systems leave there."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not is_leaving(name))
