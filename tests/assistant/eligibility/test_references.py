"""A reference of a rule is found in the corpus, and what is wrong with it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import load_programmes, read_programme
from assistant.eligibility.programme_parts import Reference
from assistant.eligibility.references import (
    Flag,
    clause_digest,
    clause_digests,
    clause_key,
    flagged,
    references_of,
    resolve,
)
from corpus.documents import Document, Form, Kind
from corpus.front_matter import FrontMatter
from corpus.make_document import make_document
from corpus.source_text import SourceText

DAY = date(2026, 11, 22)
_TEXT = """第一条 为了登记云雀标志，制定本办法。
第二条 申请人应当符合下列条件：
（一）注册满二年；
（二）有研发人员十人以上。申请前一年没有事故。
第三条 本办法自2024年1月1日起施行。
"""
_TOML = """
id = "lark"
name = "云雀标志"
kind = "资格认定"
level = "国家"
issuer = "云雀局"
summary = "示例"
[[versions]]
id = "2024"
from = 2024-01-01
until = {until}
references = [{{ document = "{id}" }}]
[[versions.criteria]]
id = "years"
text = "注册满二年"
expression = '已满(注册日期; 2 年)'
level = "A"
references = [{{ document = "{id}", locator = "第二条 › （一）" }}]
"""


@pytest.fixture
def document() -> Document:
    front = FrontMatter(title="云雀标志登记办法", kind=Kind.POLICY, form=Form.ORIGINAL)
    return make_document(
        SourceText(name="lark.md", source="lark.md", text=_TEXT, front_matter=front)
    )


def _reference(document: Document, locator: str = "", quote: str = "") -> Reference:
    return Reference(document=document.id, locator=locator, quote=quote)


def test_a_locator_gives_the_section_without_the_blanks_around_it(document: Document) -> None:
    found = resolve(_reference(document, "第二条 › （一）"), {document.id: document}.get, day=DAY)
    assert found.citation is not None
    assert found.citation.quote == "（一）注册满二年；"
    assert document.text[found.citation.start : found.citation.end] == found.citation.quote
    assert found.citation.locator == "第二条 › （一）"
    assert found.flags == () and found.remark == ""


def test_a_quote_gives_the_sentence_that_holds_it(document: Document) -> None:
    reference = _reference(document, "第二条 › （二）", "没有事故")
    found = resolve(reference, {document.id: document}.get, day=DAY)
    assert found.citation is not None
    assert found.citation.quote == "申请前一年没有事故。"


def test_a_quote_that_stands_in_another_clause_is_not_taken_from_there(document: Document) -> None:
    reference = _reference(document, "第二条 › （一）", "没有事故")
    found = resolve(reference, {document.id: document}.get, day=DAY)
    assert found.citation is not None
    assert found.citation.quote == "（一）注册满二年；"
    assert found.flags == (Flag.CHANGED,)


def test_no_locator_means_the_whole_document(document: Document) -> None:
    found = resolve(_reference(document), {document.id: document}.get, day=DAY)
    assert found.citation is not None and found.citation.quote == document.text.strip()


def test_a_missing_document_and_a_missing_clause_are_told_apart(document: Document) -> None:
    find = {document.id: document}.get
    empty: dict[str, Document] = {}
    gone = resolve(_reference(document), empty.get, day=DAY)
    assert (gone.citation, gone.flags) == (None, (Flag.MISSING_DOCUMENT,))
    assert document.id in gone.remark
    other = resolve(_reference(document, "第九条"), find, day=DAY)
    assert (other.citation, other.flags) == (None, (Flag.MISSING_CLAUSE,))


def test_a_clause_that_reads_otherwise_than_recorded_is_changed(document: Document) -> None:
    reference = _reference(document, "第二条 › （一）")
    find = {document.id: document}.get
    citation = resolve(reference, find, day=DAY).citation
    assert citation is not None
    same = {clause_key(reference): clause_digest(citation)}
    assert resolve(reference, find, day=DAY, recorded=same).flags == ()
    other = {clause_key(reference): "0" * 64}
    assert resolve(reference, find, day=DAY, recorded=other).flags == (Flag.CHANGED,)


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        ({"expires": date(2026, 11, 21)}, Flag.REPEALED),
        ({"expires": date(2026, 11, 21), "superseded_by": "doc-x"}, Flag.SUPERSEDED),
        ({"effective": date(2026, 11, 23)}, Flag.NOT_YET),
    ],
)
def test_a_document_out_of_force_on_the_day_is_flagged(
    document: Document, change: dict[str, object], flag: Flag
) -> None:
    changed = replace(document, **change)  # type: ignore[arg-type]
    find = {document.id: changed}.get
    assert resolve(_reference(document, "第二条"), find, day=DAY).flags == (flag,)


def test_a_document_is_in_force_on_its_last_day(document: Document) -> None:
    changed = replace(document, expires=DAY)
    found = resolve(_reference(document, "第二条"), {document.id: changed}.get, day=DAY)
    assert found.flags == ()


def _programme(document: Document, *, until: str, item: str = "（一）") -> Programme:
    text = _TOML.format(until=until, id=document.id).replace("（一）", item)
    return read_programme(text, name="lark.toml")


def test_past_versions_may_rest_on_past_documents(document: Document) -> None:
    repealed = {document.id: replace(document, expires=date(2025, 12, 31))}.get
    assert flagged(_programme(document, until="2025-12-31"), repealed, day=DAY) == ()
    current = _programme(document, until="2027-12-31")
    assert [found.flags for found in flagged(current, repealed, day=DAY)] == [
        (Flag.REPEALED,),
        (Flag.REPEALED,),
    ]


def test_a_missing_clause_is_told_of_past_versions_too(document: Document) -> None:
    past = _programme(document, until="2025-12-31", item="（九）")
    found = flagged(past, {document.id: document}.get, day=DAY)
    assert [one.flags for one in found] == [(Flag.MISSING_CLAUSE,)]


def test_a_parameter_counts_by_the_value_of_the_day() -> None:
    """The thresholds of 2016 are repealed, and yet no fault of the rule of today."""
    fees = next(p for p in load_programmes() if p.id == "fee-reduction")
    old = {reference.document for reference in references_of(fees.parameters[0].values[0])}
    assert old and old.isdisjoint(
        reference.document for reference in references_of(fees.parameters[0].values[1])
    )


def test_whole_documents_are_not_recorded(document: Document) -> None:
    programme = _programme(document, until="2027-12-31")
    digests = clause_digests(programme, {document.id: document}.get, day=DAY)
    assert list(digests) == [f"{document.id}|第二条 › （一）|"]
