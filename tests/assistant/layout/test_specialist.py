from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Reason, Turn
from assistant.citations import in_context
from assistant.layout.patent_record import Standing
from assistant.layout.specialist import LayoutSpecialist
from assistant.layout.workbench import Workbench
from corpus.catalogue import Catalogue
from corpus.documents import Document
from corpus.home import Home
from indexing.embed import OnnxEmbedder
from tests.assistant.layout.planted_bench import planted_bench
from tests.assistant.layout.planted_field import (
    ENTRANT,
    LEADER,
    TODAY,
    builtin_documents,
    planted_field,
)
from tests.fakes import WordHashEmbedder

BOAT = "珊瑚礁巡检艇"


@pytest.fixture(scope="module")
def specialist(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder
) -> LayoutSpecialist:
    """Over a list of one technology alone, with the embedder that is shipped."""
    bench = planted_bench(tmp_path_factory.mktemp("chat"), embedder, rows=60)
    return LayoutSpecialist(lambda: bench, lambda: ())


def ask(specialist: LayoutSpecialist, question: str) -> Answer | None:
    return specialist.answer(question, as_of=TODAY, region=None, history=())


def broken_citations(specialist: LayoutSpecialist, answer: Answer) -> Sequence[str]:
    clauses = {document.id: document for document in builtin_documents()}

    def find(id_: str) -> Document | None:
        return clauses.get(id_) or specialist.find(id_)

    shown = (in_context(c, find) for s in answer.sentences for c in s.citations)
    return [context.changed for context in shown if context.changed]


def test_who_filed_what_is_said_with_patents_behind_it(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, f"{BOAT}领域同行布了什么？")
    assert answer is not None
    assert not answer.refused
    assert all(sentence.citations for sentence in answer.sentences)
    assert LEADER in answer.text
    assert not broken_citations(specialist, answer)


def test_where_to_file_is_said_with_clauses(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, f"{BOAT}该往哪里布？")
    assert answer is not None
    assert all(sentence.citations for sentence in answer.sentences)
    assert any(c.title.endswith("专利法") for s in answer.sentences for c in s.citations)
    assert not broken_citations(specialist, answer)


def test_an_idea_gets_a_row_a_feature(specialist: LayoutSpecialist) -> None:
    idea = (
        f"一种{BOAT}，包括推进舱、缆绳绞盘、浮力外壳，以及能识别海马并用激光驱赶海星的量子雷达模块"
    )
    answer = ask(specialist, f"我的方案是：{idea}。有没有人做过？")
    assert answer is not None
    assert answer.table is not None
    found = [row for row in answer.table.rows if row.sentence is not None]
    missing = [row for row in answer.table.rows if row.sentence is None]
    assert found
    assert all(row.cells[1] == "未找到" for row in missing)
    assert any("量子雷达" in row.cells[0] for row in missing)
    assert not broken_citations(specialist, answer)


def test_a_field_the_lists_do_not_hold_is_refused_plainly(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, "zzqxw 有哪些专利？")
    assert answer is None or answer.reason is Reason.NOT_IN_CORPUS or not answer.sentences


def test_without_lists_the_texts_may_answer(tmp_path: Path) -> None:
    home = Home(tmp_path)
    bench = Workbench(home, Catalogue(home.catalogue), WordHashEmbedder())
    assert ask(LayoutSpecialist(lambda: bench, lambda: ()), f"{BOAT}同行布了什么？") is None


def test_questions_on_the_rules_are_left_to_the_texts(specialist: LayoutSpecialist) -> None:
    assert ask(specialist, "发明专利的期限是多少年？") is None


def test_two_applicants_are_compared_under_what_people_call_them(
    specialist: LayoutSpecialist,
) -> None:
    answer = ask(specialist, "领头仪器和后来科技谁的专利多？")
    assert answer is not None
    records = planted_field().records[:60]
    for said, name in (("领头仪器", LEADER), ("后来科技", ENTRANT)):
        assert f"{said} {sum(name in r.applicants for r in records)} 件" in answer.text
    assert "本方" not in answer.text
    assert all(sentence.citations for sentence in answer.sentences)
    assert not broken_citations(specialist, answer)


def test_two_names_the_lists_do_not_hold_are_left_to_the_texts_and_one_is_named(
    specialist: LayoutSpecialist,
) -> None:
    assert ask(specialist, "没这家和也没那家谁的专利多？") is None
    answer = ask(specialist, "领头仪器和也没那家谁的专利多？")
    assert answer is not None
    assert answer.reason is Reason.NOT_IN_CORPUS
    assert "“也没那家”" in answer.text


def test_a_firm_is_told_from_a_technology(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, "领头仪器的专利布局情况")
    assert answer is not None
    held = sum(LEADER in record.applicants for record in planted_field().records[:60])
    assert f"检索到 {held} 件" in answer.text


def test_rights_that_end_soon_are_those_of_the_applicant(specialist: LayoutSpecialist) -> None:
    day, until = date(2033, 6, 1), date(2036, 6, 1)
    asked = "领头仪器快到期的专利有哪些？"
    answer = specialist.answer(asked, as_of=day, region=None, history=())
    assert answer is not None
    soon = [
        record
        for record in planted_field().records[:60]
        if LEADER in record.applicants
        and record.standing is not Standing.LAPSED
        and record.filed
        and day <= record.filed.replace(year=record.filed.year + 20) <= until
    ]
    assert f"有 {len(soon)} 件专利的保护期" in answer.text
    assert not broken_citations(specialist, answer)


def test_whose_rights_end_soon_is_asked_back(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, "我们公司快到期的专利有哪些？")
    assert answer is not None
    assert answer.reason is Reason.TOO_VAGUE


@pytest.mark.parametrize(
    ("question", "step"),
    [
        (f"{BOAT}领域同行布了什么？", f"专利全景：{BOAT}"),
        ("领头仪器和后来科技谁的专利多？", "申请人对比：领头仪器、后来科技"),
        (f"我的方案是：一种{BOAT}，包括量子雷达模块。有没有人做过？", "量子雷达模块"),
    ],
)
def test_the_way_to_an_answer_is_told(
    specialist: LayoutSpecialist, question: str, step: str
) -> None:
    answer = ask(specialist, question)
    assert answer is not None
    assert answer.trace is not None
    assert any(step in said.text for said in answer.trace.steps)


def test_what_a_firm_has_in_a_field_is_told_of_the_firm_alone(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, f"{LEADER}在{BOAT}布了什么？")
    assert answer is not None
    assert f"申请较多的是：{LEADER}（" in answer.text
    assert ENTRANT not in answer.text


def test_a_firm_the_lists_do_not_hold_is_said_to_be_missing(specialist: LayoutSpecialist) -> None:
    answer = ask(specialist, f"饕餮汽车在{BOAT}布了什么？")
    assert answer is not None
    assert answer.refused
    assert "没有叫“饕餮汽车”的申请人" in answer.text


def test_a_follow_up_is_answered_with_the_field_of_the_question_before(
    specialist: LayoutSpecialist,
) -> None:
    first = ask(specialist, f"{BOAT}有哪些专利？")
    assert first is not None
    answer = specialist.answer(
        "该往哪里布局？",
        as_of=TODAY,
        region=None,
        history=[Turn(question=first.question, answer=first)],
    )
    assert answer is not None
    assert answer.standalone_question == f"{BOAT}该往哪里布局"
    assert not answer.refused
