from hypothesis import given
from hypothesis import strategies as st

from assistant.clause_units import Part, units_of

ARTICLE = (
    "第八条 一般不予优先审查的情形\n有下列情形之一的，不予优先审查：\n"
    "（一）分案申请；\n（二）同日申请。\n其他情形另行规定。"
)


def test_a_heading_line_is_not_quoted() -> None:
    assert all("一般不予优先审查的情形" not in unit.text for unit in units_of(ARTICLE))


def test_a_numbered_heading_that_ends_with_a_bracket_is_not_quoted() -> None:
    texts = [unit.text for unit in units_of("二、怎么办（第十条、第十一条）\n请求要用电子申请。")]
    assert texts == ["请求要用电子申请。"]


def test_items_know_the_sentence_that_introduces_them() -> None:
    units = units_of(ARTICLE)
    items = [unit for unit in units if unit.part is Part.ITEM]
    assert [units[item.lead].part for item in items if item.lead is not None] == [Part.LEAD] * 2


def test_a_sentence_after_the_list_stands_alone() -> None:
    assert units_of(ARTICLE)[-1].part is Part.STATEMENT


def test_a_passage_of_headings_only_is_one_statement() -> None:
    assert [unit.text for unit in units_of("附则")] == ["附则"]


@given(st.text(alphabet="第一二条（）、：；。\n 专利申请", max_size=80))
def test_every_unit_is_verbatim_at_its_offsets(text: str) -> None:
    assert all(text[unit.start : unit.end] == unit.text != "" for unit in units_of(text))


def test_an_article_heading_that_ends_with_a_bracket_is_not_quoted() -> None:
    texts = [unit.text for unit in units_of("第七条 奖金下限（旧细则）\n奖金最低三千元。")]
    assert texts == ["奖金最低三千元。"]
