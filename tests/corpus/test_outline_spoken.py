import pytest

from corpus.outline import parse_outline


def top_labels(text: str) -> list[str]:
    return [section.label for section in parse_outline(text) if section.label]


@pytest.mark.parametrize(
    "words", ["等奖各占一半。", "期工程同时验收。", "线城市优先。", "审分开。"]
)
def test_two_grades_in_one_breath_are_no_item(words: str) -> None:
    assert top_labels(f"奖金为十万元，其中\n一、二{words}") == []


def test_a_slip_after_the_bracket_leaves_the_item_an_item() -> None:
    text = "一、范围\n（一）、本市企业\n（二）、外地企业\n"
    assert [child.label for child in parse_outline(text)[0].children[1:]] == ["（一）", "（二）"]


def test_items_spoken_of_after_the_bracket_are_no_item() -> None:
    assert top_labels("符合下列条款的\n（一）、（二）项情形除外。") == []


def test_articles_with_a_mark_after_the_number_count() -> None:
    assert top_labels("第一条、目的。\n第二条、范围。\n依照\n第八条、第九条规定办理。") == [
        "第一条",
        "第二条",
    ]
