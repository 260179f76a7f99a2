"""What the catalogue keeps, links and refuses."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.catalogue import AddOutcome, Catalogue, Origin
from corpus.documents import Document, Kind
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
