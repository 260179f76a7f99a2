"""A question in everyday words -> what it asks, about what, where and on which day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.asking import Asking, what_is_asked
from assistant.clause_reference import ClauseReference, find_clause_references
from assistant.day_words import find_days
from assistant.instruments import Instruments, Mention
from assistant.terms import Term, content_terms
from corpus.places import find_places
from indexing.words import normalise

_OLD = re.compile(
    r"旧版|旧办法|旧法|旧标准|旧规|旧的|老办法|老版|原办法|原来的|修订前|修改前|以前的|之前的版本"
)
_NEW = re.compile(
    r"新版|新办法|新法|新修订|新规|新的|新标准|修订后|修改后|新(?=专利法|商标法|著作权法|反不正当竞争法)"
)
_PATENTS = re.compile(
    r"(?:哪些|什么|类似|相关|现有|同类|谁|检索|查找|找|有没有|关于|领域|技术).{0,16}专利(?!权|法|费|代理|奖|证)|"
    r"专利.{0,6}(?:有哪些|布局|检索|清单|列表|分析|申请人)|技术方案|空白点|现有技术|同行|(?:谁|哪些企业|哪些公司|哪家).{0,6}布局"
)
_AHEAD = {"明年": 1, "下一年度": 1, "后年": 2}
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuestion:
    """What was understood of a question.

    Attributes:
        text: width folded, simplified characters, one line.
        asking: the sorts of answer wanted; empty for bare keywords.
        clauses: clauses named by number.
        mentions: instruments named.
        places: "省/市/区" paths named, most specific form of each.
        day: a day the words themselves set ("2015年6月的时候"); None leaves it to the caller.
        years: four-digit years in the words, which may name a version.
        wants_old, wants_new: the words ask for a former / a newer version.
        seeks_patents: patents themselves may answer, not only rules on them.
        terms: content words with their legal synonyms and weights, places left out.
    """

    text: str
    asking: frozenset[Asking]
    clauses: tuple[ClauseReference, ...]
    mentions: tuple[Mention, ...]
    places: tuple[str, ...]
    day: date | None
    years: tuple[int, ...]
    wants_old: bool
    wants_new: bool
    seeks_patents: bool
    terms: tuple[Term, ...]

    @property
    def named_documents(self) -> frozenset[str]:
        """Ids of every version of every instrument named."""
        return frozenset(id_ for mention in self.mentions for id_ in mention.documents)


def understand(question: str, instruments: Instruments) -> ParsedQuestion:
    """Read a question; never fails, an empty reading is an answer too."""
    text = normalise(question)
    places = find_places(text)
    clauses = find_clause_references(text)
    blanked = _blank(text, [(p.start, p.end) for p in places] + [(c.start, c.end) for c in clauses])
    return ParsedQuestion(
        text=text,
        asking=what_is_asked(text),
        clauses=clauses,
        mentions=instruments.named_in(text),
        places=_most_specific(place.path for place in places),
        day=_day_set_by(text),
        years=_years_in(text),
        wants_old=bool(_OLD.search(text)),
        wants_new=bool(_NEW.search(text)),
        seeks_patents=bool(_PATENTS.search(text)),
        terms=content_terms(blanked),
    )


def _years_in(text: str) -> tuple[int, ...]:
    """Years written out, and the one 明年 or 后年 stands for today."""
    years = [int(year) for year in _YEAR.findall(text)]
    years += [date.today().year + ahead for word, ahead in _AHEAD.items() if word in text]
    return tuple(dict.fromkeys(years))


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _most_specific(paths: object) -> tuple[str, ...]:
    unique = list(dict.fromkeys(paths))  # type: ignore[call-overload]
    return tuple(
        path for path in unique if not any(other.startswith(path + "/") for other in unique)
    )


def _day_set_by(text: str) -> date | None:
    """The first day a question situates itself on."""
    return next((mention.day for mention in find_days(text)), None)
