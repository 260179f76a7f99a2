"""Two versions at once, two dates for one text."""

from __future__ import annotations

from datetime import date

from corpus.conflict import Difference
from corpus.date_conflicts import find_date_conflicts
from corpus.documents import Document
from corpus.make_document import make_document
from corpus.source_text import SourceText
from tests.corpus.sample_documents import document

TODAY = date(2026, 11, 22)
TERM = "甲市奖励办法\n2020年3月1日发布\n第一条 本办法自2020年5月1日起施行，有效期五年。\n"


def read(text: str, *, effective: date | None = None, expires: date | None = None) -> Document:
    source = SourceText(
        name="甲.txt", source="甲.txt", text=text, effective=effective, expires=expires
    )
    return make_document(source)


def test_a_date_of_the_format_against_the_texts_own_is_found_with_the_sentence() -> None:
    made = read(TERM, effective=date(2020, 6, 1), expires=date(2025, 5, 31))
    (found,) = find_date_conflicts([made], day=TODAY)
    assert found.difference is Difference.DATES
    assert "2020-06-01" in found.words and "2020-05-01" in found.words
    assert found.lower.quote == "第一条 本办法自2020年5月1日起施行，有效期五年。"


def test_dates_that_agree_are_none() -> None:
    assert list(find_date_conflicts([read(TERM, effective=date(2020, 5, 1))], day=TODAY)) == []


def test_two_versions_in_force_at_once_are_found() -> None:
    older = document("a", effective=date(2010, 1, 1))
    newer = document("b", effective=date(2020, 1, 1))
    (found,) = find_date_conflicts([newer, older], day=TODAY)
    assert found.difference is Difference.OVERLAP
    assert (found.higher.document_id, found.lower.document_id) == ("a", "b")


def test_a_version_that_has_ended_overlaps_nothing() -> None:
    older = document("a", effective=date(2010, 1, 1), expires=date(2019, 12, 31))
    newer = document("b", effective=date(2020, 1, 1))
    assert list(find_date_conflicts([older, newer], day=TODAY)) == []
    assert list(find_date_conflicts([older, newer], day=date(2019, 12, 31))) == []
