"""A file of any supported format -> what it holds; what cannot be read is named with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.docx_pictures import DocxPictures
from corpus.errors import UnreadableFileError
from corpus.file_kind import FileKind, kind_of
from corpus.file_suffix import (
    MAILS,
    OLD_TABLES,
    OLD_TEXTS,
    PICTURES,
    TABLES,
    TEXTS,
    check_known,
    true_suffix,
)
from corpus.garbled import is_garbled
from corpus.nested_files import MAX_DEPTH, Nest
from corpus.read_docx import read_docx
from corpus.read_html import read_html
from corpus.read_markdown import read_markdown
from corpus.read_nested import read_archive, read_mail
from corpus.read_ofd import read_ofd
from corpus.read_office import convert
from corpus.read_patent_table import fault_summary, read_patent_table
from corpus.read_pdf import read_pdf
from corpus.read_picture import read_picture
from corpus.read_result import ReadResult
from corpus.read_text import read_text
from corpus.recognise import find_recogniser
from corpus.recognition import Aids
from corpus.source_text import SourceText
from corpus.system_faults import said_of

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


def read_file(path: Path, aids: Aids | None = None) -> ReadResult:
    """Read one file; a file whose name lies is read as what it is where we can.

    Args:
        aids: what readers may use; None takes the recogniser that is installed.

    Raises:
        UnknownFormatError: we have no reader for its suffix.
        UnreadableFileError: missing, empty, damaged, encrypted, garbled or too big, or a scan
            that cannot be recognised.
        RecogniserError: the engine that reads scans cannot be started.
        FrontMatterError: the identity block of a Markdown file is wrong.
    """
    return _Reading(aids or Aids(recogniser=find_recogniser())).read(path)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one file and the files in it.

    Attributes:
        depth: files around this one.
    """

    aids: Aids
    nest: Nest = field(default_factory=Nest)
    depth: int = 0

    def read(self, path: Path) -> ReadResult:
        check_known(path)
        named = path.suffix.lower()
        try:
            size = _checked_size(path)
            kind = kind_of(path)
            suffix = true_suffix(path, kind)
            if suffix in TEXTS and size > MAX_TEXT_BYTES:
                raise _too_big(path, size, MAX_TEXT_BYTES)
            result = self._read(path, suffix)
        except OSError as error:
            raise UnreadableFileError(
                path.name,
                reason=f"无法打开（{said_of(error)}）",
                remedy="请确认文件存在、没有被其他程序占用，并且有读取权限。",
            ) from error
        if suffix == named or {suffix, named} <= {".htm", ".html"}:
            return result
        return replace(result, remarks=(_misnamed(path, named, kind), *result.remarks))

    def _read(self, path: Path, suffix: str) -> ReadResult:
        if suffix in TABLES:
            return _read_table(path, suffix)
        if suffix in OLD_TABLES:
            with TemporaryDirectory(prefix="zhice-") as folder:
                return _read_table(convert(path, suffix=".xlsx", folder=Path(folder)), ".xlsx")
        if suffix == ".zip" or suffix in MAILS:
            return self._read_nested(path, read_archive if suffix == ".zip" else read_mail)
        texts, remarks = self._read_texts(path, suffix)
        for text in texts:
            _check_text(text)
        return ReadResult(items=texts, remarks=remarks)

    def _read_nested(
        self, path: Path, reader: Callable[[Path, Nest, Callable[[Path], ReadResult]], ReadResult]
    ) -> ReadResult:
        if self.depth >= MAX_DEPTH:
            raise UnreadableFileError(
                path.name,
                reason=f"文件套文件超过 {MAX_DEPTH} 层",
                remedy="请解压后导入其中的文件。",
            )
        inner = replace(self, depth=self.depth + 1)
        return reader(path, self.nest, inner.read)

    def _read_texts(
        self, path: Path, suffix: str
    ) -> tuple[tuple[SourceText, ...], tuple[str, ...]]:
        if suffix == ".ofd":
            return read_ofd(path, self.aids)
        if suffix in _TEXT_READERS:
            return (_TEXT_READERS[suffix](path.read_bytes(), name=path.name),), ()
        text, remarks = self._read_text(path, suffix)
        return (text,), remarks

    def _read_text(self, path: Path, suffix: str) -> tuple[SourceText, tuple[str, ...]]:
        if suffix == ".pdf":
            return read_pdf(path, self.aids)
        if suffix in PICTURES:
            return read_picture(path, self.aids)
        return self._read_word(path, is_old=suffix in OLD_TEXTS)

    def _read_word(self, path: Path, *, is_old: bool) -> tuple[SourceText, tuple[str, ...]]:
        pictures = DocxPictures(path.name, self.aids)
        with TemporaryDirectory(prefix="zhice-") as folder:
            docx = convert(path, suffix=".docx", folder=Path(folder)) if is_old else path
            text = read_docx(docx, pictures)
        pictures.check_text(text.text)
        named = replace(text, name=path.name, source=path.name)
        return pictures.marked(named), pictures.remarks()


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


def _misnamed(path: Path, named: str, kind: FileKind) -> str:
    return f"{path.name}：扩展名是 {named}，内容是{kind}，已按后者读取。"


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
