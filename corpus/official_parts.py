"""The elements of an official document, as GB/T 9704-2012 orders them: head, main part, imprint.

Published texts drop, move and add lines, so every element may be missing; what is found stands in
the text's own order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import official_lines as forms
from corpus.official_head import read_opening
from corpus.official_text import OfficialPart, OfficialText, PartName

__all__ = ["OfficialPart", "PartName", "issuers_of", "official_parts", "order_number", "part_value"]

_TELLING = frozenset(
    (
        PartName.ISSUING_MARK,
        PartName.DOCUMENT_NUMBER,
        PartName.ADDRESSEES,
        PartName.SIGNATURE,
        PartName.DATE,
        PartName.COPIES,
        PartName.PRINTED,
    )
)
_MOST_SIGNATORY_LINES = 12


def official_parts(text: str) -> tuple[OfficialPart, ...]:
    """The elements of an official document in text order, apart; () for any other text.

    A text is taken for one when it has two or more of: issuing mark, number, addressees, signature
    with date, copies, imprint.
    """
    lines = OfficialText(text)
    opening, body = read_opening(lines)
    parts = (*opening, *_Main(lines).parts(body))
    return parts if len({part.name for part in parts} & _TELLING) > 1 else ()


def part_value(parts: Sequence[OfficialPart], name: PartName) -> str | None:
    """The value of the first part with that name; None when there is none."""
    return next((part.value for part in parts if part.name is name), None)


def issuers_of(parts: Sequence[OfficialPart]) -> tuple[str, ...]:
    """Who signed, else who stands in the issuing mark; () when neither does."""
    signed = re.sub(r"\s", " ", part_value(parts, PartName.SIGNATURE) or "")
    if signed and not forms.SIGNED_BY_PERSON.search(signed):
        return _names(signed)
    mark = part_value(parts, PartName.ISSUING_MARK) or ""
    return _names(re.sub(r"\s*(?:文\s*件|令|公告)$", "", mark))


def order_number(parts: Sequence[OfficialPart]) -> str | None:
    """The number of an order or announcement under its mark: "某局令第5号"; None for others."""
    mark = "".join((part_value(parts, PartName.ISSUING_MARK) or "").split())
    number = "".join((part_value(parts, PartName.DOCUMENT_NUMBER) or "").split())
    named = mark.endswith(("令", "公告")) and re.match(r"(?:[12]\d{3}年)?第", number)
    return mark + number if named else None


def _names(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in re.split(r"[\s、，,]+", written) if name))


class _Main:
    """Walks a text from its body to its end."""

    def __init__(self, text: OfficialText) -> None:
        self._text = text

    def parts(self, body: int) -> Iterator[OfficialPart]:
        """The parts from line `body` on, in text order."""
        imprint = self._imprint_start(body)
        yield from self._main_part(body, imprint)
        yield from self._imprint(imprint)

    def _main_part(self, body: int, imprint: int) -> Iterator[OfficialPart]:
        """Body, list of annexes, signature, date, notes, annexes."""
        date = self._date_place(body, imprint)
        signed = body if date is None else self._signature_start(body, date)
        if date is None:
            signed = next(
                (i for i in range(body + 1, imprint) if forms.opens_annex(self._text.words[i])),
                imprint,
            )
        listed = self._annex_list_start(body, signed)
        if listed > body:
            yield self._text.lines(PartName.BODY, body, listed)
        if listed < signed:
            yield self._text.after_label(PartName.ANNEX_NOTE, listed, signed)
        after = signed
        if date is not None:
            yield from self._signature(signed, date)
            after = date + 1
        yield from self._after_signature(after, imprint)

    def _date_place(self, body: int, imprint: int) -> int | None:
        """The line of the date, after a first sentence of the body."""
        told = False
        for place in range(body, imprint):
            words = self._text.words[place]
            if told and forms.dates(words):
                return place
            told = told or forms.holds_sentence(words)
        return None

    def _signature_start(self, body: int, date: int) -> int:
        start = date
        while start > max(body, date - _MOST_SIGNATORY_LINES) and self._is_signatory(start - 1):
            start -= 1
        return start

    def _is_signatory(self, place: int) -> bool:
        words = self._text.words[place]
        forms_of = (forms.OFFICES, forms.SEAL, forms.SIGNED_BY_PERSON)
        return any(form.fullmatch(words) for form in forms_of)

    def _signature(self, signed: int, date: int) -> Iterator[OfficialPart]:
        dated = forms.dates(self._text.words[date])
        together = dated if dated and "who" in dated.groupdict() else None
        names = [i for i in range(signed, date) if not forms.SEAL.fullmatch(self._text.words[i])]
        if names:
            yield self._text.lines(PartName.SIGNATURE, names[0], names[-1] + 1)
        yield from (
            self._text.part(PartName.SEAL, i, (0, len(self._text.words[i])))
            for i in range(signed, date)
            if i not in names and not (names and names[0] < i < names[-1])
        )
        if together:
            yield self._text.part(PartName.SIGNATURE, date, together.span("who"))
            yield self._text.part(PartName.DATE, date, together.span("day"))
        else:
            yield self._text.lines(PartName.DATE, date, date + 1)

    def _annex_list_start(self, body: int, end: int) -> int:
        """The line 附件：… whose list goes on to `end`; `end` when there is none."""
        for place in range(end - 1, body, -1):
            if forms.ANNEX_NOTE.match(self._text.words[place]):
                return place
            if not forms.is_annex_item(self._text.words[place]):
                break
        return end

    def _after_signature(self, place: int, imprint: int) -> Iterator[OfficialPart]:
        """Seal and notes; then the annexes, and a note on disclosure after them."""
        for name, form in ((PartName.SEAL, forms.SEAL), (PartName.NOTE, forms.NOTE)):
            match = form.fullmatch(self._text.words[place]) if place < imprint else None
            if match:
                yield self._text.part(name, place, match.span("value"))
                place += 1
        end = imprint
        last = forms.NOTE.fullmatch(self._text.words[end - 1]) if place < end else None
        if last:
            end -= 1
        if place < end:
            yield self._text.lines(PartName.ANNEXES, place, end)
        if last:
            yield self._text.part(PartName.NOTE, end, last.span("value"))

    def _imprint_start(self, body: int) -> int:
        """The first line of copies or imprint; the number of lines when there is neither."""
        places = range(body, len(self._text))
        return next((i for i in places if self._opens_imprint(i)), len(self._text))

    def _opens_imprint(self, place: int) -> bool:
        words = self._text.words[place]
        if forms.COPIES.fullmatch(words) or forms.printed(words):
            return True
        below = self._text.words[place + 1] if place + 1 < len(self._text) else ""
        alone = forms.printed(below)
        return bool(alone and not alone["who"] and forms.OFFICES.fullmatch(words))

    def _imprint(self, place: int) -> Iterator[OfficialPart]:
        places = range(place, len(self._text))
        printed = next((i for i in places if forms.printed(self._text.words[i])), len(self._text))
        who = printed - 1
        alone = place <= who and forms.OFFICES.fullmatch(self._text.words[who]) is not None
        copies_end = who if alone else printed
        if place < copies_end and forms.COPIES.match(self._text.words[place]):
            yield self._text.after_label(PartName.COPIES, place, copies_end)
        if alone and printed < len(self._text):
            yield self._text.lines(PartName.PRINTER, who, printed)
        if printed < len(self._text):
            yield from self._printed(printed)

    def _printed(self, place: int) -> Iterator[OfficialPart]:
        match = forms.printed(self._text.words[place])
        assert match is not None
        if match["who"]:
            yield self._text.part(PartName.PRINTER, place, match.span("who"))
        yield self._text.part(PartName.PRINTED, place, match.span("day"))
