"""What the catalogue keeps, links, refuses and says when the disk fails it."""

from __future__ import annotations

import sqlite3
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.catalogue import AddOutcome, Catalogue, Origin
from corpus.catalogue_check import check_catalogue
from corpus.catalogue_schema import APPLICATION_ID, explain
from corpus.documents import Document, Kind, Section
from corpus.errors import CatalogueError, UnknownDocumentError
from tests.corpus.sample_documents import document, documents

OLD = document("old", effective=date(2017, 8, 1))
NEW = document("new", effective=date(2026, 9, 1))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "home" / "catalogue.sqlite3")


def test_a_document_comes_back_as_it_was_added(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    assert catalogue.get("new") == NEW


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(any_document=documents())
def test_any_document_comes_back_as_it_was_added(
    catalogue: Catalogue, any_document: Document
) -> None:
    catalogue.add(any_document)
    try:
        assert catalogue.get(any_document.id) == any_document
    finally:
        catalogue.remove(any_document.id)


def test_a_second_opening_finds_what_the_first_added(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    assert Catalogue(catalogue.path).get("new") == NEW


def test_the_outcome_tells_new_same_changed_and_next_version(catalogue: Catalogue) -> None:
    changed = document("old", effective=date(2017, 8, 1), text="第一条 改了。\n")
    outcomes = [catalogue.add(d) for d in (OLD, OLD, changed, NEW)]
    assert outcomes == [
        AddOutcome.ADDED,
        AddOutcome.UNCHANGED,
        AddOutcome.UPDATED,
        AddOutcome.NEW_VERSION,
    ]


def test_adding_the_same_twice_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    before = catalogue.revision
    catalogue.add(NEW)
    assert catalogue.revision == before


def test_an_older_version_is_ended_by_the_newer(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    catalogue.add(OLD)
    old = catalogue.get("old")
    assert (old.superseded_by, old.expires) == ("new", date(2026, 8, 31))


def test_removing_the_newer_version_revives_the_older(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    catalogue.add(NEW)
    catalogue.remove("new")
    assert catalogue.get("old") == OLD


def test_an_end_the_text_states_stays(catalogue: Catalogue) -> None:
    catalogue.add(document("old", effective=date(2017, 8, 1), expires=date(2020, 1, 1)))
    catalogue.add(NEW)
    assert catalogue.get("old").expires == date(2020, 1, 1)


def test_summaries_and_documents_tell_the_same_end(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    catalogue.add(NEW)
    assert [(s.id, s.expires) for s in catalogue.summaries()] == [
        (d.id, d.expires) for d in catalogue.documents()
    ]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations([OLD, NEW, document("mid", effective=date(2020, 1, 1))]))
def test_the_order_of_adding_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[Document]
) -> None:
    revisions = set()
    for documents_in_order in (order, sorted(order, key=lambda d: d.id)):
        catalogue = Catalogue(tmp_path_factory.mktemp("c") / "c.sqlite3")
        for one in documents_in_order:
            catalogue.add(one)
        revisions.add(catalogue.revision)
    assert len(revisions) == 1


def test_the_revision_changes_with_a_document_and_back_with_its_removal(
    catalogue: Catalogue,
) -> None:
    catalogue.add(OLD)
    before = catalogue.revision
    catalogue.add(NEW)
    during = catalogue.revision
    catalogue.remove("new")
    assert (during != before, catalogue.revision) == (True, before)


def test_a_note_is_no_part_of_the_revision(catalogue: Catalogue) -> None:
    before = catalogue.revision
    catalogue.remember("x", "1")
    assert (catalogue.revision, catalogue.note("x"), catalogue.note("y")) == (before, "1", None)


def test_the_revision_of_ten_thousand_documents_takes_under_20_ms(catalogue: Catalogue) -> None:
    with catalogue.batch():
        for number in range(10_000):
            catalogue.add(document(f"p{number}", kind=Kind.PATENT))
    times = []
    for _ in range(5):
        begin = time.thread_time()
        _ = catalogue.revision
        times.append(time.thread_time() - begin)
    assert min(times) < 0.020


def test_an_unknown_id_is_named(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownDocumentError, match="没有编号为 nothing"):
        catalogue.get("nothing")


def test_removing_an_unknown_id_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownDocumentError):
        catalogue.remove("nothing")


def test_a_beginning_only_one_id_has_stands_for_it(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    catalogue.add(NEW)
    assert catalogue.resolve("ol") == "old"


def test_a_beginning_of_several_ids_names_them(catalogue: Catalogue) -> None:
    catalogue.add(document("abc1"))
    catalogue.add(document("abc2", title="另一办法"))
    with pytest.raises(CatalogueError, match="abc1、abc2"):
        catalogue.resolve("ab")


def test_a_whole_id_that_begins_another_stands_for_itself(catalogue: Catalogue) -> None:
    catalogue.add(document("abc"))
    catalogue.add(document("abcd", title="另一办法"))
    assert catalogue.resolve("abc") == "abc"


@pytest.mark.parametrize("prefix", ["", "x", "%", "_"])
def test_a_beginning_no_id_has_is_unknown(catalogue: Catalogue, prefix: str) -> None:
    catalogue.add(OLD)
    with pytest.raises(UnknownDocumentError):
        catalogue.resolve(prefix)


def test_a_built_in_text_does_not_replace_the_users(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    catalogue.add(document("old", text="第一条 内置。\n"), origin=Origin.BUILTIN)
    assert catalogue.get("old").text == OLD.text


def test_a_batch_that_fails_leaves_nothing_behind(catalogue: Catalogue) -> None:
    with pytest.raises(KeyboardInterrupt), catalogue.batch():
        catalogue.add(OLD)
        raise KeyboardInterrupt
    assert catalogue.summaries() == ()


def test_inside_a_batch_what_was_added_is_seen(catalogue: Catalogue) -> None:
    with catalogue.batch():
        catalogue.add(OLD)
        assert catalogue.resolve("o") == "old"


def test_threads_add_without_losing_anything(catalogue: Catalogue) -> None:
    def add(start: int) -> None:
        for number in range(start, start + 10):
            catalogue.add(document(f"d{number}", title=f"第{number}号办法"))

    threads = [threading.Thread(target=add, args=(start,)) for start in (0, 10, 20, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(catalogue.summaries()) == 40


def test_a_reader_is_not_disturbed_by_a_writer(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    reading = catalogue.documents()
    next(reading)
    catalogue.add(NEW)
    assert list(reading) == []


# What the disk does


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    path.write_bytes("不是数据库".encode() * 200)
    with pytest.raises(CatalogueError, match="不是语料库文件"):
        Catalogue(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(CatalogueError, match="不是知策的语料库文件"):
        Catalogue(path)


def test_a_catalogue_of_another_version_is_refused(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(catalogue.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CatalogueError, match="请升级知策"):
        Catalogue(catalogue.path)


def test_a_damaged_file_is_named(catalogue: Catalogue) -> None:
    with catalogue.batch():
        for number in range(50):
            catalogue.add(document(f"d{number}", title=f"第{number}号办法"))
    connection = sqlite3.connect(catalogue.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(catalogue.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    catalogue.path.write_bytes(bytes(content))
    with pytest.raises(CatalogueError, match="已损坏"):
        catalogue.summaries()


def test_a_damaged_record_says_how_to_remove_it(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    _spoil(catalogue, "UPDATE documents SET document = '{'")
    with pytest.raises(CatalogueError, match="zhice corpus remove old"):
        catalogue.get("old")


def test_a_damaged_record_can_be_removed(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    _spoil(catalogue, "UPDATE documents SET document = '{', summary = '{'")
    catalogue.remove("old")
    assert catalogue.summaries() == ()


def test_a_locked_catalogue_asks_to_wait(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(catalogue.path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(CatalogueError, match="正被另一个知策进程占用"):
            Catalogue(catalogue.path, busy_seconds=0.05).add(OLD)
    finally:
        connection.close()


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CatalogueError, match="ZHICE_HOME"):
        Catalogue(tmp_path / "file" / "home" / "c.sqlite3")


def test_a_full_disk_is_called_full() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("CREATE TABLE t AS SELECT zeroblob(99999)")
    connection.close()
    assert "磁盘已满" in explain(caught.value)


def test_a_read_only_file_is_called_read_only(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(f"file:{catalogue.path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("DELETE FROM documents")
    connection.close()
    assert "只读" in explain(caught.value)


def test_the_file_is_marked_as_ours(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(catalogue.path)
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    connection.close()
    assert mark == APPLICATION_ID


# What `check` finds


def _spoil(catalogue: Catalogue, statement: str) -> None:
    connection = sqlite3.connect(catalogue.path)
    with connection:
        connection.execute(statement)
    connection.close()


def _problems(catalogue: Catalogue) -> str:
    return "；".join(problem.text for problem in check_catalogue(catalogue))


def test_a_sound_catalogue_has_no_problems(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    catalogue.add(NEW)
    assert check_catalogue(catalogue) == []


def test_check_finds_a_damaged_record(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    _spoil(catalogue, "UPDATE documents SET document = '{'")
    assert "记录已损坏" in _problems(catalogue)


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (document("a", effective=date(2020, 1, 1), sha256="0" * 64), "校验值不符"),
        (document("a", effective=date(2020, 1, 1), sections=()), "不能拼回全文"),
        (
            document(
                "a",
                effective=date(2020, 1, 1),
                sections=(Section(label="", heading="", start=1, end=11),),
            ),
            "不能拼回全文",
        ),
        (document("a", effective=date(2020, 1, 1), expires=date(2019, 1, 1)), "晚于失效日"),
        (document("a", effective=date(2020, 1, 1), superseded_by="gone"), "gone 不在语料库里"),
        (document("a"), "未核实"),
    ],
)
def test_check_finds_what_is_wrong_in_a_document(
    catalogue: Catalogue, spoilt: Document, words: str
) -> None:
    catalogue.add(spoilt)
    assert words in _problems(catalogue)


def test_check_finds_one_version_added_twice(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    catalogue.add(document("twin", effective=date(2026, 9, 1)))
    assert "同一版本" in _problems(catalogue)
