from collections import Counter

import pytest

from assistant.layout.applicants import BY_USER, ApplicantNames, applicants_called

PRINTED = {
    "某某材料有限公司": 5,
    "某某材料股份有限公司": 2,
    "某某材料股份有限公司唐山分公司": 9,
    "某某大学机械工程学院": 3,
    "HUAWEI TECHNOLOGIES CO LTD": 1,
    "甲某公司,乙某大学": 4,
}


def test_the_name_most_records_print_is_shown_and_never_a_branch() -> None:
    names = ApplicantNames(PRINTED, {})

    shown = {names.of_name(printed) for printed in list(PRINTED)[:3]}
    assert shown == {"某某材料股份有限公司"}


def test_a_school_is_shown_as_its_university() -> None:
    assert ApplicantNames(PRINTED, {}).of_name("某某大学机械工程学院") == "某某大学"


def test_a_well_known_applicant_is_shown_under_its_chinese_name() -> None:
    assert ApplicantNames(PRINTED, {}).of_name("HUAWEI TECHNOLOGIES CO LTD") == "华为技术有限公司"


def test_applicants_of_a_record_come_once_and_in_order() -> None:
    names = ApplicantNames(PRINTED, {})

    assert names.of(("乙某大学", "甲某公司,乙某大学")) == ("乙某大学", "甲某公司")


def test_what_a_user_says_goes_before_every_rule() -> None:
    names = ApplicantNames(PRINTED, {"某某材料有限公司": "某某（旧）"})

    assert names.of_name("某某材料有限公司") == "某某（旧）"
    assert names.of_name("某某材料股份有限公司") == "某某材料股份有限公司"
    [row] = [row for row in names.rows() if row.printed == "某某材料有限公司"]
    assert row.reason == BY_USER


def test_the_mapping_shows_every_printed_name_once_with_its_records() -> None:
    rows = ApplicantNames(PRINTED, {}).rows()

    assert Counter({row.printed: row.records for row in rows})["乙某大学"] == 4
    assert len(rows) == len({row.printed for row in rows}) == 7
    assert all(row.reason for row in rows if row.printed != row.name)


def test_the_order_of_records_does_not_change_the_names() -> None:
    turned = dict(reversed(PRINTED.items()))

    assert ApplicantNames(PRINTED, {}).rows() == ApplicantNames(turned, {}).rows()


SHOWN = ("某海汽车股份有限公司", "某海半导体有限公司", "华为技术有限公司", "乙某大学", "某海")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("某海", {"某海"}),
        ("某海汽车有限公司", {"某海汽车股份有限公司"}),
        ("Huawei Technologies Co., Ltd.", {"华为技术有限公司"}),
        ("乙某大学机械工程学院", {"乙某大学"}),
        ("海半导体", {"某海半导体有限公司"}),
        ("某海半导体、华为", set()),
        ("某", set()),
        ("谁也不是", set()),
        ("", set()),
    ],
)
def test_an_applicant_is_known_by_what_people_call_it(said: str, meant: set[str]) -> None:
    shown = SHOWN if said == "某海" else SHOWN[:-1]
    assert applicants_called(shown, (said,)) == meant
