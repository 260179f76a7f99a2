"""The day and the place asked about decide which text may answer, on edge days too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Reason
from assistant.live_assistant import Assistant
from corpus.catalogue import Catalogue
from corpus.documents import Document, Status
from corpus.make_document import make_document
from corpus.places import parents
from corpus.source_text import SourceText
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import home_in, make_assistant

REWARD_2010 = """云雀发明奖酬细则
2010年1月9日云雀谷管理局公布
第一条 被授予云雀标志的单位应当发给发明人奖金，一项云雀发明的奖金最低不少于3000元。
第二条 本细则自2010年2月1日起施行。
"""
REWARD_2023 = """云雀发明奖酬细则
2023年12月11日云雀谷管理局公布
第一条 被授予云雀标志的单位应当发给发明人奖金，一项云雀发明的奖金最低不少于4000元。
第二条 本细则自2024年1月20日起施行。2010年公布的《云雀发明奖酬细则》同时废止。
"""
FUTURE = """鹤鸣检测规则
2026年6月1日云雀谷管理局公布
第一条 鹤鸣检测的收费标准为每次六百元。
第二条 本规则自2027年1月1日起施行。
"""
ENDED = """松涛登记办法
2015年6月1日云雀谷管理局公布
第一条 松涛登记的期限为二十五日。
第二条 本办法自2015年7月1日起施行，有效期五年。
"""
REGIONS = {
    "广东省": "七",
    "广东省/广州市": "八",
    "广东省/广州市/南沙区": "九",
    "广东省/深圳市": "六",
    "浙江省": "五",
    "浙江省/杭州市": "四",
}
BONUS = "单位发给发明人的奖金，一项云雀发明最低多少元？"
SUPPORT = "星河认证补贴多少万元？"


def _local(region: str, amount: str) -> str:
    place = region.rpartition("/")[2]
    return (
        f"{place}星河认证补贴措施\n2020年5月1日{place}云雀局公布\n"
        f"第一条 通过星河认证的企业，星河认证补贴{amount}万元。\n"
        "第二条 本措施自2020年6月1日起施行。\n"
    )


def _read(text: str) -> Document:
    return make_document(SourceText(name="甲.txt", source="甲.txt", text=text))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder) -> Assistant:
    home = home_in(tmp_path_factory.mktemp("as-of"))
    with Catalogue(home.catalogue) as catalogue, catalogue.batch():
        for text in (REWARD_2010, REWARD_2023, FUTURE, ENDED):
            catalogue.add(_read(text))
        for region, amount in REGIONS.items():
            catalogue.add(_read(_local(region, amount)))
    return make_assistant(home, embedder)


@pytest.mark.parametrize("region", REGIONS)
def test_the_place_of_a_local_text_is_read_from_it(region: str) -> None:
    assert _read(_local(region, "一")).region == region


def cited(answer: Answer) -> list[str]:
    return [c.document_id for s in answer.sentences for c in s.citations]


@pytest.mark.parametrize(
    ("day", "amount", "other"),
    [
        (date(2010, 2, 1), "3000元", "4000元"),
        (date(2015, 6, 1), "3000元", "4000元"),
        (date(2024, 1, 19), "3000元", "4000元"),
        (date(2024, 1, 20), "4000元", "3000元"),
        (date(2026, 11, 22), "4000元", "3000元"),
    ],
)
@pytest.mark.parametrize("region", [None, "广东省/广州市"])
def test_the_same_question_is_answered_by_the_version_of_its_day(
    assistant: Assistant, day: date, amount: str, other: str, region: str | None
) -> None:
    answer = assistant.ask(BONUS, as_of=day, region=region)
    assert amount in answer.text
    assert other not in answer.text
    assert {c.status for s in answer.sentences for c in s.citations} == {Status.IN_FORCE}


def test_before_the_first_day_of_any_version_the_day_is_the_reason(assistant: Assistant) -> None:
    answer = assistant.ask(BONUS, as_of=date(2010, 1, 31))
    assert answer.reason is Reason.NOT_IN_FORCE


@pytest.mark.parametrize(
    ("question", "last_refused", "first_answered", "status"),
    [
        ("鹤鸣检测的收费标准是多少？", date(2026, 12, 31), date(2027, 1, 1), Status.NOT_YET),
        ("松涛登记的期限是多少日？", date(2020, 7, 1), date(2020, 6, 30), Status.REPEALED),
    ],
)
def test_what_is_not_in_force_is_refused_with_its_state(
    assistant: Assistant, question: str, last_refused: date, first_answered: date, status: Status
) -> None:
    refused = assistant.ask(question, as_of=last_refused)
    assert refused.reason is Reason.NOT_IN_FORCE
    assert status in {citation.status for citation in refused.nearest}
    assert assistant.ask(question, as_of=first_answered).reason is None


@settings(deadline=None, max_examples=30)
@given(st.sampled_from([*REGIONS, "河南省/许昌市", "广东省/广州市/天河区", "江苏省/南京市"]))
def test_a_local_text_never_answers_for_another_place(assistant: Assistant, region: str) -> None:
    answer = assistant.ask(SUPPORT, as_of=date(2026, 11, 22), region=region)
    allowed = {None, region, *parents(region)}
    by_id = {_read(_local(where, amount)).id: where for where, amount in REGIONS.items()}
    assert {by_id.get(document_id) for document_id in cited(answer)} <= allowed
    assert bool(answer.sentences) == bool(allowed & set(REGIONS))


@pytest.mark.parametrize(
    ("region", "amounts"),
    [
        ("广东省/广州市/南沙区", "七八九"),
        ("广东省/广州市/天河区", "七八"),
        ("广东省/深圳市", "六七"),
        ("浙江省/宁波市", "五"),
    ],
)
def test_a_place_may_be_answered_by_the_places_around_it_only(
    assistant: Assistant, region: str, amounts: str
) -> None:
    answer = assistant.ask(SUPPORT, as_of=date(2026, 11, 22), region=region)
    said = {character for character in "四五六七八九" if f"{character}万元" in answer.text}
    assert said <= set(amounts)
    assert said
