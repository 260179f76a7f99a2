from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Reason, Sentence, Turn
from assistant.live_assistant import Assistant
from assistant.parts import MOST_PARTS, join_answers, split_questions
from assistant.plain_text import answer_as_text
from assistant.trace import Trace
from tests.assistant.small_corpus import TODAY


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "发明专利权的期限是多少年？另外，商标到期怎么续展？",
            ("发明专利权的期限是多少年？", "商标到期怎么续展？"),
        ),
        (
            "贯标补多少钱？还有，质押贴息怎么申请？顺便问一下展会维权找谁？",
            ("贯标补多少钱？", "质押贴息怎么申请？", "展会维权找谁？"),
        ),
        (
            "我们是小微企业。专利费用能减多少？质押登记要什么材料，多久办完？",
            ("我们是小微企业。专利费用能减多少？", "质押登记要什么材料，多久办完？"),
        ),
    ],
)
def test_questions_with_subjects_of_their_own_are_taken_apart(
    message: str, parts: tuple[str, ...]
) -> None:
    assert split_questions(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "优先审查要什么材料？要多久？",
        "发明专利权的期限是多少年",
        "公司按标准做了贯标。去年换了地址。证书还有效吗？",
        "能减吗？减多少？",
        "？？？",
        "",
    ],
)
def test_one_question_stays_one(message: str) -> None:
    assert split_questions(message) == (message,)


def test_a_flood_of_questions_is_not_taken_apart() -> None:
    message = "".join(f"{word}怎么办？" for word in ("贯标", "质押", "商标", "展会", "复审"))
    assert message.count("？") > MOST_PARTS
    assert split_questions(message) == (message,)


@given(st.text("专利商标贯标质押怎么多少吗？。，；\n另外还有", max_size=60))
def test_taking_apart_invents_no_words(message: str) -> None:
    assert set("".join(split_questions(message))) <= set(message)


def answer(text: str, *, refused: bool = False) -> Answer:
    return Answer(
        question="",
        as_of=date(2026, 1, 1),
        region=None,
        text=text,
        sentences=() if refused else (Sentence(text=text, citations=()),),
        refused=refused,
        reason=Reason.NOT_IN_CORPUS if refused else None,
    )


def test_a_refused_part_is_said_beside_the_answered_one() -> None:
    joined = join_answers(
        [
            Turn(question="甲？", answer=answer("没有。", refused=True)),
            Turn(question="乙？", answer=answer("有。")),
        ]
    )
    assert (joined.refused, joined.reason) == (False, None)
    assert joined.text == "1．甲？\n没有。\n\n2．乙？\n有。"
    assert joined.notices == ("“甲？”没有作答：没有。",)


def test_all_parts_refused_is_a_refusal() -> None:
    refused = Turn(question="甲？", answer=answer("没有。", refused=True))
    assert join_answers([refused, refused]).refused


def test_an_answer_is_worded_by_a_model_when_one_of_its_parts_is() -> None:
    quoted, worded = answer("甲。"), replace(answer("乙。"), mode="llm")
    turns = [Turn(question=q, answer=a) for q, a in (("甲？", quoted), ("乙？", worded))]
    assert join_answers(turns).mode == "llm"


def test_the_steps_of_all_parts_are_kept() -> None:
    traced = [replace(answer("甲。"), trace=Trace(queries=(query,))) for query in ("甲", "乙")]
    joined = join_answers([Turn(question="？", answer=part) for part in (*traced, answer("丙。"))])
    assert joined.trace == Trace(queries=("甲", "乙"))


def test_both_questions_are_answered_with_their_own_clauses(assistant: Assistant) -> None:
    found = assistant.ask("云雀标志的保护期是几年？另外，登记决定要几日内作出？", as_of=TODAY)
    locators = [c.locator for s in found.sentences for c in s.citations]
    assert "八年" in found.text and "三十日" in found.text
    assert any("第四条" in place for place in locators)
    assert any("第五条" in place for place in locators)


def test_each_part_opens_with_its_question() -> None:
    joined = join_answers(
        [
            Turn(question="甲？", answer=answer("一。")),
            Turn(question="乙？", answer=answer("二。")),
        ]
    )
    assert [(s.opens, s.text) for s in joined.sentences] == [("甲？", "一。"), ("乙？", "二。")]
    assert answer_as_text(joined).startswith("【甲？】\n一。\n【乙？】\n二。")
