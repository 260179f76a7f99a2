from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.citations import cite, cite_passage, in_context
from corpus.documents import Document, Status
from indexing.make_passages import make_passages
from tests.assistant.small_corpus import TODAY, small_corpus

RULES = next(d for d in small_corpus() if d.version == "2024")
PASSAGES = make_passages(RULES)
CONDITIONS = next(p for p in PASSAGES if "应当符合下列条件" in p.text)


def found(*documents: Document) -> Callable[[str], Document | None]:
    return {document.id: document for document in documents}.get


def test_a_citation_quotes_the_document_at_its_offsets() -> None:
    start = CONDITIONS.text.index("图形使用满一年")
    citation = cite(CONDITIONS, (start, start + 7), day=TODAY, document=RULES)
    assert RULES.text[citation.start : citation.end] == citation.quote == "图形使用满一年"


def test_the_locator_is_as_deep_as_the_quote_allows() -> None:
    start = CONDITIONS.text.index("图形使用满一年")
    citation = cite(CONDITIONS, (start, start + 7), day=TODAY, document=RULES)
    assert citation.locator.endswith("第三条 › 第一款 › （二）")


def test_a_quote_over_two_paragraphs_points_to_the_article() -> None:
    assert cite_passage(CONDITIONS, day=TODAY, document=RULES).locator.endswith("第三条")


def test_the_status_is_that_of_the_day_asked_about() -> None:
    citation = cite_passage(PASSAGES[0], day=TODAY.replace(year=2020), document=RULES)
    assert citation.status is Status.NOT_YET


def test_an_empty_span_cannot_be_cited() -> None:
    with pytest.raises(ValueError, match="does not match"):
        cite(CONDITIONS, (3, 3), day=TODAY, document=RULES)


def test_a_passage_of_another_text_cannot_be_cited() -> None:
    other = replace(RULES, text="别的文字。" * 200)
    with pytest.raises(ValueError, match="does not match"):
        cite_passage(CONDITIONS, day=TODAY, document=other)


def test_the_context_of_a_quote_is_contiguous() -> None:
    citation = cite_passage(CONDITIONS, day=TODAY, document=RULES)
    context = in_context(citation, found(RULES))
    assert context.before + context.quote + context.after in RULES.text
    assert context.changed == ""


def test_a_long_document_gives_some_of_its_text_around_the_quote_and_not_all() -> None:
    long = replace(RULES, text="前" * 5_000 + "引文" + "后" * 5_000, sections=())
    citation = replace(
        cite_passage(CONDITIONS, day=TODAY, document=RULES), quote="引文", start=5_000, end=5_002
    )
    context = in_context(citation, found(long))
    assert 100 < len(context.before) < 1_000
    assert 100 < len(context.after) < 1_000


def test_a_removed_document_is_said_to_be_removed() -> None:
    context = in_context(cite_passage(CONDITIONS, day=TODAY, document=RULES), found())
    assert "删除" in context.changed
    assert context.quote == CONDITIONS.text.strip()


def test_a_quote_that_is_gone_is_said_to_have_changed() -> None:
    citation = cite_passage(CONDITIONS, day=TODAY, document=RULES)
    altered = replace(RULES, text=RULES.text.replace("满一年", "满两年"))
    assert "改动" in in_context(citation, found(altered)).changed


def test_a_quote_that_moved_is_still_found() -> None:
    citation = cite_passage(CONDITIONS, day=TODAY, document=RULES)
    end = len(RULES.text) + 4
    last = replace(RULES.sections[-1], end=end)
    first = replace(RULES.sections[0], start=0)
    moved = replace(
        RULES, text="前言。\n" + RULES.text, sections=(first, *RULES.sections[1:-1], last)
    )
    context = in_context(citation, found(moved))
    assert context.before.startswith("前言")
    assert context.changed == ""
