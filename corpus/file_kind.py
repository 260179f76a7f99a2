"""What a file really is, whatever its name says; archives are checked before they are opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Set
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
    OFD = "版式文件（OFD）"
    HTML = "网页（HTML）"
    MAIL = "邮件（EML）"
    RTF = "RTF 文档"
    ENCRYPTED = "加密的文件"
    OLD_WORD = "旧版 Word 文档（DOC 或 WPS）"
    OLD_EXCEL = "旧版 Excel 工作簿（XLS 或 ET）"
    OLD_OFFICE = "旧版 Office 文件（PPT 等）"
    OUTLOOK = "Outlook 邮件（MSG）"
    ZIP = "压缩包（ZIP）"
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
    (b"PK\x05\x06", FileKind.ZIP),
    (b"{\\rtf", FileKind.RTF),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"MZ\x90", FileKind.PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", FileKind.ENCRYPTED),
    ("__substg1.0_", FileKind.OUTLOOK),
    ("WordDocument", FileKind.OLD_WORD),
    ("Workbook", FileKind.OLD_EXCEL),
)
"""Names in the directory of a compound file that tell what it is, MS-CFB 2.6; the first found
counts: a Word file may hold sheets."""

_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)")
_LEAST_HEADERS = 3
_PARTS = (
    ("word/document.xml", FileKind.DOCX),
    ("xl/workbook.xml", FileKind.XLSX),
    ("ofd.xml", FileKind.OFD),
)
"""Parts in small letters that tell what an archive is."""

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
    if head.startswith(b"PK\x03\x04"):  # before PDF: an archive may hold one unpacked
        return _archive_kind(path)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(_OLE):
        return _compound_kind(path.read_bytes())
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith(_HTML_STARTS):
        return FileKind.HTML
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.IMAGE
    if _is_mail(head):
        return FileKind.MAIL
    return next((kind for magic, kind in _MAGIC if _starts_with(head, magic)), FileKind.OTHER)


def _starts_with(head: bytes, magic: bytes) -> bool:
    """Whether the bytes match; two letters alone prove a picture only if no text follows."""
    return head.startswith(magic) and (magic != b"BM" or b"\0" in head[:32])


def _compound_kind(data: bytes) -> FileKind:
    found = (kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data)
    return next(found, FileKind.OLD_OFFICE)


def _is_mail(head: bytes) -> bool:
    """Whether a text begins with the header of a mail (RFC 5322) and not with words like one."""
    header = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    names = {match.lower() for match in _MAIL_HEADERS.findall(header)}
    return bool(_FIRST_HEADER.match(header)) and len(names) >= _LEAST_HEADERS


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
    files = [member for member in members if not member.is_dir()]
    encrypted = sum(bool(member.flag_bits & _ENCRYPTED_FLAG) for member in files)
    _check_expansion(path, members)
    kind = _packed_kind({member.filename.lower() for member in files})
    # Of an archive of several files those without password are read.
    if encrypted and (kind is not FileKind.ZIP or encrypted == len(files)):
        return FileKind.ENCRYPTED
    if kind is FileKind.DOCX:
        xml = sum(member.file_size for member in members if member.filename.endswith(".xml"))
        if xml > MAX_DOCX_XML_BYTES:
            raise _too_swollen(path, xml, len(members))
    return kind


def _packed_kind(names: Set[str]) -> FileKind:
    for part, kind in _PARTS:
        if part in names:
            return kind
    return FileKind.ZIP


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
