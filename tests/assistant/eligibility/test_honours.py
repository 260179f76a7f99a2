from __future__ import annotations

from datetime import date

import pytest

from assistant.eligibility.honours import Honour, canonical, is_valid


@pytest.mark.parametrize(
    ("honour", "day", "valid"),
    [
        (Honour(name="高新技术企业", obtained=date(2023, 12, 1)), date(2026, 11, 30), True),
        (Honour(name="高新技术企业", obtained=date(2023, 12, 1)), date(2026, 12, 1), False),
        (Honour(name="高新技术企业", obtained=date(2023, 12, 1)), date(2023, 11, 30), False),
        (Honour(name="高新技术企业", year=2024), date(2026, 12, 31), True),
        (Honour(name="高新技术企业", year=2023), date(2026, 6, 1), None),
        (Honour(name="高新技术企业", year=2022), date(2026, 6, 1), False),
        (Honour(name="高新技术企业"), date(2026, 6, 1), None),
        (Honour(name="高新技术企业", expires=date(2026, 6, 1)), date(2026, 6, 1), True),
        (Honour(name="高新技术企业", expires=date(2026, 6, 1)), date(2026, 6, 2), False),
        (Honour(name="国家知识产权优势企业", year=2019), date(2026, 6, 1), True),
        (Honour(name="国家知识产权优势企业", year=2026), date(2026, 6, 1), None),
        (Honour(name="高新技术企业", held=False), date(2026, 6, 1), False),
    ],
)
def test_an_honour_is_valid_within_its_term_and_unknown_where_its_dates_do_not_tell(
    honour: Honour, day: date, valid: bool | None
) -> None:
    assert is_valid(honour, day) is valid


def test_quotation_marks_make_no_other_honour() -> None:
    assert canonical("专精特新小巨人企业") == canonical("专精特新“小巨人”企业")
