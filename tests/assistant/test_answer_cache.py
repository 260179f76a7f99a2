from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer_cache import StoredReplies
from assistant.language_model import Message


def prompt(text: str) -> tuple[Message, ...]:
    return (Message(role="system", text="只写条款里有的"), Message(role="user", text=text))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "replies.sqlite3"


@pytest.fixture
def replies(path: Path) -> StoredReplies:
    return StoredReplies(path, model="m")


def test_a_reply_is_found_for_the_very_same_messages_only(replies: StoredReplies) -> None:
    replies.keep(prompt("保护期？2026-11-22"), "八年[1]。")
    assert replies.find(prompt("保护期？2026-11-22")) == "八年[1]。"
    assert replies.find(prompt("保护期？2026-11-23")) is None
    assert replies.find(prompt("保护期？2026-11-22")[1:]) is None


def test_another_process_and_a_later_start_find_it_too(path: Path, replies: StoredReplies) -> None:
    replies.keep(prompt("保护期？"), "八年[1]。")
    assert StoredReplies(path, model="m").find(prompt("保护期？")) == "八年[1]。"


def test_another_model_has_replies_of_its_own(path: Path, replies: StoredReplies) -> None:
    replies.keep(prompt("保护期？"), "八年[1]。")
    assert StoredReplies(path, model="other").find(prompt("保护期？")) is None


def test_a_later_reply_takes_the_place_of_an_earlier_one(replies: StoredReplies) -> None:
    replies.keep(prompt("保护期？"), "八年[1]。")
    replies.keep(prompt("保护期？"), "保护期为八年[1]。")
    assert replies.find(prompt("保护期？")) == "保护期为八年[1]。"


def test_those_not_used_for_longest_go_first(path: Path) -> None:
    few = StoredReplies(path, model="m", limit=2)
    few.keep(prompt("甲"), "一")
    few.keep(prompt("乙"), "二")
    few.find(prompt("甲"))
    few.keep(prompt("丙"), "三")
    assert [few.find(prompt(text)) for text in "甲乙丙"] == ["一", None, "三"]


def test_a_damaged_file_is_no_cache_and_no_error(
    path: Path, replies: StoredReplies, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with caplog.at_level(logging.WARNING):
        replies.keep(prompt("保护期？"), "八年[1]。")
        assert replies.find(prompt("保护期？")) is None
    assert "replies.sqlite3" in caplog.text


def test_many_threads_may_use_it_at_a_time(path: Path, replies: StoredReplies) -> None:
    def use(n: int) -> None:
        StoredReplies(path, model="m").keep(prompt(str(n)), f"第{n}")

    threads = [threading.Thread(target=use, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [replies.find(prompt(str(n))) for n in range(8)] == [f"第{n}" for n in range(8)]


def test_the_file_holds_no_prompts(path: Path, replies: StoredReplies) -> None:
    replies.keep(prompt("张三的公司"), "八年[1]。")
    with closing(sqlite3.connect(path)) as connection:
        assert "张三" not in str(connection.execute("SELECT * FROM replies").fetchall())


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=3))
def test_messages_cut_otherwise_are_another_prompt(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    replies = StoredReplies(tmp_path_factory.mktemp("cut") / "r.sqlite3", model="m")
    whole = [Message(role="user", text=one + two) for one, two in pairs]
    cut = [Message(role="user", text=text) for pair in pairs for text in pair]
    replies.keep(whole, "是")
    assert replies.find(whole) == "是"
    assert replies.find(cut) is None
