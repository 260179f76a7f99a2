from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.effects import EFFECT_GROUPS, effect_groups, find_effects, words_of


@pytest.mark.parametrize(
    ("sentence", "phrase", "head", "group"),
    [
        ("从而提高了蜂箱的巡检效率", "提高了蜂箱的巡检效率", "效率", "提高效率"),
        ("可有效降低浮标的维护成本", "降低浮标的维护成本", "维护成本", "方便操作与维护"),
        ("避免缆绳打滑", "避免缆绳打滑", "打滑", "提高安全性"),
        ("解决了绞盘故障率高的问题", "解决了绞盘故障率高的问题", "故障率", "提高可靠稳定"),
        ("克服了传统喷枪效率低下的缺陷", "克服了传统喷枪效率低下的缺陷", "效率", "提高效率"),
        ("釉面的耐磨性得到明显提高", "釉面的耐磨性得到明显提高", "耐磨性", "延长寿命与耐用"),
        ("电机能耗显著下降", "电机能耗显著下降", "能耗", "节能"),
        ("造价低", "造价低", "造价低", "降低成本"),
        ("胶层附着力强", "胶层附着力强", "附着力", "提高可靠稳定"),
        ("具有优异的耐腐蚀性", "优异的耐腐蚀性", "耐腐蚀性", "延长寿命与耐用"),
        ("实现了巡检的自动化", "实现了巡检的自动化", "自动化", "自动化与智能化"),
    ],
)
def test_a_promise_is_found_with_its_words_its_thing_and_its_group(
    sentence: str, phrase: str, head: str, group: str
) -> None:
    abstract = f"本发明公开了一种浮标，包括壳体。{sentence}。"
    (found,) = find_effects(abstract)
    assert (found.text, found.head, found.group) == (phrase, head, group)
    assert abstract[found.start : found.end] == phrase


@pytest.mark.parametrize(
    "sentence",
    [
        "将温度提高到六十度",
        "增大阀门的开度",
        "电机降低转速后停下",
        "现有方案难以提高效率",
        "余量为铁和不可避免的杂质",
        "实现第一杆与第二杆的安装",
        "壳体上设有第一连接结构",
        "不降低强度",
        "使用起来很不方便",
        "导轨表面不平整",
        "控制单元根据速度调节阀门",
    ],
)
def test_a_step_of_a_process_or_a_mere_part_is_no_promise(sentence: str) -> None:
    assert find_effects(f"{sentence}。") == ()


def test_things_joined_in_one_clause_each_count() -> None:
    found = find_effects("提高了装配效率和定位精度，结构简单、成本低。")
    assert [phrase.group for phrase in found] == [
        "提高效率",
        "提高精度",
        "简化结构与小型化",
        "降低成本",
    ]


def test_a_group_counts_once_a_clause() -> None:
    assert len(find_effects("提高挖掘效率和运输效率。")) == 1
    assert len(find_effects("提高挖掘效率，提高运输效率。")) == 2


def test_no_word_of_the_lexicon_is_in_two_groups() -> None:
    groups = tomllib.loads(EFFECT_GROUPS.read_text(encoding="utf-8"))["group"]
    seen: dict[str, str] = {}
    for group in groups:
        for word in set(f"{group['rises']} {group['falls']} {group['states']}".split()):
            assert seen.setdefault(word, group["name"]) == group["name"]
    assert effect_groups() == tuple(group["name"] for group in groups)


def test_the_words_of_an_unknown_group_are_an_error() -> None:
    assert "效率" in words_of("提高效率")
    with pytest.raises(KeyError):
        words_of("没有这一组")


_PIECES = st.sampled_from(
    [
        *"的了和、，。；",
        "提高",
        "降低",
        "避免",
        "得到",
        "效率",
        "成本",
        "故障",
        "问题",
        "不",
        "高",
        "低",
        "x",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_every_phrase_stands_at_its_place_and_belongs_to_a_group(abstract: str) -> None:
    for phrase in find_effects(abstract):
        assert abstract[phrase.start : phrase.end] == phrase.text
        assert phrase.head in phrase.text
        assert phrase.group in effect_groups()


@pytest.mark.parametrize(
    "piece", ["得到了", "大大地", "并且", "的问题", "提高", "能够可以", "很更加"]
)
def test_a_long_run_of_one_word_is_read_without_trying_every_split(piece: str) -> None:
    assert isinstance(find_effects(piece * 5_000 + "了"), tuple)
