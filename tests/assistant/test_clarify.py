from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer, Reason, Sentence, Turn
from assistant.citations import cite_passage
from assistant.clarify import (
    ASKS_FOR_PLACE,
    asked_enough,
    asks_for_day,
    asks_for_fact,
    is_at_a_loss,
    reply_to,
    spelled_by_place,
    spoken,
    with_question,
)
from assistant.instruments import Instruments
from assistant.live_assistant import Assistant
from assistant.understand import ParsedQuestion, understand
from corpus.documents import Document
from indexing.make_passages import make_passages
from tests.assistant.conversation import turn
from tests.assistant.evidence_of import evidence_of
from tests.assistant.small_corpus import NANSHA, TODAY, small_corpus

REWARD = "云雀标志金奖奖励多少钱？"
WHO = "请求人是个人、企业，还是事业单位、社会团体？"


def asked(question: str) -> ParsedQuestion:
    return understand(question, Instruments(()))


def said(*texts: str) -> list[Sentence]:
    return [Sentence(text=text, citations=()) for text in texts]


def reply(words: str, *, to: str = "登记费的门槛是多少", asks: str = WHO) -> str | None:
    return reply_to(turn(to, asks_back=asks).answer, words, to)


def test_sentences_that_tell_applicants_apart_ask_for_the_applicant() -> None:
    cases = said("个人的门槛是月收入3000元。", "企业的门槛是年所得80万元。")
    assert asks_for_fact(asked("登记费的门槛是多少"), cases) == WHO


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("企业的门槛是多少", ["个人的门槛是月收入3000元。", "企业的门槛是年所得80万元。"]),
        ("门槛各是多少", ["个人的门槛是月收入3000元。", "企业的门槛是年所得80万元。"]),
        ("门槛是多少", ["个人和企业的门槛都是80万元。"]),
        ("门槛是多少", ["个人的门槛是80万元。", "企业的门槛是80万元。"]),
        ("要交给谁", ["个人向登记机构提出。", "企业向登记机构提出。"]),
        ("门槛是多少", []),
    ],
)
def test_nothing_is_asked_where_the_answer_is_the_same(question: str, sentences: list[str]) -> None:
    assert asks_for_fact(asked(question), said(*sentences)) == ""


@pytest.fixture
def young(linked: dict[str, Document]) -> Document:
    return next(d for d in linked.values() if d.version == "2024" and "登记办法" in d.title)


def cites(document: Document, on: date) -> Answer:
    passage = next(iter(make_passages(document)))
    citation = cite_passage(passage, day=on, document=document)
    answer = turn("云雀标志的登记").answer
    return replace(answer, as_of=on, sentences=(Sentence(text="句。", citations=(citation,)),))


@pytest.mark.parametrize(
    "question", ["我们年初提交了登记申请，多久能定", "登记申请还在审，多久能定"]
)
def test_a_version_younger_than_what_was_filed_may_be_asks_for_the_day(
    young: Document, linked: dict[str, Document], question: str
) -> None:
    answer = cites(young, date(2024, 6, 1))
    asks = asks_for_day(asked(question), answer, linked.get, {young.id})
    assert "2024-03-01" in asks and "日期" in asks


def test_who_has_filed_nothing_is_not_asked_for_the_day(
    young: Document, linked: dict[str, Document]
) -> None:
    answer = cites(young, date(2024, 6, 1))
    assert asks_for_day(asked("登记要多久"), answer, linked.get, {young.id}) == ""


def test_an_old_version_or_a_first_one_asks_for_no_day(
    young: Document, linked: dict[str, Document]
) -> None:
    question = asked("我们年初提交了登记申请，多久能定")
    assert asks_for_day(question, cites(young, TODAY), linked.get, {young.id}) == ""
    assert asks_for_day(question, cites(young, date(2024, 6, 1)), linked.get, ()) == ""


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("我们是小微企业", "企业登记费的门槛是多少"),
        ("个人", "个人登记费的门槛是多少"),
        ("广州南沙", "广东省广州市南沙区登记费的门槛是多少"),
        ("南沙的小微企业", "广东省广州市南沙区企业登记费的门槛是多少"),
        ("今年8月提的", "今年8月的时候，登记费的门槛是多少"),
        ("2023年5月", "2023年5月的时候，登记费的门槛是多少"),
        ("不清楚", "登记费的门槛是多少"),
    ],
)
def test_a_short_reply_is_read_into_the_question(words: str, completed: str) -> None:
    assert reply(words) == completed


def test_only_the_fact_asked_for_is_read_out_of_a_reply() -> None:
    assert reply("公司注册在许昌的", asks=ASKS_FOR_PLACE) == "河南省许昌市登记费的门槛是多少"


@pytest.mark.parametrize("words", ["多久能办好", "谢谢", "绿道由谁养护", "那许昌有补贴吗", ""])
def test_what_is_no_reply_is_left_alone(words: str) -> None:
    assert reply(words) is None


def test_nothing_is_a_reply_to_an_answer_that_asked_nothing() -> None:
    assert reply("广州南沙", asks="") is None


@pytest.mark.parametrize("words", ["不清楚", "还没定呢。", "我们暂时不确定", "都说说吧"])
def test_who_does_not_know_either_wants_every_case(words: str) -> None:
    assert is_at_a_loss(words)


def test_one_thing_is_asked_back_twice_at_most() -> None:
    once = turn("奖励多少", asks_back=ASKS_FOR_PLACE)
    assert not asked_enough([once], ASKS_FOR_PLACE)
    assert asked_enough([once, turn("有补贴吗"), once], ASKS_FOR_PLACE)
    assert not asked_enough([once, once], WHO)


def test_the_cases_are_spelled_out_place_by_place() -> None:
    local = next(d for d in small_corpus() if d.region == NANSHA)
    national = next(d for d in small_corpus() if d.version == "2024")
    evidence = [evidence_of(p) for d in (national, local) for p in make_passages(d)]
    cases = spelled_by_place(evidence, lambda few: said(*(e.passage.text for e in few)))
    assert [bool(case.opens) for case in cases] == [True, False]
    assert spoken(cases).startswith("企业在广东省广州市南沙区的：")


def test_the_question_stands_at_the_end_of_the_text_and_among_the_notices() -> None:
    answer = with_question(turn("问", said="答。").answer, WHO)
    assert answer.text == f"答。\n{WHO}"
    assert answer.notices[-1] == answer.asks_back == answer.to_json()["asks_back"] == WHO


def ask(assistant: Assistant, *questions: str) -> Answer:
    history: list[Turn] = []
    for question in questions:
        answer = assistant.ask(question, as_of=TODAY, history=history)
        history.append(Turn(question=question, answer=answer))
    return history[-1].answer


def test_local_support_without_a_place_asks_for_it_and_tells_the_cases(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, REWARD)
    assert answer.reason is Reason.TOO_VAGUE
    assert answer.asks_back == ASKS_FOR_PLACE
    assert "南沙区的：" in answer.text and "三十万元" in answer.text
    assert all(citation.region == NANSHA for citation in answer.nearest)


def test_the_place_in_reply_is_answered(assistant: Assistant) -> None:
    answer = ask(assistant, REWARD, "我们在广州南沙")
    assert not answer.refused and "三十万元" in answer.sentences[0].text


@pytest.mark.parametrize("questions", [(REWARD, "不清楚"), (REWARD, REWARD, REWARD)])
def test_who_does_not_reply_gets_the_cases_with_their_clauses(
    assistant: Assistant, questions: tuple[str, ...]
) -> None:
    answer = ask(assistant, *questions)
    assert not answer.refused and answer.asks_back == ""
    assert "南沙区" in answer.sentences[0].opens
    assert all(sentence.citations for sentence in answer.sentences)
    assert answer.text.startswith("企业在广东省广州市南沙区的：")


def test_three_kinds_of_patents_ask_which_one_is_meant(assistant: Assistant) -> None:
    answer = ask(assistant, "专利权的保护期是多久？")
    assert not answer.refused and answer.asks_back in answer.text
    assert "外观设计" in ask(assistant, "专利权的保护期是多久？", "外观").standalone_question
