from __future__ import annotations

from assistant.eligibility.assess import assess
from assistant.eligibility.next_question import next_question
from assistant.eligibility.rules.describe import Missing
from tests.assistant.eligibility.made_up_programme import DAY, MADE_UP, fitting, made_up


def test_the_field_that_decides_most_criteria_comes_first() -> None:
    company = fitting(rd_expense=None, registered=None)

    asked = next_question([assess(made_up(), company, day=DAY)])

    assert asked == Missing(field="rd_expense")


def test_a_programme_that_lacks_one_thing_counts_more_than_one_that_lacks_many() -> None:
    company = fitting(rd_expense=None, registered=None, last_incident=None)
    one = MADE_UP.replace("研发费用[去年] >= 参数(研发下限)", "独立法人").replace(
        "研发费用[去年] / 营业收入[去年] >= 分档(营业收入[去年]; <= 5000 万元: 5%; 其他: 4%)",
        "独立法人",
    )
    one = one.replace("已满(注册日期; 3 年)", "独立法人").replace(
        "近期发生(重大安全质量事故或严重环境违法; 1 年)", "非 独立法人"
    )

    asked = next_question(
        [assess(programme, company, day=DAY) for programme in (made_up(), made_up(one))]
    )

    assert asked == Missing(field="legal_person")


def test_nothing_is_asked_for_a_programme_that_is_decided_nor_twice() -> None:
    failed = fitting(registered="2026-01-01", rd_expense=None)
    open_ = fitting(last_incident=None)

    assert next_question([assess(made_up(), failed, day=DAY)]) is None
    assert (
        next_question([assess(made_up(), open_, day=DAY)], asked=[Missing(field="last_incident")])
        is None
    )
