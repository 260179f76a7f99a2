from corpus.page_lines import Line, Page, join_words, paragraphs, rows_joined, without_furniture

WIDTH = 300.0


def line(text: str, y: float, *, left: float = 50, right: float = 50 + WIDTH) -> Line:
    return Line(text=text, left=left, right=right, bottom=y, top=y + 10)


def page(*lines: Line) -> Page:
    return Page(lines=lines, height=600)


def test_a_line_that_reaches_the_edge_goes_on() -> None:
    lines = line("为了保护专利权人的", 500, left=70), line("合法权益。", 480, right=120)

    assert paragraphs([page(*lines)]) == ["为了保护专利权人的合法权益。"]


def test_a_short_line_ends_its_paragraph() -> None:
    assert paragraphs([page(line("第一章", 500, right=120), line("总则如下", 480))]) == [
        "第一章",
        "总则如下",
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    full = [line(f"正文{n}", 400 - 20 * n) for n in range(10)]

    assert len(paragraphs([page(*full, line("新的一段", 100, left=72))])) == 2


def test_a_label_begins_a_paragraph() -> None:
    assert len(paragraphs([page(line("本发明。", 500), line("[0002] 现有技术", 480))])) == 2


def test_an_article_whose_blank_was_not_recognised_begins_a_paragraph() -> None:
    lines = line("第一条最高十万元。", 500), line("第二条本办法自发布之日起施行。", 480)

    assert len(paragraphs([page(*lines)])) == 2


def test_an_article_spoken_of_does_not() -> None:
    lines = line("应当公开。", 500), line("第二条规定的情形除外。", 480)

    assert len(paragraphs([page(*lines)])) == 1


def test_a_list_number_inside_a_sentence_does_not() -> None:
    assert paragraphs([page(line("依照前款第", 500), line("（三）项办理", 480))]) == [
        "依照前款第（三）项办理"
    ]


def test_paragraphs_go_on_over_the_page_end() -> None:
    assert paragraphs([page(line("第一条 甲乙", 60)), page(line("丙丁", 540))]) == [
        "第一条 甲乙丙丁"
    ]


def test_running_headers_and_page_numbers_go() -> None:
    pages = [
        page(line("内部资料", 580), line(f"正文{n}", 300), line(f"- {n} -", 10)) for n in (1, 2)
    ]

    assert [x.text for p in without_furniture(pages) for x in p.lines] == ["正文1", "正文2"]


def test_entries_of_a_list_at_the_edges_of_its_pages_stay() -> None:
    pages = [
        page(*(line(f"第{n}号 一种装置{n}", y) for n, y in ((k, 580), (k + 1, 560), (k + 2, 300))))
        for k in range(1, 10, 3)
    ]

    assert [len(one.lines) for one in without_furniture(pages)] == [3, 3, 3]


def test_a_number_inside_the_page_stays() -> None:
    assert without_furniture([page(line("12", 300))])[0].lines


def test_a_heading_that_stands_on_one_page_only_stays() -> None:
    pages = [page(line("第一章 总则", 580)), page(line("正文", 300)), page(line("正文", 300))]

    assert without_furniture(pages)[0].lines[0].text == "第一章 总则"


def test_cells_side_by_side_make_one_row() -> None:
    cells = line("项目", 300, right=90), line("金额", 301, left=120, right=160)

    assert [row.text for row in rows_joined(cells)] == ["项目 金额"]


def test_latin_words_are_joined_with_a_space_and_chinese_without() -> None:
    assert (join_words("the", "claim"), join_words("专利", "权")) == ("the claim", "专利权")
