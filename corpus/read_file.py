"""A file of any supported format -> what it holds; what cannot be read is named with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnknownFormatError, UnreadableFileError
from corpus.file_kind import FileKind, kind_of
from corpus.garbled import is_garbled
from corpus.read_docx import read_docx
from corpus.read_html import read_html
from corpus.read_markdown import read_markdown
from corpus.read_patent_table import fault_summary, read_patent_table
from corpus.read_pdf import read_pdf
from corpus.read_text import read_text
from corpus.source_text import PatentRecord, SourceText

MAX_BYTES = 50 * 1024 * 1024
"""Of any file; a patent export of 200,000 rows with abstracts stays below it."""

MAX_TEXT_BYTES = 10 * 1024 * 1024
"""Of text, Markdown and HTML, which are held whole: 3 million characters, 30 times 民法典."""

_TEXT_READERS: dict[str, Callable[..., SourceText]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
_TABLES = frozenset((".csv", ".tsv", ".jsonl", ".xlsx"))
SUPPORTED_SUFFIXES: frozenset[str] = frozenset((*_TEXT_READERS, *_TABLES, ".pdf", ".docx"))

_KIND_SUFFIXES = {FileKind.PDF: ".pdf", FileKind.DOCX: ".docx", FileKind.XLSX: ".xlsx"}
_SAVE_AS = {
    ".doc": "请用 Word 或 WPS 另存为 DOCX 后重新导入。",
    ".wps": "请用 WPS 另存为 DOCX 后重新导入。",
    ".xls": "请用 Excel 或 WPS 另存为 XLSX 后重新导入。",
    ".ofd": "请转换为带文字层的 PDF 后重新导入。",
    ".caj": "请转换为带文字层的 PDF 后重新导入。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What one file holds.

    Attributes:
        items: one text, or the patents of a table in its order.
        remarks: Chinese sentences on what was left out or looked odd; () when nothing.
    """

    items: tuple[SourceText | PatentRecord, ...]
    remarks: tuple[str, ...] = ()


def read_file(path: Path) -> ReadResult:
    """Read one file; a file whose name lies is read as what it is where we can.

    Raises:
        UnknownFormatError: we have no reader for its suffix.
        UnreadableFileError: missing, empty, damaged, encrypted, scanned, garbled or too big.
        FrontMatterError: the identity block of a Markdown file is wrong.
    """
    named = path.suffix.lower()
    if named not in SUPPORTED_SUFFIXES:
        raise _unknown_format(path, named)
    try:
        size = _checked_size(path)
        kind = kind_of(path)
        suffix = _true_suffix(path, kind, named)
        if suffix in _TEXT_READERS and size > MAX_TEXT_BYTES:
            raise _too_big(path, size, MAX_TEXT_BYTES)
        result = _read(path, suffix)
    except OSError as error:
        raise UnreadableFileError(
            path.name,
            reason=f"无法打开（{error.strerror or error}）",
            remedy="请确认文件存在、没有被其他程序占用，并且有读取权限。",
        ) from error
    if suffix == named or {suffix, named} <= {".htm", ".html"}:
        return result
    note = f"{path.name}：扩展名是 {named}，内容是{kind}，已按后者读取。"
    return ReadResult(items=result.items, remarks=(note, *result.remarks))


def _read(path: Path, suffix: str) -> ReadResult:
    if suffix in _TABLES:
        return _read_table(path, suffix)
    if suffix == ".pdf":
        text, remarks = read_pdf(path)
    elif suffix == ".docx":
        text, remarks = read_docx(path), ()
    else:
        text, remarks = _TEXT_READERS[suffix](path.read_bytes(), name=path.name), ()
    _check_text(text)
    return ReadResult(items=(text,), remarks=remarks)


def _read_table(path: Path, suffix: str) -> ReadResult:
    table = read_patent_table(path, suffix=suffix)
    if not table.records:
        raise UnreadableFileError(
            path.name,
            reason="表格里没有可用的专利" + (f"（{table.faults[0][1]}）" if table.faults else ""),
            remedy="请核对公开（公告）号和标题两列后重新导入。",
        )
    remarks = [fault_summary(table.faults, name=path.name)]
    if table.unknown_columns:
        columns = "、".join(table.unknown_columns)
        remarks.insert(0, f"{path.name}：不认识这些列，未导入其内容：{columns}。")
    return ReadResult(items=table.records, remarks=tuple(filter(None, remarks)))


def _checked_size(path: Path) -> int:
    """Size in bytes of a file that may be read."""
    if not path.exists():
        raise UnreadableFileError(path.name, reason="文件不存在", remedy="请核对路径后重试。")
    if not path.is_file():
        raise UnreadableFileError(
            path.name, reason="不是普通文件", remedy="请给出文件，或给出文件夹整批导入。"
        )
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _too_big(path, size, MAX_BYTES)
    if size == 0:
        raise _empty(path.name)
    return size


def _true_suffix(path: Path, kind: FileKind, named: str) -> str:
    """The suffix the content asks for.

    Raises:
        UnreadableFileError: encrypted, or something we do not read under a name we do.
    """
    if kind in _KIND_SUFFIXES:
        return _KIND_SUFFIXES[kind]
    if kind is FileKind.ENCRYPTED:
        raise UnreadableFileError(
            path.name, reason="文件已加密", remedy="请用密码打开后另存为不加密的文件，再重新导入。"
        )
    if kind is FileKind.HTML:
        return named if named in (".html", ".htm", ".md", ".markdown") else ".html"
    if kind is FileKind.OTHER and named not in _KIND_SUFFIXES.values():
        return named
    found = "已损坏，或并非" if kind is FileKind.OTHER else f"是{kind}，不是"
    raise UnreadableFileError(
        path.name,
        reason=f"文件内容{found} {named[1:].upper()}",
        remedy="请核对扩展名和文件来源，换用原始文件后重新导入。",
    )


def _check_text(text: SourceText) -> None:
    if not text.text.strip():
        raise _empty(text.name)
    if is_garbled(text.text):
        raise UnreadableFileError(
            text.name,
            reason="文字是乱码（字体编码损坏，或编码不对）",
            remedy="请换用能正常复制文字的版本，或做文字识别（OCR）后重新导入。",
        )


def _empty(name: str) -> UnreadableFileError:
    return UnreadableFileError(name, reason="文件是空的", remedy="请核对文件内容后重新导入。")


def _too_big(path: Path, size: int, limit: int) -> UnreadableFileError:
    return UnreadableFileError(
        path.name,
        reason=f"有 {size / 1024**2:.1f} MB，超过 {limit // 1024**2} MB 的上限",
        remedy="请拆成几个文件后分别导入。",
    )


def _unknown_format(path: Path, suffix: str) -> UnknownFormatError:
    known = "、".join(sorted(SUPPORTED_SUFFIXES))
    remedy = _SAVE_AS.get(suffix, f"支持的格式：{known}。")
    return UnknownFormatError(f"不支持 {path.name} 的格式（{suffix or '没有扩展名'}）。{remedy}")
