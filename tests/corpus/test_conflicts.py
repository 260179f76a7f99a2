"""Planted conflicts are found; what only looks like one is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.conflict import TO_BE_CHECKED, Conflict, Difference
from corpus.conflicts import find_conflicts
from corpus.documents import Document, Kind
from corpus.make_document import make_document
from corpus.source_text import SourceText

TODAY = date(2026, 11, 22)


def text(
    title: str, clause: str, region: str | None = None, begin: str = "2020年5月1日"
) -> Document:
    words = f"{title}\n2020年3月1日发布\n第一条 {clause}\n第二条 本办法自{begin}起施行。\n"
    made = make_document(SourceText(name=title, source=title, text=words))
    return replace(made, region=region)


def conflicts(*documents: Document, day: date = TODAY) -> list[Conflict]:
    return find_conflicts(documents, day=day)


BONUS = "一项发明专利的奖金最低不少于4000元。"
NATIONAL = text("中华人民共和国发明奖励细则", BONUS)


@pytest.mark.parametrize(
    ("national", "local", "difference"),
    [
        (BONUS, "一项发明专利的奖金最低不少于二千元。", Difference.AMOUNT),
        (
            "单个申请人的专利收费减缴比例为百分之八十五。",
            "单个申请人的专利收费减缴比例为80%。",
            Difference.SHARE,
        ),
        ("发明专利权的期限为二十年。", "发明专利权的期限为15年。", Difference.TIME),
        (
            "专利合同应当自签订之日起三十日内备案登记。",
            "专利合同应当自签订之日起六十日内备案登记。",
            Difference.TIME,
        ),
        (
            "专利代理机构转让专利代理业务档案的，不得收取任何费用。",
            "专利代理机构转让专利代理业务档案的，可以收取任何费用。",
            Difference.MODALITY,
        ),
    ],
)
def test_a_local_text_that_says_something_else_is_found(
    national: str, local: str, difference: Difference
) -> None:
    (found,) = conflicts(text("全国试验办法", national), text("某地试验条例", local, "广东省"))
    assert found.difference is difference
    assert (found.higher.region, found.lower.region) == (None, "广东省")
    assert found.words.endswith(TO_BE_CHECKED)


def test_both_sides_are_cited_to_the_character() -> None:
    local = text("某地奖励条例", "一项发明专利的奖金最低不少于二千元。", "广东省/广州市")
    (found,) = conflicts(NATIONAL, local)
    assert (found.higher.locator, found.lower.locator) == ("第一条", "第一条")
    for side, document in ((found.higher, NATIONAL), (found.lower, local)):
        assert document.text[side.start : side.end] == side.quote != ""
    assert "4000元" in found.words and "二千元" in found.words


@pytest.mark.parametrize(
    "clause",
    [
        "一项发明专利的奖金最低不少于4000元。",
        "一项发明专利的奖金最低不少于五千元。",
        "一项外观设计专利的奖金最低不少于二千元。",
        "在国家奖金基础上，一项发明专利另行给予奖金2000元。",
        "一项发明专利的奖金原来最低不少于二千元。",
        "一件商标的奖金最低不少于二千元。",
        "一项发明专利的申请费最高不超过二千元。",
    ],
    ids=["same", "more", "another kind", "on top", "of a former day", "another right", "measure"],
)
def test_what_both_texts_allow_or_is_about_another_matter_is_none(clause: str) -> None:
    assert conflicts(NATIONAL, text("某地奖励条例", clause, "广东省")) == []


LESS = "一项发明专利的奖金最低不少于二千元。"


def test_texts_of_places_apart_are_not_compared() -> None:
    south, east = text("南奖励条例", BONUS, "广东省"), text("东奖励条例", LESS, "浙江省")
    assert conflicts(south, east) == []


def test_a_city_is_compared_with_its_province() -> None:
    province, city = text("省奖励条例", BONUS, "广东省"), text("市奖励条例", LESS, "广东省/广州市")
    (found,) = conflicts(city, province)
    assert (found.higher.title, found.lower.title) == ("省奖励条例", "市奖励条例")


def test_texts_not_in_force_that_day_are_not_compared() -> None:
    later = text("某地奖励条例", LESS, "广东省", begin="2030年1月1日")
    assert conflicts(NATIONAL, later) == []
    assert len(conflicts(NATIONAL, later, day=date(2030, 1, 1))) == 1
    ended = replace(text("某地奖励条例", LESS, "广东省"), expires=date(2026, 11, 21))
    assert conflicts(NATIONAL, ended) == []
    assert len(conflicts(NATIONAL, ended, day=date(2026, 11, 21))) == 1


def test_versions_of_one_instrument_do_not_contradict_each_other() -> None:
    older = text("中华人民共和国发明奖励细则", LESS, begin="2010年5月1日")
    older = replace(older, id="older", superseded_by=NATIONAL.id, expires=date(2020, 4, 30))
    assert conflicts(older, NATIONAL) == []


def test_how_long_each_text_itself_lasts_is_no_conflict() -> None:
    term = "本办法自2020年5月1日起施行，有效期{}年。"
    one, other = text("甲登记办法", term.format(30)), text("乙奖励办法", term.format(20))
    assert conflicts(one, other) == []


def test_explanations_are_not_compared() -> None:
    told = replace(text("奖励问答", LESS, "广东省"), kind=Kind.GUIDANCE)
    assert conflicts(NATIONAL, told) == []


_CLAUSES = st.lists(
    st.sampled_from(
        [
            BONUS,
            LESS,
            "单个申请人减缴85%。",
            "发明专利权的期限为二十年。",
            "申请人应当提交申请书和证明材料。",
            "申请人可以提交申请书和证明材料。",
        ]
    ),
    min_size=1,
    max_size=3,
).map("".join)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(_CLAUSES, st.sampled_from([None, "广东省", "广东省/广州市", "浙江省"])),
        min_size=2,
        max_size=5,
    ),
    st.data(),
)
def test_the_order_of_texts_does_not_matter_and_no_place_meets_another(
    made: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    texts = [text(f"第{n}号试验办法", *one) for n, one in enumerate(made)]
    found = conflicts(*texts)
    assert conflicts(*data.draw(st.permutations(texts))) == found
    for conflict in found:
        outer, inner = conflict.higher.region, conflict.lower.region
        assert outer is None or (inner is not None and f"{inner}/".startswith(f"{outer}/"))
