"""The head of an official document, its title and its addressees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from corpus import official_lines as forms
from corpus.official_text import OfficialPart, OfficialText, PartName

_HEAD = (
    (PartName.COPY_NUMBER, forms.COPY_NUMBER),
    (PartName.SECRECY, forms.SECRECY),
    (PartName.URGENCY, forms.URGENCY),
    (PartName.DOCUMENT_NUMBER, forms.DOCUMENT_NUMBER),
    (PartName.DOCUMENT_NUMBER, forms.ORDER_NUMBER),
    (PartName.SIGNER, forms.SIGNER),
    (PartName.ISSUING_MARK, forms.MARK),
)
_MOST_HEAD_LINES = 30
_MOST_TITLE_LINES = 5
_MOST_ADDRESSEE_LINES = 4


def read_opening(text: OfficialText) -> tuple[list[OfficialPart], int]:
    """The parts before the body, in order, and the line on which the body begins."""
    opening = _Opening(text)
    parts = list(opening.parts())
    return parts, opening.end


class _Opening:
    """Walks the first lines of a text.

    Attributes:
        end: the line after what was read so far.
    """

    def __init__(self, text: OfficialText) -> None:
        self._text = text
        self.end = 0

    def parts(self) -> Iterator[OfficialPart]:
        """The parts in text order; a number may stand below the title too."""
        head, place = self._head(0, seen=frozenset())
        title = self._title_end(place)
        yield from head
        if title > place:
            yield self._text.lines(PartName.TITLE, place, title)
            below, title = self._head(title, seen=frozenset(part.name for part in head))
            yield from below
        self.end = self._addressees_end(title)
        if self.end > title:
            yield self._addressees(title, self.end)

    def _head(self, place: int, *, seen: frozenset[PartName]) -> tuple[list[OfficialPart], int]:
        """The parts of the head from `place` on, and the line after them."""
        parts: list[OfficialPart] = []
        last = min(len(self._text), place + _MOST_HEAD_LINES)
        while place < last:
            mark_end = self._mark_end(place)
            on_line = self._head_line(place)
            if mark_end > place:
                parts.append(self._text.lines(PartName.ISSUING_MARK, place, mark_end))
            elif on_line and not seen.intersection(part.name for part in on_line):
                parts += on_line
            else:
                break
            seen |= {part.name for part in parts}
            place = max(mark_end, place + 1)
        return parts, place

    def _head_line(self, place: int) -> list[OfficialPart]:
        """The parts that fill one line; [] when other words stand on it."""
        words, cursor = self._text.words[place], 0
        parts: list[OfficialPart] = []
        while cursor < len(words):
            matches = ((name, form.match(words, cursor)) for name, form in _HEAD)
            name, match = next(((n, m) for n, m in matches if m), (None, None))
            if name is None or match is None:
                return []
            parts.append(self._text.part(name, place, match.span("value")))
            cursor = match.end() + len(words[match.end() :]) - len(words[match.end() :].lstrip())
        return parts

    def _mark_end(self, place: int) -> int:
        """The line after a mark set on several lines, or without 文件; `place` when none is."""
        end = place
        while end < len(self._text) and forms.OFFICES.fullmatch(self._text.words[end]):
            end += 1
        if end == place or end >= len(self._text):
            return place
        words = self._text.words[end]
        if words in ("文件", "文 件") or forms.MARK.fullmatch(words):
            return end + 1
        return end if forms.DOCUMENT_NUMBER.match(words) else place

    def _title_end(self, place: int) -> int:
        """The line after the title; `place` when no title stands there."""
        lines = self._text.words[place : place + _MOST_TITLE_LINES]
        ends = []
        for count, joined in enumerate(accumulate(lines), start=1):
            if not forms.is_part_of_title(lines[count - 1]):
                break
            if forms.is_title(joined):
                ends.append(place + count)
        followed = (e for e in ends if self._addressees_end(e) > e or self._is_head(e))
        named = (e for e in ends if "关于" in "".join(self._text.words[place:e]))
        return next(followed, None) or next(named, None) or (ends[0] if ends else place)

    def _is_head(self, place: int) -> bool:
        return place < len(self._text) and bool(self._head_line(place))

    def _addressees_end(self, place: int) -> int:
        """The line after the addressees, which end with a colon; `place` when none stand there."""
        for end in range(place + 1, min(place + _MOST_ADDRESSEE_LINES, len(self._text)) + 1):
            words = self._text.words[end - 1]
            if words.endswith(("：", ":")):
                joined = "".join(self._text.words[place:end])
                return end if forms.names_addressees(joined) else place
            if forms.holds_sentence(words) or len(words) < 20:
                return place
        return place

    def _addressees(self, place: int, end: int) -> OfficialPart:
        whole = self._text.lines(PartName.ADDRESSEES, place, end)
        value = whole.value.rstrip("：: \u3000")
        return OfficialPart(
            name=whole.name, value=value, start=whole.start, end=whole.start + len(value)
        )
