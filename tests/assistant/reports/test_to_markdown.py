from __future__ import annotations

from assistant.reports.to_markdown import to_markdown
from tests.assistant.reports.sample_report import SAMPLE

TEXT = to_markdown(SAMPLE)


def test_marks_in_the_text_are_not_marks_of_the_document() -> None:
    assert TEXT.startswith("# 资格评估报告 \\<b\\>\\#x\\</b\\>\n")
    assert "<img" not in TEXT.replace("\\<img", "")


def test_a_bar_in_a_cell_does_not_open_another_cell() -> None:
    assert "| 甲\\|乙 | 满足 | 第十一条[^1] |" in TEXT
    assert "| 丙 丁 | 待确认 | [^3] |" in TEXT


def test_every_mark_has_its_footnote_and_only_web_links_are_links() -> None:
    assert "研发占比低于门槛。[^1][^2]" in TEXT
    assert "[^1]: 《某法》第四十二条：期限为二十年。 <https://law.example/42?a=1&b=2>" in TEXT
    assert "[^3]: 假来源\n" in TEXT


def test_lists_and_remarks_keep_their_kind() -> None:
    assert "> 以主管部门认定为准。" in TEXT
    assert "- 还差 18 万元[^2]\n- 再过 7 个月" in TEXT
    assert "1. 先贯标\n2. 再申报" in TEXT


def test_figures_are_inside() -> None:
    assert TEXT.count("](data:image/png;base64,") == 3
