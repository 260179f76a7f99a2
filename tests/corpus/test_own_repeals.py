"""What a text says it ends."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.own_repeals import find_repeals, read_repeal


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        (
            "本办法自2026年9月1日起施行。2017年公布的《旧办法》同时废止。",
            ("2017年公布的《旧办法》",),
        ),
        (
            "本办法自2026年9月1日起施行。2012年3月1日起施行的《旧办法》同时废止。",
            ("2012年3月1日起施行的《旧办法》",),
        ),
        ("本条例自2022年7月1日起施行，《旧条例》同时废止。", ("《旧条例》",)),
        (
            "第十六条 本规定施行之日起，《旧解释》（法释〔2006〕11号）同时废止。",
            ("《旧解释》（法释〔2006〕11号）",),
        ),
        ("《甲法》、《乙法》同时废止。", ("《甲法》", "《乙法》")),
        (
            "原《甲办法》（甲发〔2015〕1号）和《乙办法》即行废止。",
            ("《甲办法》（甲发〔2015〕1号）", "《乙办法》"),
        ),
        ("《关于印发〈甲办法〉的通知》予以废止。", ("《关于印发〈甲办法〉的通知》",)),
        ("自本法施行之日起，《甲条例》不再适用。", ("《甲条例》",)),
        ("经研究，决定废止《甲办法》和《乙办法》。", ("《甲办法》", "《乙办法》")),
        ("关于废止《甲办法》的决定", ("《甲办法》",)),
        ("原甲发〔2015〕10号文件同时废止。", ("甲发〔2015〕10号文件",)),
        ("本文件代替GB/T 29490—2013《某管理规范》。", ("GB/T 29490—2013《某管理规范》",)),
        ("代替 GB/T 29490-2013\n", ("GB/T 29490-2013",)),
        (
            "废止以下3件文件：《甲办法》（甲发〔2015〕1号）；《乙办法》；丙发〔2016〕2号。",
            ("《甲办法》（甲发〔2015〕1号）", "《乙办法》"),
        ),
        (
            "决定废止下列文件，自2025年10月1日起不再执行：\n一、《甲办法》（甲发〔2015〕1号）\n\n"
            "二、原《乙办法》；\n本决定自公布之日起施行。《丙办法》继续有效。\n",
            ("《甲办法》（甲发〔2015〕1号）", "《乙办法》"),
        ),
        (
            "附件1：宣布失效的规范性文件目录\n1. 关于甲的通知（甲发〔2015〕1号）\n"
            "2. 《乙办法》第三条\n3.《丙办法》\n附件2：修改的规范性文件目录\n1.《丁办法》\n",
            ("关于甲的通知（甲发〔2015〕1号）", "《丙办法》"),
        ),
        ("以下文件予以保留或者废止：\n《甲办法》\n", ()),
        ("下列情形合同失效：\n甲方违反《乙办法》的规定。\n", ()),
        ("《甲办法》第三条、《乙办法》同时废止。", ("《乙办法》",)),
        ("《甲办法》第三条、第五条同时废止。", ()),
        ("《甲办法》中有关收费的规定同时废止。", ()),
        ("《甲办法》与本办法不一致的，以本办法为准。", ()),
        ("《甲办法》废止后，另行通知。", ()),
        ("见《关于废止〈甲办法〉的决定》和《乙办法》。", ()),
        ("专利权失效。", ()),
        ("原规定同时废止。", ()),
        ("甲。", ()),
    ],
)
def test_what_a_text_ends_is_its_own_words_without_its_own_beginning(
    text: str, ended: tuple[str, ...]
) -> None:
    assert tuple(one.words for one in find_repeals(text)) == ended


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("本办法自2025年9月1日起施行，《甲办法》同时废止。", None),
        ("《甲办法》（甲发〔2015〕1号）自2025年10月1日起废止。", date(2025, 10, 1)),
        ("自2025年10月1日起，《甲办法》停止执行。", date(2025, 10, 1)),
        ("自2015年1月1日起施行的《甲办法》同时废止。", None),
        ("决定废止下列文件，自2025年10月1日起不再执行：\n1.《甲办法》\n", date(2025, 10, 1)),
    ],
)
def test_a_repeal_may_name_a_day_of_its_own(text: str, since: date | None) -> None:
    (repeal,) = find_repeals(text)
    assert "《甲办法》" in repeal.words
    assert repeal.since == since


def test_a_repeal_of_a_list_quotes_the_line_above_it() -> None:
    text = "有关事项如下。决定废止下列文件：\n1.《甲办法》\n2.《乙办法》\n本决定即日起施行。"
    quotes = [text[one.start : one.end] for one in find_repeals(text)]
    assert quotes == [
        "决定废止下列文件：\n1.《甲办法》",
        "决定废止下列文件：\n1.《甲办法》\n2.《乙办法》",
    ]


def test_hostile_brackets_cost_no_time() -> None:
    assert find_repeals("《甲" * 100_000) == ()


_PARTS = st.sampled_from(
    [
        "《甲》",
        "、",
        "同时废止",
        "。",
        "\n",
        "决定废止",
        "（甲发〔2015〕1号）",
        "代替GB/T 1-2000",
        "本法施行之日起，",
        "；",
        "下列文件予以废止：\n",
        "自2025年10月1日起",
        "1. ",
    ]
)


@given(st.lists(_PARTS, max_size=14).map("".join))
def test_the_words_of_a_repeal_stand_in_its_sentence(text: str) -> None:
    for one in find_repeals(text):
        assert one.words
        assert read_repeal(one.stated) == (one.words, one.since)
        assert one.words in text[one.start : one.end]
