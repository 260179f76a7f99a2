"""The assistant while it is being opened, and the threads behind it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from assistant.asker import Asker
from assistant.background import BackgroundThreads
from assistant.errors import AssistantError
from assistant.opening import UNEXPECTED, Opening, OpeningState, user_message
from corpus.progress import Progress
from tests.assistant.scripted_asker import ScriptedAsker


def test_a_thread_survives_work_that_fails() -> None:
    threads = BackgroundThreads(1)
    failed = threads.submit(lambda: Path("/nowhere/at/all").read_text(encoding="utf-8"))
    assert isinstance(failed.exception(5), FileNotFoundError)
    assert threads.submit(lambda: 7).result(5) == 7


def test_what_opening_reports_is_passed_on() -> None:
    heard: list[tuple[str, int, int]] = []

    def open_telling(tell: Progress) -> Asker:
        tell("正在建立索引", 2, 5)
        return ScriptedAsker()

    opening = Opening(open_telling, also_tell=lambda *told: heard.append(told))
    opening.start()
    opening.result()
    assert heard == [("正在建立索引", 2, 5)]


def test_an_opened_assistant_is_ready() -> None:
    opening = Opening(lambda _: ScriptedAsker())
    before = opening.state.is_ready
    opening.start()
    opening.result()
    assert (before, opening.state.is_ready) == (False, True)


def test_a_failed_opening_says_why_to_everyone_who_waits() -> None:
    def fail(_: Progress) -> Asker:
        raise AssistantError("磁盘已满。")

    opening = Opening(fail)
    opening.start()
    for _ in range(2):
        with pytest.raises(AssistantError, match="磁盘已满。"):
            opening.result()


def test_without_a_total_no_percentage_is_made_up() -> None:
    assert OpeningState(stage="正在载入", done=3, total=0).words == "正在载入"


def test_an_unexpected_error_is_logged_and_told_in_general_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        assert user_message(RuntimeError("secret")) == UNEXPECTED
    assert "secret" in caplog.text
