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
_NEGATIONS = re.compile(
    r"不得|不予|不能|不可以|不可|不再|不是|尚未|没有|并未|并非|不|未|无|非(?!常)"
)
_NOT_NEGATING = re.compile(
    r"不动产|不同|不少于|不低于|不超过|不高于|不多于|不足|不满|不正当|未来|未成年|无形|无效|非法"
    r"|非遗|非职务|非正常|不仅|不论|无论|不断|不良|不可抗力|是不是|能不能|可不可以|有没有|要不要|是否"
)
_AFTER = 4
"""Characters after a negation that say what is negated."""

_BEFORE = 6
"""Characters before an act among which its negation stands."""


def forces(text: str) -> frozenset[Force]:
    """What the words of `text` do to the acts they name; empty for a plain statement."""
    return frozenset(Force[match.lastgroup or ""] for match in _FORCES.finditer(text))


def contradicts(claim: str, clause: str) -> bool:
    """Whether `claim` gives an act another force than `clause`, which is about the same act.

    A force the clause adds is no contradiction: a claim may leave out what it does not need.
    """
    said, stated = forces(claim), forces(clause)
    return bool(said) and bool(stated) and not said & stated


def negated_otherwise(claim: str, clause: str) -> str | None:
    """The act that one side negates and the other states plainly; None when there is none."""
    said, stated = _plain(claim), _plain(clause)
    for one, other in ((said, stated), (stated, said)):
        for act in _negated_acts(one):
            if _occurs_plainly(act, other) and not _occurs_negated(act, other):
                return act
    return None


def _plain(text: str) -> str:
    return _NOT_NEGATING.sub(lambda match: "□" * len(match.group()), text)


def _negated_acts(text: str) -> set[str]:
    """The two to four characters each negation stands before."""
    acts = set()
    for match in _NEGATIONS.finditer(text):
        act = re.match(r"[\u4e00-\u9fff]{2,4}", text[match.end() : match.end() + _AFTER])
        if act:
            acts.add(act.group())
    return acts


def _occurs_plainly(act: str, text: str) -> bool:
    return any(not _is_negated_at(text, at) for at in _places(act, text))


def _occurs_negated(act: str, text: str) -> bool:
    return any(_is_negated_at(text, at) for at in _places(act, text))


def _places(act: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(act), text)]


def _is_negated_at(text: str, at: int) -> bool:
    return _NEGATIONS.search(text[max(0, at - _BEFORE) : at]) is not None
