"""What a text says it ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.own_repeals import find_repeals


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        (
            "本办法自2026年9月1日起施行。2017年公布的《旧办法》同时废止。",
            ("2017年公布的《旧办法》",),
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
    ]
)


@given(st.lists(_PARTS, max_size=14).map("".join))
def test_the_words_of_a_repeal_stand_in_its_sentence(text: str) -> None:
    for one in find_repeals(text):
        assert one.words
        assert one.words in text[one.start : one.end]
