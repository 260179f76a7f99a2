"""Which documents name which."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document_store import DocumentSummary, summarise
from corpus.documents import Document
from corpus.make_document import fingerprint
from corpus.references import ReferenceIndex, by_name, mentions_in, references_of
from tests.corpus.sample_documents import document


def a_text(id_: str, title: str, text: str = "内容。", number: str | None = None) -> Document:
    made = document(id_, title, text=text)
    return replace(made, document_number=number, version=None, sha256=fingerprint(text))


def named_in(text: str, *others: Document) -> list[str]:
    names = by_name(summarise(other) for other in others)
    source = a_text("source", "某市奖励措施", text)
    return [reference.document_id for reference in references_of(source, names)]


RULES = a_text("rules", "云雀标志登记办法", number="云管发〔2024〕7号")
LAW = replace(a_text("law", "中华人民共和国云雀法"), aliases=("云雀法",))
STANDARD = a_text("standard", "云雀管理规范", number="GB/T 90000-2023")


@pytest.mark.parametrize(
    "text",
    [
        "按照《云雀标志登记办法》执行。",
        "按照《云雀标志登记办法》（云管发〔2024〕7号）执行。",
        "见云管发[2024]7号文。",
        "根据云雀谷管理局云管发（2024）7号的要求办理。",
        "应当依照云雀标志登记办法第三条办理。",
    ],
)
def test_a_document_is_found_by_title_number_or_clause(text: str) -> None:
    assert named_in(text, RULES, LAW, STANDARD) == ["rules"]


@pytest.mark.parametrize("text", ["依照云雀法第十条和其他规定", "违反《中华人民共和国云雀法》的"])
def test_a_law_is_found_by_its_short_and_its_full_name(text: str) -> None:
    assert named_in(text, RULES, LAW) == ["law"]


def test_a_standard_is_found_by_its_number_in_any_spelling() -> None:
    assert named_in("符合GB/T90000—2023的要求", STANDARD) == ["standard"]
    assert named_in("符合GB/T 90000-2013的要求", STANDARD) == []


def test_another_number_beside_the_title_means_another_document() -> None:
    assert named_in("《云雀标志登记办法》（云管发〔2018〕3号）同时废止。", RULES) == []


def test_the_same_number_of_another_office_means_another_document() -> None:
    assert named_in("见星灯发〔2024〕7号。", RULES) == []


def test_a_text_does_not_refer_to_itself() -> None:
    names = by_name([summarise(RULES)])
    own = replace(RULES, text="为了施行《云雀标志登记办法》。")
    assert references_of(own, names) == ()


def test_a_reference_says_where_the_name_stands() -> None:
    text = "一、按照《云雀标志登记办法》执行。"
    (found,) = references_of(a_text("source", "措施", text), by_name([summarise(RULES)]))
    assert text[found.start : found.end] == "《云雀标志登记办法》"


@given(st.text(alphabet="《》〔〕2024年号第三条依照云雀法办GB/T -（）\n", max_size=120))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in mentions_in(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def indexed(*documents: Document) -> tuple[ReferenceIndex, list[DocumentSummary]]:
    index = ReferenceIndex()
    for one in documents:
        index.read(one)
    index.keep(frozenset(one.id for one in documents))
    return index, [summarise(one) for one in documents]


def test_the_index_says_who_names_a_document_and_where_first() -> None:
    citing = a_text("citing", "措施", "甲《云雀标志登记办法》乙《云雀标志登记办法》")
    index, _ = indexed(RULES, citing)
    found = index.naming(summarise(RULES))
    assert {id_: mention.start for id_, mention in found.items()} == {"citing": 1}


def test_only_a_changed_text_is_read_again() -> None:
    citing = a_text("citing", "措施", "甲《云雀标志登记办法》")
    index, summaries = indexed(RULES, citing)
    assert index.missing(summaries) == []
    changed = a_text("citing", "措施", "不再提到。")
    assert index.missing([summarise(RULES), summarise(changed)]) == ["citing"]
    index.read(changed)
    index.keep(frozenset(("rules", "citing")))
    assert index.naming(summarise(RULES)) == {}


def test_a_document_that_is_gone_names_nothing() -> None:
    index, _ = indexed(RULES, a_text("citing", "措施", "甲《云雀标志登记办法》"))
    index.keep(frozenset(("rules",)))
    assert index.naming(summarise(RULES)) == {}
