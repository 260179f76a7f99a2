"""Questions of companies on themselves, in the chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Answer, Turn
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.references import Find
from assistant.eligibility.specialist import EligibilitySpecialist
from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Find:
    catalogue = Catalogue(tmp_path_factory.mktemp("home") / "catalogue.sqlite3")
    load_builtin(catalogue)
    return {document.id: document for document in catalogue.documents()}.get


@pytest.fixture(scope="module")
def specialist(find: Find) -> EligibilitySpecialist:
    return EligibilitySpecialist(load_programmes, find)


def talk(
    specialist: EligibilitySpecialist, *questions: str, region: str | None = None
) -> Iterator[Answer | None]:
    """The answers to a conversation, one by one; None where it was left to the texts."""
    history: list[Turn] = []
    for question in questions:
        answer = specialist.answer(question, as_of=DAY, region=region, history=history)
        yield answer
        said = answer or Answer(question=question, as_of=DAY, region=None, text="", sentences=())
        history.append(Turn(question=question, answer=said))


def last(specialist: EligibilitySpecialist, *questions: str) -> Answer:
    answer = list(talk(specialist, *questions))[-1]
    assert answer is not None
    return answer


def verdicts(answer: Answer) -> dict[str, str]:
    assert answer.table is not None
    return {row.cells[0]: row.cells[1] for row in answer.table.rows}


@pytest.mark.parametrize(
    "question",
    [
        "优势企业的申报条件是什么",
        "研发占比要多少",
        "高企需要什么条件",
        "我们申报优势企业要什么条件",
        "我们申报高企需要准备什么材料",
        "我们公司五十来人，能不能评上？",
        "什么是优势企业？",
        "对照培育方案第三部分的申报条件，我们厂够不够资格报优势企业",
        "我们在成都，已经是小巨人了，够不够领市里的奖金",
        "我们能申请专利吗",
        "全厂80个人，科技人员7个，高企人员这一条过得了吗",
    ],
)
def test_questions_on_rules_and_texts_are_left_to_the_texts(
    specialist: EligibilitySpecialist, question: str
) -> None:
    assert list(talk(specialist, question)) == [None]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("我们能申报国家知识产权优势企业吗？还差什么？", "国家知识产权优势企业"),
        ("本公司够不够格评专精特新？", "专精特新中小企业"),
        ("我司能报小巨人吗", "专精特新“小巨人”企业"),
        ("我们离高企还差多少", "高新技术企业"),
        ("能不能申报优势企业？我们是2018年3月成立的", "国家知识产权优势企业"),
    ],
)
def test_a_question_on_the_askers_own_company_is_assessed(
    specialist: EligibilitySpecialist, question: str, name: str
) -> None:
    assert f"“{name}”" in last(specialist, question).text


def test_every_sentence_and_row_carries_its_clause(specialist: EligibilitySpecialist) -> None:
    for question in ("我们能申报高企吗", "我们在广州南沙，能拿到哪些支持？"):
        answer = last(specialist, question)
        assert answer.table is not None
        assert all(sentence.citations for sentence in answer.sentences)
        for row in answer.table.rows:
            assert row.sentence is not None
            assert answer.sentences[row.sentence].text.startswith(row.cells[0])
            assert len(row.cells) == len(answer.table.columns)


def test_citations_are_the_characters_of_their_documents(
    specialist: EligibilitySpecialist, find: Find
) -> None:
    for sentence in last(specialist, "我们能申报专精特新吗").sentences:
        for citation in sentence.citations:
            document = find(citation.document_id)
            assert document is not None
            assert document.text[citation.start : citation.end] == citation.quote


def test_facts_of_earlier_messages_count_and_a_correction_changes_the_verdict(
    specialist: EligibilitySpecialist,
) -> None:
    said = ("去年营收 5000 万，研发 80 万，够不够条件，我们能评专精特新吗", "研发是 160 万")
    before, after = talk(specialist, *said)
    assert before is not None
    assert after is not None
    condition = "上年度研发费用不低于100万元"
    assert verdicts(before)[condition] == "不满足"
    assert verdicts(after)[condition] == "满足"
    assert "我理解为：2025 年研发费用 160 万元" in after.text


def test_one_thing_is_asked_at_a_time_and_its_reply_is_understood(
    specialist: EligibilitySpecialist,
) -> None:
    answer = last(specialist, "我们2019年3月5日成立，能申报高企吗")
    questions = [notice for notice in answer.notices if notice.startswith("还想请问")]
    assert len(questions) == 1
    assert answer.notices[-1] == questions[0]
    replied = last(specialist, "我们2019年3月5日成立，能申报高企吗", "是")
    assert "我理解为" in replied.text
    assert replied.notices[-1] != questions[0]


def test_what_is_not_known_is_not_asked_again(specialist: EligibilitySpecialist) -> None:
    asked = [
        answer.notices[-1]
        for answer in talk(specialist, "我们能申报高企吗", "不清楚", "不知道", "不清楚")
        if answer is not None
    ]
    assert len(asked) == 4
    assert len(set(asked)) == 4


def test_another_programme_takes_the_facts_along(specialist: EligibilitySpecialist) -> None:
    answer = last(specialist, "我们2019年3月5日成立，能申报优势企业吗", "那高新技术企业呢？")
    assert verdicts(answer)["申请认定时注册满一年"] == "满足"


def test_another_matter_is_given_back_and_a_later_fact_taken_up_again(
    specialist: EligibilitySpecialist,
) -> None:
    answers = list(
        talk(specialist, "我们能评专精特新吗", "专利法第四十二条说什么", "去年营收是 1200 万")
    )
    assert answers[1] is None
    assert answers[2] is not None
    assert "专精特新" in answers[2].text


def test_a_later_day_is_assessed_by_the_calendar(specialist: EligibilitySpecialist) -> None:
    first, later = talk(specialist, "我们2026年3月1日成立，能申报高企吗", "那到2027年4月呢？")
    assert first is not None
    assert later is not None
    assert verdicts(first)["申请认定时注册满一年"] == "不满足"
    assert verdicts(later)["申请认定时注册满一年"] == "满足"
    assert later.as_of == date(2027, 4, 30)


def test_programmes_of_another_place_are_not_offered(specialist: EligibilitySpecialist) -> None:
    here = next(talk(specialist, "我们能拿到哪些支持", region="广东省/广州市/南沙区"))
    assert here is not None
    assert any("南沙" in name for name in verdicts(here))
    assert not any("青岛" in name for name in verdicts(here))


def test_nothing_is_promised(specialist: EligibilitySpecialist) -> None:
    answer = last(specialist, "我们能申报高企吗")
    assert "以主管部门认定为准" in answer.text


def test_a_day_without_rules_is_left_to_the_texts(specialist: EligibilitySpecialist) -> None:
    answer = specialist.answer(
        "我们能申报高新技术企业吗", as_of=date(2015, 1, 1), region=None, history=()
    )
    assert answer is None


def test_a_reply_may_bring_more_than_was_asked(specialist: EligibilitySpecialist) -> None:
    answer = last(
        specialist,
        "我们去年营收6000万，能申报高新技术企业吗",
        "2019年3月成立，属于重点支持领域，没有发生事故，自评75分",
    )
    found = list(verdicts(answer).values())
    assert found.count("满足") == 3
    assert any("“75分”" in notice for notice in answer.notices)


def test_two_programmes_asked_about_at_once_are_both_answered(
    specialist: EligibilitySpecialist,
) -> None:
    answer = last(specialist, "专精特新和高企我们能申报哪个？去年营收3000万，研发200万")
    assert set(verdicts(answer)) == {"专精特新中小企业", "高新技术企业"}


def test_what_is_missing_stands_first_after_the_verdicts(specialist: EligibilitySpecialist) -> None:
    answer = last(specialist, "我们2019年成立，100人，科技人员8人，能报高企吗，还差什么")
    assert answer.notices[0] == "还差：科技人员还差 2 人（其他数值不变时）。"


def test_a_condition_without_any_full_year_is_not_called_out_of_reach(
    specialist: EligibilitySpecialist,
) -> None:
    answer = last(specialist, "我们2026年3月成立，能报高企吗")
    assert "企业自身无法改变" not in answer.text
    assert "没有完整年度" in answer.text


def test_beside_what_is_not_met_the_overview_counts_what_is_open(
    specialist: EligibilitySpecialist,
) -> None:
    answer = last(specialist, "我们能拿到哪些支持？去年营收6000万，研发300万")
    assert answer.table is not None
    (open_points,) = (row.cells[3] for row in answer.table.rows if "小巨人" in row.cells[0])
    assert open_points.startswith("不满足：研发费用") and open_points.endswith("；另有 9 项待确认")


@pytest.mark.parametrize(("follow_up", "ours"), [("那开放许可呢", False), ("那小巨人呢？", True)])
def test_going_on_to_what_is_no_programme_is_left_to_the_texts(
    specialist: EligibilitySpecialist, follow_up: str, ours: bool
) -> None:
    answers = list(talk(specialist, "我们2019年3月成立，能申报高企吗", follow_up))
    assert (answers[-1] is not None) is ours
