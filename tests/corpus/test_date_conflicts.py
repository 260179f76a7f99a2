"""Two versions at once, two dates for one text, a term another text prolonged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.conflict import Difference
from corpus.date_conflicts import find_date_conflicts
from corpus.documents import Basis, Document, Ground
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


NOTICE = (
    "关于延长有效期的通知\n2025年3月1日发布\n"
    "《甲市奖励办法》的有效期延长至2027年4月30日，期满自行失效。\n"
)


def test_a_term_another_text_prolongs_is_found_with_its_sentence() -> None:
    term, notice = read(TERM), read(NOTICE)
    (found,) = find_date_conflicts([notice, term], day=TODAY)
    assert found.lower.quote.startswith("《甲市奖励办法》的有效期延长至")
    assert found.higher.quote == "第一条 本办法自2020年5月1日起施行，有效期五年。"
    assert f"zhice corpus set {term.id} --expires 2027-04-30" in found.words


def test_a_term_staff_has_set_is_settled() -> None:
    term = read(TERM)
    word = Ground(fact="expires", value="2026-12-31", basis=Basis.CORRECTION)
    settled = replace(term, expires=date(2026, 12, 31), grounds=(word,))
    assert list(find_date_conflicts([read(NOTICE), settled], day=TODAY)) == []


def test_a_prolonged_term_of_another_text_is_none() -> None:
    other = NOTICE.replace("甲市奖励办法", "乙市奖励办法")
    assert list(find_date_conflicts([read(other), read(TERM)], day=TODAY)) == []
