"""Files and folders into the catalogue: what goes in, what is named, what Ctrl-C leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import read_corpus
from corpus.catalogue import AddOutcome, Catalogue
from corpus.documents import Form, Kind
from corpus.read_corpus import FoundDocument, Remark, Skipped, add_paths, read_paths
from corpus.read_file import read_file
from corpus.recognition import Aids
from tests.shared_data import shared_data

POLICY = (
    "某市专利资助办法\n第一条 为了鼓励发明，制定本办法。\n第二条 本办法自2024年1月1日起施行。\n"
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite3")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "文件"
    (folder / "内层").mkdir(parents=True)
    (folder / "b.txt").write_text(POLICY, encoding="utf-8")
    (folder / "内层" / "a.txt").write_text(POLICY.replace("资助", "奖励"), encoding="utf-8")
    return folder


def test_a_folder_is_read_with_the_folders_in_it(folder: Path) -> None:
    titles = [
        found.document.title for found in read_paths([folder]) if isinstance(found, FoundDocument)
    ]
    assert titles == ["某市专利资助办法", "某市专利奖励办法"]


@pytest.mark.parametrize("name", [".hidden.txt", "~$b.txt", "Thumbs.db", ".git/x.txt"])
def test_leavings_of_systems_and_programs_are_passed_over(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x", encoding="utf-8")
    assert not [found for found in read_paths([folder]) if isinstance(found, Skipped)]


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(
    catalogue: Catalogue, folder: Path
) -> None:
    (folder / "空.txt").touch()
    (folder / "图.png").write_bytes(b"\x89PNG")
    report = add_paths(catalogue, [folder, folder / "没有.txt"])
    assert [skipped.name for skipped in report.skipped] == ["图.png", "空.txt", "没有.txt"]
    assert report.added == 2


def test_a_skipped_file_has_its_reason_without_its_name_again(folder: Path) -> None:
    (folder / "空.txt").touch()
    (skipped,) = [found for found in read_paths([folder]) if isinstance(found, Skipped)]
    assert skipped.reason.startswith("文件是空的。")


def test_adding_again_changes_nothing(catalogue: Catalogue, folder: Path) -> None:
    add_paths(catalogue, [folder])
    before = catalogue.revision
    report = add_paths(catalogue, [folder])
    assert (report.unchanged, report.read, catalogue.revision) == (2, 2, before)


def test_the_path_is_no_part_of_a_document(
    catalogue: Catalogue, folder: Path, tmp_path: Path
) -> None:
    add_paths(catalogue, [folder / "b.txt"])
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    (folder / "b.txt").rename(elsewhere / "b.txt")
    assert add_paths(catalogue, [elsewhere]).unchanged == 1


def test_the_patents_of_a_table_become_documents_of_their_own(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    table = tmp_path / "导出.csv"
    table.write_text(
        "公开（公告）号,标题,摘要,示例,心情\nCN1A,一种泵,泵。,是,好\nCN2A,一种阀,阀。,,好\n",
        encoding="utf-8",
    )
    report = add_paths(catalogue, [table])
    assert {d.title: (d.kind, d.form) for d in catalogue.documents()} == {
        "一种泵": (Kind.PATENT, Form.SAMPLE),
        "一种阀": (Kind.PATENT, Form.ORIGINAL),
    }
    assert "心情" in report.remarks[0]


def test_remarks_on_a_file_come_before_its_documents(tmp_path: Path) -> None:
    table = tmp_path / "导出.csv"
    table.write_text("公开（公告）号,标题,心情\nCN1A,一种泵,好\n", encoding="utf-8")
    assert [type(found) for found in read_paths([table])] == [Remark, FoundDocument]


def test_an_interruption_keeps_what_was_read_until_then(
    catalogue: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, aids: Aids) -> object:
        if path.name == "a.txt":
            raise KeyboardInterrupt
        return read_file(path, aids)

    monkeypatch.setattr(read_corpus, "read_file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add_paths(catalogue, [folder])
    assert [summary.title for summary in catalogue.summaries()] == ["某市专利资助办法"]


def test_more_documents_than_a_batch_all_go_in(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_corpus, "BATCH", 2)
    rows = "".join(f"CN{number}A,一种第{number}型泵\n" for number in range(5))
    (tmp_path / "导出.csv").write_text("公开（公告）号,标题\n" + rows, encoding="utf-8")
    assert add_paths(catalogue, [tmp_path / "导出.csv"]).added == 5


def test_the_report_tells_of_every_document_what_became_of_it(
    catalogue: Catalogue, folder: Path
) -> None:
    add_paths(catalogue, [folder / "b.txt"])
    items = add_paths(catalogue, [folder]).items
    assert [(item.name, item.title, item.outcome, item.clauses) for item in items] == [
        ("b.txt", "某市专利资助办法", AddOutcome.UNCHANGED, 3),
        ("内层/a.txt", "某市专利奖励办法", AddOutcome.ADDED, 3),
    ]
    assert {item.document_id for item in items} == {s.id for s in catalogue.summaries()}


def test_a_file_that_was_read_before_is_not_read_again(
    catalogue: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = add_paths(catalogue, [folder]).items
    monkeypatch.delattr(read_corpus, "read_file")
    after = add_paths(catalogue, [folder]).items
    assert after == tuple(replace(one, outcome=AddOutcome.UNCHANGED) for one in before)


def test_a_changed_file_is_read_again(catalogue: Catalogue, folder: Path) -> None:
    add_paths(catalogue, [folder])
    (folder / "b.txt").write_text(POLICY.replace("鼓励", "支持"), encoding="utf-8")
    assert add_paths(catalogue, [folder]).updated == 1


def test_a_file_whose_document_was_removed_is_read_again(
    catalogue: Catalogue, folder: Path
) -> None:
    (first, _) = add_paths(catalogue, [folder]).items
    catalogue.remove(first.document_id)
    assert add_paths(catalogue, [folder]).added == 1


def test_a_newer_program_reads_all_files_again(
    catalogue: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_paths(catalogue, [folder])
    monkeypatch.setattr("corpus.catalogue.program_fingerprint", lambda: "newer")
    monkeypatch.delattr(read_corpus, "read_file")
    with pytest.raises(NameError):
        add_paths(catalogue, [folder])


def test_a_file_that_leaves_a_remark_is_read_again(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "导出.csv").write_text(
        "公开（公告）号,标题,心情\nCN1A,一种泵,好\n", encoding="utf-8"
    )
    remarks = [add_paths(catalogue, [tmp_path / "导出.csv"]).remarks for _ in range(2)]
    assert remarks[0] == remarks[1] != ()


def test_progress_counts_files(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    list(read_paths([folder], lambda stage, done, total: seen.append((done, total))))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.shared
def test_real_policies_go_in_whole_and_join(catalogue: Catalogue) -> None:
    from corpus.catalogue_check import check_catalogue

    report = add_paths(catalogue, [shared_data("policies"), shared_data("html")])
    damage = [p for p in check_catalogue(catalogue) if p.is_damage]
    assert (report.read, report.skipped, damage) == (35, (), [])


@pytest.mark.shared
def test_a_garbled_file_is_skipped_with_its_reason(catalogue: Catalogue) -> None:
    (skipped,) = add_paths(catalogue, [shared_data("garbled")]).skipped
    assert "乱码" in skipped.reason
