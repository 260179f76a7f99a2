from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compare.clauses import Role, clauses_of, joined, place_of
from corpus.patent_outline import patent_outline
from tests.corpus.compare.made_versions import OLD, made
from tests.corpus.sample_documents import document

_LINES = st.sampled_from(
    (
        "第一章 总则",
        "第一条 为了测试。",
        "第二条 申请人应当：",
        "（一）提交材料；",
        "（二）缴纳费用。",
        "一、总体要求",
        "（一）工作目标",
        "1.每年一次。",
        "5.2.1 范围",
        "附件1",
        "没有编号的一段。",
        "",
        "　　",
    )
)


def test_an_article_is_one_clause_with_its_paragraphs_and_items() -> None:
    found = clauses_of(made("第一条 应当提交：\n（一）请求书；\n（二）证明。\n另有规定的除外。\n"))
    assert [(clause.label, clause.body) for clause in found] == [
        ("第一条", "应当提交：\n（一）请求书；\n（二）证明。\n另有规定的除外。")
    ]


def test_titles_and_chapter_headings_are_told_apart_from_clauses() -> None:
    roles = [(clause.role, clause.body) for clause in clauses_of(made(OLD))[:3]]
    assert roles == [
        (Role.AROUND, "示例市专利资助办法"),
        (Role.HEADING, "总则"),
        (Role.CLAUSE, "为了鼓励发明创造，制定本办法。"),
    ]


def test_without_articles_the_lowest_numbered_units_are_the_clauses() -> None:
    text = (
        "关于培育的通知\n一、目标\n（一）数量目标。新增十家。\n（二）质量目标。复核通过。\n"
        "二、时间\n三月底前报送。\n"
    )
    found = [clause.name for clause in clauses_of(made(text)) if clause.role is Role.CLAUSE]
    assert found == ["一、目标 › （一）数量目标", "一、目标 › （二）质量目标", "二、时间"]


def test_a_text_without_numbers_gives_one_clause_a_line() -> None:
    found = clauses_of(made("第一段话。\n\n第二段话。\n"))
    assert [(clause.role, clause.body) for clause in found] == [
        (Role.CLAUSE, "第一段话。"),
        (Role.CLAUSE, "第二段话。"),
    ]


def test_claims_lose_their_printed_number() -> None:
    text = "权利要求书\n1.一种杯子，其特征在于有盖。\n2.根据权利要求1所述的杯子，有把。\n"
    found = clauses_of(document("p", text=text, sections=patent_outline(text)))
    assert [(clause.label, clause.body) for clause in found if clause.label] == [
        ("权利要求1", "一种杯子，其特征在于有盖。"),
        ("权利要求2", "根据权利要求1所述的杯子，有把。"),
    ]


@given(st.lists(_LINES, max_size=14).map("\n".join))
def test_clauses_are_verbatim_in_order_and_leave_out_only_labels_and_blanks(text: str) -> None:
    at, left_out = 0, ""
    for clause in clauses_of(made(text)):
        assert clause.start >= at
        assert text[clause.start : clause.start + len(clause.body)] == clause.body
        left_out += text[at : clause.start]
        at = clause.start + len(clause.body)
    labels = "".join(clause.label for clause in clauses_of(made(text)))
    assert "".join((left_out + text[at:]).split()) == "".join(labels.split())


@given(st.lists(_LINES, min_size=1, max_size=8).map("\n".join), st.data())
def test_every_character_of_the_joined_bodies_is_found_again_in_the_text(
    text: str, data: st.DataObject
) -> None:
    clauses = [clause for clause in clauses_of(made(text)) if clause.body]
    whole = joined(clauses)
    if not whole:
        return
    offset = data.draw(st.integers(0, len(whole) - 1))
    _, place = place_of(clauses, offset)
    if whole[offset] != "\n":
        assert text[place] == whole[offset]


def test_an_offset_behind_the_clauses_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        place_of(clauses_of(made("第一条 短。\n")), 99)
