"""What counts as naming a place, and what only looks like it."""

from __future__ import annotations

import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Level
from corpus.errors import BadPlaceError, CorpusError
from corpus.place_tree import DIVISIONS, SPOKEN_NAMES, place_tree
from corpus.places import find_place, find_places, level_of, normalise_region, parents

NANSHA = "广东省/广州市/南沙区"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("广东省广州市南沙区的示范企业奖励多少", NANSHA),
        ("南沙的优势企业有补贴吗", NANSHA),
        ("广东南沙的优势企业", NANSHA),
        ("深圳南山的企业", "广东省/深圳市/南山区"),
        ("许昌的质押评估费补多少", "河南省/许昌市"),
        ("青岛市市场监督管理局", "山东省/青岛市"),
        ("东莞市场主体", "广东省/东莞市"),
        ("北京海淀", "北京市/海淀区"),
        ("北京有哪些政策？朝阳区呢", "北京市/朝阳区"),
        ("黔东南的苗绣", "贵州省/黔东南苗族侗族自治州"),
        ("延边州的大米", "吉林省/延边朝鲜族自治州"),
        ("山西大同的企业", "山西省/大同市"),
        ("湖北仙桃", "湖北省/仙桃市"),
        ("雄安新区", "河北省/雄安新区"),
        ("鹏城的企业", "广东省/深圳市"),
        ("在粤企业能申请吗", "广东省"),
        ("沪企怎么申请", "上海市"),
        ("粤府办〔2023〕1号", "广东省"),
        ("吉林的奖励", "吉林省"),
        ("吉林市的奖励", "吉林省/吉林市"),
        ("海南通知", "海南省"),
        ("云南通过了什么", "云南省"),
        ("国内江苏的企业", "江苏省"),
        ("襄樊的企业", "湖北省/襄阳市"),
        ("萝岗区的企业", "广东省/广州市/黄埔区"),
        ("东湖高新区的企业", "湖北省/武汉市/东湖高新区"),
        ("新疆生产建设兵团的企业", "新疆维吾尔自治区/新疆生产建设兵团"),
        ("泉城的企业", "山东省/济南市"),
        ("蓉企怎么申请", "四川省/成都市"),
    ],
)
def test_the_place_a_text_is_about_is_its_most_specific_one(text: str, path: str) -> None:
    assert find_place(text) == path


@pytest.mark.parametrize(
    "text",
    [
        *(
            "海关知识产权备案",
            "和平解决纠纷",
            "河口水域",
            "城区与新区",
            "高新技术企业",
            "北京时间九点",
        ),
        *(
            "大同小异",
            "长安标致",
            "三明治",
            "东方文化",
            "国内江河",
            "公开封面",
            "普通化学",
            "复合肥料",
        ),
        *(
            "大理石板",
            "和田玉",
            "阿里云",
            "白银期货",
            "日照强度",
            "马拉喀什条约",
            "视听表演北京条约",
        ),
        *(
            "线上海外维权",
            "第三亚像素",
            "弘扬中华文化",
            "经济南移",
            "创新会议",
            "按规定西移",
            "江河源头",
        ),
        *(
            "市和县级人民政府",
            "朝阳区的补贴",
            "朝阳产业",
            "鼓楼区怎么申请",
            "粤港澳大湾区",
            "京津冀",
        ),
        *(
            "东京企业",
            "天津四星",
            "香港居民能在内地申请专利吗",
            "最大同心圆",
            "推广安全生产",
            "每天津贴",
        ),
        *("京东公司的专利", "京东方科技", "沪深交易所", "苏宁易购", "粤东地区", "大湾区的企业"),
        *("羊城晚报", "卫星城规划", "温泉城项目", "海岛城市", "鲁迅作品", "津贴标准", "闽南语"),
        *("从化学角度", "新增城镇就业", "当事人应当", "区域内的市场", "", "无"),
    ],
)
def test_words_that_only_look_like_a_place_are_none(text: str) -> None:
    assert find_places(text) == ()


def test_two_places_leave_no_single_place() -> None:
    assert find_place("广州和深圳哪个奖励多") is None


def test_a_place_and_the_place_around_it_give_the_inner_one() -> None:
    assert find_place("广东省的政策在广州怎么办") == "广东省/广州市"


def test_a_place_spelled_out_in_one_breath_is_one_mention() -> None:
    (mention,) = find_places("位于广东省广州市南沙区的企业")
    assert (mention.start, mention.end) == (2, 11)


@settings(deadline=None)
@given(st.text(alphabet="广州东省市区南沙深圳山西大同在粤企/ 的海上", max_size=40))
def test_mentions_come_in_order_without_overlap(text: str) -> None:
    mentions = find_places(text)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(m.start >= end and m.end > m.start for m, end in zip(mentions, ends, strict=False))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("广州", "广东省/广州市"),
        ("广东/广州", "广东省/广州市"),
        ("广东省广州市南沙区", NANSHA),
        (NANSHA, NANSHA),
        (" 青岛 ", "山东省/青岛市"),
        ("吉林", "吉林省"),
        ("吉林/吉林", "吉林省/吉林市"),
        ("大同", "山西省/大同市"),
        ("中国广东", "广东省"),
        ("粤", "广东省"),
        ("羊城", "广东省/广州市"),
        ("北京/朝阳", "北京市/朝阳区"),
        ("长阳县", "湖北省/宜昌市/长阳土家族自治县"),
        ("襄樊市", "湖北省/襄阳市"),
        ("萧山市", "浙江省/杭州市/萧山区"),
        ("内蒙", "内蒙古自治区"),
        ("合肥高新区", "安徽省/合肥市"),
        ("上海市/市辖区/浦东新区", "上海市/浦东新区"),
        ("湖北省/省直辖县级行政区划/仙桃市", "湖北省/仙桃市"),
    ],
)
def test_a_given_place_becomes_its_path(name: str, path: str) -> None:
    assert normalise_region(name) == path


@pytest.mark.parametrize("name", ["火星", "", "全国", "广州北京", "广东省/武汉市"])
def test_an_unknown_place_is_an_error(name: str) -> None:
    with pytest.raises(BadPlaceError, match="不认识的地名"):
        normalise_region(name)


@pytest.mark.parametrize("name", ["大湾区", "长三角", "粤东", "京津冀"])
def test_an_area_over_several_places_asks_for_one_of_them(name: str) -> None:
    with pytest.raises(BadPlaceError, match="跨了几个地方"):
        normalise_region(name)


def test_former_names_mean_places_of_the_tree() -> None:
    spoken = tomllib.loads(SPOKEN_NAMES.read_text(encoding="utf-8"))
    divisions = tomllib.loads(DIVISIONS.read_text(encoding="utf-8"))
    for path in (spoken["former"] | spoken["former_parts"]).values():
        province, city, county = (*path.split("/"), "", "")[:3]
        cities = divisions[province]
        known = city in cities or city in cities.get("", "").split() or not city
        assert known and (not county or county in cities[city].split()), path


def test_a_place_that_could_be_several_names_them() -> None:
    with pytest.raises(CorpusError, match="北京市/朝阳区、吉林省/长春市/朝阳区"):
        normalise_region("朝阳区")


def test_every_division_is_found_by_its_own_path() -> None:
    tree = place_tree()
    paths = {path for found in tree.names.values() for path in found}
    assert [path for path in paths if normalise_region(path) != path] == []


@pytest.mark.parametrize(
    ("region", "level"),
    [
        (None, Level.NATIONAL),
        ("广东省", Level.PROVINCE),
        ("北京市", Level.PROVINCE),
        ("广东省/广州市", Level.CITY),
        ("湖北省/仙桃市", Level.CITY),
        ("北京市/海淀区", Level.DISTRICT),
        (NANSHA, Level.DISTRICT),
    ],
)
def test_the_level_follows_from_the_place(region: str | None, level: Level) -> None:
    assert level_of(region) is level


def test_parents_run_from_the_province_inwards() -> None:
    assert parents(NANSHA) == ("广东省", "广东省/广州市")


def test_a_question_is_searched_in_under_a_millisecond() -> None:
    question = "请问位于广东省广州市南沙区的企业在通过国家示范企业复核以后可以拿到多少万元奖励" * 3
    find_places(question)
    times = []
    for _ in range(20):
        begin = time.thread_time()
        find_places(question[:100])
        times.append(time.thread_time() - begin)
    assert min(times) < 0.001


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("重庆市江北区", "重庆市/两江新区"),
        ("重庆渝北", "重庆市/两江新区"),
        ("宁波市江北区", "浙江省/宁波市/江北区"),
        ("南京下关区", "江苏省/南京市/鼓楼区"),
    ],
)
def test_a_merged_district_is_known_under_the_place_it_lay_in(written: str, path: str) -> None:
    assert find_place(written) == normalise_region(written) == path


def test_a_name_that_a_merged_district_bore_too_means_neither_alone() -> None:
    assert find_place("江北区") is None
    with pytest.raises(BadPlaceError, match="不止一处"):
        normalise_region("江北区")


def test_an_unknown_district_right_behind_a_city_is_not_its_namesake_elsewhere() -> None:
    assert find_place("石家庄市桥东区人民政府") == "河北省/石家庄市"
