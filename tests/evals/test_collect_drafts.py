"""From conversations to drafts."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answer_table import AnswerTable, TableRow
from assistant.conversations import Feedback
from evals.collect_drafts import Collected, collect
from evals.drafts import Draft
from tests.evals.scripted_assistant import answer, refusal
from tests.evals.some_drafts import QUESTION, chat, chats_in, drafts_in


def today(given: Answer) -> Answer:
    return replace(given, as_of=date.today())


def collected(folder: Path) -> tuple[Collected, list[Draft]]:
    found = collect(chats_in(folder), drafts_in(folder))
    return found, drafts_in(folder).drafts()


def test_a_disliked_answer_comes_with_its_reason(tmp_path: Path) -> None:
    conversation, turn = chat(chats_in(tmp_path), (QUESTION, answer()), complaint="已经过时")
    _, (draft,) = collected(tmp_path)
    seen = draft.sightings[0]
    assert (seen.turn, seen.conversation, seen.complaint) == (turn, conversation, "已经过时")
    assert draft.answer == answer()


def test_a_refused_question_comes_without_a_thumb(tmp_path: Path) -> None:
    chat(chats_in(tmp_path), ("今天天气怎么样？", refusal()))
    _, (draft,) = collected(tmp_path)
    assert (draft.question, draft.sightings[0].is_disliked) == ("今天天气怎么样？", False)


def test_other_answers_of_the_conversation_stay_away(tmp_path: Path) -> None:
    chat(chats_in(tmp_path), ("甲？", answer()), ("乙？", answer()), complaint="")
    _, drafts = collected(tmp_path)
    assert [(draft.question, draft.history) for draft in drafts] == [("乙？", ("甲？",))]


def test_a_liked_answer_is_no_draft(tmp_path: Path) -> None:
    store = chats_in(tmp_path)
    _, turn = chat(store, (QUESTION, answer()), complaint="")
    store.rate(turn, Feedback(liked=True, reason="好"))
    assert collected(tmp_path)[1] == []


def test_what_a_company_says_of_itself_becomes_no_draft(tmp_path: Path) -> None:
    table = AnswerTable(columns=("条件",), rows=(TableRow(cells=("注册满一年",), sentence=None),))
    about_oneself = ("我们去年营收 6000 万，能申报吗？", replace(answer(), table=table))
    chat(chats_in(tmp_path), about_oneself, ("今天天气怎么样？", refusal()))
    assert collected(tmp_path)[1] == []


def test_collecting_twice_finds_nothing_new(tmp_path: Path) -> None:
    chat(chats_in(tmp_path), (QUESTION, answer()), complaint="")
    first, drafts = collected(tmp_path)
    assert (first.new, collected(tmp_path)) == (1, (Collected(new=0), drafts))


def test_one_question_of_two_conversations_is_one_draft(tmp_path: Path) -> None:
    chat(chats_in(tmp_path), (QUESTION, today(answer())), complaint="甲")
    chat(
        chats_in(tmp_path),
        ("随便问问", answer()),
        ("发明专利保护多久", today(answer())),
        complaint="乙",
    )
    _, (draft,) = collected(tmp_path)
    assert draft.complaints == ("甲", "乙")


@pytest.mark.parametrize(
    ("standalone", "drafts"), [(("发明专利期限", "外观设计期限"), 2), (("发明专利期限",) * 2, 1)]
)
def test_follow_ups_are_told_apart_by_what_they_mean(
    tmp_path: Path, standalone: tuple[str, str], drafts: int
) -> None:
    for meaning in standalone:
        given = replace(answer(), standalone_question=meaning)
        chat(chats_in(tmp_path), (meaning, answer()), ("那期限呢？", given), complaint="")
    assert len(collected(tmp_path)[1]) == drafts


@pytest.mark.parametrize(
    ("region", "kept"),
    [("广东省/广州市", "广东省/广州市"), ("广东省/广州市、河南省", None), (None, None)],
)
def test_several_places_come_from_the_question_itself(
    tmp_path: Path, region: str | None, kept: str | None
) -> None:
    chat(chats_in(tmp_path), (QUESTION, replace(answer(), region=region)), complaint="")
    assert collected(tmp_path)[1][0].region == kept


def test_a_damaged_conversation_is_left_out_and_counted(tmp_path: Path) -> None:
    damaged, turn = chat(chats_in(tmp_path), (QUESTION, answer()), complaint="")
    chat(chats_in(tmp_path), ("乙？", answer()), complaint="")
    with sqlite3.connect(tmp_path / "conversations.sqlite3") as connection:
        connection.execute("UPDATE turns SET turn = '{' WHERE id = ?", (turn,))
    connection.close()
    found, drafts = collected(tmp_path)
    assert (found, [draft.question for draft in drafts]) == (
        Collected(new=1, damaged=(damaged,)),
        ["乙？"],
    )


def test_a_draft_outlives_its_conversation(tmp_path: Path) -> None:
    store = chats_in(tmp_path)
    conversation, _ = chat(store, (QUESTION, answer()), complaint="")
    _, before = collected(tmp_path)
    store.delete(conversation)
    assert collected(tmp_path)[1] == before
