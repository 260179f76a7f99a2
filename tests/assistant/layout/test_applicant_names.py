import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.applicant_names import applicant_key, clean_name, reason_for, split_names

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "深圳市",
                "广东省",
                "北京",
                "华为",
                "技术",
                "有限公司",
                "股份有限公司",
                "(集团)",
                "集团",
            ),
            *(
                "大学",
                "清华大学",
                "研究院",
                "计算机科学与技术学院",
                "(北京)",
                "（上海）",
                "株式会社",
            ),
            *(
                "Univ",
                " Huawei ",
                "Co., Ltd.",
                "唐山分公司",
                "公司",
                "厂",
                "中科院",
                " ",
                "合伙",
                "[CN]",
            ),
        ]
    ),
    min_size=1,
    max_size=7,
).map("".join)


@given(PIECES)
def test_a_key_is_its_own_key(printed: str) -> None:
    key = applicant_key(printed)

    assert applicant_key(key) == key


@given(st.text(max_size=25))
def test_no_name_breaks_the_key(printed: str) -> None:
    key = applicant_key(printed)

    assert applicant_key(key) == key
    assert bool(key) or not any(c.isalnum() for c in printed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某某新材料技术有限公司", "某某新材料技术"),
        ("某某新材料技术（深圳）有限公司", "某某新材料技术(深圳) 有限公司"),
        ("深圳市某某电子有限公司", "广东省深圳市某某电子股份有限公司"),
        ("某某钢铁(集团)有限责任公司", "某某钢铁集团有限公司"),
        ("某某钢铁股份有限公司唐山分公司", "某某钢铁股份有限公司"),
        ("ACME MATERIALS CO LTD", "Acme Materials Co., Ltd."),
        ("某某電子有限公司", "某某电子有限公司"),
        ("清华大学深圳研究生院", "清华大学"),
        ("浙江大学计算机科学与技术学院", "Univ Zhejiang"),
        ("HUAWEI TECHNOLOGIES CO LTD", "华为技术"),
        ("中科院某某研究所", "中国科学院某某研究所"),
    ],
)
def test_prints_of_one_applicant_share_a_key(one: str, other: str) -> None:
    assert applicant_key(one) == applicant_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某某科技(深圳)有限公司", "某某科技(北京)有限公司"),
        ("某某集团有限公司", "某某有限公司"),
        ("浙江大学医学院附属第一医院", "浙江大学"),
        ("中国石油大学(北京)", "中国石油大学(华东)"),
        ("某某大学科技园有限公司", "某某大学"),
        ("某某大学珠海学院", "某某大学"),
        ("武汉大学", "武汉科技大学"),
        ("某某电网有限公司电力科学研究院", "某某电网有限公司"),
    ],
)
def test_persons_of_their_own_keep_their_keys(one: str, other: str) -> None:
    assert applicant_key(one) != applicant_key(other)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("甲某技术有限公司,乙某大学", ("甲某技术有限公司", "乙某大学")),
        ("甲某技术有限公司；乙某大学", ("甲某技术有限公司", "乙某大学")),
        ("甲某技术有限公司 乙某大学", ("甲某技术有限公司", "乙某大学")),
        ("张三、李四", ("张三", "李四")),
        ("Acme Materials Co., Ltd.", ("Acme Materials Co., Ltd.",)),
        ("中国科学院、水利部某某研究所", ("中国科学院、水利部某某研究所",)),
        ("LG 电子株式会社", ("LG 电子株式会社",)),
    ],
)
def test_several_applicants_in_a_cell_are_told_apart(cell: str, names: tuple[str, ...]) -> None:
    assert split_names(cell) == names


def test_a_name_is_cleaned_of_width_and_marks() -> None:
    assert clean_name(" [标]某某技术（深圳） 有限公司 [CN]") == "某某技术(深圳)有限公司"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("某某技术有限公司", "公司类型词"),
        ("清华大学深圳研究生院", "院系"),
        ("某某钢铁股份有限公司唐山分公司", "分公司"),
        ("Huawei Technologies Co., Ltd.", "别名表"),
    ],
)
def test_a_reason_names_what_was_put_aside(printed: str, reason: str) -> None:
    assert reason in reason_for(printed)
