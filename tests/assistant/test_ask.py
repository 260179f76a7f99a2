from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Reason, Turn
from assistant.errors import BadQuestionError
from assistant.live_assistant import Assistant
from corpus.errors import BadPlaceError
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import NANSHA, TODAY, home_in, make_assistant, small_corpus

PROTECTION = "云雀标志的保护期是多久？"
REWARD = "云雀标志金奖奖励多少钱？"
WORDS = (
    "云雀标志 登记办法 第三条 第十条之一 第百百条 第二款 （三）项 第0条 2018年 2018年2月31日的时候 "
    "多久 吗 奖励 南沙区 许昌 朝阳区 旧版 还有效 三十万元 百分之 专利 导热片 ？ 。 ，"
).split()
TEXTS = {document.id: document.text for document in small_corpus()}

answerable = pytest.mark.parametrize(
    "question",
    [
        PROTECTION,
        "申请登记云雀标志要符合哪些条件？",
        "国家机关可以申请登记云雀标志吗？",
        "登记费减缴多少？",
        "云雀标志登记办法第三条",
        "导热片与壳体焊接的专利有哪些？",
    ],
)


def follow_up(assistant: Assistant, first: str, then: str) -> Answer:
    answer = assistant.ask(first, as_of=TODAY)
    return assistant.ask(then, as_of=TODAY, history=[Turn(question=first, answer=answer)])


@answerable
def test_every_sentence_of_an_answer_is_cited(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, as_of=TODAY)
    assert answer.sentences
    assert all(sentence.citations for sentence in answer.sentences)


@answerable
def test_every_quote_stands_verbatim_at_its_offsets(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, as_of=TODAY)
    citations = [citation for sentence in answer.sentences for citation in sentence.citations]
    assert [c.quote for c in citations] == [
        TEXTS[c.document_id][c.start : c.end] for c in citations
    ]


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2020, 1, 1), "五年"), (TODAY, "八年"), (date(2027, 6, 1), "十年")],
)
def test_the_day_picks_the_version(assistant: Assistant, day: date, years: str) -> None:
    assert years in assistant.ask(PROTECTION, as_of=day).sentences[0].text


def test_before_any_version_was_in_force_the_day_is_the_reason(assistant: Assistant) -> None:
    assert assistant.ask(PROTECTION, as_of=date(2010, 1, 1)).reason is Reason.NOT_IN_FORCE


def test_a_text_that_is_not_yet_in_force_is_no_answer(assistant: Assistant) -> None:
    answer = assistant.ask("星灯认证规则的抽样检验要在多少天内完成？", as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_FORCE


def test_the_same_text_answers_once_it_is_in_force(assistant: Assistant) -> None:
    day = date(2027, 6, 1)
    answer = assistant.ask("星灯认证规则的抽样检验要在多少天内完成？", as_of=day)
    assert "四十日" in answer.text


def test_a_version_named_by_its_year_is_refused_once_it_ended(assistant: Assistant) -> None:
    answer = assistant.ask("2018年的云雀标志登记办法规定保护期多久？", as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_FORCE


def test_a_question_on_the_validity_of_an_ended_version_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask("2018年的云雀标志登记办法还有效吗？", as_of=TODAY)
    assert not answer.refused


def test_a_local_text_answers_in_its_own_place(assistant: Assistant) -> None:
    assert "三十万元" in assistant.ask(REWARD, as_of=TODAY, region=NANSHA).text


def test_a_place_named_in_the_question_counts_as_the_place(assistant: Assistant) -> None:
    assert "三十万元" in assistant.ask(f"南沙区{REWARD}", as_of=TODAY).text


def test_a_local_text_never_answers_for_another_place(assistant: Assistant) -> None:
    answer = assistant.ask(REWARD, as_of=TODAY, region="河南省/许昌市")
    assert answer.reason is Reason.OTHER_REGION


def test_the_text_of_a_district_does_not_answer_for_its_city(assistant: Assistant) -> None:
    answer = assistant.ask(REWARD, as_of=TODAY, region="广东省/广州市")
    assert answer.reason is Reason.OTHER_REGION


def test_without_a_place_local_support_is_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask(REWARD, as_of=TODAY)
    assert answer.reason is Reason.TOO_VAGUE
    assert "哪个省" in answer.text


def test_a_local_text_that_is_not_in_force_yet_is_said_not_to_be(assistant: Assistant) -> None:
    answer = assistant.ask(REWARD, as_of=date(2022, 1, 1), region=NANSHA)
    assert answer.reason is Reason.NOT_IN_FORCE


def test_what_the_source_leaves_out_is_said_to_be_left_out(assistant: Assistant) -> None:
    answer = assistant.ask("云雀谷骨干单位培育方案的评选程序是怎样的？", as_of=TODAY)
    assert answer.reason is Reason.OMITTED_IN_SOURCE


def test_what_was_not_taken_in_is_not_in_the_corpus(assistant: Assistant) -> None:
    answer = assistant.ask("云雀标志的评估费怎么收？", as_of=TODAY)
    assert answer.reason is Reason.NOT_IN_CORPUS


@pytest.mark.parametrize("question", ["怎么办", "专利", "😀🎉", "企业怎么申请"])
def test_a_question_that_names_nothing_is_too_vague(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question, as_of=TODAY).reason is Reason.TOO_VAGUE


@pytest.mark.parametrize(
    "question", ["量子纠缠速率的测定规程是什么？", "火箭发射场的噪声限值是多少分贝？"]
)
def test_an_unknown_subject_is_not_in_the_corpus(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question, as_of=TODAY).reason is Reason.NOT_IN_CORPUS


def test_a_refusal_says_nothing_and_shows_the_nearest_clauses(assistant: Assistant) -> None:
    answer = assistant.ask(REWARD, as_of=TODAY, region="河南省/许昌市")
    assert answer.sentences == ()
    assert answer.nearest


def test_traditional_characters_are_understood(assistant: Assistant) -> None:
    assert "八年" in assistant.ask("雲雀標誌的保護期是多久？", as_of=TODAY).text


def test_full_width_digits_name_a_clause(assistant: Assistant) -> None:
    assert "八年" in assistant.ask("云雀标志登记办法第４条", as_of=TODAY).text


def test_markup_around_a_question_changes_nothing(assistant: Assistant) -> None:
    answer = assistant.ask(f"<script>alert(1)</script>'; DROP TABLE x; --{PROTECTION}", as_of=TODAY)
    assert "<script>" not in answer.text


@pytest.mark.parametrize("question", ["", "  \n\t", "\u3000"])
def test_an_empty_question_is_turned_away(assistant: Assistant, question: str) -> None:
    with pytest.raises(BadQuestionError, match="空"):
        assistant.ask(question)


def test_a_question_of_5000_characters_is_taken_and_one_more_is_not(assistant: Assistant) -> None:
    assistant.ask("专" * 5000)
    with pytest.raises(BadQuestionError, match="5000"):
        assistant.ask("专" * 5001)


def test_an_unknown_place_is_named(assistant: Assistant) -> None:
    with pytest.raises(BadPlaceError, match="火星"):
        assistant.ask(PROTECTION, region="火星")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    question=st.text(max_size=25)
    | st.lists(
        st.sampled_from(WORDS),
        max_size=8,
    ).map("".join),
    day=st.none() | st.dates(),
)
def test_any_text_is_answered_or_turned_away(
    assistant: Assistant, question: str, day: date | None
) -> None:
    try:
        answer = assistant.ask(question, as_of=day)
    except (BadQuestionError, BadPlaceError):
        return
    assert answer.refused == (answer.reason is not None) == (not answer.sentences)
    assert all(sentence.citations for sentence in answer.sentences)


def test_a_follow_up_takes_over_what_the_last_question_asked(assistant: Assistant) -> None:
    answer = follow_up(assistant, "发明专利的保护期是多久？", "那外观设计呢？")
    assert "十五年" in answer.sentences[0].text


def test_a_follow_up_may_move_to_another_place(assistant: Assistant) -> None:
    answer = follow_up(assistant, f"南沙区{REWARD}", "那许昌呢？")
    assert answer.reason is Reason.OTHER_REGION
    assert "许昌" in answer.standalone_question


def test_the_question_is_kept_as_it_was_asked(assistant: Assistant) -> None:
    answer = follow_up(assistant, "发明专利的保护期是多久？", "那外观设计呢？")
    assert answer.question == "那外观设计呢？"


def test_a_digest_is_said_to_be_one(assistant: Assistant) -> None:
    notices = assistant.ask("登记费减缴多少？", as_of=TODAY).notices
    assert any("摘编" in notice for notice in notices)


def test_the_level_of_verification_is_said(assistant: Assistant) -> None:
    local = assistant.ask(REWARD, as_of=TODAY, region=NANSHA)
    hearsay = assistant.ask("登记费减缴多少？", as_of=TODAY)
    assert any("标 B" in notice for notice in local.notices)
    assert any("标 C" in notice for notice in hearsay.notices)


def test_an_original_text_needs_no_notice_on_its_form(assistant: Assistant) -> None:
    answer = assistant.ask("骨干单位有什么培育措施？", as_of=TODAY)
    assert answer.notices == ()


def test_unverified_validity_is_said(assistant: Assistant) -> None:
    notices = assistant.ask("云雀标志续展什么时候提出？", as_of=TODAY).notices
    assert any("未能核实" in notice for notice in notices)


def test_a_newer_version_that_is_not_in_force_yet_is_announced(assistant: Assistant) -> None:
    notices = assistant.ask(PROTECTION, as_of=TODAY).notices
    assert any("2027-01-01" in notice for notice in notices)


def test_an_invented_patent_is_said_to_be_one(assistant: Assistant) -> None:
    notices = assistant.ask("导热片与壳体焊接的专利有哪些？", as_of=TODAY).notices
    assert any("示例" in notice for notice in notices)


def test_the_text_holds_every_sentence_and_every_notice(assistant: Assistant) -> None:
    answer = assistant.ask(PROTECTION, as_of=TODAY)
    assert all(part in answer.text for part in (*answer.notices, answer.sentences[0].text))


def test_the_json_has_the_keys_that_scripts_rely_on(assistant: Assistant) -> None:
    row = assistant.ask(PROTECTION, as_of=TODAY).to_json()
    promised = {"question", "as_of", "region", "answer", "refused", "reason", "sentences"}
    assert promised | {"nearest", "mode", "took_ms"} <= row.keys()
    cited = {"document_id", "title", "locator", "quote", "start", "end", "status"}
    assert cited | {"verification", "source"} <= row["sentences"][0]["citations"][0].keys()


def test_search_ranks_the_clause_that_speaks_of_it_first(assistant: Assistant) -> None:
    found = assistant.search("抽样检验", limit=3, as_of=date(2027, 6, 1))
    assert found[0].title == "星灯认证规则"


def test_search_leaves_out_what_is_not_in_force(assistant: Assistant) -> None:
    found = assistant.search("抽样检验", limit=20, as_of=TODAY)
    assert all(row.title != "星灯认证规则" for row in found)


def test_regions_are_the_places_with_texts_of_their_own(assistant: Assistant) -> None:
    assert assistant.regions() == [NANSHA]


def test_a_file_added_while_serving_answers_at_once(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    growing = make_assistant(home_in(tmp_path), embedder)
    question = "海棠徽章的补办期限是多少天？"
    before = growing.ask(question, as_of=TODAY)
    text = "海棠徽章管理规定\n第一条 海棠徽章遗失的，补办期限为十五日。\n"
    (tmp_path / "规定.txt").write_text(text, encoding="utf-8")
    lines = growing.add_files([tmp_path / "规定.txt"])
    after = growing.ask(question, as_of=TODAY)
    assert before.refused
    assert "新增 1" in lines[0]
    assert "十五日" in after.text


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, embedder: OnnxEmbedder) -> None:
    growing = make_assistant(home_in(tmp_path), embedder)
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 cut off")
    lines = growing.add_files([tmp_path / "坏.pdf"])
    assert any(line.startswith("未读入：") and "坏.pdf" in line for line in lines)
