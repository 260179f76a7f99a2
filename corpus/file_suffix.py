"""The suffix whose reader a file needs, from its name and from what it holds."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnknownFormatError, UnreadableFileError
from corpus.file_kind import FileKind

TEXTS = frozenset((".txt", ".md", ".markdown", ".html", ".htm"))
TABLES = frozenset((".csv", ".tsv", ".jsonl", ".xlsx"))
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif"))
OLD_TEXTS = frozenset((".doc", ".wps", ".rtf"))
OLD_TABLES = frozenset((".xls", ".et"))
MAILS = frozenset((".eml", ".mht", ".mhtml"))

SUPPORTED_SUFFIXES: frozenset[str] = (
    TEXTS | TABLES | PICTURES | OLD_TEXTS | OLD_TABLES | MAILS | {".pdf", ".docx", ".ofd", ".zip"}
)

_SUFFIXES_OF = {
    FileKind.PDF: frozenset((".pdf",)),
    FileKind.DOCX: frozenset((".docx",)),
    FileKind.XLSX: frozenset((".xlsx",)),
    FileKind.OFD: frozenset((".ofd",)),
    FileKind.IMAGE: PICTURES,
    FileKind.OLD_WORD: OLD_TEXTS,
    FileKind.RTF: OLD_TEXTS,
    FileKind.OLD_EXCEL: OLD_TABLES,
    FileKind.MAIL: MAILS,
    FileKind.ZIP: frozenset((".zip",)),
}
"""Suffixes under which a kind is expected; the reader is the same for all of one kind."""

_READ_AS = {kind: min(suffixes) for kind, suffixes in _SUFFIXES_OF.items()}
_PLAIN_TEXTS = (TEXTS | TABLES) - {".html", ".htm", ".xlsx"}
_PACKED = (".docx", ".xlsx", ".ofd")

_ADVICE = {
    ".caj": "请转换为 PDF 后重新导入。",
    ".heic": "请另存为 JPG 或 PNG 后重新导入。",
    ".msg": "请在 Outlook 里另存为 EML 后重新导入，或单独导入其中的附件。",
    ".ppt": "请另存为 PDF 后重新导入。",
    ".pptx": "请另存为 PDF 后重新导入。",
    ".rar": "请解压后导入其中的文件，或改用 ZIP 压缩。",
    ".7z": "请解压后导入其中的文件，或改用 ZIP 压缩。",
    ".uof": "请用 WPS 另存为 DOCX 后重新导入。",
}


def check_known(path: Path) -> None:
    """Check that there is a reader for the suffix.

    Raises:
        UnknownFormatError: there is none; the message says what to do instead.
    """
    suffix = path.suffix.lower()
    if suffix not in SUPPORTED_SUFFIXES:
        known = "、".join(sorted(SUPPORTED_SUFFIXES))
        advice = _ADVICE.get(suffix, f"支持的格式：{known}。")
        raise UnknownFormatError(f"不支持 {path.name} 的格式（{suffix or '没有扩展名'}）。{advice}")


def true_suffix(path: Path, kind: FileKind) -> str:
    """The suffix the content asks for; that of the name when it fits.

    Raises:
        UnreadableFileError: encrypted, or something we do not read under a name we do.
    """
    named = path.suffix.lower()
    if kind is FileKind.ENCRYPTED:
        raise UnreadableFileError(
            path.name, reason="文件已加密", remedy="请用密码打开后另存为不加密的文件，再重新导入。"
        )
    if kind is FileKind.HTML:
        return named if named in TEXTS - {".txt"} else ".html"
    if kind is FileKind.OTHER and named in TEXTS | TABLES - {".xlsx"}:
        return named
    if kind is FileKind.MAIL and named in _PLAIN_TEXTS:
        return named
    expected = _SUFFIXES_OF.get(kind)
    if expected is None or (kind is FileKind.ZIP and named in _PACKED):
        raise _other(path, kind, named)
    return named if named in expected else _READ_AS[kind]


def _other(path: Path, kind: FileKind, named: str) -> UnreadableFileError:
    # The directory that tells old office files apart is lost when one is cut short.
    is_cut = kind is FileKind.OLD_OFFICE and named in OLD_TEXTS | OLD_TABLES
    is_unknown = is_cut or kind is FileKind.OTHER
    found = "已损坏，或并非" if is_unknown else f"是{kind}，不是"
    return UnreadableFileError(
        path.name,
        reason=f"文件内容{found} {named[1:].upper()}",
        remedy="请核对扩展名和文件来源，换用原始文件后重新导入。",
    )
