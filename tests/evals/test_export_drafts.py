"""From labelled drafts to a file of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import read_cases
from evals.drafts import DraftStore
from evals.errors import CasesError, DraftsError
from evals.export_drafts import export_cases
from tests.evals.scripted_assistant import UNANSWERABLE
from tests.evals.some_drafts import a_case, a_draft, a_label, drafts_in


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    """One labelled draft, one that waits."""
    store, labelled = drafts_in(tmp_path), a_draft()
    store.add([labelled, a_draft("另一问？")])
    store.label(labelled.id, a_label(a_case(labelled)), after=0)
    return store


def test_what_is_exported_is_read_as_the_same_cases(store: DraftStore, tmp_path: Path) -> None:
    path = tmp_path / "题.jsonl"
    assert (export_cases(store, path), read_cases(path)) == (1, store.cases())


def test_exporting_again_brings_the_file_up_to_date(store: DraftStore, tmp_path: Path) -> None:
    path, draft = tmp_path / "题.jsonl", a_draft()
    export_cases(store, path)
    changed = a_case(draft).model_copy(update={"forbidden": ("十年",)})
    store.label(draft.id, a_label(changed), after=1)
    export_cases(store, path)
    assert read_cases(path) == (changed,)


def test_without_a_label_the_next_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(DraftsError, match="标注后再导出"):
        export_cases(drafts_in(tmp_path), tmp_path / "题.jsonl")
    assert not (tmp_path / "题.jsonl").exists()


def test_a_file_with_other_questions_is_not_overwritten(store: DraftStore, tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(UNANSWERABLE.model_dump_json(), encoding="utf-8")
    with pytest.raises(DraftsError, match="没有覆盖"):
        export_cases(store, path)
    assert read_cases(path) == (UNANSWERABLE,)


def test_a_file_that_holds_no_questions_is_not_overwritten(
    store: DraftStore, tmp_path: Path
) -> None:
    path = tmp_path / "笔记.txt"
    path.write_text("一些笔记", encoding="utf-8")
    with pytest.raises(CasesError):
        export_cases(store, path)
    assert path.read_text(encoding="utf-8") == "一些笔记"


def test_a_folder_that_is_not_there_is_told(store: DraftStore, tmp_path: Path) -> None:
    with pytest.raises(DraftsError, match="写不了"):
        export_cases(store, tmp_path / "没有" / "题.jsonl")
