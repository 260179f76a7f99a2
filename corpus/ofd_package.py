"""The parts of an OFD file (GB/T 33190): a ZIP archive of XML that refer to each other by path."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from corpus.errors import UnreadableFileError

MAX_PART_BYTES = 64 * 1024 * 1024
"""Of one part, which is read whole; a page of dense text has 200 KB."""

ROOT = "OFD.xml"

_BROKEN = (zipfile.BadZipFile, zlib.error, ParseError, NotImplementedError, EOFError, RuntimeError)
"""What the archive and the XML parser raise for parts that are cut, packed oddly or encrypted."""


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part and where it lies, which its own paths start from."""

    path: str
    root: Element


class OfdPackage:
    """Opens parts by the paths other parts name; nothing is written to disk."""

    def __init__(self, path: Path) -> None:
        """Open the archive.

        Raises:
            UnreadableFileError: it is damaged, or no OFD file.
        """
        self.name = path.name
        try:
            self._archive = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise self.damaged("压缩结构不完整") from error
        self._members = {
            member.filename.replace("\\", "/").lower(): member
            for member in self._archive.infolist()
        }

    def __enter__(self) -> OfdPackage:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def open(self, location: str, *, beside: Part | None = None) -> Part:
        """The part at `location`, which is relative to `beside` or begins with "/".

        Raises:
            UnreadableFileError: it is absent or damaged.
        """
        path = _resolved(location, beside)
        data = self.read(path)
        if b"<!DOCTYPE" in data[:4096]:  # OFD has none; entities could swell without bound
            raise self.damaged(f"部件 {path} 含有不允许的声明")
        try:
            return Part(path, fromstring(data))
        except _BROKEN as error:
            raise self.damaged(f"部件 {path} 不是完整的 XML") from error

    def read(self, location: str, *, beside: Part | None = None) -> bytes:
        """The bytes of the member at `location`.

        Raises:
            UnreadableFileError: it is absent, damaged or too big.
        """
        path = _resolved(location, beside)
        member = self._members.get(path.lower())
        if member is None:
            raise self.damaged(f"缺少部件 {path}")
        if member.file_size > MAX_PART_BYTES:
            raise self.damaged(f"部件 {path} 过大")
        try:
            return self._archive.read(member)
        except _BROKEN as error:
            raise self.damaged(f"部件 {path} 损坏") from error

    def has(self, name: str) -> bool:
        """Whether a member lies at this path."""
        return name.lower() in self._members

    def damaged(self, reason: str) -> UnreadableFileError:
        """The error that names this file and what is wrong with it."""
        return UnreadableFileError(
            self.name,
            reason=f"OFD 文件已损坏：{reason}",
            remedy="请用 OFD 阅读器打开确认，重新下载或转换为 PDF 后再导入。",
        )


def children(element: Element, name: str) -> Iterator[Element]:
    """Child elements with this name, whatever prefix or namespace the writer chose."""
    yield from element.iterfind(f"{{*}}{name}")


def words(element: Element, path: str) -> str:
    """The text of the first element at `path` ("DocInfo/Title"); "" when there is none."""
    found = element.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return (found.text or "").strip() if found is not None else ""


def _resolved(location: str, beside: Part | None) -> str:
    """A path from the root of the archive; steps above the root end there."""
    location = location.strip().replace("\\", "/")
    folder = "/" + (posixpath.dirname(beside.path) if beside else "")
    return posixpath.normpath(posixpath.join(folder, location)).lstrip("/")
