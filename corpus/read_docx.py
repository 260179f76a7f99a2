"""DOCX files -> SourceText: headings, numbered lists and tables in document order."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from corpus.clean_text import clean, clean_line, drop_blank_lines
from corpus.docx_numbering import ListNumbers, read_list_numbers
from corpus.docx_pictures import DocxPictures
from corpus.errors import UnreadableFileError
from corpus.source_text import SourceText
from corpus.tabbed_rows import with_tabbed_rows
from corpus.table_grid import MergedCell, table_lines, with_row_spans

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = frozenset(
    (
        _W + "pPr",
        _W + "del",
        _W + "moveFrom",
        _W + "txbxContent",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_MARKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_BROKEN_PARTS = (
    BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
)
"""What python-docx lets through when parts of a file are broken or absent."""

_CONTAINERS = frozenset(_W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_CONTENTS_STYLES = ("toc", "目录")
_TITLE_STYLES = ("title", "标题")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of numbering; ids refer to other styles and to lists."""

    name: str
    based_on: str | None
    list_id: str | None
    depth: int


def read_docx(path: Path, pictures: DocxPictures | None = None) -> SourceText:
    """The text of a Word file, with the numbers Word generates written out.

    Tables become rows of cells; tables of contents, headers, footers and deleted text are left
    out. The words of its pictures stand where these do, as far as `pictures` reads them.

    Raises:
        UnreadableFileError: the file is damaged.
    """
    import docx  # slow to import, needed for Word files only
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        reader = _Reader(document, pictures)
        lines = "\n".join(reader.lines(document.element.body))
        text = drop_blank_lines(clean(with_tabbed_rows(lines)))
    except (OpcError, LxmlError, *_BROKEN_PARTS) as error:
        raise UnreadableFileError(
            path.name,
            reason="Word 文件已损坏",
            remedy="请用 Word 或 WPS 打开确认，另存为新的 DOCX 后重新导入。",
        ) from error
    stated = clean_line(document.core_properties.title or "")
    return SourceText(
        name=path.name,
        source=path.name,
        text=text,
        title=reader.title or (stated if stated and stated in text else None),
    )


class _Reader:
    """Walks the body of one document; keeps the list counters and the styles.

    Attributes:
        title: text of the first paragraph in the style 标题/Title; None before it is met.
    """

    def __init__(self, document: DocxDocument, pictures: DocxPictures | None) -> None:
        self.title: str | None = None
        self._pictures, self._part = pictures, document.part
        self._styles = _styles(document.styles.element)
        self._numbers = _list_numbers(document)

    def lines(self, container: BaseOxmlElement) -> Iterator[str]:
        """The lines of every paragraph and table inside `container`."""
        for item in container:
            if item.tag == _W + "p":
                yield from self._paragraph(item)
            elif item.tag == _W + "tbl":
                yield from self._table(item)
            elif item.tag in _CONTAINERS:
                yield from self.lines(item)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[str]:
        style = _value(paragraph, "pPr/pStyle")
        name = self._styles[style].name if style in self._styles else ""
        text = _words(paragraph)
        if text.strip() and not name.startswith(_CONTENTS_STYLES):
            if name in _TITLE_STYLES and self.title is None:
                self.title = clean_line(text)
            yield self._label(paragraph, style) + text
        if self._pictures:
            yield from self._pictures.lines(paragraph, self._part)
        for box in paragraph.iter(_W + "txbxContent"):
            if _is_seen(box):
                yield from self.lines(box)

    def _label(self, paragraph: BaseOxmlElement, style: str | None) -> str:
        """The number Word prints before the paragraph, from itself or from its style."""
        list_id, depth = _value(paragraph, "pPr/numPr/numId"), 0
        if list_id is not None:
            depth = int(_value(paragraph, "pPr/numPr/ilvl") or "0")
        visited: set[str] = set()
        while list_id is None and style in self._styles and style not in visited:
            visited.add(style)
            list_id, depth = self._styles[style].list_id, self._styles[style].depth
            style = self._styles[style].based_on
        return self._numbers.next_label(list_id, depth) if list_id else ""

    def _table(self, table: BaseOxmlElement) -> Iterator[str]:
        rows = [list(self._cells(row)) for row in table.iter(_W + "tr") if _parent(row, table)]
        yield from table_lines(with_row_spans(rows))

    def _cells(self, row: BaseOxmlElement) -> Iterator[MergedCell]:
        for cell in row.iter(_W + "tc"):
            if _parent(cell, row):
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                yield MergedCell(
                    text="\n".join(self.lines(cell)),
                    columns=_count(_value(cell, "tcPr/gridSpan")),
                    continues=merge is not None and merge.get(_W + "val") != "restart",
                )


def _parent(item: BaseOxmlElement, container: BaseOxmlElement) -> bool:
    """Whether `container` is the nearest of its tag above `item`, content controls apart."""
    above = item.getparent()
    while above is not None and above.tag in _CONTAINERS:
        above = above.getparent()
    return above is container


def _words(paragraph: BaseOxmlElement) -> str:
    """What a reader sees of a paragraph, text boxes apart; hidden text is not seen."""
    parts: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        item = pending.pop()
        if item.tag == _W + "t":
            parts.append(item.text or "")
        elif item.tag in _MARKS:
            parts.append(_MARKS[item.tag])
        elif item.tag == _W + "sym":
            parts.append(_symbol(item.get(_W + "char", "")))
        elif item.tag not in _UNSEEN and not _is_hidden(item):
            pending.extend(reversed(item))
    return "".join(parts)


def _symbol(code: str) -> str:
    """A sign of a symbol font by its hexadecimal code; `clean` writes those we know."""
    try:
        return chr(int(code[-4:], 16) | 0xF000)
    except ValueError:
        return ""


def _is_hidden(item: BaseOxmlElement) -> bool:
    """Whether a run is set as hidden text, which Word neither shows nor prints."""
    hidden = item.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(_W + "val") not in ("0", "false", "off")


def _is_seen(box: BaseOxmlElement) -> bool:
    """Whether a text box is neither deleted nor the copy kept for old programs."""
    return not any(above.tag in _UNSEEN for above in box.iterancestors())


def _styles(root: BaseOxmlElement) -> dict[str, _Style]:
    return {
        style.get(_W + "styleId", ""): _Style(
            name=(_value(style, "name") or "").lower(),
            based_on=_value(style, "basedOn"),
            list_id=_value(style, "pPr/numPr/numId"),
            depth=int(_value(style, "pPr/numPr/ilvl") or "0"),
        )
        for style in root.iter(_W + "style")
    }


def _list_numbers(document: DocxDocument) -> ListNumbers:
    from docx.opc.constants import RELATIONSHIP_TYPE  # as above

    types = {relation.reltype for relation in document.part.rels.values()}
    has_lists = RELATIONSHIP_TYPE.NUMBERING in types
    return read_list_numbers(document.part.numbering_part.element if has_lists else None)


def _value(item: BaseOxmlElement, path: str) -> str | None:
    """The w:val of the element at `path`, its steps without prefix; None when there is none."""
    found = item.find("/".join(_W + step for step in path.split("/")))
    return None if found is None else found.get(_W + "val")


def _count(stated: str | None) -> int:
    """How many columns a cell spans; what is no number counts as one."""
    return int(stated) if stated and stated.isdecimal() and len(stated) < 9 else 1
