from pathlib import Path

import pytest

from corpus.documents import Kind
from corpus.errors import UnreadableFileError
from corpus.read_pdf import read_pdf
from tests.corpus.made_files import write_encrypted_pdf, write_pdf
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
