"""What can speak against a sentence: closed kinds, each said in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """A kind of objection; the value is shown to users."""

    FIGURE = "条款里没有这个数字"
    DATE = "条款里没有这个日期"
    NUMBER = "条款里没有这个文号或条号"
    TITLE = "引的不是这部文件"
    WORDS = "条款里没有这样说"
    PAIRING = "这个数字说的是另一项"
    PARTY = "条款说的是另一方"
    START = "起算或截止的时点与条款不符"
    BOUND = "以上、以下与条款不符"
    FORCE = "应当、可以、不得与条款不符"
    NEGATION = "肯定、否定与条款不符"
    CONDITION = "漏了条款的条件"
    EXCEPTION = "漏了条款的例外"
    WIDER = "说得比条款宽"
    CONTENT = "条款说的不是这件事"


@dataclass(frozen=True, slots=True, order=True)
class Objection:
    """One fault and the words it is about: the clause's where the sentence leaves them out."""

    fault: Fault
    words: str
