from __future__ import annotations

import threading
import time

import pytest

from assistant.answer import Sentence
from assistant.listener import Heard, Listener, with_first_shown
from assistant.trace import Trace


def said(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text=text, citations=()) for text in texts)


def test_what_was_shown_of_a_part_is_replaced_by_what_it_says_in_the_end() -> None:
    listener = Listener()
    listener.show(said("甲。", "乙。"))
    listener.settle(said("丙。"))
    assert listener.heard.sentences == said("丙。")


def test_the_parts_of_a_message_stand_one_behind_the_other() -> None:
    listener = Listener()
    listener.settle(said("甲。"))
    listener.show(said("乙。"))
    assert listener.heard == Heard(settled=said("甲。"), drafted=said("乙。"))


def test_the_first_sentence_of_a_part_is_named_after_its_question() -> None:
    listener = Listener()
    listener.begin("多久？")
    listener.show(said("甲。", "乙。"))
    assert [sentence.opens for sentence in listener.heard.sentences] == ["多久？", ""]


def test_all_replies_to_one_message_share_their_time() -> None:
    listener = Listener()
    assert listener.deadline(500) - listener.deadline(5) == pytest.approx(495)


def test_the_time_of_the_first_sentence_stands_when_it_is_taken_back() -> None:
    listener = Listener()
    since = time.perf_counter()
    listener.show(said("甲。"))
    shown = listener.first_shown
    listener.settle(said("乙。"))
    assert shown is not None
    trace = with_first_shown(Trace(), listener=listener, since=since)
    assert trace == Trace(first_shown_ms=(shown - since) * 1000)


def test_where_nothing_could_be_read_there_is_no_time_of_it() -> None:
    assert with_first_shown(Trace(), listener=Listener(), since=0) == Trace()


def test_who_leaves_ends_what_is_under_way_and_nothing_that_is_over() -> None:
    listener, ended = Listener(), []
    with listener.ending(lambda: ended.append("over")):
        pass
    with listener.ending(lambda: ended.append("under way")):
        listener.leave()
    assert ended == ["under way"]


def test_what_begins_after_leaving_is_ended_at_once() -> None:
    listener, ended = Listener(), []
    listener.leave()
    with listener.ending(lambda: ended.append("late")):
        assert ended == ["late"]


def test_news_comes_as_soon_as_there_is_any() -> None:
    listener = Listener()
    speaking = threading.Timer(0.05, listener.show, [said("甲。")])
    speaking.start()
    assert listener.news(listener.heard, seconds=60).sentences == said("甲。")


def test_without_news_what_is_known_comes_after_the_time_given() -> None:
    listener = Listener()
    assert listener.news(listener.heard, seconds=0.01) is listener.heard


def test_who_waits_for_news_hears_when_there_will_be_none() -> None:
    listener = Listener()
    threading.Timer(0.05, listener.stop).start()
    assert listener.news(listener.heard, seconds=60) == Heard()
