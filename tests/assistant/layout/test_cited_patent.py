from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import in_context
from assistant.layout.cited_patent import cite_patent, document_of, find_patent
from tests.assistant.layout.patents import fill, patent, store_at

DAY = date(2026, 11, 22)
NUMBER = "CN113000001A"


def test_a_quote_is_verbatim_and_names_its_part() -> None:
    record = patent(NUMBER, "一种滤网", abstract="滤网内设有刷子，便于清洗。")
    citation = cite_patent(record, day=DAY, part="摘要", quote="便于清洗")
    assert citation.locator == "摘要"
    assert document_of(record).text[citation.start : citation.end] == "便于清洗"


def test_words_the_part_does_not_hold_are_not_cited() -> None:
    record = patent(NUMBER, "一种滤网", abstract="便于清洗。")
    with pytest.raises(ValueError, match="does not say so"):
        cite_patent(record, day=DAY, part="标题", quote="便于清洗")


def test_what_is_cited_can_be_looked_up_again(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "清单", [patent(NUMBER, "一种滤网", abstract="便于清洗。")], None)
    (record,) = store.reader(None).records()
    citation = cite_patent(record, day=DAY, part="摘要", quote="便于清洗")
    shown = in_context(citation, lambda id_: find_patent(id_, store.reader(None)))
    assert (shown.quote, shown.changed) == ("便于清洗", "")


def test_a_private_patent_is_found_by_nobody_else(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "清单", [patent(NUMBER, "一种滤网")], "甲")
    (record,) = store.reader("甲").records()
    document_id = document_of(record).id
    assert find_patent(document_id, store.reader("甲")) is not None
    assert find_patent(document_id, store.reader(None)) is None


def test_other_citations_are_none_of_its_business(tmp_path: Path) -> None:
    assert find_patent("doc-1", store_at(tmp_path).reader(None)) is None


@given(st.text(), st.text(), st.text(min_size=1))
def test_the_parts_join_to_the_text(abstract: str, claim: str, title: str) -> None:
    document = document_of(patent(NUMBER, title, abstract=abstract, first_claim=claim))
    joined = "".join(document.text[s.start : s.end] for s in document.sections)
    assert joined == document.text
