"""The class of a legal status, from the words that exports and the office use for it."""

from __future__ import annotations

import re
from datetime import date

from assistant.layout.patent_record import Standing
from corpus.patent_cells import earliest_day

_EVENTS = re.compile(r"[;；|｜\n,，]")
_EVENT_DAY = re.compile(r"(?:19|20)\d\d[-./年]?\d{1,2}[-./月]?\d{1,2}日?")

_STANDINGS = (  # the first that is said counts: 授权后失效 names both
    (Standing.VALID, re.compile("部分无效|维持有效")),
    (
        Standing.LAPSED,
        re.compile(
            "失效|无效|无权|终止|撤回|撤销|驳回|放弃|避重|届满|期满|到期|未缴|expired|ceased|withdrawn|reject|"
            "abandon|lapsed|inactive|revoked|dead"
        ),
    ),
    (
        Standing.PENDING,
        re.compile(
            "审中|在审|实质审查|实审|待审|受理|待答复|待提案|等登|等年登印费|指定期内|pending|"
            "application filed|examin"
        ),
    ),
    (Standing.VALID, re.compile("授权|有效|有权|维持|滞纳金|恢复|active|granted|alive")),
    (Standing.PENDING, re.compile("公开|公布|审查|published")),
)


def standing_of(status: str) -> Standing:
    """The class of a legal status as exported; 未注明 when its words are unknown.

    部分无效 leaves the rest of the patent in force.
    """
    folded = status.lower()
    return next((found for found, words in _STANDINGS if words.search(folded)), Standing.UNKNOWN)


def last_event(status: str) -> str:
    """Of a history "20240105 授权; 20210708 实质审查" the event with the last day.

    A cell without days, or with one event, is given back as it is: with PatSnap the status comes
    first and events follow it.
    """
    dated = _dated(status)
    return dated[-1] or status if len(dated) > 1 else status


def standing_told(validity: str, status: str) -> Standing:
    """By the column for validity, or else by the last event that tells: a transfer or a pledge
    does not; of several without days by the one a patent comes to last."""
    told = standing_of(validity)
    if told is not Standing.UNKNOWN:
        return told
    dated = _dated(status)
    if len(dated) > 1:
        classes = map(standing_of, reversed(dated))
        return next((one for one in classes if one is not Standing.UNKNOWN), Standing.UNKNOWN)
    events = {standing_of(event) for event in _EVENTS.split(status)}
    order = (Standing.LAPSED, Standing.VALID, Standing.PENDING)
    return next((standing for standing in order if standing in events), Standing.UNKNOWN)


def _dated(status: str) -> list[str]:
    """The words of the events that have a day, by day and then as written."""
    dated: list[tuple[date, int, str]] = []
    for part in _EVENTS.split(status):
        found = _EVENT_DAY.search(part)
        day = found and earliest_day(found[0])
        if found and day:
            words = part[: found.start()] + part[found.end() :]
            dated.append((day, len(dated), words.strip(" :：()（）-")))
    return [words for _, _, words in sorted(dated)]
