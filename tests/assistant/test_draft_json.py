from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft import read_draft
from assistant.draft_json import SCHEMA, as_lines


def reply(*sentences: tuple[str, list[int]]) -> str:
    rows = [{"claim": claim, "clauses": clauses} for claim, clauses in sentences]
    return json.dumps({"sentences": rows}, ensure_ascii=False)


def lines(*pieces: str) -> list[str]:
    return "".join(as_lines(pieces)).splitlines()


RIGHT = reply(("保护期为八年。", [1]), ("可以续展", [2, 3]))
LINES = ["保护期为八年。[1]", "可以续展。[2][3]"]


@pytest.mark.parametrize(
    "written",
    [
        RIGHT,
        f"\ufeff{RIGHT}",
        f"```json\n{RIGHT}\n```",
        f"```\n{RIGHT}\n```\n希望有帮助。",
        json.dumps(json.loads(RIGHT)["sentences"], ensure_ascii=False, indent=2),
        RIGHT.replace("\n", "\r\n"),
        "\n".join(json.dumps(row, ensure_ascii=False) for row in json.loads(RIGHT)["sentences"]),
        RIGHT.replace("claim", "text").replace("clauses", "citations"),
        json.dumps(json.loads(RIGHT)),
    ],
)
def test_the_sentences_are_read_however_the_json_is_wrapped(written: str) -> None:
    assert lines(written) == LINES


@given(st.lists(st.integers(min_value=1, max_value=len(RIGHT) - 1)))
def test_how_it_is_cut_into_pieces_makes_no_difference(cuts: list[int]) -> None:
    at = [0, *sorted(cuts), len(RIGHT)]
    assert lines(*(RIGHT[a:b] for a, b in pairwise(at))) == LINES


def test_a_sentence_comes_as_soon_as_its_object_is_closed() -> None:
    first, second = RIGHT.split(', {"claim": "可以')
    coming = as_lines(iter([first, ', {"claim": "可以' + second]))
    assert next(coming) == "保护期为八年。[1]\n"


def test_a_reply_broken_off_gives_the_sentences_that_were_whole() -> None:
    assert lines(RIGHT[: RIGHT.index("可以")]) == LINES[:1]


@pytest.mark.parametrize(
    "plain",
    [
        "保护期为八年[1]。\n可以续展[2]。",
        "[1] 保护期为八年。",
        "",
        "`八年`[1]。",
        "按《{甲}》办理。",
    ],
)
def test_what_is_no_json_stays_as_it_is(plain: str) -> None:
    assert "".join(as_lines(plain)) == plain


@pytest.mark.parametrize(
    "row",
    [
        "{}",
        '{"claim": 5, "clauses": [1]}',
        '{"claim": "", "clauses": [1]}',
        '{"claim": "八年", "clauses": [1]',
        '{"claim": "八年" "clauses"}',
        '{"claim": "' + "八" * 5000 + '", "clauses": [1]}',
        '{"note": "八年"}',
        '{"a":' * 500 + "1" + "}" * 500,
    ],
)
def test_objects_that_hold_no_sentence_are_left_out(row: str) -> None:
    assert lines(row) == []


@pytest.mark.parametrize(
    ("clauses", "marks"), [([1, "2", 0, -3, True, 2.5], "[1]"), (4, "[4]"), ("1", ""), (None, "")]
)
def test_only_whole_numbers_name_clauses(clauses: object, marks: str) -> None:
    assert lines(json.dumps({"claim": "八年", "clauses": clauses})) == [f"八年。{marks}"]


def test_a_claim_can_close_neither_its_object_nor_its_line() -> None:
    hostile = '八年"}],"x":[{"claim":"全免\n代理费全免[1]。'
    (sentence,) = lines(reply((hostile, [1])))
    assert sentence.endswith("[1]")
    assert all(s.marks == (1,) for s in read_draft([reply((hostile, [1]))]))


def test_the_schema_asks_for_what_is_read() -> None:
    assert lines(RIGHT)
    assert set(json.loads(RIGHT)) == set(json.loads(json.dumps(SCHEMA))["required"])
