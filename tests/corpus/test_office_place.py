"""The place of an office whose name alone does not settle it."""

from __future__ import annotations

import pytest

from corpus.identity import region_of
from corpus.office_place import place_of_office, place_of_title
from corpus.places import level_of


@pytest.mark.parametrize(
    ("issuer", "text", "place"),
    [
        ("雄县人民政府", "", "河北省/保定市/雄县"),
        ("和县市场监督管理局", "", "安徽省/马鞍山市/和县"),
        ("朝阳区人民政府", "吉林省长春市的企业", "吉林省/长春市/朝阳区"),
        ("中共鼓楼区委办公室", "福州市各街道", "福建省/福州市/鼓楼区"),
        ("县人民政府", "根据安徽省的规定，马鞍山市和县各镇", "安徽省/马鞍山市/和县"),
        ("市知识产权局", "根据广东省的规定，广州市南沙区", "广东省/广州市"),
        ("市知识产权局", "朝阳区和北京市海淀区", "北京市"),
        ("县人民政府", "根据安徽省的规定", "某县"),
        ("国家知识产权局", "北京市", None),
        ("市场监督管理局", "北京市", None),
        ("海关总署", "北京市", None),
        ("中国人民银行", "北京市", None),
    ],
)
def test_the_places_a_text_names_settle_whose_office_it_is(
    issuer: str, text: str, place: str | None
) -> None:
    assert place_of_office(issuer, text=text) == place


@pytest.mark.parametrize(
    ("issuer", "name", "level"),
    [
        ("朝阳区人民政府", "朝阳区", "区"),
        ("甲乙经济技术开发区管理委员会", "甲乙经济技术开发区", "区"),
        ("市知识产权局", "某市", "市"),
        ("省知识产权局", "某省", "省"),
    ],
)
def test_a_local_text_of_an_unknown_place_is_none_of_the_whole_country(
    issuer: str, name: str, level: str
) -> None:
    region = region_of("奖励办法", issuer=issuer, text="各单位：")
    assert region == name
    assert level_of(region) == level


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("雄县奖励办法", "河北省/保定市/雄县"),
        ("鼓楼区奖励办法", "鼓楼区"),
        ("矿区资源管理条例", None),
        ("社区服务办法", None),
        ("市场监督管理办法", None),
        ("专利法", None),
    ],
)
def test_a_title_tells_its_place_only_by_a_full_name_at_its_beginning(
    title: str, place: str | None
) -> None:
    assert place_of_title(title, text="各单位：") == place
