from corpus.read_text import read_text


def test_a_gb18030_file_just_works() -> None:
    assert (
        read_text("第一条　为了规范。\r\n".encode("gb18030"), name="办法.txt").text
        == "第一条 为了规范。"
    )


def test_the_source_of_a_plain_file_is_its_name() -> None:
    assert read_text("正文".encode(), name="办法.txt").source == "办法.txt"


def test_a_page_number_between_dashes_is_no_text() -> None:
    data = "第一条 甲。\r\n— 3 —\r\n第二条 乙。".encode()
    assert read_text(data, name="办法.txt").text == "第一条 甲。\n第二条 乙。"


def test_a_table_copied_with_tabs_becomes_rows() -> None:
    data = "项目\t标准\t备注\n发明\t3000元\t每件\n".encode()
    assert read_text(data, name="办法.txt").text == "项目 | 标准 | 备注\n发明 | 3000元 | 每件"
