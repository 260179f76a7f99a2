"""Whether a document is a repost of another: word for word the same, whatever stands around it.

Two versions of a law are nine parts in ten alike, and next year's notice differs from this year's
in a date: they must never count as one. So no share of common words decides. The same words must
follow one another without a gap; only these may differ: width, blanks, punctuation, line breaks,
page furniture, and short lines before and after the text that say nothing of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter

from corpus.document_store import DocumentSummary
from corpus.documents import Document, Form, Kind
from corpus.places import find_places
from corpus.text_units import Line, body_lines, folded_bare

SHORTEST = 100
"""Letters, digits and characters below which too little is said to tell two texts apart."""

_ANCHOR = 40  # characters of one text looked up in the other
_MOST_PLACES = 50  # of the anchor in the other text: tables and lists repeat themselves
_LONGEST_GAP_DAYS = 180
_LONGEST_LINE = 60  # of a line that says nothing of its own
_MOST_AROUND = 0.2  # such lines' share of the common words

_GENERIC = re.compile("关于|印发|发布|公布|转发|转载|全文|最新|通知|公告|通告|的")
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百零〇]+(?=[年月日号批期届次条款版])")
_YEAR = re.compile(r"(?:19|20)\d{2}|[一二][九〇零○][一二三四五六七八九〇零○]{2}年")
_DAY = re.compile(r"(\d{4})\s*[年.-]\s*(\d{1,2})\s*[月.-]\s*(\d{1,2})\s*日?")
_CLAUSE = re.compile(r"第[一二三四五六七八九十百零〇\d]+[章节条款]|[一二三四五六七八九十]+、|\(")
_SENTENCE = re.compile("[。;!?:]$")
_OFFICE = re.compile("(?:局|厅|部|院|委员会|委|办公室|办|政府|中心|署|处|会)$")


def may_be_reposted(document: Document) -> bool:
    """Whether the text is one that sites repost, and long enough to be recognised."""
    return (
        document.kind is not Kind.PATENT
        and document.form is Form.ORIGINAL
        and len(document.text) >= SHORTEST
    )


def similarity(kept: Document, found: Document) -> float | None:
    """Share of the words of `found` that `kept` has too, when they are one text; None when not.

    Above 0 to 1; the order of the two matters only for the share.
    """
    if not (may_be_reposted(kept) and may_be_reposted(found)) or not facts_agree(kept, found):
        return None
    ours, theirs = body_lines(kept.text), body_lines(found.text)
    if not _titles_agree(kept, found, ours, theirs):
        return None
    common = _Pair(kept, found, ours, theirs).common_words()
    if common < SHORTEST:
        return None
    if _is_undated(ours) and _days_between(kept.published, found.published) > _LONGEST_GAP_DAYS:
        return None  # what is announced year by year may hold no date at all
    return common / sum(len(line.words) for line in theirs)


def facts_agree(one: Document | DocumentSummary, other: Document) -> bool:
    """Whether number, or else first day and place, where both have them, speak for one text."""
    if one.document_number and other.document_number:
        return folded_bare(one.document_number) == folded_bare(other.document_number)
    if _days_between(one.effective, other.effective) > _LONGEST_GAP_DAYS:
        return False  # a few days apart it is the page's date, for what holds from its issue on
    return _nested(one.region, other.region)


def _nested(one: str | None, other: str | None) -> bool:
    """Whether two places are one, or one lies in the other; a page is filed under its site's."""
    if one is None or other is None:
        return True
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _days_between(one: date | None, other: date | None) -> int:
    """Days between two days; 0 when one is not known."""
    return abs((one - other).days) if one and other else 0


def _is_undated(lines: Iterable[Line]) -> bool:
    return not any(_YEAR.search(line.words) for line in lines)


def _titles_agree(
    one: Document, other: Document, ours: Sequence[Line], theirs: Sequence[Line]
) -> bool:
    """Whether one title holds the other, set words aside, or heads the other's text."""
    a, b = _plain(one.title), _plain(other.title)
    if not a or not b or not _places_agree(one.title, other.title):
        return False
    if a in b or b in a:
        return True
    same_numbers = _numbers(one.title) == _numbers(other.title)
    return same_numbers and (_heads(a, theirs) or _heads(b, ours))


def _plain(title: str) -> str:
    return _GENERIC.sub("", folded_bare(title))


def _numbers(title: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(folded_bare(title)))


def _places_agree(one: str, other: str) -> bool:
    ours, theirs = ([m.path for m in find_places(title)] for title in (one, other))
    return not ours or not theirs or any(_nested(a, b) for a in ours for b in theirs)


def _heads(plain_title: str, lines: Sequence[Line]) -> bool:
    """Whether a line is this title, or the first lines together are."""
    first = ["".join(line.words for line in lines[:count]) for count in (2, 3)]
    return any(_GENERIC.sub("", w) == plain_title for w in (*(x.words for x in lines), *first))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two documents with their lines."""

    kept: Document
    found: Document
    ours: Sequence[Line]
    theirs: Sequence[Line]

    def common_words(self) -> int:
        """Characters of the stretch both have, when what stands around it says nothing; else 0."""
        a, b = ("".join(line.words for line in lines) for lines in (self.ours, self.theirs))
        starts = _common_stretch(a, b)
        if starts is None:
            return 0
        start_a, start_b, length = starts
        around = (
            _around(self.ours, start_a, start_a + length),
            _around(self.theirs, start_b, start_b + length),
        )
        says = any(
            self._says_something(line, other)
            for lines, other in zip(around, (b, a), strict=True)
            for line in lines
        )
        if says or not self._go_together(*around):
            return 0
        most = _MOST_AROUND * length + _LONGEST_LINE
        return length if all(sum(len(x.words) for x in lines) <= most for lines in around) else 0

    def _says_something(self, line: Line, other: str) -> bool:
        """Whether a line only one text has may change what that text means; `other` is the other
        text's words."""
        if line.words in other or _GENERIC.sub("", line.words) in self._known():
            return False
        if _DAY.fullmatch(line.text):
            return False  # `_go_together` compares days
        return bool(
            len(line.words) > _LONGEST_LINE
            or _NUMBER.search(line.words)
            or _SENTENCE.search(line.text)
            or _CLAUSE.match(line.text)
        )

    def _known(self) -> frozenset[str]:
        """Titles, numbers and issuers of both, plain."""
        facts = (
            fact
            for one in (self.kept, self.found)
            for fact in (one.title, one.document_number, one.issuer, *one.aliases)
        )
        return frozenset(_plain(fact) for fact in facts if fact)

    def _go_together(self, ours: Sequence[Line], theirs: Sequence[Line]) -> bool:
        """Whether the lines around the two texts can belong to one: no two signatures, no two
        days, no day far from the other's issue."""
        signed = [any(_OFFICE.search(line.words) for line in lines) for lines in (ours, theirs)]
        days = set(_days_in(ours)) | set(_days_in(theirs))
        known = [one.published for one in (self.kept, self.found) if one.published]
        near = all(abs((a - b).days) <= _LONGEST_GAP_DAYS for a in days for b in known)
        return not all(signed) and len(days) <= 1 and near


def _common_stretch(a: str, b: str) -> tuple[int, int, int] | None:
    """Where the stretch that holds the middle of the shorter text begins in both, and its length;
    None when the longer text has no such stretch.

    Of two copies of one text the middle is in both.
    """
    if len(a) > len(b):
        found = _common_stretch(b, a)
        return found and (found[1], found[0], found[2])
    middle = max(0, len(a) // 2 - _ANCHOR // 2)
    places = islice(_places_of(a[middle : middle + _ANCHOR], b), _MOST_PLACES)
    return max(
        (_around_anchor(a, b, middle, there) for there in places), key=itemgetter(2), default=None
    )


def _places_of(words: str, text: str) -> Iterator[int]:
    """Everywhere the words begin in the text."""
    there = text.find(words)
    while there >= 0:
        yield there
        there = text.find(words, there + 1)


def _around_anchor(a: str, b: str, here: int, there: int) -> tuple[int, int, int]:
    """The longest stretch both have that holds `a[here]` and `b[there]`, as `_common_stretch`."""
    after = _common_prefix(a[here:], b[there:])
    before = _common_prefix(a[:here][::-1], b[:there][::-1])
    return here - before, there - before, before + after


def _common_prefix(a: str, b: str) -> int:
    """Length of the beginning both have, by halving: comparing slices costs little."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        half = (low + high + 1) // 2
        if a[low:half] == b[low:half]:
            low = half
        else:
            high = half - 1
    return low


def _around(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """The lines that are not wholly inside start..end of the words joined."""
    outside, position = [], 0
    for line in lines:
        if position < start or position + len(line.words) > end:
            outside.append(line)
        position += len(line.words)
    return outside


def _days_in(lines: Iterable[Line]) -> Iterator[date]:
    for line in lines:
        if match := _DAY.fullmatch(line.text):
            try:
                yield date(*map(int, match.groups()))
            except ValueError:  # printed wrong, as 2月30日
                continue
