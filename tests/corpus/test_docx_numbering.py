import pytest

from corpus.docx_numbering import Level, ListNumbers, format_number


def level(
    pattern: str, number_format: str = "decimal", *, start: int = 1, is_legal: bool = False
) -> Level:
    return Level(number_format=number_format, pattern=pattern, start=start, is_legal=is_legal)


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (12, "chineseCountingThousand", "十二"),
        (110, "chineseCounting", "一百一十"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (5, "hebrew1", "5"),
    ],
)
def test_numbers_are_printed_as_word_does(number: int, number_format: str, printed: str) -> None:
    assert format_number(number, number_format) == printed


def test_articles_count_on_across_chapters_of_another_list() -> None:
    chapter, article = level("第%1章", "chineseCounting"), level("第%1条", "chineseCounting")
    numbers = ListNumbers({"1": ("a", {0: chapter}), "2": ("b", {0: article})})

    labels = [numbers.next_label(list_id, 0) for list_id in "12212"]

    assert labels == ["第一章 ", "第一条 ", "第二条 ", "第二章 ", "第三条 "]


def test_deeper_levels_start_again_under_a_new_parent() -> None:
    numbers = ListNumbers({"1": ("a", {0: level("%1"), 1: level("%1.%2")})})

    labels = [numbers.next_label("1", depth).strip() for depth in (0, 1, 1, 0, 1)]

    assert labels == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_legal_level_prints_the_numbers_above_in_figures() -> None:
    levels = {0: level("第%1章", "chineseCounting"), 1: level("%1.%2", is_legal=True)}
    numbers = ListNumbers({"1": ("a", levels)})

    numbers.next_label("1", 0)

    assert numbers.next_label("1", 1) == "1.1 "


def test_a_list_may_start_late() -> None:
    assert ListNumbers({"1": ("a", {0: level("（%1）", start=3)})}).next_label("1", 0) == "（3）"


def test_bullets_and_unknown_lists_print_nothing() -> None:
    numbers = ListNumbers({"1": ("a", {0: level("", "bullet")})})

    assert (numbers.next_label("1", 0), numbers.next_label("9", 0)) == ("", "")
