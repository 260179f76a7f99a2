"""Advice in the chat, worded by a scripted model."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from assistant.answer import Sentence
from assistant.errors import ModelError
from assistant.language_model import Message
from assistant.layout.advice_sections import where_to_file
from assistant.layout.chat_advice import RULES_INSTEAD, ChatAdvice, SaidAdvice
from assistant.listener import Listener
from assistant.trace import Trace
from assistant.writer import CheckedWriter, Writer
from tests.assistant.layout.advice_drafts import numbered, plan, prompts
from tests.fakes import ScriptedModel

PART = where_to_file(plan().advice)


def writer(reply: str, *, fails: str = "") -> Writer:
    return CheckedWriter(ScriptedModel(reply, fails=fails), prompts())


def say(reply: str, *, fails: str = "", listener: Listener | None = None) -> SaidAdvice:
    made = writer(reply, fails=fails)
    return ChatAdvice(plan(), lambda: made).say(listener or Listener())


def by_rules() -> SaidAdvice:
    return ChatAdvice(plan(), lambda: None).say(Listener())


def texts(said: SaidAdvice) -> list[str]:
    return [sentence.text for sentence in said.sentences]


def test_without_a_model_the_rules_answer() -> None:
    said = by_rules()
    assert said.mode == "extractive"
    assert said.notices == ()
    assert all(sentence.citations for sentence in said.sentences)


def test_a_draft_that_stands_is_the_answer_with_patents_and_clauses_behind_it() -> None:
    said = say(numbered(PART))
    assert said.mode == "llm"
    assert said.where.model == "scripted"
    assert all(sentence.citations for sentence in said.sentences)
    cited = [c.document_id for s in said.sentences for c in s.citations]
    assert not [id_ for id_ in cited if id_.startswith(("layout-finding:", "layout-clause:"))]


def test_it_never_tells_less_than_the_rules() -> None:
    first = PART.told[0].finding.text
    said = say(f"{first}[1]")
    assert said.mode == "llm"
    assert set(texts(by_rules())) <= set(texts(said))


def test_a_draft_that_falls_leaves_the_rules_and_a_notice() -> None:
    said = say("本领域共有 9999 件专利[1]。\n一定授权，不侵权[1]。")
    assert texts(said) == texts(by_rules())
    assert said.notices[0].endswith(RULES_INSTEAD)
    traced = said.traced(Trace())
    assert traced.failed
    assert len(traced.sentences) == 2


def test_a_model_that_fails_leaves_the_rules_and_a_notice() -> None:
    said = say(numbered(PART), fails="大模型接口中断")
    assert texts(said) == texts(by_rules())
    assert said.notices == (f"大模型接口中断，{RULES_INSTEAD}",)


def test_settings_that_cannot_be_read_leave_the_rules_and_a_notice() -> None:
    def broken() -> Writer | None:
        raise ModelError("大模型接口地址不对。")

    said = ChatAdvice(plan(), broken).say(Listener())
    assert texts(said) == texts(by_rules())
    assert said.notices == (f"大模型接口地址不对，{RULES_INSTEAD}",)


def test_who_waits_sees_sentences_whose_citations_can_be_opened() -> None:
    shown: list[Sequence[Sentence]] = []

    class Watching(Listener):
        def show(self, sentences: Sequence[Sentence]) -> None:
            shown.append(tuple(sentences))

    say(numbered(PART), listener=Watching())
    assert shown
    ids = {c.document_id for sentences in shown for s in sentences for c in s.citations}
    assert not [id_ for id_ in ids if id_.startswith(("layout-finding:", "layout-clause:"))]


def test_who_has_left_is_not_written_for() -> None:
    gone = Listener()
    gone.leave()
    asked: list[bool] = []

    class Noting(ScriptedModel):
        def stream(
            self, messages: Sequence[Message], listener: Listener | None = None
        ) -> Generator[str]:
            asked.append(listener is not None and listener.has_left)
            yield from super().stream(messages, listener)

    made = CheckedWriter(Noting(numbered(PART)), prompts())
    ChatAdvice(plan(), lambda: made).say(gone)
    assert asked == [True]


def test_where_nothing_fits_no_model_is_asked() -> None:
    nothing = replace(plan().advice, patterns=(), openings=())

    def never() -> Writer | None:
        raise AssertionError("there is nothing to word")

    said = ChatAdvice(replace(plan(), advice=nothing), never).say(Listener())
    assert said.mode == "extractive"
