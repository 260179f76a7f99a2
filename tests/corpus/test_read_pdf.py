from pathlib import Path

import pytest

from corpus.documents import Kind
from corpus.errors import UnreadableFileError
from corpus.read_pdf import read_pdf
from corpus.recognition import Aids
from tests.corpus.made_files import write_encrypted_pdf, write_pdf
from tests.corpus.scripted_recogniser import ScriptedRecogniser, recognition
from tests.shared_data import shared_data

FULL = "第一条为了保护专利权人的合法权益鼓励发明创造推动应用提高能力"


def test_lines_are_joined_to_paragraphs_without_furniture(tmp_path: Path) -> None:
    first = [(50, 570, "内部资料"), (70, 500, FULL), (50, 480, "促进发展。"), (200, 20, "1")]
    second = [(50, 570, "内部资料"), (50, 500, "第二条本法。"), (200, 20, "2")]

    source, remarks = read_pdf(write_pdf(tmp_path / "a.pdf", [first, second]))

    assert (source.text, remarks) == (f"{FULL}促进发展。\n第二条本法。", ())


def test_a_scan_is_refused_with_its_pages(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[], []], pictures=[0, 1])

    with pytest.raises(UnreadableFileError, match=r"第 1—2 页是扫描图片.*OCR"):
        read_pdf(path)


def test_a_scanned_page_among_others_is_remarked(tmp_path: Path) -> None:
    words = [(50, 300, "正文。")]
    path = write_pdf(tmp_path / "a.pdf", [words, [], words], pictures=[1])

    assert "第 2 页是扫描图片" in read_pdf(path)[1][0]


def test_an_encrypted_file_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.pdf：PDF 已加密"):
        read_pdf(write_encrypted_pdf(tmp_path / "a.pdf"))


def test_a_damaged_file_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj\n<<")

    with pytest.raises(UnreadableFileError, match="已损坏"):
        read_pdf(path)


def test_blank_pages_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有文字"):
        read_pdf(write_pdf(tmp_path / "a.pdf", [[]]))


WORDS = "第一条 为了规范专利资助资金的管理，制定本办法。"
GARBLED = "\ue123\ue456\ue789" * 40


def test_scanned_pages_are_recognised_in_their_place(tmp_path: Path) -> None:
    words = [(50, 300, "正文。")]
    path = write_pdf(tmp_path / "a.pdf", [words, []], pictures=[1])
    engine = ScriptedRecogniser([recognition(WORDS)])

    source, remarks = read_pdf(path, Aids(recogniser=engine))

    assert source.text == f"正文。\n{WORDS}"
    assert [(p.page, source.text[p.start : p.end]) for p in source.recognised] == [(2, WORDS)]
    assert "第 2 页由文字识别得到" in remarks[0]


def test_a_picture_of_a_page_has_about_2000_points_along_its_side(tmp_path: Path) -> None:
    engine = ScriptedRecogniser([recognition(WORDS)])
    read_pdf(write_pdf(tmp_path / "a.pdf", [[]], pictures=[0]), Aids(recogniser=engine))

    assert engine.shapes == [(1405, 992, 3)]  # the sheet is smaller than A4


def test_a_page_with_a_garbled_text_layer_is_recognised(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[(50, 300, FULL)], [(20, 300, GARBLED)]])
    engine = ScriptedRecogniser([recognition(WORDS)])

    source, remarks = read_pdf(path, Aids(recogniser=engine))

    assert source.text == f"{FULL}\n{WORDS}"
    assert "（第 2 页原有文字是乱码）" in remarks[0]


def test_a_page_with_a_garbled_text_layer_is_never_read_as_it_is(tmp_path: Path) -> None:
    words = [(50, 300, FULL)]
    path = write_pdf(tmp_path / "a.pdf", [words, [(20, 300, GARBLED)], words])

    source, remarks = read_pdf(path)

    assert "\ue123" not in source.text
    assert "第 2 页的文字是乱码（字体编码损坏），未导入" in remarks[0]


def test_a_file_with_a_garbled_text_layer_is_refused_without_recognition(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.pdf：第 1 页的文字是乱码"):
        read_pdf(write_pdf(tmp_path / "a.pdf", [[(20, 300, GARBLED)]]))


def test_characters_of_which_the_font_says_nothing_are_garbled(tmp_path: Path) -> None:
    glyphs = "".join(map(chr, range(1, 31)))  # control characters, of which none would be left
    path = write_pdf(tmp_path / "a.pdf", [[(50, 300, glyphs)]], has_font_map=False)

    with pytest.raises(UnreadableFileError, match="第 1 页的文字是乱码"):
        read_pdf(path)


def test_a_scan_under_a_printed_stamp_is_a_scan(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[(50, 570, "收文章第12号")]], pictures=[0])

    with pytest.raises(UnreadableFileError, match="第 1 页是扫描图片"):
        read_pdf(path)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["CN109078374A.pdf", "CN201760177U.pdf"])
def test_scanned_patents_are_refused(name: str) -> None:
    with pytest.raises(UnreadableFileError, match=name):
        read_pdf(shared_data("pdf", name))


@pytest.mark.shared
def test_a_patent_gives_number_title_and_sections() -> None:
    source, _ = read_pdf(shared_data("pdf", "CN113730992B.pdf"))
    names = [x for x in source.text.split("\n") if x in ("(57)摘要", "权利要求书", "说明书")]

    assert (source.kind, source.document_number, names) == (
        Kind.PATENT,
        "CN113730992B",
        ["(57)摘要", "权利要求书", "说明书"],
    )


@pytest.mark.shared
def test_every_numbered_paragraph_of_a_patent_stands_on_its_own_line() -> None:
    source, _ = read_pdf(shared_data("pdf", "CN222765770U.pdf"))
    numbers = [x[1:5] for x in source.text.split("\n") if x.startswith("[")]

    assert numbers == [f"{n:04}" for n in range(1, 25)]


@pytest.mark.shared
def test_every_article_of_a_law_stands_on_its_own_line() -> None:
    path = next(shared_data("pdf").glob("*个人信息保护法*"))
    source, _ = read_pdf(path)
    articles = [x for x in source.text.split("\n") if x.startswith("第") and "条 " in x[:7]]

    assert len(articles) == 74
