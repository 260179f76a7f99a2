from corpus.read_text import read_text


def test_a_gb18030_file_just_works() -> None:
    assert (
        read_text("第一条　为了规范。\r\n".encode("gb18030"), name="办法.txt").text
        == "第一条 为了规范。"
    )


def test_the_source_of_a_plain_file_is_its_name() -> None:
    assert read_text("正文".encode(), name="办法.txt").source == "办法.txt"
