"""What a file really is, whatever its name says; archives are checked before they are opened."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from corpus.errors import UnreadableFileError

HEAD_BYTES = 4096

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_EXPANSION = 200
"""Unpacked over packed size; measured DOCX and XLSX files reach 25, bombs start near 1,000."""

SMALL_UNPACKED_BYTES = 10 * 1024 * 1024
"""Below this the expansion does not matter: an empty sheet may well be 300 times smaller packed."""

MAX_MEMBERS = 10_000

MAX_DOCX_XML_BYTES = 64 * 1024 * 1024
"""XML of a DOCX is read whole, at about ten times its size; the Civil Code takes 2 MB."""


class FileKind(StrEnum):
    """A format told by its first bytes; the value is its name in messages."""

    PDF = "PDF 文件"
    DOCX = "Word 文档（DOCX）"
    XLSX = "Excel 工作簿（XLSX）"
    HTML = "网页（HTML）"
    ENCRYPTED = "加密的文件"
    OLD_OFFICE = "旧版 Office 文件（DOC、XLS、PPT 或 WPS）"
    ARCHIVE = "压缩包"
    IMAGE = "图片"
    PROGRAM = "程序文件"
    OTHER = "文字或未知内容"


_MAGIC = (
    (b"\x89PNG\r\n", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"BM", FileKind.IMAGE),
    (b"II*\0", FileKind.IMAGE),
    (b"MM\0*", FileKind.IMAGE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"PK\x05\x06", FileKind.ARCHIVE),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"MZ\x90", FileKind.PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
"""Bit 0 of a ZIP member's flags: APPNOTE.TXT 4.4.4."""

_HTML_STARTS = (b"<!doctype html", b"<html")


def kind_of(path: Path) -> FileKind:
    """The format told by the first bytes, and for archives by what they hold.

    Raises:
        UnreadableFileError: an archive is damaged, or would unpack to more than we accept.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _archive_kind(path)
    if head.startswith(_OLE):
        is_encrypted = _ENCRYPTED_STREAM in path.read_bytes()
        return FileKind.ENCRYPTED if is_encrypted else FileKind.OLD_OFFICE
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith(_HTML_STARTS):
        return FileKind.HTML
    return next((kind for magic, kind in _MAGIC if _starts_with(head, magic)), FileKind.OTHER)


def _starts_with(head: bytes, magic: bytes) -> bool:
    """Whether the bytes match; two letters alone prove a picture only if no text follows."""
    return head.startswith(magic) and (magic != b"BM" or b"\0" in head[:32])


def _archive_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(
            path.name,
            reason="文件已损坏（压缩结构不完整）",
            remedy="请重新下载，或用 Office、WPS 修复后另存，再重新导入。",
        ) from error
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        return FileKind.ENCRYPTED
    _check_expansion(path, members)
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        xml = sum(member.file_size for member in members if member.filename.endswith(".xml"))
        if xml > MAX_DOCX_XML_BYTES:
            raise _too_swollen(path, xml, len(members))
        return FileKind.DOCX
    return FileKind.XLSX if "xl/workbook.xml" in names else FileKind.ARCHIVE


def _check_expansion(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = max(1, path.stat().st_size)
    is_swollen = unpacked > SMALL_UNPACKED_BYTES and unpacked / packed > MAX_EXPANSION
    if unpacked > MAX_UNPACKED_BYTES or is_swollen or len(members) > MAX_MEMBERS:
        raise _too_swollen(path, unpacked, len(members))


def _too_swollen(path: Path, unpacked: int, members: int) -> UnreadableFileError:
    return UnreadableFileError(
        path.name,
        reason=f"解压后有 {unpacked // 1024**2} MB（{members} 个部件），疑似压缩炸弹",
        remedy="请核对文件来源；确属正常文件的，请拆成较小的文件后重新导入。",
    )
