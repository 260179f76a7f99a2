"""Answers as HTML."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, ClauseInContext, Reason, Sentence, Turn
from assistant.answer_table import AnswerTable, TableRow
from assistant.conversations import ConversationTitle, Feedback, StoredTurn
from assistant.labels import REASONS
from assistant.opening import OpeningState
from assistant.trace import ClauseSeen, SentenceSeen, Step, Trace
from assistant.web_chrome import history_html, report_html, status_html
from assistant.web_clause import panel_html
from assistant.web_render import Pending, Refused, Writing, conversation_html, turn_html
from corpus.documents import Form, Status
from tests.assistant.scripted_asker import (
    COMING,
    HEARSAY,
    RECOMMENDED,
    REFUSALS,
    SAMPLE,
    ScriptedAsker,
)

DAY = date(2026, 11, 22)
TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "<img src=x onerror=alert(1)>",
        '" onclick="alert(1)',
        "' autofocus '",
        "</mark><script>",
        "[点这里](javascript:alert(1))",
        "![](https://evil.example/x.png)",
        "<https://evil.example>",
        "`</code><svg onload=alert(1)>`",
        "&lt;script&gt;",
        "<scr\u200bipt>alert(1)</scr\u200bipt>",
        "\u202e>tpircs<\u202c",
    ]
)


class Tags(HTMLParser):
    """The start tags of a text, each with the names of its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.with_values: list[tuple[str, dict[str, str]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.with_values.append((tag, {name: value or "" for name, value in attrs}))


def tags(markup: str) -> list[tuple[str, tuple[str, ...]]]:
    return Tags(markup).found


def stored(question: str, feedback: Feedback | None = None) -> StoredTurn:
    turn = Turn(question=question, answer=ScriptedAsker().ask(question, as_of=DAY))
    return StoredTurn(id=7, turn=turn, asked=datetime.now(UTC), feedback=feedback)


def hostile_trace(text: str) -> Trace:
    clause = ClauseSeen(passage=text, title=text, locator=text, support=0.5, kept=False, why=text)
    return Trace(
        steps=(Step(label=text, text=text),),
        queries=("q" + text,),
        clauses=(clause, dataclasses.replace(clause, kept=True)),
        sentences=(SentenceSeen(text=text, named=(1,), why=(text,)),),
        failed="f" + text,
        model="m" + text,
        cached=True,
        first_shown_ms=1.0,
    )


def everything(text: str) -> str:
    """Every piece of the page with `text` wherever something comes from outside."""
    cited = dataclasses.replace(COMING, title=text, locator=text, quote=text, source=text)
    answer = Answer(
        question="q",
        as_of=DAY,
        region=text,
        text=text,
        sentences=(Sentence(text="句" + text, citations=(cited,)),),
        notices=(text,),
        standalone_question="s" + text,
        trace=hostile_trace(text),
    )
    tabled = dataclasses.replace(
        answer,
        table=AnswerTable(columns=(text, "栏"), rows=(TableRow(cells=(text, text), sentence=0),)),
    )
    turn = StoredTurn(
        id=1,
        turn=Turn(question=text, answer=answer),
        asked=datetime.now(UTC),
        feedback=Feedback(liked=True, reason="r" + text),
    )
    clause = ClauseInContext(before=text, quote=text, after=text, heading=text, changed="c" + text)
    titles = [ConversationTitle(id=1, title=text, updated=datetime.now(UTC))]
    return (
        conversation_html(text, "/x", [turn], last=Pending("q" + text, text))
        + conversation_html(text, "", [], last=Writing("q" + text, answer.sentences, text))
        + turn_html(dataclasses.replace(turn, turn=Turn(question=text, answer=tabled)))
        + conversation_html(text, "", [], last=Refused("q" + text, text))
        + panel_html(1, cited, clause)
        + history_html(titles, current=1, today=DAY)
        + status_html(OpeningState(stage=text))
        + status_html(OpeningState(error="e" + text))
        + report_html([text])
    )


@given(TEXT)
def test_no_text_from_outside_becomes_markup(text: str) -> None:
    assert tags(everything(text)) == tags(everything("字"))


@given(TEXT)
def test_a_link_leads_to_a_source_the_corpus_or_an_export_only(text: str) -> None:
    for tag, attributes in Tags(everything(text)).with_values:
        if tag == "a":
            address = attributes["href"]
            assert address.startswith(("/x", "/corpus/", "http://", "https://"))
            assert address.startswith("/") or attributes["rel"] == "noopener noreferrer"


def test_no_character_that_turns_the_text_around_is_sent() -> None:
    assert not set("\u202e\u2066\u200b\ufeff") & set(everything("申\u202e请\u2066费\u200b用\ufeff"))


def test_a_sentence_carries_a_mark_for_each_of_its_citations() -> None:
    markup = turn_html(stored("优先审查"), shown_sentences=1)
    assert [n for n in range(1, 5) if f'data-ref="{n}"' in markup] == [1, 2]


def test_while_it_streams_in_an_answer_ends_with_its_last_sentence() -> None:
    assert "<footer>" not in turn_html(stored("优先审查"), shown_sentences=3)


def test_a_whole_answer_lists_its_sources_and_its_notices() -> None:
    markup = turn_html(stored("优先审查"))
    assert markup.count('class="zc-source"') == 3
    assert "为摘编，引用前请核对原文" in markup


def test_quotes_of_one_clause_share_a_line_of_the_sources() -> None:
    first = stored("商标法")
    other = dataclasses.replace(COMING, start=COMING.start + 4, quote=COMING.quote[4:])
    sentence = Sentence(text="句", citations=(COMING, other))
    answer = dataclasses.replace(first.turn.answer, sentences=(sentence,))
    markup = turn_html(dataclasses.replace(first, turn=Turn(question="问", answer=answer)))
    assert (markup.count('class="zc-number"'), markup.count('class="zc-source"')) == (2, 1)


def test_a_time_above_a_second_is_given_in_seconds() -> None:
    first = stored("商标法")
    answer = dataclasses.replace(first.turn.answer, took_ms=4474.0)
    turn = Turn(question="问", answer=answer)
    assert "用时 4.5 秒" in turn_html(dataclasses.replace(first, turn=turn))


def test_items_of_a_list_begin_a_line() -> None:
    assert turn_html(stored("优先审查")).count("zc-sentence zc-line") == 2


@pytest.mark.parametrize("question", REFUSALS)
def test_a_refusal_says_its_reason_and_what_to_do(question: str) -> None:
    words = REASONS[REFUSALS[question][0]]
    markup = turn_html(stored(question))
    assert words.title in markup
    assert words.advice in markup


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(Reason)


def test_the_quote_is_marked_between_its_surroundings() -> None:
    clause = ScriptedAsker().in_context(RECOMMENDED)
    assert f"<mark>{RECOMMENDED.quote}</mark>" in panel_html(2, RECOMMENDED, clause)


def test_the_panel_gives_the_clause_as_it_is_cited_in_documents() -> None:
    clause = ScriptedAsker().in_context(RECOMMENDED)
    assert "第三条第（二）项</dd>" in panel_html(2, RECOMMENDED, clause)


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (COMING, "尚未施行"),
        (HEARSAY, "C 通行口径，以原文为准"),
        (SAMPLE, "示例"),
        (HEARSAY, "摘编"),
    ],
)
def test_badges_say_what_a_source_is(citation: Citation, words: str) -> None:
    assert f">{words}</span>" in panel_html(1, citation, ScriptedAsker().in_context(citation))


def test_an_original_in_force_has_no_badge_of_form() -> None:
    assert RECOMMENDED.form is Form.ORIGINAL and RECOMMENDED.status is Status.IN_FORCE
    clause = ScriptedAsker().in_context(RECOMMENDED)
    assert panel_html(1, RECOMMENDED, clause).count('"zc-badge ') == 2


def test_a_document_that_was_removed_says_so() -> None:
    assert "已从资料库移除" in panel_html(1, SAMPLE, ScriptedAsker().in_context(SAMPLE))


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "甲.pdf", "http://"]
)
def test_only_web_addresses_become_links(source: str) -> None:
    citation = dataclasses.replace(SAMPLE, source=source)
    assert "<a " not in panel_html(1, citation, ScriptedAsker().in_context(citation))


def test_a_web_address_becomes_a_link() -> None:
    citation = dataclasses.replace(SAMPLE, source="https://example.cn/?a=1&b=2")
    markup = panel_html(1, citation, ScriptedAsker().in_context(citation))
    assert 'href="https://example.cn/?a=1&amp;b=2"' in markup


def test_a_thumb_asks_for_a_reason_until_one_is_kept() -> None:
    assert "zc-why" in turn_html(stored("商标法", Feedback(liked=False)))
    assert "zc-why" not in turn_html(stored("商标法", Feedback(liked=False, reason="过时")))


def test_the_rows_of_a_table_carry_the_marks_of_their_sentences_in_place_of_them() -> None:
    first = stored("优先审查")
    rows = (TableRow(cells=("甲", "乙"), sentence=0), TableRow(cells=("丙", "丁"), sentence=None))
    table = AnswerTable(columns=("一", "二"), rows=rows)
    answer = dataclasses.replace(first.turn.answer, table=table)
    markup = turn_html(dataclasses.replace(first, turn=Turn(question="问", answer=answer)))
    head, foot = markup.split("</tbody>")
    assert head.count("<tr>") == 3 and head.count('class="zc-cite"') == 2
    assert foot.count('class="zc-sentence') == 3


def test_while_an_answer_is_written_its_marks_are_shown_and_open_nothing() -> None:
    said = stored("优先审查").turn.answer.sentences[:2]
    markup = conversation_html("题", "", [], last=Writing("问", said, "前面还有 2 个问题"))
    assert markup.count('class="zc-cite"') == 3
    assert '<fieldset class="zc-draft" disabled>' in markup
    assert "前面还有 2 个问题" in markup


def test_a_follow_up_shows_what_was_searched_for() -> None:
    first = stored("商标法")
    answer = dataclasses.replace(first.turn.answer, standalone_question="商标法外观设计")
    turn = dataclasses.replace(first.turn, answer=answer)
    assert "按「商标法外观设计」查找" in turn_html(dataclasses.replace(first, turn=turn))
