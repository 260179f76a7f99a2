from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.pages.shelf import Books
from assistant.pages.version_choice import instruments, names, others, side_by_side
from corpus.document_store import DocumentSummary, summarise
from corpus.documents import Form, Kind
from tests.corpus.sample_documents import document

OLD = summarise(document("b-old", version="2017", effective=date(2017, 8, 1)))
NEW = summarise(document("a-new", version="2026", effective=date(2026, 9, 1)))
ALONE = summarise(document("c-alone", "另一项工作方案", version="2020"))
PATENT = summarise(document("patent-1", "一种杯子", kind=Kind.PATENT))


def _books(*summaries: DocumentSummary) -> Books:
    return Books(revision="r", summaries=summaries, haystacks=("",) * len(summaries))


def test_only_instruments_with_several_versions_are_offered_the_older_on_the_left() -> None:
    [found] = instruments(_books(NEW, OLD, ALONE, PATENT))
    assert [version.id for version in found.versions] == ["b-old", "a-new"]
    assert found.address == "/compare?old=b-old&new=a-new"


def test_a_digest_is_not_offered_against_the_original() -> None:
    assert instruments(_books(OLD, replace(NEW, form=Form.DIGEST))) == []


def test_the_other_versions_of_a_document_are_found_from_either_side() -> None:
    books = _books(NEW, OLD, ALONE)
    assert [[o.id for o in others(books, id_)] for id_ in ("a-new", "b-old", "c-alone")] == [
        ["b-old"],
        ["a-new"],
        [],
    ]


def test_the_older_stands_on_the_left_whichever_is_named_first() -> None:
    assert side_by_side(OLD, NEW) == side_by_side(NEW, OLD) == "/compare?old=b-old&new=a-new"


def test_a_name_that_would_mean_two_documents_gives_way_to_the_id() -> None:
    twin = replace(OLD, id="d-twin")
    found = [name.value for name in names(_books(OLD, NEW, twin, PATENT))]
    assert found == ["b-old", "d-twin", f"{NEW.title}@2026", "patent-1"]
