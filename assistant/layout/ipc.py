"""Symbols of the International Patent Classification: their levels and short Chinese names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from assistant.errors import LayoutError
from corpus.patent_cells import ipc_in

_PREFIX = re.compile(r"[A-H](?:\d{2}(?:[A-Z](?:\d{1,4}(?:/\d{1,6})?)?)?)?")
NO_NAME = "本程序未收录名称"
"""Shown instead of a name we do not hold."""


class _Names(BaseModel):
    """The file ipc_names.toml: symbol -> name, a table a level."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sections: dict[str, str]
    classes: dict[str, str]
    subclasses: dict[str, str]


@dataclass(frozen=True, slots=True)
class IpcLevel:
    """One level of a symbol.

    Attributes:
        level: 部, 大类, 小类, 大组 or 小组.
        symbol: up to this level: "H", "H02", "H02J", "H02J7", "H02J7/02".
        name: in our words; None when the program holds none, which groups never have.
    """

    level: str
    symbol: str
    name: str | None


def ipc_levels(symbol: str) -> tuple[IpcLevel, ...]:
    """The levels of a symbol written in any usual way, from the section down; () for no symbol."""
    found = ipc_in(symbol)
    if not found:
        return ()
    whole = found[0]
    group, _, sub = whole[4:].partition("/")
    levels = [("部", whole[:1]), ("大类", whole[:3]), ("小类", whole[:4])]
    if group:
        levels.append(("大组", whole[:4] + group))
    if sub.strip("0"):
        levels.append(("小组", whole))
    return tuple(IpcLevel(level, part, ipc_name(part)) for level, part in levels)


def ipc_name(symbol: str) -> str | None:
    """The short name of a section, class or subclass; None when we hold none, as for groups."""
    names = _names()
    for table in (names.sections, names.classes, names.subclasses):
        if symbol in table:
            return table[symbol]
    return None


def named_ipc(symbol: str) -> str:
    """The symbol with its name for a reader: "H02J 供电和配电；储能；充电"; a group goes by its
    subclass, and a name we do not hold is said to be missing.
    """
    name = ipc_name(symbol[:4]) if len(symbol) > 4 else ipc_name(symbol)
    return f"{symbol}（{name or NO_NAME}）"


def ipc_prefix(written: str) -> str:
    """A filter as written, "h02j 7" or "Ｈ０２", in the form `under` takes.

    Raises:
        LayoutError: no section, class, subclass or group of the classification looks like this.
    """
    whole = ipc_in(written)
    if whole and "/" in written:
        return whole[0]
    squeezed = re.sub(r"\s", "", written).upper().translate(_NARROW)
    if not _PREFIX.fullmatch(squeezed):
        raise LayoutError(
            f"看不懂的 IPC 分类号“{written}”。请写部、大类、小类或组，例如 H、H02、H02J、H02J7/00。"
        )
    return squeezed


def under(symbol: str, prefix: str) -> bool:
    """Whether a symbol lies under a section, class, subclass, main group or is the group itself.

    "H02J7" and "H02J7/00" hold all of main group 7 and nothing of group 70.
    """
    if len(prefix) <= 4:
        return symbol.startswith(prefix)
    group = prefix.removesuffix("/00")
    if "/" in group:
        return symbol == group
    return symbol == group or symbol.startswith(group + "/")


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@cache
def _names() -> _Names:
    text = files("assistant.layout").joinpath("ipc_names.toml").read_text(encoding="utf-8")
    return _Names.model_validate(tomllib.loads(text))
