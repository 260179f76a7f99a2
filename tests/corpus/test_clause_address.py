from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clause_address import (
    ClauseAddress,
    address_of_locator,
    article_number,
    clause_address,
    find_clause,
    list_number,
    parse_clause_address,
)
from corpus.documents import Section, locator, path_to
from corpus.outline import parse_outline
from tests.corpus.planted_texts import Planted, statutes
from tests.corpus.sample_documents import document

TEXT = (
    "第一章 总则\n第一条 有下列情形的：\n（一）甲；\n（二）乙的：\n1.子；\n2.丑。\n前款规定除外。\n"
    "第一条之一 丙。\n第二条 丁：\n(一) 戊；\n(二) 己。\n"
    "附件1\n申报办法\n第一条 庚。\n辛。\n"
)
SECTIONS = parse_outline(TEXT)

_numbers = st.integers(1, 199)
addresses = st.builds(
    ClauseAddress,
    article=st.tuples(_numbers, st.integers(0, 9)),
    paragraph=st.none() | _numbers,
    item=st.none() | _numbers,
    point=st.none() | _numbers,
    annex=st.sampled_from(("", "附件", "附件1", "附件二", "附录A")),
)


def path(words: str) -> tuple[Section, ...]:
    """The sections around these words of the text."""
    facts = document("d", text=TEXT, sections=SECTIONS)
    return path_to(facts, TEXT.index(words))


def clause(words: str) -> str | None:
    section = find_clause(SECTIONS, parse_clause_address(words))
    return TEXT[section.start : section.end].strip() if section else None


@given(addresses)
def test_an_address_printed_and_read_again_is_the_same(address: ClauseAddress) -> None:
    assert parse_clause_address(str(address)) == address


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("第十五条第二款第（三）项", "第十五条第二款第（三）项"),
        ("第15条第2款第3项", "第十五条第二款第（三）项"),
        ("第十七条之一第(四)项第二目", "第十七条之一第（四）项第2目"),
        ("附件1第三条", "附件1第三条"),
    ],
)
def test_an_address_is_printed_as_lawyers_write_it(words: str, printed: str) -> None:
    assert str(parse_clause_address(words)) == printed


@pytest.mark.parametrize(
    "words", ["", "第三款", "第百百条", "第〇条", "第一条第〇款", "第一条规定"]
)
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"address|count|number"):
        parse_clause_address(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("第一条第二款", "前款规定除外。"),
        ("第一条第一款第（一）项", "（一）甲；"),
        ("第一条第一款第（二）项第2目", "2.丑。"),
        ("第一条第二项第一目", "1.子；"),
        ("第一条之一", "第一条之一 丙。"),
        ("第二条第（二）项", "(二) 己。"),
        ("第二条第一款第（二）项", "(二) 己。"),
        ("附件1第一条第二款", "辛。"),
    ],
)
def test_an_address_leads_to_its_clause(words: str, text: str) -> None:
    assert clause(words) == text


@pytest.mark.parametrize(
    "words", ["第三条", "第一条第三款", "第一条第二款第一项", "第二条第二款", "附件2第一条"]
)
def test_an_address_of_nothing_leads_nowhere(words: str) -> None:
    assert clause(words) is None


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("前款规定", "第一条第二款"),
        ("丑。", "第一条第一款第（二）项第2目"),
        ("丙。", "第一条之一"),
        ("庚。", "附件1第一条第一款"),
    ],
)
def test_a_path_has_the_address_of_the_deepest_part_it_names(words: str, printed: str) -> None:
    assert str(clause_address(path(words))) == printed


def test_a_path_outside_articles_has_no_address() -> None:
    assert clause_address(path("申报办法")) is None


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("第二章 › 第二十五条 › 第一款 › （二）", "第二十五条第一款第（二）项"),
        ("第五条", "第五条"),
        ("第一编 › 第二章 › 第十七条之一 › （一） › 2.", "第十七条之一第（一）项第2目"),
        ("附件1 › 第三条", "附件1第三条"),
        ("四、工作措施 › （一）政策体系", "None"),
        ("附件1申报办法 › 第三条", "None"),
        ("", "None"),
    ],
)
def test_a_locator_gives_its_address(place: str, printed: str) -> None:
    assert str(address_of_locator(place)) == printed


@given(statutes())
def test_the_locator_of_a_path_gives_the_same_address_as_the_path(planted: Planted) -> None:
    facts = document("d", text=planted.text, sections=parse_outline(planted.text))
    for leaf in facts.leaves():
        found = path_to(facts, leaf.start)
        assert address_of_locator(locator(found)) == clause_address(found)


def test_the_address_above_an_item_is_its_paragraph() -> None:
    address = parse_clause_address("第一条第二款第（三）项第1目")
    above = [str(address := address.enclosing()) for _ in range(4)]
    assert above == ["第一条第二款第（三）项", "第一条第二款", "第一条", "第一条"]


@pytest.mark.parametrize(
    ("label", "number"),
    [("（三）", 3), ("3.", 3), ("三、", 3), ("③", 3), ("0.", None), ("", None), ("第三条", None)],
)
def test_a_list_label_gives_its_number(label: str, number: int | None) -> None:
    assert list_number(label) == number


@given(st.text(max_size=8))
def test_any_label_can_be_asked_for_its_number(label: str) -> None:
    assert article_number(label) is None or "条" in label
    assert list_number(label) is None or list_number(label)
