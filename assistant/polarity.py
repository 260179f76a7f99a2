"""Whether two wordings say the same of what must, may, must not or need not be done."""

from __future__ import annotations

import re
from enum import StrEnum


class Force(StrEnum):
    """What a clause does to an act; the value is shown to users."""

    FORBIDS = "不得"
    REQUIRES = "应当"
    PERMITS = "可以"
    SPARES = "不必"


# The first alternative that matches at a place counts, so the longer words stand first.
_FORCES = re.compile(
    r"(?P<SPARES>无需|无须|不需要|不需|不必|毋须|免予|免于|可以不|可不)"
    r"|(?P<FORBIDS>不得|不可以|不可|不能|不应|不予|禁止|严禁|不允许|不准|无权|谢绝)"
    r"|(?P<REQUIRES>应当|应该|必须|务必|需要|应于|应在|须(?!知))"
    r"|(?P<PERMITS>可以|有权|允许|准许|能够|(?<![不许认])可(?=[向由在予按凭自依申]))"
)


def forces(text: str) -> frozenset[Force]:
    """What the words of `text` do to the acts they name; empty for a plain statement."""
    return frozenset(Force[match.lastgroup or ""] for match in _FORCES.finditer(text))


def contradicts(claim: str, clause: str) -> bool:
    """Whether `claim` gives an act another force than `clause`, which is about the same act.

    A force the clause adds is no contradiction: a claim may leave out what it does not need.
    """
    said, stated = forces(claim), forces(clause)
    return bool(said) and bool(stated) and not said & stated
