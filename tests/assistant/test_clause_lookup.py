from __future__ import annotations

from datetime import date

import pytest

from assistant.clause_lookup import Lookup, look_up
from assistant.instruments import Instruments
from assistant.understand import understand
from corpus.documents import Document
from indexing.make_passages import make_passages
from tests.assistant.small_corpus import TODAY, small_corpus

INSTRUMENTS = Instruments(p for document in small_corpus() for p in make_passages(document))
Linked = dict[str, Document]


def lookup(
    linked: Linked, question: str, day: date = TODAY, remembered: frozenset[str] = frozenset()
) -> Lookup | None:
    parsed = understand(question, INSTRUMENTS)
    return look_up(parsed, linked.get, day=day, remembered=remembered)


def clause_text(linked: Linked, question: str, day: date = TODAY) -> str:
    result = lookup(linked, question, day)
    assert result is not None
    clause = result.found[0]
    return clause.document.text[clause.start : clause.end].strip()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("云雀标志登记办法第五条", "第五条 登记机构应当自收到登记申请之日起三十日内作出决定。"),
        ("云雀标志登记办法第三条第二款怎么说", "属于前款第二项情形的，应当提交使用证明。"),
        ("云雀标志登记办法第三条第一款第（二）项", "（二）图形使用满一年；"),
        ("云雀标志登记办法第三条第二项", "（二）图形使用满一年；"),
    ],
)
def test_a_named_clause_is_found_to_the_item(linked: Linked, question: str, text: str) -> None:
    assert clause_text(linked, question) == text


def test_the_version_in_force_on_the_day_comes_first(linked: Linked) -> None:
    assert "十年" in clause_text(linked, "云雀标志登记办法第二条", date(2027, 6, 1))


def test_a_year_in_the_question_picks_its_version(linked: Linked) -> None:
    assert "五年" in clause_text(linked, "2018年云雀标志登记办法第二条")


def test_a_clause_the_instrument_does_not_have_is_not_found(linked: Linked) -> None:
    result = lookup(linked, "云雀标志登记办法第九十九条")
    assert result is not None
    assert result.found == ()


def test_a_paragraph_that_is_not_there_is_marked_as_not_exact(linked: Linked) -> None:
    result = lookup(linked, "云雀标志登记办法第三条第九款")
    assert result is not None
    assert not any(clause.is_exact for clause in result.found)


@pytest.mark.parametrize("clause", ["第五条第一款", "第三条第一款第二项", "第三条第二项"])
def test_a_part_that_is_there_is_marked_as_exact(linked: Linked, clause: str) -> None:
    result = lookup(linked, f"云雀标志登记办法{clause}")
    assert result is not None
    assert [found.is_exact for found in result.found] == [True]


def test_an_item_that_is_not_there_gives_the_paragraph_it_would_be_in(linked: Linked) -> None:
    result = lookup(linked, "云雀标志登记办法第三条第一款第九项")
    assert result is not None
    (found,) = result.found
    text = found.document.text[found.start : found.end]
    assert (text.endswith("企业。\n"), found.is_exact) == (True, False)


def test_a_question_without_a_clause_is_not_looked_up(linked: Linked) -> None:
    assert lookup(linked, "云雀标志登记办法是什么") is None


def test_a_clause_without_an_instrument_is_not_looked_up(linked: Linked) -> None:
    assert lookup(linked, "第三条是什么") is None


def test_a_clause_without_an_instrument_means_the_one_last_cited(linked: Linked) -> None:
    current = next(d for d in linked.values() if d.version == "2024")
    result = lookup(linked, "第五条呢", remembered=frozenset({current.id}))
    assert result is not None
    assert result.found[0].document == current


def test_a_clause_of_a_text_not_yet_in_force_is_out_of_force(linked: Linked) -> None:
    result = lookup(linked, "星灯认证规则第二条")
    assert result is not None
    assert result.is_out_of_force(TODAY)
    assert not result.is_out_of_force(date(2027, 6, 1))


def test_each_clause_is_of_the_instrument_named_before_it(linked: Linked) -> None:
    result = lookup(linked, "云雀标志登记办法第五条和绿道养护规定第三条")
    assert result is not None
    titles = [clause.document.title for clause in result.found]
    assert titles == ["云雀标志登记办法", "绿道养护规定"]


def test_a_clause_of_one_instrument_is_not_taken_from_another(linked: Linked) -> None:
    result = lookup(linked, "云雀标志登记办法第十条和绿道养护规定第三条")
    assert result is not None
    assert [str(reference) for reference in result.missing] == ["第十条"]
