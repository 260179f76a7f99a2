"""Footnotes of a Word document, which python-docx does not write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.reports.report import Note, is_web_address, without_controls

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.text.run import CT_R
    from lxml.etree import _Element

_PART = "/word/footnotes.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_HALF_POINTS = 17
"""Size of the letters of a note, as Word counts it: 8.5 points."""
_SEPARATORS = ("separator", "continuationSeparator")
"""Numbers -1 and 0 are the lines between text and notes. Source: ECMA-376 part 1, 17.11."""


class Footnotes:
    """The footnotes part of one document.

    Args:
        word: gets the part.
        notes: in the order in which they are to be referred to first.
    """

    def __init__(self, word: WordDocument, notes: Sequence[Note]) -> None:
        self._numbers = {note: number for number, note in enumerate(notes, start=1)}
        self._referred: set[Note] = set()
        if notes:
            _add_part(word, notes)

    def number_of(self, note: Note) -> int:
        """As Word will show it, from 1."""
        return self._numbers[note]

    def refer(self, run: CT_R, note: Note) -> bool:
        """Put the mark into a run; False when it was put before: Word takes each only once."""
        if note in self._referred:
            return False
        self._referred.add(note)
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self._numbers[note]))
        run.append(mark)
        return True


def _add_part(word: WordDocument, notes: Sequence[Note]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    root = _footnotes(notes)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(_PART), _CONTENT_TYPE, blob, word.part.package)
    word.part.relate_to(part, _RELATION)


def _footnotes(notes: Sequence[Note]) -> _Element:
    root = _element("footnotes")
    for number, kind in enumerate(_SEPARATORS, start=-1):
        line = _footnote(number)
        line.set(_name("type"), kind)
        line[0].append(_run(_element(kind)))
        root.append(line)
    for number, note in enumerate(notes, start=1):
        footnote = _footnote(number)
        link = f" {note.link}" if is_web_address(note.link) else ""
        footnote[0].append(_close_lines())
        footnote[0].append(
            _run(_small(_element("vertAlign", "superscript")), _element("footnoteRef"))
        )
        footnote[0].append(_run(_small(), _text(f" {note.text}{link}")))
        root.append(footnote)
    return root


def _footnote(number: int) -> _Element:
    footnote = _element("footnote")
    footnote.set(_name("id"), str(number))
    footnote.append(_element("p"))
    return footnote


def _run(*parts: _Element) -> _Element:
    run = _element("r")
    run.extend(parts)
    return run


def _small(*properties: _Element) -> _Element:
    """Properties of a run in small print."""
    small = _element("rPr")
    small.extend((_element("sz", str(_HALF_POINTS)), *properties))
    return small


def _close_lines() -> _Element:
    """A paragraph without the space that the template puts around it."""
    properties, spacing = _element("pPr"), _element("spacing")
    for name in ("before", "after"):
        spacing.set(_name(name), "0")
    properties.append(spacing)
    return properties


def _element(name: str, value: str = "") -> _Element:
    from docx.oxml import OxmlElement

    element: _Element = OxmlElement(f"w:{name}")
    if value:
        element.set(_name("val"), value)
    return element


def _text(words: str) -> _Element:
    text = _element("t")
    text.text = without_controls(words)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text


def _name(local: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{local}"))
