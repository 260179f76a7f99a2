"""What a listener is shown of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Sentence
from assistant.listener import Listener
from assistant.prompting import PromptWriter
from assistant.writer import CheckedWriter
from tests.assistant.drafts import (
    DAYS,
    FORM,
    TERM,
    assignment,
    write,
)
from tests.fakes import ScriptedModel


class Overheard(Listener):
    """Notes every state of what is shown, and how much the model had said `after` which."""

    def __init__(self, model: ScriptedModel) -> None:
        super().__init__()
        self._model = model
        self.shown: list[list[str]] = []
        self.after: list[int] = []

    def show(self, sentences: Sequence[Sentence]) -> None:
        super().show(sentences)
        self.shown.append([sentence.text for sentence in sentences])
        self.after.append(self._model.said)


def test_each_sentence_is_shown_once_it_was_checked_and_none_before() -> None:
    reply = (
        "云雀标志的保护期为八年[1]。代理费一律全免[1]。"
        "登记机构应当自收到登记申请之日起三十日内作出决定[2]。\n好"
    )
    model = ScriptedModel(reply)
    listener = Overheard(model)
    CheckedWriter(model, PromptWriter(4000)).write(assignment(TERM, DAYS), listener)
    assert [len(sentences) for sentences in listener.shown] == [1, 2]
    assert listener.after[0] < len(reply) / 2
    assert not any("全免" in text for sentences in listener.shown for text in sentences)


def test_words_that_introduce_something_are_shown_with_what_follows_them() -> None:
    model = ScriptedModel("申请登记云雀标志，应当符合下列条件：[1]\n图形使用满一年[1]。")
    listener = Overheard(model)
    CheckedWriter(model, PromptWriter(4000)).write(assignment(FORM), listener)
    assert listener.shown
    assert not any(sentences and sentences[-1].endswith("：") for sentences in listener.shown)


def test_a_reader_who_saw_sentences_is_told_that_they_are_gone() -> None:
    written = write("云雀标志的保护期为八年[1]。\n登记", fails="连不上大模型接口")
    assert written.notice == "连不上大模型接口，已写的全部撤下，改为条文摘录。"
    assert write("", fails="连不上大模型接口").notice == "连不上大模型接口，改为条文摘录。"
