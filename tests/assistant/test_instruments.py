from __future__ import annotations

from dataclasses import replace

from assistant.instruments import Instruments
from indexing.make_passages import make_passages
from tests.assistant.small_corpus import small_corpus

PASSAGES = [p for document in small_corpus() for p in make_passages(document)]
INSTRUMENTS = Instruments(PASSAGES)


def names(question: str, instruments: Instruments = INSTRUMENTS) -> list[str]:
    return [mention.name for mention in instruments.named_in(question)]


def test_an_instrument_is_found_by_its_title() -> None:
    assert names("云雀标志登记办法怎么说") == ["云雀标志登记办法"]


def test_a_name_stands_for_every_version() -> None:
    (mention,) = INSTRUMENTS.named_in("云雀标志登记办法怎么说")
    assert len(mention.documents) == 3


def test_a_mention_says_where_it_stands() -> None:
    question = "请问星灯认证规则的内容"
    (mention,) = INSTRUMENTS.named_in(question)
    assert question[mention.start : mention.end] == mention.name


def test_several_instruments_come_in_order() -> None:
    assert names("星灯认证规则和绿道养护规定") == ["星灯认证规则", "绿道养护规定"]


def test_the_longest_name_wins() -> None:
    longer = replace(PASSAGES[0], title="云雀标志登记办法实施细则", document_id="longer")
    both = Instruments([*PASSAGES, longer])
    assert names("云雀标志登记办法实施细则第一条", both) == ["云雀标志登记办法实施细则"]


def test_the_name_of_the_state_may_be_left_out() -> None:
    law = replace(PASSAGES[0], title="中华人民共和国云雀法", document_id="law")
    assert names("云雀法第一条", Instruments([law])) == ["云雀法"]


def test_a_bracketed_addition_may_be_left_out() -> None:
    trial = replace(PASSAGES[0], title="云雀评价规则（试行）", document_id="trial", aliases=())
    assert names("云雀评价规则第一条", Instruments([trial])) == ["云雀评价规则"]


def test_the_title_of_a_patent_is_no_instrument() -> None:
    assert names("一种云雀谷散热装置") == []


def test_a_name_with_signs_of_patterns_is_taken_as_it_is() -> None:
    odd = replace(PASSAGES[0], title="a.*(b)[c]+规则", document_id="odd", aliases=())
    assert names("axxxx规则", Instruments([odd])) == []


def test_an_empty_corpus_names_nothing() -> None:
    assert names("云雀标志登记办法", Instruments(())) == []
