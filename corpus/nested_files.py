"""Files inside a file: what unpacking one outer file may cost, and under which names they go."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from corpus.clean_text import clean_line

MAX_DEPTH = 3
"""Levels of files inside files: a notice by mail, its archive, an archive in that."""

MAX_FILES = 2000
MAX_BYTES = 300 * 1024 * 1024
"""Of everything one outer file unpacks to, on all levels together."""

_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*/\\]')
_LEAVINGS = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside another.

    Attributes:
        name: as the outer file gives it, decoded; may hold folders ("附件/附件1.docx").
        fault: Chinese reason and advice why there is no `data`; "" when there is.
    """

    name: str
    data: bytes = b""
    fault: str = ""

    @property
    def shown(self) -> str:
        """The name on one line, without anything invisible."""
        return clean_line(self.name.replace("\\", "/")).strip("/") or "未命名"


@dataclass(slots=True)
class Nest:
    """Keeps account of all that is unpacked from one outer file.

    Attributes:
        files, size: unpacked so far, in number and in bytes.
        seen: shown name of the first file with each content.
    """

    files: int = 0
    size: int = 0
    seen: dict[bytes, str] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Whether no further file will be taken, however small."""
        return self.files >= MAX_FILES

    def has_room(self, size: int) -> bool:
        """Count a file of `size` bytes; False when it would be too much."""
        self.files += 1
        self.size += size
        return self.files <= MAX_FILES and self.size <= MAX_BYTES

    def twin(self, member: Member) -> str | None:
        """Name of an earlier file with the same content; None for the first."""
        content = hashlib.sha256(member.data).digest()
        first = self.seen.setdefault(content, member.shown)
        return None if first is member.shown or first == member.shown else first


def is_leaving(name: str) -> bool:
    """Whether systems or office programs left the file beside the user's own."""
    return bool(_LEAVINGS.search(name.replace("\\", "/")))


def write_member(member: Member, folder: Path) -> Path:
    """The member as a file in `folder`, its name made harmless, its suffix kept."""
    name = PurePosixPath(member.shown).name
    suffix = PurePosixPath(name).suffix[:20]
    stem = _UNSAFE.sub("_", name.removesuffix(suffix))[:60].strip(". ") or "未命名"
    path = folder / (stem + _UNSAFE.sub("_", suffix))
    path.write_bytes(member.data)
    return path
