import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import LayoutError
from assistant.layout.features import LONGEST_IDEA, MOST_FEATURES, FeatureKind, features_of

CLAIM = (
    "1.一种沼液过滤器，包括壳体、滤网和排污管，其特征在于：所述滤网内侧设有旋转刷；"
    "所述旋转刷由电机驱动；所述控制器根据进出口压差启动电机。"
)


def _texts(text: str) -> list[str]:
    return [feature.text for feature in features_of(text).features]


def test_a_claim_falls_into_preamble_and_characterising_part() -> None:
    found = features_of(CLAIM)

    assert found.is_claim
    assert [(f.text, f.is_known) for f in found.features] == [
        ("一种沼液过滤器", True),
        ("壳体", True),
        ("滤网", True),
        ("排污管", True),
        ("所述滤网内侧设有旋转刷", False),
        ("所述旋转刷由电机驱动", False),
        ("所述控制器根据进出口压差启动电机", False),
    ]
    assert found.features[0].kind is FeatureKind.SUBJECT


def test_of_several_claims_the_first_is_taken_apart() -> None:
    found = features_of(f"{CLAIM}\n2.根据权利要求1所述的过滤器，其特征在于：有阀。")

    assert found.left_out == 1
    assert "有阀" not in "".join(feature.text for feature in found.features)


def test_signs_in_brackets_do_not_cut_a_feature() -> None:
    claim = "一种声屏障，其特征在于：面板上设有孔（7，8、9）、槽（3）和板（4）。"

    assert _texts(claim) == ["一种声屏障", "孔（7，8、9）", "槽（3）", "板（4）"]


def test_an_idea_falls_into_clauses_without_the_talk_around_it() -> None:
    idea = (
        "我们想做一个光伏板清洗机器人，用磁吸履带在板面行走，前端装有旋转毛刷，从而减少用水。"
        "请问有没有人申请过类似专利？"
    )
    found = features_of(idea)

    assert not found.is_claim
    assert [(f.text, f.kind) for f in found.features] == [
        ("光伏板清洗机器人", FeatureKind.SUBJECT),
        ("用磁吸履带在板面行走", FeatureKind.PART),
        ("前端装有旋转毛刷", FeatureKind.PART),
        ("从而减少用水", FeatureKind.EFFECT),
    ]


def test_steps_lose_their_numbers() -> None:
    claim = "一种方法，其特征在于，包括：步骤一：采集图像；S2、识别目标物；(3)输出识别的结果。"

    assert _texts(claim)[1:] == ["采集图像", "识别目标物", "输出识别的结果"]


def test_a_feature_said_twice_counts_once() -> None:
    assert _texts("一种装置，其特征在于：设有滤网；设有滤网；设有电机。").count("设有滤网") == 1


def test_very_many_features_are_kept_within_a_table() -> None:
    claim = "一种装置，其特征在于：" + "；".join(f"第{n}级设有第{n}号滤网" for n in range(60))
    found = features_of(claim).features

    assert len(found) == MOST_FEATURES
    assert "第59号滤网" in found[-1].text
    assert [feature.number for feature in found] == list(range(1, MOST_FEATURES + 1))


@pytest.mark.parametrize("text", ["", "  ", "。；，", "你好，请问有没有人申请过？"])
def test_a_text_without_features_is_refused(text: str) -> None:
    with pytest.raises(LayoutError, match="技术特征"):
        features_of(text)


def test_far_too_long_a_text_is_refused() -> None:
    with pytest.raises(LayoutError, match="太长"):
        features_of("滤" * (LONGEST_IDEA + 1))


def test_an_open_claim_without_a_characterising_part_is_taken_apart() -> None:
    claim = "一种浮标，包括浮体、安装在浮体上的光伏板和设在浮体内的主控，所述主控与探头连接。"
    found = features_of(claim)

    assert found.is_claim
    assert [f.text for f in found.features] == [
        *("一种浮标", "浮体", "安装在浮体上的光伏板", "设在浮体内的主控", "所述主控与探头连接"),
    ]


def test_words_that_only_announce_steps_or_parts_by_weight_are_no_feature() -> None:
    steps = "一种调速方法，其特征在于包括如下步骤：(1)采集电流i=I*sin(wt)；(2)计算转矩。"
    parts = "一种肥料，其特征在于，由以下重量份的原料制成：尿素20份、腐殖酸5份。"

    assert _texts(steps)[1:] == ["采集电流i=I*sin(wt)", "计算转矩"]
    assert _texts(parts)[1:] == ["尿素20份", "腐殖酸5份"]


def test_an_improvement_claim_knows_what_stands_before_the_improvement() -> None:
    found = features_of("一种烘干机，它包括机体，机体内设有传送带，其改进在于热风管上开有斜孔。")

    assert [(f.text, f.is_known) for f in found.features] == [
        ("一种烘干机", True),
        ("机体", True),
        ("机体内设有传送带", True),
        ("热风管上开有斜孔", False),
    ]


def test_a_dependent_claim_alone_names_the_claim_it_builds_on() -> None:
    found = features_of("3. 根据权利要求1或2所述的过滤器，其特征在于，所述滤网为不锈钢网。")

    assert found.refers_to == "权利要求1或2"
    assert [f.text for f in found.features] == ["过滤器", "所述滤网为不锈钢网"]
    assert features_of(CLAIM).refers_to == ""


def test_an_idea_that_names_no_thing_has_no_subject_and_what_one_can_do_is_no_effect() -> None:
    idea = "把摄像头装在扫地机前面，识别污渍以后绕开，还能用手机看地图，能减少重复清扫"

    assert [f.kind for f in features_of(idea).features] == [
        *(FeatureKind.PART, FeatureKind.PART, FeatureKind.PART, FeatureKind.EFFECT),
    ]


def test_an_english_claim_keeps_its_words_apart() -> None:
    claim = (
        "1. A filter comprising: a housing; a screen mounted in the housing; and a brush driven "
        "by a motor, wherein the motor starts at a set pressure, thereby reducing blockage."
    )
    found = features_of(claim)

    assert [f.text for f in found.features[:3]] == [
        *("filter", "housing", "screen mounted in the housing"),
    ]
    assert found.features[0].kind is FeatureKind.SUBJECT
    assert found.features[3].text == "brush driven by a motor"


def test_a_dependent_english_claim_names_the_claims_it_builds_on() -> None:
    found = features_of("The filter of any one of claims 1 to 3, wherein the brush is of nylon.")

    assert found.refers_to == "claims 1 to 3"
    assert [f.text for f in found.features] == ["filter", "brush is of nylon"]


def test_of_english_claims_on_one_line_the_first_is_taken_apart() -> None:
    found = features_of(
        "1. A filter comprising a brush. 2. The filter of claim 1, wherein it turns."
    )

    assert (found.left_out, found.refers_to) == (1, "")
    assert [f.text for f in found.features] == ["filter", "brush"]


def test_english_steps_are_features_of_their_own() -> None:
    claim = "A method for finding leaks, the method comprising: hearing sounds; and placing leaks."

    assert _texts(claim) == ["method for finding leaks", "hearing sounds", "placing leaks"]


@given(
    st.text(
        alphabet="一种装置包括和、，；。：其特征在于所述(1)滤网设有ab ,;根据权利要求 wherein\n",
        max_size=80,
    )
)
def test_no_text_breaks_the_rules(text: str) -> None:
    try:
        found = features_of(text).features
    except LayoutError:
        return
    assert all(feature.text for feature in found)
    assert len({feature.text for feature in found}) == len(found)
