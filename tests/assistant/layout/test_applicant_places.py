from __future__ import annotations

import pytest

from assistant.layout.applicant_places import UNKNOWN_PLACE, applicant_places, place_of
from tests.assistant.layout.planted_field import record


@pytest.mark.parametrize(
    ("given", "place", "from_name"),
    [
        ({"place": "广东省/深圳市"}, "广东省", False),
        ({"place": "日本"}, "日本", False),
        ({"address": "518000 广东省深圳市某街 1 号"}, "广东省", False),
        ({"applicants_raw": ("杭州某某科技有限公司",)}, "浙江省", True),
        ({"applicants_raw": ("某某(厦门)实业有限公司",)}, "福建省", True),
        ({"applicants_raw": ("某某电器有限公司", "北京某院")}, UNKNOWN_PLACE, False),
        ({}, UNKNOWN_PLACE, False),
    ],
)
def test_the_place_comes_from_the_record_the_address_or_the_first_name_in_that_order(
    given: dict[str, object], place: str, from_name: bool
) -> None:
    assert place_of(record(1, **given)) == (place, from_name)


def test_unknown_places_and_guesses_from_names_are_counted_and_said() -> None:
    found = applicant_places(
        [record(1), record(2, applicants=("成都某厂",)), record(3, place="四川省/成都市")]
    )
    assert [(c.label, c.number) for c in found.places] == [("四川省", 2)]
    assert found.unknown == ("id00001",)
    assert [remark.patents for remark in found.remarks] == [("id00001",), ("id00002",)]
