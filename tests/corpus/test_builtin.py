"""The texts that come with the program: in the catalogue once, renewed when they change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import builtin
from corpus.builtin import load_builtin, load_statutes
from corpus.catalogue import Catalogue
from corpus.catalogue_check import check_catalogue
from corpus.documents import Document, Form, Kind
from corpus.read_corpus import add_paths
from tests.corpus.sample_documents import document

DIGEST = "---\ntitle: {title}\nkind: 政策\nversion: '2024'\n---\n一、{text}\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite3")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "builtin"
    folder.mkdir()
    for name in "甲", "乙":
        text = DIGEST.format(title=f"{name}办法", text="内容。")
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(builtin, "FOLDER", folder)
    return folder


def _titles(catalogue: Catalogue) -> list[str]:
    return sorted(summary.title for summary in catalogue.summaries())


def test_a_first_start_loads_them_and_a_second_does_nothing(
    catalogue: Catalogue, folder: Path
) -> None:
    assert (load_builtin(catalogue), load_builtin(catalogue)) == (True, False)
    assert _titles(catalogue) == ["乙办法", "甲办法"]


def test_a_changed_text_is_renewed(catalogue: Catalogue, folder: Path) -> None:
    load_builtin(catalogue)
    (folder / "甲.md").write_text(DIGEST.format(title="甲办法", text="新内容。"), encoding="utf-8")
    load_builtin(catalogue)
    assert {d.title: "新" in d.text for d in catalogue.documents()} == {
        "甲办法": True,
        "乙办法": False,
    }


def test_a_text_the_program_no_longer_has_is_taken_out(catalogue: Catalogue, folder: Path) -> None:
    load_builtin(catalogue)
    (folder / "甲.md").unlink()
    load_builtin(catalogue)
    assert _titles(catalogue) == ["乙办法"]


def test_what_the_user_added_stays(catalogue: Catalogue, folder: Path, tmp_path: Path) -> None:
    catalogue.add(document("mine", title="我的办法"))
    load_builtin(catalogue)
    (folder / "甲.md").unlink()
    load_builtin(catalogue)
    assert _titles(catalogue) == ["乙办法", "我的办法"]


def test_what_the_user_removed_stays_removed(catalogue: Catalogue, folder: Path) -> None:
    load_builtin(catalogue)
    catalogue.remove(catalogue.summaries()[0].id)
    load_builtin(catalogue)
    assert len(catalogue.summaries()) == 1


def test_an_interrupted_load_is_done_again(
    catalogue: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterator[Document]:
        yield document("a")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(builtin, "_read_builtin", interrupted)
        load_builtin(catalogue)
    assert load_builtin(catalogue)


def test_statutes_are_read_once(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtin, "read_statutes", lambda *_: iter([document("law")]))
    assert (load_statutes(catalogue), load_statutes(catalogue)) == (True, False)


def test_who_took_all_statutes_keeps_them(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        builtin, "read_statutes", lambda selection, _: iter([document(f"law-{selection}")])
    )
    load_statutes(catalogue, "all")
    load_statutes(catalogue, "ip")
    assert [summary.id for summary in catalogue.summaries()] == ["law-all"]


def test_taking_all_statutes_after_some_adds_the_rest(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = {"ip": ["a"], "all": ["a", "b"]}
    monkeypatch.setattr(
        builtin, "read_statutes", lambda selection, _: map(document, sets[selection])
    )
    load_statutes(catalogue, "ip")
    load_statutes(catalogue, "all")
    assert [summary.id for summary in catalogue.summaries()] == ["a", "b"]


# The real texts


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    catalogue = Catalogue(tmp_path_factory.mktemp("builtin") / "catalogue.sqlite3")
    load_builtin(catalogue)
    return catalogue


def test_at_least_thirty_digests_come_with_the_program(loaded: Catalogue) -> None:
    assert sum(s.form is Form.DIGEST for s in loaded.summaries()) >= 30


def test_the_built_in_texts_have_no_damage(loaded: Catalogue) -> None:
    assert [p for p in check_catalogue(loaded) if p.is_damage] == []


def test_every_built_in_patent_is_marked_as_a_sample(loaded: Catalogue) -> None:
    patents = [s for s in loaded.summaries() if s.kind is Kind.PATENT]
    assert len(patents) >= 96
    assert {s.form for s in patents} == {Form.SAMPLE}


def test_the_sample_file_is_one_a_user_could_add(catalogue: Catalogue) -> None:
    report = add_paths(catalogue, [builtin.FOLDER / "patents"])
    assert (report.skipped, report.remarks) == ((), ())
