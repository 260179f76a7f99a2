from __future__ import annotations

from datetime import date

import pytest

from assistant.layout.clauses import (
    IMPLEMENTING_RULES,
    LAYOUT_FORMS,
    PATENT_LAW,
    PRIORITY_EXAMINATION,
    Clauses,
    open_clauses,
)
from corpus.catalogue import Catalogue
from corpus.documents import Document, Form, Kind, Verification
from corpus.front_matter import FrontMatter
from corpus.make_document import make_document
from corpus.source_text import SourceText
from tests.assistant.layout.planted_field import TODAY, builtin_documents, clauses


def _law(text: str, *, form: Form, effective: date, version: str = "样本") -> Document:
    front = FrontMatter(
        title=PATENT_LAW,
        kind=Kind.STATUTE,
        form=form,
        issuer="某机关",
        version=version,
        effective=effective,
        verification=Verification.C,
    )
    return make_document(SourceText(name="law.md", source="law.md", text=text, front_matter=front))


def test_a_clause_is_cited_by_the_sentence_that_says_so() -> None:
    found = clauses().cite(PATENT_LAW, "第三十四条", says="十八个月")
    assert found is not None
    (law,) = [d for d in builtin_documents() if d.id == found.document_id]
    assert law.text[found.start : found.end] == found.quote
    assert found.quote.endswith("。")
    assert "第三十四条" in found.locator


@pytest.mark.parametrize(
    ("title", "address", "says"),
    [
        (PATENT_LAW, "第三十四条", "十九个月"),
        (PATENT_LAW, "第九百条", "十八个月"),
        ("没有这部法律", "第三十四条", "十八个月"),
    ],
)
def test_a_clause_that_does_not_say_so_is_no_support(title: str, address: str, says: str) -> None:
    assert clauses().cite(title, address, says=says) is None


def test_the_original_text_goes_before_our_digest() -> None:
    original = _law("第一条 标志满两年公布。\n", form=Form.ORIGINAL, effective=date(2021, 6, 1))
    digest = _law(
        "第一条 摘要\n满两年公布。\n", form=Form.DIGEST, effective=date(2021, 6, 1), version="摘"
    )
    found = Clauses((digest, original), day=TODAY).cite(PATENT_LAW, "第一条", says="两年")
    assert found is not None
    assert found.form is Form.ORIGINAL


def test_a_text_that_is_not_yet_in_force_is_not_cited_unless_for_a_later_day() -> None:
    coming = _law("第一条 满两年公布。\n", form=Form.ORIGINAL, effective=date(2027, 1, 1))
    at = Clauses((coming,), day=TODAY)
    assert at.cite(PATENT_LAW, "第一条", says="两年") is None
    assert at.cite(PATENT_LAW, "第一条", says="两年", on=date(2027, 1, 1)) is not None


def test_the_repealed_rules_of_2010_are_not_cited_today() -> None:
    found = clauses().cite(IMPLEMENTING_RULES, "第五条", says="休假日后")
    assert found is not None
    (rules,) = [d for d in builtin_documents() if d.id == found.document_id]
    assert rules.version == "2023"


def test_the_priority_examination_of_2026_rules_out_applications_of_the_same_day() -> None:
    found = clauses().cite(PRIORITY_EXAMINATION, "第八条第（二）项", says="实用新型")
    assert found is not None
    assert "同日" in found.quote
    before = Clauses(builtin_documents(), day=date(2026, 8, 31))
    assert before.cite(PRIORITY_EXAMINATION, "第八条第（二）项", says="实用新型") is None


def test_a_digest_without_articles_is_cited_by_its_words() -> None:
    found = clauses().cite_text(LAYOUT_FORMS, says="^围栏（")
    assert found is not None
    assert found.quote.startswith("围栏（fencing）")


def test_a_catalogue_gives_only_the_texts_that_can_be_asked_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    catalogue = Catalogue(tmp_path_factory.mktemp("home") / "catalogue.sqlite3")
    for document in builtin_documents():
        catalogue.add(document)
    found = open_clauses(catalogue, day=TODAY)
    assert found.cite(PATENT_LAW, "第三十四条", says="十八个月") is not None
    assert found.effective_day(PATENT_LAW) == date(2021, 6, 1)
