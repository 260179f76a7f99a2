"""Documents survive JSON unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from corpus.document_store import (
    document_from_json,
    document_to_json,
    summarise,
    summary_from_json,
    summary_to_json,
)
from corpus.documents import Document
from tests.corpus.sample_documents import document, documents


@settings(deadline=None)
@given(documents())
def test_a_document_comes_back_as_it_went_in(any_document: Document) -> None:
    assert document_from_json(document_to_json(any_document)) == any_document


@settings(deadline=None)
@given(documents())
def test_a_summary_comes_back_as_it_went_in(any_document: Document) -> None:
    summary = summarise(any_document)
    assert summary_from_json(summary_to_json(summary)) == summary


def test_the_same_document_gives_the_same_characters() -> None:
    assert document_to_json(document("a")) == document_to_json(document("a"))


def test_json_is_one_line_of_readable_chinese() -> None:
    text = document_to_json(document("a"))
    assert "专利优先审查管理办法" in text
    assert "\n" not in text


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"id": 1}', "坏"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        document_from_json(text)
