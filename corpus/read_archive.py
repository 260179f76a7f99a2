"""ZIP archives -> the files in them; names of Chinese systems are decoded."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from corpus.nested_files import MAX_FILES, Member, Nest, is_leaving

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
"""Bits of a member's flags: APPNOTE.TXT 4.4.4."""

MAX_MEMBER_BYTES = 50 * 1024 * 1024
"""Of one file, as of a file given by itself."""

_TOO_MANY = f"一次最多读 {MAX_FILES} 个。请解压后分批导入。"

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)
"""What zipfile raises for members that are cut, encrypted or packed with an unknown method."""


def archive_members(path: Path, nest: Nest) -> Iterator[Member]:
    """The files of an archive in their order, one at a time; folders and leavings are passed over.

    A member that is encrypted, damaged or too big has its fault instead of its data. Those beyond
    the number we take are one member with a fault.
    """
    with zipfile.ZipFile(path) as archive:
        named = [(info, _decoded(info)) for info in archive.infolist() if not info.is_dir()]
        files = [(info, name) for info, name in named if not is_leaving(name)]
        for place, (info, name) in enumerate(files):
            if nest.is_full:
                yield Member(name=f"其余 {len(files) - place} 个文件", fault=_TOO_MANY)
                return
            yield _member(archive, info, name, nest)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, nest: Nest) -> Member:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return Member(name=name, fault="文件已加密。请用密码解压后重新导入。")
    if info.file_size > MAX_MEMBER_BYTES or not nest.has_room(info.file_size):
        return Member(name=name, fault="解压后过大。请解压后分批导入。")
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)  # a lying header cannot swell beyond its word
    except _BROKEN:
        return Member(name=name, fault="在压缩包里已损坏。请重新下载后导入。")
    return Member(name=name, data=data)


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name as it was typed: without the UTF-8 flag it is in the code page of its maker, which
    zipfile reads as CP437."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:  # zipfile took the name from an extra field
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename
