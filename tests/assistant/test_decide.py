from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant import decide
from assistant.answer import Answer, Reason, Turn
from assistant.grounds import Grounds, load_grounds
from assistant.listener import Listener
from assistant.live_assistant import Assistant
from assistant.model_reader import Reading
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import TODAY, home_in, make_assistant

UNKNOWN = "量子纠缠速率的测定规程是什么？"


class ScriptedReader:
    """A `QuestionReader` that reads every question the same way."""

    def __init__(self) -> None:
        self.completed = Reading(failed="没有写")
        self.further = Reading(failed="没有写")
        self.asked: list[str] = []

    def stand_alone(
        self, question: str, history: Sequence[Turn], listener: Listener | None = None
    ) -> Reading:
        self.asked.append(question)
        return self.completed

    def queries(self, question: str, listener: Listener | None = None) -> Reading:
        self.asked.append(question)
        return self.further


@pytest.fixture(scope="module")
def reader() -> ScriptedReader:
    return ScriptedReader()


@pytest.fixture(scope="module")
def read(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, reader: ScriptedReader
) -> Assistant:
    return make_assistant(home_in(tmp_path_factory.mktemp("read")), embedder, reader=reader)


def titles(answer: Answer) -> set[str]:
    return {c.title for sentence in answer.sentences for c in sentence.citations}


def test_both_sides_of_a_comparison_are_cited(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志登记办法和三类专利保护期的保护期有什么区别", as_of=TODAY)
    assert {"云雀标志登记办法", "三类专利保护期"} <= titles(answer)


def test_both_versions_of_an_instrument_are_cited_with_what_became_of_them(
    assistant: Assistant,
) -> None:
    question = "云雀标志登记办法2018版和2024版的保护期有什么变化"
    answer = assistant.ask(question, as_of=TODAY)
    assert {"五年", "八年"} <= {w for w in ("五年", "八年") if w in answer.text}
    assert any("已废止" in notice for notice in answer.notices)


def test_the_steps_name_the_sides(assistant: Assistant) -> None:
    trace = assistant.ask("发明和外观设计的保护期哪个长", as_of=TODAY).trace
    assert trace is not None
    assert trace.steps[0].text == "发明的保护期哪个长；外观设计的保护期哪个长"


def test_a_plain_question_takes_one_search_and_no_steps(assistant: Assistant) -> None:
    trace = assistant.ask("云雀标志的保护期是多久？", as_of=TODAY).trace
    assert trace is not None
    assert (len(trace.queries), trace.steps) == (1, ())


def test_a_side_the_corpus_lacks_does_not_answer_for_the_other(assistant: Assistant) -> None:
    answer = assistant.ask("量子徽章和云雀标志的电话哪个好打", as_of=TODAY)
    assert answer.refused


def test_queries_of_a_model_add_clauses_and_prove_nothing(
    read: Assistant, reader: ScriptedReader
) -> None:
    reader.further = Reading(found=("云雀标志的保护期", "登记费减缴"))
    answer = read.ask(UNKNOWN, as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert answer.trace is not None
    assert answer.trace.queries[1:] == reader.further.found
    assert any("登记费减缴" in step.text for step in answer.trace.steps)


def test_the_clauses_of_further_queries_are_among_those_considered(
    read: Assistant, reader: ScriptedReader
) -> None:
    reader.further = Reading(found=("绿道夜间照明",))
    answer = read.ask(UNKNOWN, as_of=TODAY)
    assert answer.trace is not None
    assert all(clause.support < 0.5 for clause in answer.trace.clauses)


def test_why_a_model_gave_no_queries_is_said(read: Assistant, reader: ScriptedReader) -> None:
    reader.further = Reading(failed="大模型没有在限定的时间内答完")
    trace = read.ask(UNKNOWN, as_of=TODAY).trace
    assert trace is not None
    assert "没有采用" in trace.steps[0].text and "时间" in trace.steps[0].text


def test_a_question_that_is_answered_asks_no_model(read: Assistant, reader: ScriptedReader) -> None:
    reader.asked.clear()
    assert "八年" in read.ask("云雀标志的保护期是多久？", as_of=TODAY).text
    assert reader.asked == []


def never_enough() -> Grounds:
    return load_grounds().model_copy(update={"threshold": 1.0})


def test_clauses_that_are_no_grounds_together_are_not_quoted(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "云雀标志登记办法的保护期是多久"
    assert not assistant.ask(question, as_of=TODAY).refused
    monkeypatch.setattr(decide, "load_grounds", never_enough)
    assert assistant.ask(question, as_of=TODAY).reason is Reason.NOT_IN_CORPUS


def test_a_follow_up_on_the_text_just_cited_needs_no_further_grounds(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = assistant.ask("云雀标志登记办法的保护期是多久", as_of=TODAY)
    monkeypatch.setattr(decide, "load_grounds", never_enough)
    then = assistant.ask(
        "那保护期从哪天起算", as_of=TODAY, history=[Turn(question=first.question, answer=first)]
    )
    assert not then.refused
