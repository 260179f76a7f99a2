import random

import pytest

from corpus.garbled import is_garbled, readable_share
from tests.shared_data import shared_data

CLAUSE = (
    "本办法所称专利申请，是指申请人向专利行政部门提出的请求。申请人应当在规定的期限内提交有关材料，"
    "并对材料的真实性负责；不符合要求的，可以在三个月内补正一次。"
) * 20


def test_ordinary_chinese_is_readable() -> None:
    assert readable_share(CLAUSE) > 0.95


def test_ordinary_english_is_readable() -> None:
    assert readable_share("theapplicantshallsubmittherequestwithinthreemonths,andsoon.") > 0.9


@pytest.mark.parametrize(
    ("true", "taken_for"), [("utf-8", "gb18030"), ("gb18030", "big5"), ("utf-8", "latin-1")]
)
def test_text_in_the_wrong_encoding_is_garbled(true: str, taken_for: str) -> None:
    assert is_garbled(CLAUSE.encode(true).decode(taken_for, "replace"))


def test_glyphs_of_the_private_use_area_are_garbled() -> None:
    assert is_garbled("".join(chr(0xE000 + ord(c) % 6000) for c in CLAUSE))


def test_common_characters_in_random_order_are_garbled() -> None:
    shuffled = random.Random(1)
    common = [bytes((0xB0 + n // 94, 0xA1 + n % 94)).decode("gb2312") for n in range(3000)]

    assert is_garbled("".join(shuffled.choices(common, k=2000)))


def test_one_bad_page_in_twenty_is_not_enough() -> None:
    assert not is_garbled(CLAUSE * 16 + "\ue001" * 1000)


def test_a_table_of_amounts_is_not_garbled() -> None:
    assert not is_garbled("一类 | 200元/月 | 50.00 | 2024-01-01\n" * 100)


def test_a_short_title_full_of_codes_is_not_garbled() -> None:
    assert not is_garbled("一种低密度Fe-Mn-Al-C热轧Q＆P钢")


def test_leaders_of_a_table_of_contents_are_not_garbled() -> None:
    assert not is_garbled("一、发展基础" + "." * 40 + "1\n（一）主要成效" + "…" * 40 + "3\n")


@pytest.mark.parametrize("separator", ["\n", "、", " | "])
def test_a_list_of_names_is_not_garbled(separator: str) -> None:
    given = ("建国", "丽", "文博")
    names = [surname + name for surname in "赵钱孙李周吴郑王冯陈" for name in given]

    assert not is_garbled(separator.join(names * 10))


def test_nothing_is_not_garbled() -> None:
    assert not is_garbled(" \n")


@pytest.mark.shared
def test_a_guideline_with_a_broken_font_map_is_garbled() -> None:
    path = shared_data("garbled", "broken_font_map_extract.txt")

    assert is_garbled(path.read_text(encoding="utf-8"))
