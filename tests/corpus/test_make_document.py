import hashlib

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import path_to
from corpus.make_document import make_document
from corpus.source_text import SourceText


def source(text: str, *, name: str = "某文件.txt") -> SourceText:
    return SourceText(name=name, source=name, text=text)


@given(st.text())
def test_any_text_becomes_a_document_that_holds_it_verbatim(text: str) -> None:
    document = make_document(source(text))
    assert document.text == text
    assert "".join(text[leaf.start : leaf.end] for leaf in document.leaves()) == text


def test_the_fingerprint_is_that_of_the_text() -> None:
    text = "第一条 甲。"
    assert make_document(source(text)).sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_clause_is_found_by_its_place_in_the_text() -> None:
    document = make_document(source("某法\n第一章 总则\n第一条 甲。\n乙。\n第二条 丙。"))
    path = path_to(document, document.text.index("乙"))
    assert [section.label for section in path] == ["第一章", "第一条", "第二款"]


def test_the_same_text_from_another_path_is_the_same_document() -> None:
    text = "某市某办法\n第一条 甲。\n第二条 乙。"
    assert (
        make_document(source(text, name="a.txt")).id == make_document(source(text, name="b.txt")).id
    )
