from pathlib import Path

import pytest

from corpus import read_file as module
from corpus.errors import CorpusError, UnknownFormatError, UnreadableFileError
from corpus.file_suffix import SUPPORTED_SUFFIXES
from corpus.read_file import MAX_BYTES, read_file
from corpus.recognition import Aids
from corpus.source_text import PatentRecord, SourceText
from tests.corpus.made_files import write_pdf, write_zip
from tests.shared_data import SHARED

CLAUSE = "第一条 为了规范专利资助资金的管理，根据有关规定，制定本办法。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def text_in(path: Path) -> str:
    item = read_file(path).items[0]
    assert isinstance(item, SourceText)
    return item.text


@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
def test_a_text_gives_one_item(tmp_path: Path, suffix: str) -> None:
    assert text_in(written(tmp_path / f"a{suffix}", CLAUSE.encode())) == CLAUSE


def test_a_table_gives_its_patents_and_names_unknown_columns(tmp_path: Path) -> None:
    data = "公开号,标题,备注\nCN1234567A,装置,x\n".encode("gb18030")
    result = read_file(written(tmp_path / "a.csv", data))

    assert isinstance(result.items[0], PatentRecord)
    assert result.remarks == ("a.csv：不认识这些列，未导入其内容：备注。",)


def test_a_pdf_named_txt_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.txt", [[(50, 300, "正文。")]])
    result = read_file(path)

    assert "扩展名是 .txt，内容是PDF 文件" in result.remarks[0]


def test_a_web_page_named_txt_is_read_as_what_it_is(tmp_path: Path) -> None:
    page = f"<html><body><p>{CLAUSE}</p></body></html>".encode()

    assert text_in(written(tmp_path / "a.txt", page)) == CLAUSE


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "文件是空的"),
        ("a.txt", " \u3000\n\ufeff".encode(), "文件是空的"),
        ("a.docx", b"GIF87a" + bytes(40), "图片已损坏"),
        ("a.pdf", CLAUSE.encode(), "已损坏，或并非 PDF"),
        ("a.txt", b"MZ\x90\x00\x03", "是程序文件，不是 TXT"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "是旧版 Office 文件"),
        ("a.msg.eml", OLE + "__substg1.0_".encode("utf-16-le"), "是Outlook 邮件（MSG），不是 EML"),
        ("a.eml", CLAUSE.encode(), "已损坏，或并非 EML"),
        ("a.ofd", CLAUSE.encode(), "已损坏，或并非 OFD"),
        ("a.doc", CLAUSE.encode(), "已损坏，或并非 DOC"),
        ("a.png", b"\x89PNG", "已损坏，或并非 PNG"),
        ("a.png", PNG, "图片已损坏"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "文件已加密",
        ),
        ("a.txt", bytes(range(256)) * 10, "二进制"),
        ("a.txt", ("\ue123\ue456" * 500).encode(), "乱码"),
        ("a.csv", "姓名,电话\n甲,1\n".encode(), "没有“公开（公告）号”和“标题”列"),
        ("a.csv", "公开号,标题\n".encode(), "没有可用的专利"),
        ("a.html", b"<html><body></body></html>", "没有正文"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(written(tmp_path / name, data))

    assert (refusal.value.name, reason in refusal.value.reason) == (name, True)


def test_an_archive_without_the_parts_of_a_docx_is_refused_with_its_type(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="是压缩包（ZIP），不是 DOCX"):
        read_file(write_zip(tmp_path / "a.docx", {"a.txt": b"x"}))


def test_an_archive_with_a_wrong_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    result = read_file(write_zip(tmp_path / "a.pdf", {"a.txt": CLAUSE.encode()}))

    assert "内容是压缩包（ZIP）" in result.remarks[0] and result.items


def test_a_picture_is_refused_by_name_when_recognition_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.png：是图片，没有文字。.*zhice\[ocr\]"):
        read_file(written(tmp_path / "a.png", PNG), Aids())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="文件不存在"):
        read_file(tmp_path / "a.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()

    with pytest.raises(UnreadableFileError, match="不是普通文件"):
        read_file(tmp_path / "a.txt")


def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module, "kind_of", refuse)

    with pytest.raises(UnreadableFileError, match=r"a\.txt：无法打开"):
        read_file(written(tmp_path / "a.txt", b"x"))


@pytest.mark.parametrize(
    ("suffix", "advice"), [(".msg", "另存为 EML"), (".xyz", "支持的格式"), ("", "没有扩展名")]
)
def test_an_unknown_format_comes_with_advice(tmp_path: Path, suffix: str, advice: str) -> None:
    with pytest.raises(UnknownFormatError, match=advice):
        read_file(tmp_path / f"a{suffix}")


@pytest.mark.parametrize(
    ("name", "size"), [("a.txt", 11 * 1024**2), ("a.pdf", MAX_BYTES + 1), ("a.md", MAX_BYTES)]
)
def test_a_file_too_big_is_refused_unread(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)

    with pytest.raises(UnreadableFileError, match="上限"):
        read_file(path)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["statutes", "html", "policies", "patents"])
def test_real_material_is_read_whole(folder: str) -> None:
    root = SHARED / folder
    if not root.exists():
        pytest.skip(f"no shared material at {folder}")
    for path in root.rglob("*"):
        if path.suffix.lower() in SUPPORTED_SUFFIXES:
            assert read_file(path).items, path.name


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["pdf", "garbled"])
def test_real_bad_files_are_named(folder: str) -> None:
    root = SHARED / folder
    if not root.exists():
        pytest.skip(f"no shared material at {folder}")
    refused = []
    for path in root.iterdir():
        try:
            read_file(path, Aids())
        except CorpusError as refusal:
            refused.append(path.name)
            assert path.name in str(refusal)

    assert (
        sorted(refused)
        == {
            "pdf": ["CN109078374A.pdf", "CN201760177U.pdf"],
            "garbled": ["broken_font_map_extract.txt"],
        }[folder]
    )
