"""OFD files (GB/T 33190, the layout format of Chinese offices) -> SourceText."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

from corpus.clean_text import clean_line
from corpus.errors import UnreadableFileError
from corpus.ofd_package import ROOT, OfdPackage, Part, children, words
from corpus.ofd_text import POINTS, numbers, text_lines
from corpus.page_lines import Line, Page
from corpus.page_text import pages_to_text
from corpus.pictures import BadPictureError, frames
from corpus.recognition import Aids
from corpus.scans import Scans, Want
from corpus.source_text import SourceText

MAX_PAGES = 3000
"""As of a PDF."""

_A4 = (0.0, 0.0, 210.0, 297.0)

_SCAN_AREA = 0.5
"""A page without text is a scan when one picture covers this share of it."""


def read_ofd(path: Path, aids: Aids) -> tuple[tuple[SourceText, ...], tuple[str, ...]]:
    """The texts of an OFD file, one for each document in it, and remarks on what was left out.

    Lines are put in order by their places. A page template is text of the first page that uses
    it. Pages that are pictures are recognised. Attachments are named and left out.

    Raises:
        UnreadableFileError: damaged, encrypted, without text, mostly scanned, or too long.
        RecogniserError: the engine that reads scans cannot be started.
    """
    with OfdPackage(path) as package:
        root = package.open(ROOT)
        if package.has("Encryptions.xml") or root.root.find(".//{*}Encryptions") is not None:
            raise UnreadableFileError(
                path.name, reason="OFD 已加密", remedy="请另存为不加密的文件，再重新导入。"
            )
        bodies = list(children(root.root, "DocBody"))
        if not bodies:
            raise package.damaged("没有文档（DocBody）")
        readers = [
            _Reader(
                package,
                package.open(words(body, "DocRoot"), beside=root),
                name=path.name if len(bodies) == 1 else f"{path.name} › 文档{number}",
                aids=aids,
            )
            for number, body in enumerate(bodies, 1)
        ]
        texts = tuple(
            _titled(reader.text(), words(body, "DocInfo/Title"))
            for reader, body in zip(readers, bodies, strict=True)
        )
        return texts, tuple(remark for reader in readers for remark in reader.remarks())


class _Reader:
    """Reads the pages of one document of the file."""

    def __init__(self, package: OfdPackage, document: Part, *, name: str, aids: Aids) -> None:
        self._package, self._document = package, document
        self._name, self._aids = name, aids
        self._scans = Scans(name, aids)
        self._box = _box(document.root.find("{*}CommonData/{*}PageArea"), _A4)
        self._templates = {
            template.get("ID", ""): template.get("BaseLoc", "")
            for template in document.root.iterfind("{*}CommonData/{*}TemplatePage")
        }
        self._media = dict(self._media_of(document, "CommonData/PublicRes"))
        self._media |= self._media_of(document, "CommonData/DocumentRes")

    def text(self) -> SourceText:
        """All pages in order.

        Raises:
            UnreadableFileError: a part is damaged, or too many pages have no text.
        """
        found = [page.get("BaseLoc", "") for page in self._document.root.iterfind(".//{*}Page")]
        if len(found) > MAX_PAGES:
            raise UnreadableFileError(
                self._name,
                reason=f"有 {len(found)} 页，超过 {MAX_PAGES} 页的上限",
                remedy="请拆成几个文件后分别导入。",
            )
        pages = []
        for number, location in enumerate(found, 1):
            pages.append(self._page(number, self._package.open(location, beside=self._document)))
            self._aids.progress("读取 OFD", number, len(found))
        self._scans.refuse_if_mostly_lost(pages)
        return self._scans.marked(pages_to_text(pages, name=self._name), pages)

    def remarks(self) -> tuple[str, ...]:
        """What was recognised or left out; complete once `text` was called."""
        return (*self._scans.remarks(), *self._attachments())

    def _page(self, number: int, page: Part) -> Page:
        box = _box(page.root.find("{*}Area"), self._box)
        lines = [*self._template_lines(page, box[3]), *text_lines(page.root, height=box[3])]
        media = self._scanned(page, box) if not lines else None
        if media is None:
            return Page(lines=tuple(lines), height=box[3] * POINTS)
        try:
            picture = next(frames(BytesIO(self._package.read(media[0], beside=media[1]))))
        except BadPictureError:
            return self._scans.lose_picture(number)
        scale = max(picture.shape) / (max(box[2:]) * POINTS)
        return self._scans.read(number, Want.SCANNED, lambda: picture, dots_per_point=scale)

    def _template_lines(self, page: Part, height: float) -> Iterator[Line]:
        """The lines of the templates this page is the first to use."""
        for use in children(page.root, "Template"):
            location = self._templates.pop(use.get("TemplateID", ""), None)
            if location:
                template = self._package.open(location, beside=self._document)
                yield from text_lines(template.root, height=height)

    def _scanned(self, page: Part, box: tuple[float, ...]) -> tuple[str, Part] | None:
        """Where the picture lies that makes up the page; None without one."""
        own = dict(self._media_of(page, "PageRes"))
        for item in page.root.iterfind(".//{*}ImageObject"):
            place = numbers(item.get("Boundary"))
            media = (own | self._media).get(item.get("ResourceID", ""))
            if media and len(place) == 4 and place[2] * place[3] >= _SCAN_AREA * box[2] * box[3]:
                return media
        return None

    def _media_of(self, part: Part, path: str) -> Iterator[tuple[str, tuple[str, Part]]]:
        """Id and location of the pictures that the resource files named at `path` hold."""
        for named in part.root.iterfind("/".join(f"{{*}}{step}" for step in path.split("/"))):
            resources = self._package.open(named.text or "", beside=part)
            folder = resources.root.get("BaseLoc", "").strip().rstrip("/")
            for media in resources.root.iterfind(".//{*}MultiMedia"):
                location = words(media, "MediaFile")
                inside = f"{folder}/{location}" if folder and location[:1] != "/" else location
                yield media.get("ID", ""), (inside, resources)

    def _attachments(self) -> tuple[str, ...]:
        location = words(self._document.root, "Attachments")
        if not location:
            return ()
        listed = self._package.open(location, beside=self._document).root
        names = [item.get("Name", "") for item in listed.iterfind(".//{*}Attachment")]
        if not names:
            return ()
        return (f"{self._name}：内含附件 {'、'.join(names)}，未导入；请另存后单独导入。",)


def _box(area: Element | None, default: tuple[float, ...]) -> tuple[float, ...]:
    """x, y, width and height of the page in millimetres."""
    stated = numbers(words(area, "PhysicalBox")) if area is not None else []
    return tuple(stated) if len(stated) == 4 and min(stated[2:]) > 0 else default


def _titled(source: SourceText, stated: str) -> SourceText:
    """`source` with the title its file states, if that is printed: others are left-overs."""
    title = clean_line(stated)
    printed = "".join(source.text.split())
    is_printed = bool(title) and "".join(title.split()) in printed
    return replace(source, title=title) if is_printed and not source.title else source
