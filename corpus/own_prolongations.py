"""What a text says it lets run on beyond its term, name by name. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.dates import DATE, parse_date
from corpus.own_words import TERM, sentence_around

_NAME = r"《[^》\n]{3,80}》(?:\s*[（(][^（()）\n]{2,40}[）)])?"
_RUNS_ON = "(?:延长|延续|顺延|继续(?:有效|施行|实施|执行))"
# 依照《甲办法》申报的，申报时间延长至… lets nothing run on.
_BETWEEN = r"(?:(?!申报|申请|报名|受理|办理|提交|时间|证书|资格)[^。；\n《]){0,40}?"
_UNTIL = re.compile(
    rf"(?P<names>{_NAME}(?:\s*(?:[、，,和及与]|以及)\s*{_NAME}){{0,20}}){_BETWEEN}"
    rf"(?:{TERM}[^。；\n《]{{0,12}}?{_RUNS_ON}|{_RUNS_ON}[^。；\n《]{{0,16}}?)"
    rf"[^。；\n《]{{0,10}}?[至到]\s*(?P<day>{DATE})"
    rf"|{_RUNS_ON}(?P<behind>{_NAME})[^。；\n]{{0,16}}?[至到]\s*(?P<until>{DATE})"
)
_STATED = re.compile("，至([0-9]{4}-[0-9]{2}-[0-9]{2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedProlongation:
    """One text that a text says it lets run on.

    Attributes:
        words: its name as printed with its number: "《甲办法》（甲发〔2020〕3号）".
        until: its last day in force, inclusive.
        start, end: of the sentence in the text.
    """

    words: str
    until: date
    start: int
    end: int

    @property
    def stated(self) -> str:
        """As `Document.prolongs` keeps it: the words, with the day behind them."""
        return f"{self.words}，至{self.until}"


def read_prolongation(stated: str) -> tuple[str, date | None]:
    """The words and the day of `StatedProlongation.stated`; None for words without a day."""
    found = _STATED.search(stated)
    if found is None:
        return stated, None
    return stated[: found.start()], date.fromisoformat(found[1])


def find_prolongations(text: str) -> Iterator[StatedProlongation]:
    """What the text lets run on, in text order, a name each; impossible days are passed over."""
    for match in _UNTIL.finditer(text):
        try:
            until = parse_date(match["day"] or match["until"])
        except ValueError:
            continue
        start, end = sentence_around(text, match.start(), match.end())
        for name in re.finditer(_NAME, match["names"] or match["behind"]):
            yield StatedProlongation(words=name[0], until=until, start=start, end=end)
