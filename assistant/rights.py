"""Which kinds of right a text speaks of: a clause on one kind does not answer for another."""

from __future__ import annotations

import re

_KINDS = (
    ("专利", re.compile(r"专利|发明|实用新型|外观设计")),
    ("商标", re.compile(r"商标")),
    ("著作权", re.compile(r"著作权|版权|软件著作|录音录像|作者")),
    ("地理标志", re.compile(r"地理标志")),
    ("植物新品种", re.compile(r"植物新品种|品种权")),
    ("集成电路布图设计", re.compile(r"布图设计")),
    ("商业秘密", re.compile(r"商业秘密")),
)


def rights_in(text: str) -> frozenset[str]:
    """The kinds of intellectual property right named in a normalised text."""
    return frozenset(kind for kind, words in _KINDS if words.search(text))


def is_of_other_rights(asked: frozenset[str], text: str) -> bool:
    """Whether a text names kinds of right, and none of those asked about."""
    spoken_of = rights_in(text) if asked else frozenset()
    return bool(spoken_of) and not asked & spoken_of
