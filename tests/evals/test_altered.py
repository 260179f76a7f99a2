from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Status
from corpus.quantities import find_quantities
from evals.altered import former_version, local_version, other_numbers, without_facts
from tests.assistant.small_corpus import small_corpus

DAY = date(2026, 11, 22)
RULES = next(d for d in small_corpus() if "八年" in d.text)


def test_a_noise_text_no_longer_states_the_fact() -> None:
    noise = without_facts(RULES, ["八年"], number=1)
    assert "八年" not in noise.text and "三十日" in noise.text


def test_several_noise_texts_of_one_document_are_several() -> None:
    ids = {without_facts(RULES, ["八年"], number=number).id for number in (1, 2)}
    assert len(ids | {RULES.id}) == 3


def test_a_former_version_says_other_numbers_and_is_out_of_force() -> None:
    former = former_version(RULES, ended=date(2020, 1, 1))
    assert "八年" not in former.text
    assert (former.title, former.status_on(DAY)) == (RULES.title, Status.REPEALED)


def test_a_local_version_belongs_to_its_place() -> None:
    assert local_version(RULES, region="西藏自治区/那曲市").region == "西藏自治区/那曲市"


@pytest.mark.parametrize(
    "text", ["自2024年1月20日起施行", "依照第十二条办理", "第三年可以请求", "没有数字"]
)
def test_dates_and_clause_numbers_stay(text: str) -> None:
    assert other_numbers(text) == text


@given(st.sampled_from("年 个月 日 件 %".split()), st.integers(1, 400))
def test_every_quantity_gets_another_number(unit: str, number: int) -> None:
    before = f"期限为{number}{unit}，另有规定的除外。"
    after = other_numbers(before)
    assert not find_quantities(before) & find_quantities(after)
    assert len(find_quantities(after)) == len(find_quantities(before))


def test_sections_of_an_altered_text_join_to_it() -> None:
    altered = former_version(RULES, ended=date(2020, 1, 1))
    assert "".join(altered.text[s.start : s.end] for s in altered.leaves()) == altered.text
