"""What the page does, without the page."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.asker import Asker
from assistant.conversations import ConversationStore, Feedback
from assistant.errors import AssistantError, ConversationsError
from assistant.opening import Opening
from assistant.web_desk import ChatDesk
from corpus.progress import Progress
from tests.assistant.chat_desk import asked, desk_over, last, shown
from tests.assistant.scripted_asker import ScriptedAsker


@pytest.fixture
def asker() -> ScriptedAsker:
    return ScriptedAsker()


@pytest.fixture
def desk(tmp_path: Path, asker: ScriptedAsker) -> ChatDesk:
    return desk_over(tmp_path, Opening(lambda _: asker))


def test_an_answer_comes_sentence_by_sentence(desk: ChatDesk) -> None:
    views = shown(desk.ask(asked("优先审查")))
    counts = [view.thread.count("zc-sentence") for view in views]
    assert [count for count in counts if count] == [1, 2, 3, 4]


def test_the_question_field_is_emptied_once_and_then_left_alone(desk: ChatDesk) -> None:
    fields = [view.question for view in shown(desk.ask(asked("优先审查")))]
    assert fields[0] == ""
    assert set(fields[1:]) == {None}


def test_earlier_turns_go_along_with_a_follow_up(desk: ChatDesk, asker: ScriptedAsker) -> None:
    first = last(desk, "优先审查")
    last(desk, "那外观设计呢", first.conversation)
    assert [turns for *_, turns in asker.asked] == [0, 1]


@pytest.mark.parametrize(
    ("region", "passed"), [("全国", None), ("", None), ("河南省/许昌市", "河南省/许昌市")]
)
def test_the_whole_country_means_no_region(
    desk: ChatDesk, asker: ScriptedAsker, region: str, passed: str | None
) -> None:
    list(desk.ask(asked("优先审查", region=region)))
    assert asker.asked[0][1:3] == (date(2026, 11, 22), passed)


@pytest.mark.parametrize(
    ("question", "day", "words"),
    [
        ("", "2026-11-22", "请先写下"),
        (" \n", "2026-11-22", "请先写下"),
        ("优先审查", "2026-13-41", "日期「2026-13-41」认不出来"),
        ("长" * 1001, "2026-11-22", "问题太长"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_not_stored(
    desk: ChatDesk, question: str, day: str, words: str
) -> None:
    view = shown(desk.ask(asked(question, as_of=day)))[-1]
    assert words in view.thread
    assert (view.question, view.conversation) == (question, None)


def test_a_broken_character_does_not_stop_a_question(desk: ChatDesk) -> None:
    assert "zc-sentence" in last(desk, "优先审查\ud83d").thread


def test_a_question_in_a_conversation_deleted_elsewhere_starts_a_new_one(desk: ChatDesk) -> None:
    first = last(desk, "优先审查").conversation
    assert first is not None
    desk.delete(first, current=None)
    second = last(desk, "优先审查", first)
    assert second.conversation not in (None, first)


def test_an_error_that_is_not_ours_gives_away_nothing(desk: ChatDesk) -> None:
    view = last(desk, "崩溃")
    assert "程序内部出错" in view.thread
    assert "secret" not in view.thread


def test_deleting_the_current_conversation_shows_the_welcome(desk: ChatDesk) -> None:
    number = last(desk, "优先审查").conversation
    assert number is not None
    assert "zc-welcome" in desk.delete(number, current=number).thread


def test_a_rating_is_kept_and_shown(desk: ChatDesk) -> None:
    number = last(desk, "优先审查").conversation
    view = desk.rate(1, Feedback(liked=True, reason="说得清楚"), current=number)
    assert "已记下：说得清楚" in view.thread


def test_a_clause_is_found_by_its_number(desk: ChatDesk) -> None:
    last(desk, "优先审查")
    assert "<mark>推荐关键技术领域的申请走优先审查通道</mark>" in desk.clause(1, 3)


def test_a_number_the_answer_does_not_have_is_refused(desk: ChatDesk) -> None:
    last(desk, "优先审查")
    with pytest.raises(ConversationsError, match="没有第 4 条依据"):
        desk.clause(1, 4)


def test_a_stored_quote_is_shown_while_the_assistant_is_not_open(
    tmp_path: Path, desk: ChatDesk
) -> None:
    last(desk, "优先审查")
    closed = ChatDesk(
        ConversationStore(tmp_path / "conversations.sqlite3"), Opening(lambda _: ScriptedAsker())
    )
    assert "暂时只能显示引文本身" in closed.clause(1, 1)


def test_a_deleted_conversation_cannot_be_exported(desk: ChatDesk) -> None:
    with pytest.raises(ConversationsError, match="已被删除"):
        desk.export(99)


def test_uploads_wait_until_the_assistant_is_open(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path / "conversations.sqlite3")
    desk = ChatDesk(store, Opening(lambda _: ScriptedAsker()))
    assert "等就绪后再上传" in list(desk.add_files([tmp_path]))[-1]


def test_what_became_of_uploads_is_reported(desk: ChatDesk) -> None:
    desk.opening.result()
    report = list(desk.add_files([Path("好.txt"), Path("坏.pdf")]))[-1]
    assert "已收入 好.txt" in report
    assert "没有收入 坏.pdf" in report


def test_a_waiting_question_says_how_far_opening_is(tmp_path: Path) -> None:
    gate = threading.Event()

    def open_slowly(tell: Progress) -> Asker:
        tell("正在建立索引", 1, 4)
        gate.wait(30)
        return ScriptedAsker()

    steps = desk_over(tmp_path, Opening(open_slowly)).ask(asked("优先审查"))
    waiting = next(view for view in steps if view and "25%" in view.thread)
    gate.set()
    assert "正在建立索引 25%，就绪后立即回答" in waiting.thread
    assert "zc-sentence" in shown(steps)[-1].thread


def test_when_opening_failed_a_question_says_why(tmp_path: Path) -> None:
    def fail(_: Progress) -> Asker:
        raise AssistantError("磁盘已满。")

    view = last(desk_over(tmp_path, Opening(fail)), "优先审查")
    assert "资料库没能打开：磁盘已满。" in view.thread


def test_a_slow_question_does_not_hold_up_another(tmp_path: Path) -> None:
    gate = threading.Event()

    class OneSlow(ScriptedAsker):
        def ask(self, question: str, **rest: object) -> Answer:
            if question == "等":
                gate.wait(30)
            return super().ask("商标法")

    desk = desk_over(tmp_path, Opening(lambda _: OneSlow()))
    slow = desk.ask(asked("等"))
    next(slow)
    next(slow)
    quick = last(desk, "商标法")
    assert not gate.is_set()
    gate.set()
    assert "zc-sentence" in quick.thread
    assert "zc-sentence" in shown(slow)[-1].thread


def test_without_an_answer_under_way_there_is_nothing_to_read_on(desk: ChatDesk) -> None:
    number = last(desk, "优先审查").conversation
    assert list(desk.read_on(number)) == list(desk.read_on(None)) == []


def test_a_question_broken_off_with_the_server_is_named(
    tmp_path: Path, asker: ScriptedAsker
) -> None:
    store = ConversationStore(tmp_path / "conversations.sqlite3")
    number = store.start("优先审查要多久")
    thread = desk_over(tmp_path, Opening(lambda _: asker)).show(number).thread
    assert "优先审查要多久" in thread and "请再问一次" in thread


def test_a_question_refused_leaves_no_conversation(desk: ChatDesk) -> None:
    assert "长长" not in last(desk, "长" * 1001).history
