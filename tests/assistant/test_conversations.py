"""The store of conversations and feedback."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Reason, Sentence, Turn
from assistant.answer_table import AnswerTable, TableRow
from assistant.conversations import ConversationStore, Feedback
from assistant.errors import ConversationsError
from assistant.trace import ClauseSeen, SentenceSeen, Step, Trace
from corpus.documents import Form, Status, Verification
from tests.assistant.scripted_asker import ScriptedAsker

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CITATIONS = st.builds(
    Citation,
    document_id=WORDS,
    title=WORDS,
    locator=WORDS,
    quote=WORDS,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    sha256=WORDS,
    status=st.sampled_from(Status),
    verification=st.sampled_from(Verification),
    form=st.sampled_from(Form),
    source=WORDS,
    region=st.none() | WORDS,
)
SENTENCES = st.builds(Sentence, text=WORDS, citations=st.lists(CITATIONS, max_size=2).map(tuple))
ANSWERS = st.builds(
    Answer,
    question=WORDS,
    as_of=st.dates(),
    region=st.none() | WORDS,
    text=WORDS,
    sentences=st.lists(SENTENCES, max_size=3).map(tuple),
    refused=st.booleans(),
    reason=st.none() | st.sampled_from(Reason),
    nearest=st.lists(CITATIONS, max_size=2).map(tuple),
    notices=st.lists(WORDS, max_size=2).map(tuple),
    mode=st.sampled_from(["extractive", "llm"]),
    took_ms=st.floats(0, 1e6),
    standalone_question=WORDS,
)
TURNS = st.builds(Turn, question=WORDS, answer=ANSWERS)


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path / "new" / "conversations.sqlite3")


def a_turn(question: str = "可以优先审查吗？") -> Turn:
    return Turn(question=question, answer=ScriptedAsker().ask(question, as_of=date(2026, 11, 22)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turn=TURNS)
def test_what_is_read_back_is_what_was_kept(store: ConversationStore, turn: Turn) -> None:
    assert store.turn(store.append(store.start("甲"), turn)).turn == turn


def test_turns_come_back_oldest_first(store: ConversationStore) -> None:
    conversation = store.start("甲")
    for question in ("一", "二", "三"):
        store.append(conversation, a_turn(question))
    assert [stored.turn.question for stored in store.turns(conversation)] == ["一", "二", "三"]


def test_the_conversation_asked_in_last_is_listed_first(store: ConversationStore) -> None:
    older, newer = store.start("甲"), store.start("乙")
    store.append(newer, a_turn())
    store.append(older, a_turn())
    assert [title.title for title in store.titles()] == ["甲", "乙"]


def test_a_second_store_on_the_same_file_sees_everything(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    conversation = ConversationStore(path).start("甲")
    assert ConversationStore(path).title_of(conversation) == "甲"


def test_a_long_title_is_cut_to_one_short_line(store: ConversationStore) -> None:
    title = store.title_of(store.start("很长的\n问题 " * 30))
    assert title is not None
    assert (len(title), title[-1], "\n" in title) == (40, "…", False)


def test_renaming_to_nothing_keeps_the_old_title(store: ConversationStore) -> None:
    conversation = store.start("甲")
    store.rename(conversation, "  ")
    assert store.title_of(conversation) == "甲"


def test_renaming_changes_the_title(store: ConversationStore) -> None:
    conversation = store.start("甲")
    store.rename(conversation, "乙")
    assert store.title_of(conversation) == "乙"


def test_deleting_a_conversation_deletes_its_turns(store: ConversationStore) -> None:
    number = store.append(conversation := store.start("甲"), a_turn())
    store.delete(conversation)
    with pytest.raises(ConversationsError, match="已被删除"):
        store.turn(number)


def test_a_turn_cannot_be_added_to_a_deleted_conversation(store: ConversationStore) -> None:
    conversation = store.start("甲")
    store.delete(conversation)
    with pytest.raises(ConversationsError, match="已被删除"):
        store.append(conversation, a_turn())


def test_later_feedback_replaces_earlier(store: ConversationStore) -> None:
    number = store.append(store.start("甲"), a_turn())
    store.rate(number, Feedback(liked=True))
    store.rate(number, Feedback(liked=False, reason=" 已经过时 "))
    assert store.turn(number).feedback == Feedback(liked=False, reason="已经过时")


def test_a_turn_nobody_rated_has_no_feedback(store: ConversationStore) -> None:
    assert store.turn(store.append(store.start("甲"), a_turn())).feedback is None


def test_many_threads_lose_no_turn(store: ConversationStore) -> None:
    conversation = store.start("甲")
    threads = [
        threading.Thread(target=store.append, args=(conversation, a_turn(str(n))))
        for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    questions = {stored.turn.question for stored in store.turns(conversation)}
    assert questions == {str(n) for n in range(12)}


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConversationsError, match=r"file.*ZHICE_HOME"):
        ConversationStore(tmp_path / "file" / "conversations.sqlite3")


def test_a_file_that_may_not_be_written_is_noticed_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "conversations.sqlite3"
    ConversationStore(path)
    real = sqlite3.connect
    read_only = f"{path.as_uri()}?mode=ro"
    monkeypatch.setattr(sqlite3, "connect", lambda _, **how: real(read_only, uri=True, **how))
    with pytest.raises(ConversationsError, match="readonly"):
        ConversationStore(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    path.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with pytest.raises(ConversationsError, match="打不开"):
        ConversationStore(path)


def test_a_damaged_record_says_so_and_leaves_the_others_alone(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    store = ConversationStore(path)
    damaged = store.append(bad := store.start("坏"), a_turn())
    store.append(good := store.start("好"), a_turn())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE turns SET turn = '{}' WHERE id = ?", (damaged,))
    connection.commit()
    connection.close()
    with pytest.raises(ConversationsError, match="已损坏"):
        store.turns(bad)
    assert len(store.turns(good)) == 1


TRACE = Trace(
    steps=(Step(label="补充的检索词", text="外观"),),
    queries=("外观设计",),
    clauses=(ClauseSeen(passage="p", title="甲", locator="一", support=0.5, kept=True),),
    sentences=(SentenceSeen(text="十五年。", named=(1,), rests_on=(1,)),),
    model="qwen",
    cached=True,
    first_shown_ms=12.5,
)
TABLE = AnswerTable(columns=("一", "二"), rows=(TableRow(cells=("甲", "乙"), sentence=0),))


def test_the_steps_and_the_table_of_an_answer_are_kept(store: ConversationStore) -> None:
    turn = a_turn()
    turn = replace(turn, answer=replace(turn.answer, trace=TRACE, table=TABLE))
    assert store.turn(store.append(store.start("甲"), turn)).turn == turn


def test_a_record_from_before_there_were_tables_and_steps_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    store = ConversationStore(path)
    turn = a_turn()
    number = store.append(store.start("甲"), turn)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE turns SET turn = json_remove(turn, '$.answer.table', '$.answer.trace')"
        )
    older = replace(turn, answer=replace(turn.answer, table=None, trace=None))
    assert store.turn(number).turn == older


def test_steps_from_before_they_had_a_place_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite3"
    store = ConversationStore(path)
    turn = a_turn()
    number = store.append(
        store.start("甲"), replace(turn, answer=replace(turn.answer, trace=TRACE))
    )
    newer = [f"'$.answer.trace.{name}'" for name in ("steps", "model", "cached", "first_shown_ms")]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE turns SET turn = json_remove(turn, {', '.join(newer)})")
    read = store.turn(number).turn.answer.trace
    assert read == replace(TRACE, steps=(), model="", cached=False, first_shown_ms=None)


def test_only_disliked_and_refused_answers_make_a_conversation_one_to_review(
    store: ConversationStore,
) -> None:
    liked, disliked, refused = (store.start(title) for title in ("甲", "乙", "丙"))
    store.rate(store.append(liked, a_turn()), Feedback(liked=True))
    store.rate(store.append(disliked, a_turn()), Feedback(liked=False))
    store.append(refused, a_turn("火星上怎么申请？"))
    store.append(store.start("丁"), a_turn('"refused":true 可以优先审查吗？'))
    assert store.to_review() == [disliked, refused]
