from hypothesis import given
from hypothesis import strategies as st

from corpus.page_lines import Page
from corpus.page_spans import spans_of_pages
from tests.corpus.scripted_recogniser import recognition


def page(*texts: str) -> Page:
    return Page(lines=recognition(*texts).lines, height=842)


def test_each_page_gets_the_stretch_its_lines_became() -> None:
    text = "某市专利资助办法\n第一条 为了规范资助，制定本办法。第二条 每件一万元。"
    pages = [
        page("某市专利资助办法", "第一条为了规范资助，"),
        page("制定本办法。第二条每件一万元。"),
    ]

    first, second = (text[span[0] : span[1]] for span in spans_of_pages(text, pages) if span)

    assert first == "某市专利资助办法\n第一条 为了规范资助，"
    assert second == "制定本办法。第二条 每件一万元。"


def test_a_line_repeated_on_every_page_is_found_on_its_own_page() -> None:
    text = "甲乙丙丁戊己庚\n子丑寅卯辰巳\n甲乙丙丁戊己庚"
    pages = [page("甲乙丙丁戊己庚"), page("子丑寅卯辰巳"), page("甲乙丙丁戊己庚")]

    assert spans_of_pages(text, pages) == [(0, 7), (8, 14), (15, 22)]


def test_a_page_that_was_left_out_has_no_span() -> None:
    assert spans_of_pages("甲乙丙丁戊己", [page("子丑寅卯辰巳"), page("甲乙丙丁戊己")]) == [
        None,
        (0, 6),
    ]


@given(st.lists(st.lists(st.text(alphabet="甲乙丙丁 ", max_size=9), max_size=4), max_size=5))
def test_spans_lie_in_the_text_in_the_order_of_pages(pages: list[list[str]]) -> None:
    text = "\n".join(line for lines in pages for line in lines)
    found = [span for span in spans_of_pages(text, [page(*lines) for lines in pages]) if span]

    assert all(0 <= start < end <= len(text) for start, end in found)
    assert found == sorted(found)
