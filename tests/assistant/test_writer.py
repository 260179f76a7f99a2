"""What is said of a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Sentence
from assistant.figures import Day, Figure, Token
from assistant.listener import Listener
from assistant.numbered_clauses import numbered_clauses
from assistant.prompting import PromptWriter
from assistant.statements import statements_of
from assistant.writer import CheckedWriter
from corpus.documents import Document
from indexing.make_passages import make_passages
from tests.assistant.drafts import (
    AGENT,
    DAYS,
    FEE,
    FEES,
    FORM,
    RULES,
    TERM,
    assignment,
    clauses,
    quotes,
    said,
    why,
    write,
)
from tests.assistant.evidence_of import evidence_of
from tests.assistant.small_corpus import TODAY, small_corpus
from tests.fakes import ScriptedModel


def test_a_sentence_its_clause_supports_is_said() -> None:
    assert said(write("云雀标志的保护期为八年[1]。")) == ["云雀标志的保护期为八年。"]


def test_it_cites_the_part_of_the_clause_that_says_so() -> None:
    written = write("登记的图形应当由申请人独立设计[1]。", FORM)
    assert "独立设计" in "".join(quotes(written)[-1])
    assert "使用证明" not in "".join(quotes(written)[-1])


def test_every_quote_is_verbatim() -> None:
    written = write("云雀标志的保护期为八年[1]。登记机构应当自收到申请之日起三十日内作出决定[2]。")
    cited = [citation for sentence in written.sentences for citation in sentence.citations]
    assert len(cited) == 2
    assert all(RULES.text[c.start : c.end] == c.quote for c in cited)


def test_a_sentence_with_another_figure_is_left_out() -> None:
    written = write("云雀标志的保护期为八年[1]。云雀标志的保护期为十年[1]。")
    assert said(written) == ["云雀标志的保护期为八年。"]
    assert any("没有这个数字" in reason for reason in why(written)[1])


def test_a_sentence_that_names_the_wrong_clause_is_pointed_to_the_right_one() -> None:
    written = write("云雀标志的保护期为八年[2]。")
    assert written.drafted[0].named == (2,)
    assert written.drafted[0].rests_on == (1,)
    assert "保护期为八年" in quotes(written)[0][0]


@pytest.mark.parametrize("mark", ["", "[7]", "[0]", "[999]"])
def test_a_sentence_that_names_no_clause_there_is_finds_its_own(mark: str) -> None:
    assert write(f"云雀标志的保护期为八年{mark}。").drafted[0].rests_on == (1,)


def test_two_clauses_can_support_a_sentence_together() -> None:
    text = "云雀标志的保护期为八年，登记机构应当自收到登记申请之日起三十日内作出决定[1][2]。"
    written = write(text)
    assert written.drafted[0].rests_on == (1, 2)
    assert len(quotes(written)[0]) == 2


def test_words_around_the_answer_are_left_out_and_held_against_nobody() -> None:
    written = write(
        "好的，以下是回答：\n云雀标志的保护期为八年[1]。\n希望对您有帮助！\n还有疑问吗？"
    )
    assert said(written) == ["云雀标志的保护期为八年。"]
    assert not written.notice


def test_the_same_thing_is_said_once() -> None:
    written = write("云雀标志的保护期为八年[1]。云雀标志保护期为八年[1]。")
    assert said(written) == ["云雀标志的保护期为八年。"]
    assert why(written)[1] == ("与前面重复",)


def test_a_connective_loses_what_it_connected_to() -> None:
    written = write(
        "云雀标志的保护期为八年[1]。保护期可以延长二十年[1]。"
        "此外，登记机构应当自收到登记申请之日起三十日内作出决定[2]。"
    )
    assert said(written)[1] == "登记机构应当自收到登记申请之日起三十日内作出决定。"


def test_a_sentence_about_one_that_was_left_out_goes_with_it() -> None:
    written = write(
        "云雀标志的保护期为八年[1]。\n代理费一律全免[1]。\n其保护期为八年，自登记之日起计算[1]。"
        "\n登记机构应当自收到登记申请之日起三十日内作出决定[2]。"
    )
    assert len(written.sentences) == 2
    assert why(written)[2] == ("所指的前一句不在了",)


def test_words_that_introduce_what_was_left_out_go_with_it() -> None:
    written = write(
        "云雀标志的保护期为八年[1]。\n申请登记云雀标志，应当符合下列条件：[2]", TERM, FORM
    )
    assert said(written) == ["云雀标志的保护期为八年。"]


def test_when_most_claims_fall_the_clauses_speak_for_themselves() -> None:
    written = write("云雀标志的保护期为八年[1]。代理费一律全免[1]。展会补贴五十万元[2]。")
    assert written.sentences == ()
    assert "多半与条款对不上" in written.notice
    assert len(written.drafted) == 3


def test_a_draft_whose_own_answer_falls_is_read_no_further() -> None:
    model = ScriptedModel("好的。\n云雀标志的保护期为十年[1]。\n" + "代理费一律全免[1]。\n" * 30)
    written = CheckedWriter(model, PromptWriter(4000)).write(assignment(TERM), Listener())
    assert "直接回答" in written.notice
    assert len(written.drafted) == 2
    assert model.said < len(model.reply) / 2


def test_when_the_figure_asked_for_falls_the_clauses_speak_for_themselves() -> None:
    question, reply = "委托办理要多少钱？", "企业可以委托代理机构办理云雀标志的登记[1]。"
    asked = assignment(AGENT, question=question, extract="代理费五百元")
    written = CheckedWriter(ScriptedModel(reply), PromptWriter(4000)).write(asked, Listener())
    assert written.sentences == ()
    assert "所问的数字" in written.notice


def test_a_figure_the_extracts_lack_too_is_not_asked_of_the_model() -> None:
    question, reply = "委托办理要多少钱？", "企业可以委托代理机构办理云雀标志的登记[1]。"
    asked = assignment(AGENT, question=question, extract="按规定收费")
    assert (
        CheckedWriter(ScriptedModel(reply), PromptWriter(4000)).write(asked, Listener()).sentences
    )


@pytest.mark.parametrize("reply", ["", "\n\n", "资料里没有。", "<think>云雀标志的保护期为八年。"])
def test_a_reply_that_says_nothing_leaves_the_extracts(reply: str) -> None:
    written = write(reply)
    assert written.sentences == ()
    assert "没有写出回答" in written.notice


def test_a_reply_in_another_language_leaves_the_extracts() -> None:
    written = write("The term of the mark is eight years [1].\nIt may be renewed [2].")
    assert written.sentences == ()
    assert why(written) == [("不是中文",)]


def test_a_model_that_fails_is_named_in_the_notice_and_its_half_answer_is_not_said() -> None:
    written = write("云雀标志的保护期为八年[1]。登记", fails="连不上大模型接口")
    assert written.sentences == ()
    assert written.notice.startswith("连不上大模型接口")


def test_a_sentence_the_reply_broke_off_in_is_left_out() -> None:
    written = write("云雀标志的保护期为八年[1]。登记机构应当自收到登记申请之日起三十日")
    assert said(written) == ["云雀标志的保护期为八年。"]
    assert why(written)[1] == ("没有写完",)


def test_a_model_that_runs_in_circles_is_stopped() -> None:
    model = ScriptedModel("云雀标志的保护期为八年[1]。\n" * 500)
    written = CheckedWriter(model, PromptWriter(4000)).write(assignment(TERM), Listener())
    assert model.said < len(model.reply) / 10
    assert written.sentences == ()


def test_a_model_that_never_comes_to_an_end_is_stopped() -> None:
    model = ScriptedModel(
        "云雀标志的保护期为八年[1]。\n"
        + "".join(f"代理费第{n}年减免{n}万元[1]。\n" for n in range(500))
    )
    written = CheckedWriter(model, PromptWriter(4000)).write(assignment(TERM), Listener())
    assert model.said < len(model.reply) / 2
    assert written.sentences == ()


def test_markup_does_not_reach_the_reader() -> None:
    written = write("<b>云雀标志</b>的**保护期**为[八年](https://evil.example)[1]。")
    assert said(written) == ["云雀标志的保护期为八年。"]


def test_a_figure_the_question_takes_for_granted_is_denied_by_rule() -> None:
    reply = "是的，云雀标志的保护期为八年[1]。"
    written = write(reply, question="云雀标志的保护期是十年对吗？")
    assert said(written) == ["不对：云雀标志的保护期为八年。"]


def test_when_no_clause_finds_room_the_model_is_not_asked() -> None:
    model = ScriptedModel("云雀标志的保护期为八年[1]。")
    written = CheckedWriter(model, PromptWriter(10)).write(assignment(TERM), Listener())
    assert model.asked == []
    assert "读不下" in written.notice


def test_an_item_of_a_list_comes_behind_what_introduces_the_list() -> None:
    written = write("图形使用满一年[1]。申请人依法登记为企业[1]。", FORM)
    assert said(written) == [
        "申请登记云雀标志，应当符合下列条件：",
        "图形使用满一年。",
        "申请人依法登记为企业。",
    ]


def test_the_best_extract_opens_an_answer_that_left_it_out() -> None:
    written = write("登记机构应当自收到登记申请之日起三十日内作出决定[2]。")
    assert len(written.sentences) == 2
    assert "保护期为八年" in said(written)[0]


def test_a_sentence_on_another_item_of_its_clause_makes_the_best_extract_needless() -> None:
    asked = assignment(FORM, extract="（一）图形由申请人独立设计；")
    (clause,) = asked.clauses
    item = next(part for part in clause.parts if "独立设计" in part.text and part.lead)
    extract = Sentence(text=item.text, citations=clause.cite(item, day=TODAY))
    writer = CheckedWriter(ScriptedModel("申请人依法登记为企业[1]。"), PromptWriter(4000))
    written = writer.write(replace(asked, extracts=(extract,)), Listener())
    assert said(written) == ["申请登记云雀标志，应当符合下列条件：", "申请人依法登记为企业。"]


def test_what_the_question_says_itself_is_not_said_again() -> None:
    written = write(
        "企业委托代理机构办理登记。\n云雀标志的保护期为八年[1]。",
        question="企业委托代理机构办理登记，保护期有几年？",
    )
    assert said(written) == ["云雀标志的保护期为八年。"]


def test_a_sentence_on_the_best_extract_makes_it_needless() -> None:
    assert len(write("云雀标志的保护期为八年[1]。").sentences) == 1


FRAGMENTS = st.sampled_from(
    (
        "云雀标志的 保护期为 八年 十年 96个月 登记机构应当 三十日内 60日内 作出决定 登记费减缴 "
        "百分之六十 50% 三十万元 2024年3月1日 起施行 自登记之日起计算 [1] [2] [3] [9] 。 ， ； \n "
        "《云雀标志登记办法》 第四条 不得"
    ).split(" ")
)


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_no_figure_is_said_that_the_cited_clauses_do_not_hold(reply: str) -> None:
    for sentence in write(reply, TERM, DAYS, FEE).sentences:
        cited = "\n".join(f"{c.quote}\n{c.title}\n{c.locator}" for c in sentence.citations)
        held = tokens(cited)
        for token in tokens(sentence.text):
            if isinstance(token, Figure):
                assert token in held
            if isinstance(token, Day):
                assert any(isinstance(day, Day) and token.is_named_by(day) for day in held)


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_every_sentence_said_is_cited_verbatim(reply: str) -> None:
    documents: dict[str, Document] = {document.id: document for document in (RULES, FEES)}
    for sentence in write(reply, TERM, DAYS, FEE).sentences:
        assert sentence.citations
        for c in sentence.citations:
            assert documents[c.document_id].text[c.start : c.end] == c.quote


def tokens(text: str) -> set[Token]:
    return {token for statement in statements_of(text) for token in statement.tokens}


def test_a_part_of_the_draft_is_checked_against_the_clauses_the_model_read_only() -> None:
    long = assignment(DAYS, TERM)
    padded = replace(long.clauses[1].passage, text=long.clauses[1].passage.text + "补" * 5000)
    unread = replace(long, clauses=(long.clauses[0], replace(long.clauses[1], passage=padded)))
    model = ScriptedModel("云雀标志的保护期为八年[2]。")
    assert CheckedWriter(model, PromptWriter(2000)).write(unread, Listener()).sentences == ()


@given(st.text(max_size=120))
def test_no_reply_whatever_breaks_the_writer(reply: str) -> None:
    written = write(f"{reply}\n云雀标志的保护期为八年[1]。{reply}")
    assert bool(written.sentences) is not bool(written.notice)


@pytest.mark.parametrize(
    ("draft", "in_order"),
    [
        ("登记机构应当自收到登记申请之日起三十日内作出决定[2]。", ["八年", "百分之六十", "三十日"]),
        ("云雀标志的保护期为八年[1]。", ["八年", "三十日", "百分之六十"]),
    ],
)
def test_the_clauses_a_draft_passes_over_are_quoted_behind_it_and_before_it_with_the_best(
    draft: str, in_order: list[str]
) -> None:
    numbered = clauses(TERM, DAYS, FEE)
    extracts = tuple(
        Sentence(text=clause.parts[-1].text, citations=clause.cite(clause.parts[-1], day=TODAY))
        for clause in numbered
    )
    asked = replace(assignment(TERM, DAYS, FEE), extracts=extracts)
    written = CheckedWriter(ScriptedModel(draft), PromptWriter(4000)).write(asked, Listener())
    assert len(said(written)) == len(in_order)
    assert all(words in text for words, text in zip(in_order, said(written), strict=True))


def test_a_draft_on_another_kind_than_the_one_asked_about_is_not_given() -> None:
    terms = next(d for d in small_corpus() if "实用新型专利权的保护期" in d.text)
    numbered = numbered_clauses(
        [evidence_of(p) for p in make_passages(terms)], {terms.id: terms}.get
    )
    quoted = [Sentence(text=c.words, citations=c.cite(c.parts[-1], day=TODAY)) for c in numbered]
    task = replace(
        assignment(TERM, question="外观设计专利权的保护期"),
        clauses=numbered,
        extracts=tuple(quoted),
    )
    writer = CheckedWriter(ScriptedModel("发明专利权的保护期为二十年[1]。"), PromptWriter(4000))
    written = writer.write(task, Listener())
    assert written.drafted[0].kept
    assert written.sentences == ()
    assert "没有写到所问的外观设计" in written.notice
