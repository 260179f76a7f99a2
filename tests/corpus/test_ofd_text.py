from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from corpus.ofd_text import MAX_CHARACTERS, POINTS, deltas, numbers, text_lines
from corpus.page_lines import Line
from tests.corpus.made_ofd import HEIGHT, SIZE, page, text_object


def lines_of(*objects: str) -> list[Line]:
    return list(text_lines(fromstring(page(*objects)), height=HEIGHT))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 99))))
def test_repeated_steps_are_written_out(runs: list[tuple[int, int]]) -> None:
    written = " ".join(f"g {count} {step}" for count, step in runs)

    assert deltas(written) == [float(step) for count, step in runs for _ in range(count)]


def test_single_and_repeated_steps_may_mix() -> None:
    assert deltas("1.5 g 2 4 3") == [1.5, 4.0, 4.0, 3.0]


@given(st.text(alphabet="g0123456789 .-e", max_size=40))
def test_steps_that_break_the_rules_raise_nothing(text: str) -> None:
    assert len(deltas(text)) <= 2 * MAX_CHARACTERS


def test_what_is_no_number_ends_the_numbers() -> None:
    assert numbers("1 2 x 3") == [1.0, 2.0]


def test_a_line_stands_where_its_object_does() -> None:
    (line,) = lines_of(text_object(20, 50, "专利资助"))

    assert line.text == "专利资助"
    assert round(line.left / POINTS) == 20
    assert round(line.right / POINTS) == 20 + 4 * SIZE
    assert line.bottom / POINTS < HEIGHT - 50 < line.top / POINTS


def test_a_transformation_moves_and_scales_the_characters() -> None:
    (line,) = lines_of(text_object(10, 50, "标题", more='CTM="2 0 0 2 5 0"'))

    assert round(line.left / POINTS) == 15
    assert round(line.height / POINTS) == 2 * SIZE


def test_a_wide_gap_parts_the_cells_of_a_row() -> None:
    cells = lines_of(text_object(20, 50, "项目金额", deltas=f"{SIZE} 40 {SIZE}"))

    assert [cell.text for cell in cells] == ["项目", "金额"]


def test_without_steps_characters_follow_each_other() -> None:
    (line,) = lines_of(text_object(20, 50, "第 3 条 AB", deltas=""))

    assert line.text == "第 3 条 AB"


def test_hidden_text_is_left_out() -> None:
    assert lines_of(text_object(20, 50, "水印", more='Visible="false"')) == []


def test_objects_inside_blocks_count() -> None:
    assert lines_of(f"<ofd:PageBlock>{text_object(20, 50, '正文')}</ofd:PageBlock>")
