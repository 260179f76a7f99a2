"""What the page shows while an answer is written, and what becomes of it when nobody reads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.listener import Listener
from assistant.opening import Opening
from assistant.web_desk import ChatDesk, View
from tests.assistant.chat_desk import asked, desk_over, shown
from tests.assistant.scripted_asker import YES, ScriptedAsker


class Telling(ScriptedAsker):
    """Tells its listener what a test lets it, and answers when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.tell: Callable[[Listener], None] = lambda listener: None
        self.answer_now = threading.Event()
        self.left = threading.Event()

    def ask(self, question: str, *, listener: Listener | None = None, **rest: Any) -> Answer:
        assert listener is not None
        self.tell(listener)
        with listener.ending(self.left.set):
            self.answer_now.wait(30)
        return super().ask(question, listener=listener, **rest)


@pytest.fixture
def telling() -> Iterator[Telling]:
    asker = Telling()
    yield asker
    asker.answer_now.set()


@pytest.fixture
def told(tmp_path: Path, telling: Telling) -> ChatDesk:
    desk = desk_over(tmp_path, Opening(lambda _: telling))
    desk.opening.result()
    return desk


def thread_with(views: Iterable[View | None], words: str) -> str:
    return next(view.thread for view in views if view and words in view.thread)


def test_sentences_are_shown_while_the_answer_is_written(told: ChatDesk, telling: Telling) -> None:
    telling.tell = lambda listener: listener.show(YES[:2])
    views = told.ask(asked("优先审查"))
    shown_first = thread_with(views, "zc-draft")
    assert shown_first.count('class="zc-sentence') == 2
    telling.answer_now.set()
    counts = [view.thread.count('class="zc-sentence') for view in shown(views)]
    assert counts == sorted(counts) and counts[-1] == 4


def test_what_was_shown_and_does_not_stand_is_replaced_in_one_step(
    told: ChatDesk, telling: Telling
) -> None:
    telling.tell = lambda listener: listener.show((replace(YES[0], text="不作数的句子。"),))
    views = told.ask(asked("优先审查"))
    thread_with(views, "不作数的句子")
    telling.answer_now.set()
    final = [view.thread for view in shown(views) if "不作数的句子" not in view.thread]
    assert len(final) == 1 and final[0].count('class="zc-sentence') == 4


def test_the_place_in_the_queue_is_shown(told: ChatDesk, telling: Telling) -> None:
    telling.tell = lambda listener: listener.wait_behind(2)
    views = told.ask(asked("优先审查"))
    assert "前面还有 2 个问题" in thread_with(views, "大模型正忙")
    views.close()


def test_a_closed_generator_tells_the_listener_that_nobody_waits(
    told: ChatDesk, telling: Telling
) -> None:
    telling.tell = lambda listener: listener.show(YES[:1])
    views = told.ask(asked("优先审查"))
    thread_with(views, "zc-draft")
    views.close()
    assert telling.left.wait(10)
    assert "zc-turn" not in told.show(None).thread


def test_while_nothing_changes_nothing_is_sent(told: ChatDesk) -> None:
    views = told.ask(asked("优先审查"))
    next(views)
    assert [next(views) for _ in range(2)] == [None, None]
    views.close()


def test_a_page_loaded_anew_reads_on(told: ChatDesk, telling: Telling) -> None:
    telling.tell = lambda listener: listener.show(YES[:2])
    views = told.ask(asked("优先审查"))
    number = next(view for view in views if view and "zc-draft" in view.thread).conversation
    views.close()
    assert "zc-draft" in told.show(number).thread
    again = told.read_on(number)
    thread_with(again, "zc-draft")
    telling.answer_now.set()
    final = shown(again)[-1].thread
    assert final.count('class="zc-sentence') == 4 and final.count("zc-turn") == 1
    assert not telling.left.is_set()


def test_the_answer_to_a_question_whose_reader_left_is_stored(
    told: ChatDesk, telling: Telling
) -> None:
    views = told.ask(asked("优先审查"))
    first = next(views)
    assert first is not None
    views.close()
    telling.answer_now.set()
    list(told.read_on(first.conversation))
    assert told.show(first.conversation).thread.count('class="zc-sentence') == 4


def test_as_long_as_one_of_two_tabs_reads_the_answer_goes_on(
    tmp_path: Path, telling: Telling
) -> None:
    desk = desk_over(tmp_path, Opening(lambda _: telling), patience=0.05)
    views = desk.ask(asked("优先审查"))
    first = next(views)
    assert first is not None
    other = desk.read_on(first.conversation)
    next(other)
    views.close()
    assert not telling.left.wait(0.3)
    other.close()
    assert telling.left.wait(10)
