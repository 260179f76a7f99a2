"""Documents altered on purpose, to see whether answers keep to the right ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.documents import Document, Form, Verification
from corpus.outline import parse_outline
from corpus.quantities import locate_quantities
from corpus.sentences import split_sentences
from evals.same_words import says

_NUMBER = re.compile(r"\d+|[零〇一二三四五六七八九十百千两]+")


def without_facts(document: Document, facts: Iterable[str], *, number: int) -> Document:
    """A text on the same matter that does not state these facts: its sentences with them are cut.

    Args:
        number: tells several such texts of one document apart.
    """
    wanted = tuple(facts)
    kept = [
        document.text[start:end]
        for start, end in split_sentences(document.text)
        if not any(says(document.text[start:end], fact) for fact in wanted)
    ]
    return _another(
        document,
        "\n".join(kept) or "（无）",
        name=f"noise-{number}",
        title=f"{document.title}学习体会之{number}",
        issuer=None,
    )


def former_version(document: Document, *, ended: date) -> Document:
    """The document with other numbers, as a version that ended on `ended`."""
    return replace(
        _another(document, other_numbers(document.text), name="former", title=document.title),
        version="1990",
        published=date(1990, 1, 1),
        effective=date(1990, 1, 1),
        expires=ended,
    )


def local_version(document: Document, *, region: str) -> Document:
    """The document with other numbers, as the text of a place."""
    place = region.rsplit("/", 1)[-1]
    altered = _another(
        document,
        other_numbers(document.text),
        name=f"local-{place}",
        title=f"{place}{document.title}",
        issuer=f"{place}人民政府",
    )
    return replace(altered, region=region)


def other_numbers(text: str) -> str:
    """Every quantity with another number; dates, clause numbers and units stay."""
    parts, at = [], 0
    for located in locate_quantities(text):
        stated = text[located.start : located.end]
        parts += [text[at : located.start], _NUMBER.sub(_other, stated, count=1)]
        at = located.end
    return "".join([*parts, text[at:]])


def _other(number: re.Match[str]) -> str:
    if number[0].isdigit():
        return str(int(number[0]) * 2 + 1)
    return "七" if number[0] != "七" else "三"


def _another(
    document: Document, text: str, *, name: str, title: str, issuer: str | None = ""
) -> Document:
    return replace(
        document,
        id=hashlib.sha256(f"{name}/{document.id}".encode()).hexdigest()[: len(document.id)],
        title=title,
        aliases=(),
        issuer=document.issuer if issuer == "" else issuer,
        document_number=None,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sections=parse_outline(text),
        source=f"altered/{name}/{document.source}",
        form=Form.DIGEST if document.form is Form.DIGEST else Form.ORIGINAL,
        verification=Verification.C,
        superseded_by=None,
        repeals=(),
        grounds=(),
        recognised=(),
    )
