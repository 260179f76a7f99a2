from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chinese_numbers import parse_number
from corpus.documents import Document, Form, Kind, Section
from corpus.outline import parse_outline
from corpus.read_corpus import FoundDocument, read_paths
from corpus.structure_check import LONGEST_CLAUSE, structure_faults
from corpus.structure_fault import FaultKind, Severity
from tests.corpus.sample_documents import document, documents
from tests.shared_data import SHARED


def parsed(text: str) -> Document:
    return document("d", text=text, sections=parse_outline(text))


def kinds(text: str, form: Form = Form.ORIGINAL, kind: Kind = Kind.POLICY) -> list[FaultKind]:
    facts = replace(parsed(text), form=form, kind=kind)
    return [fault.kind for fault in structure_faults(facts)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第一条 甲。\n第三条 乙。", FaultKind.ARTICLE_COUNT),
        ("第二条 甲。\n第三条 乙。", FaultKind.ARTICLE_COUNT),
        ("第一章 甲\n第一条 乙。\n第三章 丙\n第二条 丁。", FaultKind.CHAPTER_COUNT),
        ("第一条 甲：\n（一）乙；\n（三）丙。", FaultKind.ITEM_COUNT),
        ("一、甲\n（一）乙\n（二）丙\n三、丁", FaultKind.ITEM_COUNT),
        ("第一条 甲。\n第二条\n第三条 乙。", FaultKind.EMPTY),
        ("第一条 甲。\n第九条 乙。\n第二条 丙。\n第三条 丁。", FaultKind.MISSED_HEADING),
        ("第一条 甲。\n申请材料\n乙。", FaultKind.BARE_HEADING),
        ("第一条 甲。\n2024年3月1日\n乙。", FaultKind.SIGNATURE),
        ("第一条 依照第二条，\n第二条 甲。", FaultKind.MISSED_HEADING),
        ("第一条 甲\ufffd乙。", FaultKind.CHARACTER),
        ("第一条 甲\ue5f9乙。", FaultKind.CHARACTER),
        ("第一条 " + "甲" * LONGEST_CLAUSE, FaultKind.LONG),
    ],
)
def test_a_doubtful_spot_is_named(text: str, kind: FaultKind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "第一条 甲。\n第一条之一 乙。\n第二条 丙。",
        "第一编 甲\n第一章 乙\n第一条 丙。\n第二编 丁\n第一章 戊\n第二条 己。",
        "第一条 甲。\n附件1\n乙办法\n第一条 丙。\n附件2\n丁办法\n第一条 戊。",
        "一、甲\n（一）乙\n（二）丙\n二、丁\n（三）戊\n（四）己",
        "第一条 甲。\n第九十条规定的期限不变。\n（一）、（二）项除外。",
        "目录\n第一章 甲\n第二章 乙\n第一章 甲\n第一条 丙。\n第二章 乙\n第二条 丁。",
        "附件1\n某方案\n一、甲\n二、乙",
        "第一章 法律的适用\n第一条 甲。\n第二章 乙\n第二条 丙：\n（一）第一项以外的；\n（二）丁。",
        "第一条 甲。\n云雀市登记局\n2024年3月1日",
        "一、修改：\n“第九条 甲。\n第三条 乙。”\n二、丙。",
    ],
)
def test_a_sound_text_is_passed_over(text: str) -> None:
    assert structure_faults(parsed(text)) == ()


def test_a_digest_may_leave_articles_out() -> None:
    text = "第二条 甲。\n第七条 乙。"
    assert kinds(text) == [FaultKind.ARTICLE_COUNT] * 2
    assert kinds(text, form=Form.DIGEST) == []


def test_the_numbers_of_a_patent_are_not_checked() -> None:
    assert kinds("1.一种装置。\n3.一种方法。", kind=Kind.PATENT) == []


def test_spans_that_do_not_join_are_the_only_fault_told() -> None:
    broken = replace(
        parsed("第一条 甲。\ufffd"), sections=(Section(label="第一条", heading="", start=0, end=3),)
    )
    (fault,) = structure_faults(broken)
    assert (fault.kind, fault.severity) == (FaultKind.SPANS, Severity.WRONG)


def test_a_label_that_is_not_printed_where_it_points_is_wrong() -> None:
    text = "第一条 甲。"
    wrong = replace(
        parsed(text), sections=(Section(label="第二条", heading="", start=0, end=len(text)),)
    )
    assert FaultKind.LABEL in [fault.kind for fault in structure_faults(wrong)]


def test_an_item_its_own_address_does_not_lead_to_is_wrong() -> None:
    text = "第一条 甲：\n（一）乙；\n（一）丙。"
    start, middle = text.index("（一）乙"), text.index("（一）丙")
    items = (
        Section(label="", heading="", start=0, end=start),
        Section(label="（一）", heading="", start=start, end=middle),
        Section(label="（一）", heading="", start=middle, end=len(text)),
    )
    article = Section(label="第一条", heading="", start=0, end=len(text), children=items)
    fault = structure_faults(replace(parsed(text), sections=(article,)))[-1]
    assert (fault.kind, fault.detail) == (FaultKind.UNREACHABLE, "第一条第（一）项")


def test_a_fault_says_where_it_is() -> None:
    (fault,) = structure_faults(parsed("第一章 总则\n第一条 甲。\n\n  第三条 乙。\n第四条 丙。"))
    assert (fault.line, fault.locator, fault.excerpt) == (4, "第一章 › 第三条", "第三条 乙。")
    assert fault.detail == "第一条之后是第三条"


@given(st.one_of(documents(), st.text().map(parsed)))
def test_any_document_can_be_checked(any_document: Document) -> None:
    for fault in structure_faults(any_document):
        assert 0 <= fault.offset <= len(any_document.text)
        assert fault.excerpt in any_document.text


STATUTES = sorted((SHARED / "statutes").glob("*/*.md")) if SHARED.exists() else []
POLICIES = sorted((SHARED / "policies").glob("*")) if SHARED.exists() else []

# What the sources themselves have wrong: a first chapter or its title lost, private-use
# characters for rare ones, and a text that says it holds some articles only.
GENUINE = {
    "上海市促进科技成果转化条例(2017-04-20)": {FaultKind.CHARACTER},
    "杭州市科学技术进步条例(2011-12-07)": {FaultKind.CHARACTER},
    "山东省促进科技成果转化条例(2017-12-01)": {FaultKind.CHAPTER_COUNT},
    "著作权法(2020-11-11)": {FaultKind.CHAPTER_COUNT},
    "专利收费减缴_要点条文": {FaultKind.ARTICLE_COUNT},
}


def read(path: Path) -> Document:
    (found,) = (item for item in read_paths([path]) if isinstance(item, FoundDocument))
    return found.document


@pytest.mark.parametrize("text", ["一、甲\n二．乙\n", "甲：\n(一)乙；\n（二）丙。\n"])
def test_marks_of_another_width_do_not_break_the_count_of_items(text: str) -> None:
    assert FaultKind.ITEM_COUNT not in kinds(text)


@pytest.mark.shared
@pytest.mark.parametrize("path", [*STATUTES, *POLICIES], ids=lambda path: path.stem)
def test_a_real_text_has_no_faults_but_its_own(path: Path) -> None:
    found = {fault.kind for fault in structure_faults(read(path))}
    assert found == GENUINE.get(path.stem, set())


@pytest.mark.shared
@pytest.mark.parametrize("path", STATUTES, ids=lambda path: path.stem)
def test_a_real_statute_counts_as_many_articles_as_its_lines(path: Path) -> None:
    """Counted anew from the raw file: lines that begin with the next number."""
    count = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        number = re.match(r"[#\s]*第([一二三四五六七八九十百零]+)条", line)
        count += number is not None and parse_number(number[1]) == count + 1
    held = read(path)
    starts = [s.start for s in _articles(held.sections)]
    assert len(starts) == count
    assert all(a < b for a, b in pairwise(starts))


def _articles(sections: tuple[Section, ...]) -> list[Section]:
    return [
        found
        for section in sections
        for found in ([section] if section.label.endswith("条") else _articles(section.children))
    ]
