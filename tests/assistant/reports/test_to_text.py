from __future__ import annotations

from assistant.reports.to_text import to_text
from tests.assistant.reports.sample_report import SAMPLE

TEXT = to_text(SAMPLE)


def test_every_mark_has_its_line_at_the_end() -> None:
    assert "研发占比低于门槛。[1][2]" in TEXT
    assert "[1] 《某法》第四十二条：期限为二十年。 https://law.example/42?a=1&b=2" in TEXT


def test_a_link_that_is_no_web_address_is_not_printed() -> None:
    assert "[3] 假来源\n" in TEXT


def test_a_row_stays_on_one_line() -> None:
    assert "  丙 丁｜待确认｜[3]" in TEXT


def test_figures_are_told_in_words() -> None:
    assert "申请人 $甲$：甲公司 3、乙大学 1" in TEXT


def test_lists_keep_their_kind() -> None:
    assert "  - 还差 18 万元[2]\n" in TEXT
    assert "  1. 先贯标\n  2. 再申报" in TEXT
