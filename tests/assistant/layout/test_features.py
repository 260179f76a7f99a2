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


@given(st.text(alphabet="一种装置包括和、，；。：其特征在于所述(1)滤网设有ab \n", max_size=80))
def test_no_text_breaks_the_rules(text: str) -> None:
    try:
        found = features_of(text).features
    except LayoutError:
        return
    assert all(feature.text for feature in found)
    assert len({feature.text for feature in found}) == len(found)
