from assistant.layout.applicants import ApplicantNames, applicants_called
from assistant.layout.name_pairs import (
    BOTH_NAMES,
    BY_FAMILY,
    NamePair,
    joined_keys,
    pairs_in_columns,
    pairs_in_families,
)

FOREIGN, CHINESE = "JIA FILTER CO., LTD.", "甲某过滤有限公司"


def test_two_columns_of_one_record_join_names_at_once() -> None:
    pairs = pairs_in_columns([CHINESE, "乙某大学"], ["Jia Filter Co., Ltd.", "Yi University"])
    names = ApplicantNames({CHINESE: 3, FOREIGN: 9, "乙某大学": 1}, {}, pairs)

    assert names.of_name(FOREIGN) == CHINESE
    [row] = [row for row in names.rows() if row.printed == FOREIGN]
    assert row.reason == BOTH_NAMES


def test_columns_of_different_length_join_nothing() -> None:
    assert pairs_in_columns([CHINESE], ["Jia", "Yi"]) == []


def test_families_join_names_from_the_second_one_on() -> None:
    one = [("F1", [CHINESE]), ("F1", [FOREIGN])]
    two = [*one, ("F2", [FOREIGN]), ("F2", [CHINESE])]

    assert joined_keys(pairs_in_families(one)).key_of == {}
    joined = joined_keys(pairs_in_families(two))
    assert list(joined.key_of.values()) == ["甲某过滤"]
    assert list(joined.reason_of.values()) == [BY_FAMILY]


def test_a_family_with_several_keys_is_one_family() -> None:
    one = [("优先权1 PCT1", [CHINESE]), ("优先权1", [CHINESE]), ("PCT1 优先权2", [FOREIGN])]

    assert len(pairs_in_families(one)) == 1
    assert joined_keys(pairs_in_families(one)).key_of == {}


def test_joint_applicants_of_a_family_tell_nothing() -> None:
    members = [(key, cells) for key in "AB" for cells in ([CHINESE, "丙公司"], [FOREIGN])]

    assert pairs_in_families(members) == []


def test_a_foreign_name_beside_two_chinese_ones_is_left_alone() -> None:
    pairs = [
        NamePair(CHINESE, FOREIGN, BOTH_NAMES),
        NamePair("甲某环保有限公司", FOREIGN, BOTH_NAMES),
    ]

    assert joined_keys(pairs).key_of == {}
    assert (
        ApplicantNames({CHINESE: 1, FOREIGN: 1}, {}, pairs).of_name(FOREIGN)
        == "JIA FILTER CO., LTD"
    )


def test_two_chinese_names_are_never_joined_by_a_family() -> None:
    members = [(key, [name]) for key in "AB" for name in (CHINESE, "丁某股份有限公司")]

    assert joined_keys(pairs_in_families(members)).key_of == {}


def test_what_a_user_renamed_is_found_under_every_name_it_goes_by() -> None:
    names = ApplicantNames({CHINESE: 2, f"{CHINESE}上海分公司": 1}, {CHINESE: "甲集团"})
    shown = set(names.printed.values())

    for said in (CHINESE, "甲某过滤", "甲集团", "某过滤有限"):
        assert "甲集团" in applicants_called(shown, (said,), names.printed)


def test_renaming_an_applicant_means_all_its_prints_and_a_print_only_itself() -> None:
    branch = f"{CHINESE}上海分公司"
    names = ApplicantNames({CHINESE: 2, branch: 1}, {CHINESE: "甲集团"})

    assert names.prints_of(CHINESE) == (CHINESE, branch)
    assert names.prints_of(branch) == (branch,)
