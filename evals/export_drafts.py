"""Labelled drafts → a file of cases."""

from __future__ import annotations

from pathlib import Path

from evals.cases import read_cases
from evals.drafts import DraftStore
from evals.errors import DraftsError


def as_lines(store: DraftStore) -> str:
    """The labelled drafts as a file of cases holds them.

    Raises:
        DraftsError: none is labelled.
    """
    cases = store.cases()
    if not cases:
        raise DraftsError(
            "还没有标注好的草稿。请运行 zhice serve，在「评测」的「草稿」里标注后再导出。"
        )
    return "".join(case.model_dump_json(exclude_defaults=True) + "\n" for case in cases)


def export_cases(store: DraftStore, path: Path) -> int:
    """Write the labelled drafts to a file; how many they are.

    A file that an earlier export wrote is replaced.

    Raises:
        DraftsError: none is labelled, or the file cannot be written.
        CasesError, DraftsError: the file exists and holds something else.
    """
    lines = as_lines(store)
    if path.exists():
        _check_nothing_is_lost(store, path)
    try:
        new = path.with_name(path.name + ".new")
        new.write_text(lines, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise DraftsError(f"写不了 {path}：{error.strerror}。请换一个位置。") from error
    return len(lines.splitlines())


def _check_nothing_is_lost(store: DraftStore, path: Path) -> None:
    ours = {draft.id for draft in store.drafts()}
    others = [case.id for case in read_cases(path) if case.id not in ours]
    if others:
        raise DraftsError(
            f"{path.name} 里已有别的题（{others[0]} 等 {len(others)} 道），没有覆盖。"
            "请换一个文件名。"
        )
