from __future__ import annotations

from assistant.answer import Reason
from assistant.live_assistant import Assistant
from tests.assistant.small_corpus import TODAY


def test_a_named_clause_is_given_whole_and_in_order(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志登记办法第三条", as_of=TODAY)
    assert [sentence.text[:3] for sentence in answer.sentences] == [
        "申请登",
        "（一）",
        "（二）",
        "（三）",
        "属于前",
    ]


def test_each_sentence_of_a_clause_has_its_own_locator(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志登记办法第三条", as_of=TODAY)
    assert answer.sentences[2].citations[0].locator.endswith("第一款 › （二）")


def test_a_clause_that_is_not_there_is_refused_by_name(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志登记办法第九十九条说什么", as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert "第九十九条" in answer.text


def test_a_clause_out_of_force_is_refused_and_shown(assistant: Assistant) -> None:
    answer = assistant.ask("星灯认证规则第二条", as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_FORCE
    assert answer.nearest[0].quote.startswith("星灯认证的抽样检验")
    assert "2027-05-01" in answer.text


def test_of_two_clauses_the_missing_one_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志登记办法第五条和第九十九条", as_of=TODAY)
    assert "三十日" in answer.text
    assert any("第九十九条" in notice for notice in answer.notices)


def test_a_paragraph_that_is_not_there_is_refused_and_its_article_shown(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("云雀标志登记办法第三条第九款", as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert "第三条没有第九款" in answer.text
    assert answer.nearest[0].locator.startswith("第二章 › 第三条")


def test_a_part_that_exists_is_answered_beside_one_that_does_not(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志登记办法第三条第一款和第三条第九款", as_of=TODAY)
    assert not answer.refused
    assert any("第九款" in notice for notice in answer.notices)
