from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.topic_labels import name_topics


def test_a_group_is_named_by_what_its_titles_have_and_the_others_have_not() -> None:
    names = name_topics(
        [
            ["一种风筝骨架", "风筝骨架的制作方法", "折叠式风筝骨架"],
            ["一种豆浆过滤装置", "豆浆过滤方法", "便携式豆浆过滤器"],
        ]
    )
    assert "风筝" in names[0].label
    assert "豆浆" in names[1].label


def test_words_that_every_title_says_name_nothing() -> None:
    names = name_topics([["一种装置及其制备方法", "一种系统和方法", "一种新型设备"]])
    assert names[0].label == "其他"


def test_a_longer_term_comes_before_its_parts() -> None:
    titles = ["区块链存证方法", "区块链交易系统", "区块链节点装置"]
    (name,) = name_topics([titles])
    assert name.terms[0] == "区块链"


def test_groups_of_the_same_titles_get_different_names() -> None:
    titles = ["一种纸箱压痕机", "纸箱压痕机的刀座"]
    labels = [name.label for name in name_topics([titles, titles, titles])]
    assert len(set(labels)) == 3


@pytest.mark.parametrize(
    ("titles", "whole"),
    [
        (["分布式储能调度方法", "一种分布式储能系统", "分布式储能装置"], "分布式储能"),
        (["新能源汽车的座椅", "一种新能源汽车车门", "新能源汽车及其控制方法"], "新能源汽车"),
        (["北斗卫星信号高精度采集", "北斗卫星信号高精度接收机"], "北斗卫星信号"),
        (["基于区块链物联网的秤", "区块链物联网门锁"], "区块链物联网"),
    ],
)
def test_words_the_dictionary_does_not_know_are_not_cut(titles: list[str], whole: str) -> None:
    others = ["一种风筝骨架", "风筝骨架的制作方法"]
    name = name_topics([titles, others])[0]
    assert whole in name.terms
    assert not any(term in whole and term != whole for term in name.terms[:1])


@given(st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=5))
def test_any_titles_get_as_many_different_labels_as_there_are_groups(
    groups: list[list[str]],
) -> None:
    labels = [name.label for name in name_topics(groups)]
    assert len(set(labels)) == len(groups)
    assert all(labels)
