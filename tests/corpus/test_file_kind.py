import zipfile
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.file_kind import FileKind, kind_of
from tests.corpus.made_files import write_zip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
        (b"BM\x36\x00\x0c\x00\x00\x00", FileKind.IMAGE),
        (b"BM25 is a ranking function used by search engines", FileKind.OTHER),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", FileKind.HTML),
        (b"Rar!\x1a\x07", FileKind.ARCHIVE),
        (b"\x7fELF\x02", FileKind.PROGRAM),
        (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind.IMAGE),
        (b"{\\rtf1\\ansi", FileKind.RTF),
        (b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\n\r\ny", FileKind.MAIL),
        (b"Subject: x\n\nFrom: one day\nTo: another\nDate: unknown", FileKind.OTHER),
        (OLE, FileKind.OLD_OFFICE),
        (OLE + "WordDocument".encode("utf-16-le"), FileKind.OLD_WORD),
        (OLE + "Workbook".encode("utf-16-le"), FileKind.OLD_EXCEL),
        (OLE + "__substg1.0_".encode("utf-16-le"), FileKind.OUTLOOK),
        (OLE + "EncryptedPackage".encode("utf-16-le"), FileKind.ENCRYPTED),
        ("第一条 为了规范".encode(), FileKind.OTHER),
    ],
)
def test_the_first_bytes_tell_the_format(tmp_path: Path, data: bytes, kind: FileKind) -> None:
    (tmp_path / "a").write_bytes(data)

    assert kind_of(tmp_path / "a") is kind


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("word/document.xml", FileKind.DOCX),
        ("xl/workbook.xml", FileKind.XLSX),
        ("OFD.xml", FileKind.OFD),
        ("a.txt", FileKind.ZIP),
    ],
)
def test_the_members_tell_what_an_archive_is(tmp_path: Path, member: str, kind: FileKind) -> None:
    assert kind_of(write_zip(tmp_path / "a", {member: b"x"})) is kind


def test_an_archive_that_swells_a_thousandfold_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.docx", {"word/document.xml": b" " * 20_000_000})

    with pytest.raises(UnreadableFileError, match="压缩炸弹"):
        kind_of(path)


def test_a_small_sheet_may_be_packed_however_well(tmp_path: Path) -> None:
    assert kind_of(write_zip(tmp_path / "a", {"xl/workbook.xml": b" " * 900_000})) is FileKind.XLSX


def test_a_cut_archive_is_damaged(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.docx", {"word/document.xml": b"x" * 100})
    path.write_bytes(path.read_bytes()[:60])

    with pytest.raises(UnreadableFileError, match="已损坏"):
        kind_of(path)


def test_an_archive_that_holds_a_pdf_as_it_is_is_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 x")

    assert kind_of(path) is FileKind.ZIP
