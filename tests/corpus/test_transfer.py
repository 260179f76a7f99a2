"""A corpus moved to another machine is the same corpus; a bad file changes nothing."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.catalogue import Catalogue, Origin
from corpus.documents import Document
from corpus.errors import TransferFileError
from corpus.history import Action
from corpus.transfer import export_corpus, import_corpus
from corpus.transfer_file import DOCUMENTS, KINDS
from tests.corpus.sample_documents import document, documents

OLD = document("old", effective=date(2017, 8, 1))
NEW = document("new", effective=date(2026, 9, 1))


def home(tmp_path: Path, name: str) -> Catalogue:
    return Catalogue(tmp_path / name / "catalogue.sqlite3", who=name)


@pytest.fixture
def here(tmp_path: Path) -> Catalogue:
    made = home(tmp_path, "甲")
    for one in (OLD, NEW):
        made.add(one)
    made.correct("new", {"effective": "2026-10-01"}, reason="公告", who="李四")
    return made


@pytest.fixture
def there(tmp_path: Path) -> Catalogue:
    return home(tmp_path, "乙")


@pytest.fixture
def file(here: Catalogue, tmp_path: Path) -> Path:
    export_corpus(here, tmp_path / "语料.zip")
    return tmp_path / "语料.zip"


def content(catalogue: Catalogue) -> tuple[object, ...]:
    """All that the catalogue tells, but for imports."""
    ids = [summary.id for summary in catalogue.summaries()]
    history = catalogue.history(limit=1000)
    return (
        list(catalogue.documents()),
        [catalogue.corrections(one) for one in ids],
        [catalogue.sources(one) for one in ids],
        [change for change in history if change.action is not Action.IMPORTED],
        catalogue.revision,
    )


def test_what_is_imported_is_what_was_exported(
    here: Catalogue, there: Catalogue, file: Path
) -> None:
    report = import_corpus(there, file)
    assert content(there) == content(here)
    assert (report.added, report.corrections, report.sources, report.changes) == (2, 1, 2, 3)


def test_versions_are_linked_on_the_new_machine(there: Catalogue, file: Path) -> None:
    import_corpus(there, file)
    assert there.get("old").expires == date(2026, 9, 30)


def test_importing_twice_changes_nothing(there: Catalogue, file: Path) -> None:
    import_corpus(there, file)
    before, history = content(there), there.history(limit=1000)
    report = import_corpus(there, file)
    assert (content(there), there.history(limit=1000)) == (before, history)
    assert (report.added, report.unchanged, report.corrections, report.changes) == (0, 2, 0, 0)


def test_the_history_here_tells_of_the_import(there: Catalogue, file: Path) -> None:
    import_corpus(there, file)
    change = next(c for c in there.history("old") if c.action is Action.IMPORTED)
    assert (change.who, change.after) == ("乙", "语料.zip")


def _sound(one: Document) -> Document:
    return replace(one, sha256=sha256(one.text.encode()).hexdigest(), expires=None)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some=st.lists(documents().map(_sound), max_size=4), origin=st.sampled_from(Origin))
def test_exporting_what_was_imported_gives_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, some: list[Document], origin: Origin
) -> None:
    folder = tmp_path_factory.mktemp("t")
    first, second = home(folder, "甲"), home(folder, "乙")
    for one in some:
        first.add(one, origin=origin)
    if some:
        first.correct(some[0].id, {"issuer": "某局"}, reason="公告", who="李四")
        first.remove(some[-1].id)
    export_corpus(first, folder / "1.zip")
    import_corpus(second, folder / "1.zip")
    export_corpus(second, folder / "2.zip")
    assert (folder / "1.zip").read_bytes() == (folder / "2.zip").read_bytes()


def test_a_document_that_is_here_with_other_content_stays(there: Catalogue, file: Path) -> None:
    mine = document("old", effective=date(2017, 8, 1), text="第一条 本机的。\n", source="本机.txt")
    there.add(mine)
    report = import_corpus(there, file)
    assert (report.kept, there.get("old").text) == (("old",), mine.text)
    assert [one.source for one in there.sources("old")] == ["本机.txt"]


def test_of_two_corrections_the_later_one_holds(
    here: Catalogue, there: Catalogue, file: Path, tmp_path: Path
) -> None:
    import_corpus(there, file)
    there.correct("new", {"effective": "2026-11-01"}, reason="再核", who="王五")
    import_corpus(there, file)
    assert there.get("new").effective == date(2026, 11, 1)
    export_corpus(there, tmp_path / "2.zip")
    import_corpus(here, tmp_path / "2.zip")
    assert here.get("new").effective == date(2026, 11, 1)


def test_a_correction_that_contradicts_the_one_here_is_named(there: Catalogue, file: Path) -> None:
    there.add(NEW)
    there.correct("new", {"expires": "2026-09-10"}, reason="公告", who="王五")
    report = import_corpus(there, file)
    assert (report.refused, there.get("new").effective) == (("new",), date(2026, 9, 1))


def test_who_had_all_statutes_has_them_on_the_new_machine(
    here: Catalogue, there: Catalogue, tmp_path: Path
) -> None:
    here.remember(Origin.STATUTES, "all 0123")
    export_corpus(here, tmp_path / "全部.zip")
    import_corpus(there, tmp_path / "全部.zip")
    assert (there.note(Origin.STATUTES) or "").startswith("all ")


def test_a_file_that_is_there_is_not_overwritten(here: Catalogue, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(TransferFileError, match="已存在"):
        export_corpus(here, file)
    assert file.read_bytes() == before


def test_an_export_that_fails_leaves_no_file(here: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(TransferFileError, match="写不了"):
        export_corpus(here, tmp_path / "没有" / "语料.zip")
    assert not list(tmp_path.rglob("*.part"))


# What is refused


def rewritten(file: Path, name: str, change: dict[bytes, bytes], *, sign: bool) -> Path:
    """The file with bytes of one member replaced; the manifest fits when it is signed."""
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    for old, new in change.items():
        assert old in members[name]
        members[name] = members[name].replace(old, new)
    if sign:
        manifest = json.loads(members["manifest.json"])
        manifest["members"][name]["sha256"] = sha256(members[name]).hexdigest()
        manifest["members"][name]["lines"] = members[name].count(b"\n")
        members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return file


def refused(there: Catalogue, file: Path, words: str) -> None:
    with pytest.raises(TransferFileError, match=words):
        import_corpus(there, file)
    assert (there.summaries(), there.history()) == ((), ())


@pytest.mark.parametrize("name", list(KINDS))
def test_a_member_that_was_changed_is_noticed(there: Catalogue, file: Path, name: str) -> None:
    if name == "corrections.jsonl":
        change = {"公告".encode(): "公报".encode()}
    else:
        change = {b"old": b"olt"}
    refused(there, rewritten(file, name, change, sign=False), "校验值不符")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"第一条".encode(): "第九条".encode()}, "校验值不符"),
        ({b'"kind"': b'"kinds"'}, "第 1 行"),
        ({b'"id":"old"': b'"id":"a"'}, "次序不对"),
    ],
)
def test_documents_that_do_not_fit_are_named(
    there: Catalogue, file: Path, change: dict[bytes, bytes], words: str
) -> None:
    refused(there, rewritten(file, DOCUMENTS, change, sign=True), words)


def test_a_correction_no_document_can_have_is_named(there: Catalogue, file: Path) -> None:
    change = {b'"2026-10-01"': b'"2026-13-01"'}
    refused(there, rewritten(file, "corrections.jsonl", change, sign=True), "2026-13-01")


def test_a_file_of_a_newer_program_asks_for_an_upgrade(there: Catalogue, file: Path) -> None:
    change = {b'"version": 1': b'"version": 2'}
    refused(there, rewritten(file, "manifest.json", change, sign=False), "请升级知策")


@pytest.mark.parametrize("cut", [10, 200, -40])
def test_a_truncated_file_is_refused(there: Catalogue, file: Path, cut: int) -> None:
    file.write_bytes(file.read_bytes()[:cut])
    refused(there, file, "不是知策导出的语料文件，或已损坏")


def test_a_flipped_byte_is_refused(there: Catalogue, file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 4] ^= 0xFF
    file.write_bytes(bytes(data))
    refused(there, file, "损坏")


def test_another_zip_is_refused(there: Catalogue, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "别的.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    refused(there, tmp_path / "别的.zip", "不是知策导出的语料文件")


def test_a_missing_file_is_named(there: Catalogue, tmp_path: Path) -> None:
    refused(there, tmp_path / "没有.zip", "打不开")
