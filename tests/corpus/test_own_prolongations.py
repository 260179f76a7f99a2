"""What a text says it lets run on beyond its term."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.own_prolongations import find_prolongations, read_prolongation

LAST = date(2027, 4, 30)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《甲办法》的有效期延长至2027年4月30日。", ["《甲办法》"]),
        (
            "《甲办法》（甲发〔2020〕3号）有效期延续到2027年4月30日。",
            ["《甲办法》（甲发〔2020〕3号）"],
        ),
        ("《甲办法》延长执行至2027年4月30日。", ["《甲办法》"]),
        ("《甲办法》到期后继续施行，有效期至2027年4月30日。", ["《甲办法》"]),
        ("《甲办法》和《乙办法》有效期均延长至2027年4月30日。", ["《甲办法》", "《乙办法》"]),
        ("决定延长《甲办法》的有效期至2027年4月30日。", ["《甲办法》"]),
        ("《甲办法》将于2025年4月30日到期，经评估，有效期延长至2027年4月30日。", ["《甲办法》"]),
        ("《甲办法》有效期至2027年4月30日。", []),
        ("依照《甲办法》申报的，申报时间延长至2027年4月30日。", []),
        ("《甲办法》有效期延长至2027年2月30日。", []),
    ],
)
def test_names_and_last_day_are_read(text: str, names: list[str]) -> None:
    found = list(find_prolongations(text))
    assert [(one.words, one.until) for one in found] == [(name, LAST) for name in names]


def test_words_without_a_day_are_themselves() -> None:
    assert read_prolongation("《甲办法》") == ("《甲办法》", None)


def test_hostile_brackets_cost_no_time() -> None:
    assert list(find_prolongations("《甲办法》和" * 20_000)) == []


_PARTS = st.sampled_from(
    [
        "《甲办法》",
        "（甲发〔2020〕3号）",
        "和",
        "有效期",
        "延长",
        "至2027年4月30日",
        "继续施行",
        "，",
        "。",
        "\n",
    ]
)


@given(st.lists(_PARTS, max_size=14).map("".join))
def test_the_words_stand_in_their_sentence_and_survive_their_form(text: str) -> None:
    for one in find_prolongations(text):
        assert one.words in text[one.start : one.end]
        assert read_prolongation(one.stated) == (one.words, one.until)
