"""Which replies of a model are kept, and when they serve again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.answer_cache import StoredReplies
from assistant.listener import Listener
from assistant.prompting import PromptWriter
from assistant.writer import Assignment, CheckedWriter, Written
from tests.assistant.drafts import (
    TERM,
    assignment,
    said,
)
from tests.assistant.small_corpus import TODAY
from tests.fakes import ScriptedModel


@pytest.fixture
def replies(tmp_path: Path) -> StoredReplies:
    return StoredReplies(tmp_path / "replies.sqlite3", model="m")


def written_twice(
    replies: StoredReplies, first: ScriptedModel, then: Assignment | None = None
) -> tuple[Written, ScriptedModel]:
    """What the second of two models writes that share their replies."""
    asked, prompts = assignment(TERM), PromptWriter(4000)
    CheckedWriter(first, prompts, replies).write(asked, Listener())
    second = ScriptedModel("云雀标志的保护期为八年，自登记之日起计算[1]。")
    return CheckedWriter(second, prompts, replies).write(then or asked, Listener()), second


def test_the_same_prompt_is_not_asked_twice_and_its_reply_is_checked_again(
    replies: StoredReplies,
) -> None:
    written, second = written_twice(
        replies, ScriptedModel("云雀标志的保护期为八年[1]。保护期为九年[1]。")
    )
    assert written.cached and second.asked == []
    assert said(written) == ["云雀标志的保护期为八年。"]
    assert len(written.drafted) == 2


@pytest.mark.parametrize(
    "first",
    [
        ScriptedModel("云雀标志的保护期为八年[1]。", fails="大模型接口中途报错"),
        ScriptedModel("云雀标志的保护期为九年[1]。"),
        ScriptedModel(""),
    ],
    ids=["fails", "falls", "says nothing"],
)
def test_a_reply_that_failed_or_fell_is_not_kept(
    replies: StoredReplies, first: ScriptedModel
) -> None:
    written, second = written_twice(replies, first)
    assert not written.cached and len(second.asked) == 1
    assert written.sentences


def test_another_day_place_or_wording_of_the_clause_asks_the_model_again(
    replies: StoredReplies,
) -> None:
    asked = assignment(TERM)
    (clause,) = asked.clauses
    reworded = replace(clause.passage, text=clause.passage.text.replace("八年", "九年"))
    for other in (
        replace(asked, day=TODAY + timedelta(days=1)),
        replace(asked, place="河南省/许昌市"),
        replace(asked, clauses=(replace(clause, passage=reworded),)),
    ):
        written, second = written_twice(
            replies, ScriptedModel("云雀标志的保护期为八年[1]。"), other
        )
        assert not written.cached and len(second.asked) == 1
