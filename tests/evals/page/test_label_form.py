"""From a filled-in form to a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Reason
from evals.cases import Case, Category
from evals.errors import LabelError
from evals.page.label_form import fields_at_first, offered_sources, read_label
from tests.evals.scripted_assistant import answer, citation, refusal
from tests.evals.some_drafts import a_case, a_draft, a_label

DRAFT = a_draft(region="广东省/广州市")
ANSWERABLE = {
    "question": "发明专利保护多久？",
    "answerable": "yes",
    "category": "time_limit",
    "facts": "二十年 | 20年\n自申请日",
    "sources": "示例法#第一条",
    "who": "张三",
}
UNANSWERABLE = ANSWERABLE | {"answerable": "no", "category": "absent", "reason": "not_in_corpus"}
FIELDS = st.sampled_from([*UNANSWERABLE, "as_of", "region", "forbidden", "history", "offered_0"])
ENTRIES = st.text(max_size=8) | st.sampled_from(
    ["yes", "no", "amount", "2026-11-22", "《》", "#", "|"]
)


def faults(**changes: str) -> dict[str, str]:
    with pytest.raises(LabelError) as raised:
        read_label(ANSWERABLE | changes, DRAFT)
    return raised.value.faults


def test_a_whole_form_makes_a_case() -> None:
    case = read_label(ANSWERABLE | {"as_of": "2026-11-22", "forbidden": "十年\n"}, DRAFT)
    assert (case.id, case.category, case.answerable) == (DRAFT.id, Category.TIME_LIMIT, True)
    assert case.facts == (("二十年", "20年"), ("自申请日",))
    assert (str(case.sources[0]), str(case.as_of)) == ("示例法#第一条", "2026-11-22")
    assert (case.forbidden, case.region) == (("十年",), None)


def test_of_an_unanswerable_question_only_the_reason_counts() -> None:
    case = read_label(UNANSWERABLE, DRAFT)
    assert (case.reason, case.facts, case.sources) == (Reason.NOT_IN_CORPUS, (), ())


def test_ticked_and_written_sources_are_joined() -> None:
    case = read_label(
        ANSWERABLE | {"offered_0": "甲法#第二条", "sources": "《乙法》＃第三条\n丙法"}, DRAFT
    )
    assert [str(source) for source in case.sources] == ["甲法#第二条", "乙法#第三条", "丙法"]


def test_a_place_is_kept_as_its_path() -> None:
    assert read_label(ANSWERABLE | {"region": "广州"}, DRAFT).region == "广东省/广州市"


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("question", " "),
        ("answerable", ""),
        ("category", ""),
        ("as_of", "明天"),
        ("region", "火星"),
        ("facts", "《》\n|"),
        ("sources", "#第一条"),
        ("who", " "),
    ],
)
def test_a_fault_stands_at_its_field_alone(field: str, entry: str) -> None:
    assert list(faults(**{field: entry})) == [field]


def test_every_fault_is_told_at_once() -> None:
    assert set(faults(answerable="no", category="x", who="")) == {"reason", "category", "who"}


def test_faults_are_chinese_sentences() -> None:
    assert all(
        said.endswith("。") for said in faults(facts="", sources="", who="", as_of="x").values()
    )


@given(st.dictionaries(FIELDS, ENTRIES))
def test_whatever_is_sent_makes_a_case_or_names_fields(changes: dict[str, str]) -> None:
    given_fields = {k: v.encode("utf-8", "replace").decode() for k, v in changes.items()}
    try:
        case = read_label(ANSWERABLE | given_fields, DRAFT)
    except LabelError as error:
        assert error.faults
    else:
        assert Case.model_validate_json(case.model_dump_json(exclude_defaults=True)) == case


def test_an_unlabelled_draft_is_filled_in_from_the_chat() -> None:
    assert fields_at_first(DRAFT.model_copy(update={"history": ("甲？", "乙？")})) == {
        "question": DRAFT.question,
        "history": "甲？\n乙？",
        "as_of": "2026-11-22",
        "region": "广东省/广州市",
    }


def test_a_labelled_draft_is_filled_in_from_its_case_even_when_rejected_since() -> None:
    labels = (a_label(a_case(DRAFT)), a_label(None))
    labelled = DRAFT.model_copy(update={"labels": labels})
    fields = fields_at_first(labelled) | {"who": "张三"}
    assert read_label(fields, labelled) == a_case(DRAFT)


def test_each_cited_article_is_offered_once() -> None:
    deep = replace(citation(), locator="第一章 › 第十二条 › 第二款")
    deeper = replace(citation(), locator="第一章 › 第十二条 › 第三款")
    outside = replace(citation(), locator="三、支持措施 › （一）")
    offered = offered_sources(answer("甲。", deep, deeper, outside))
    assert [one.value for one in offered] == ["示例法#第十二条", "示例法#三、支持措施 › （一）"]


def test_beside_a_refusal_the_nearest_clauses_are_offered() -> None:
    assert [one.value for one in offered_sources(refusal())] == ["示例法#第一条"]
