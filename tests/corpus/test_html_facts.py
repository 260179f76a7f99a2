"""The 32 real pages against the facts a reader of each page noted (html_facts.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.make_document import make_document
from corpus.read_html import read_html
from corpus.tables import find_tables
from tests.shared_data import shared_data

_LENGTH_TOLERANCE = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What html_facts.toml holds of one page."""

    file: str
    title: str
    tables: int
    first: str
    last: str
    length: int
    issuer: str | None = None
    document_number: str | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    region: str | None = None


FACTS = [
    Facts(**page)
    for page in tomllib.loads(Path(__file__).with_name("html_facts.toml").read_text("utf-8"))[
        "page"
    ]
]
pages = pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.file.split("_")[0])


def read(facts: Facts) -> Document:
    path = shared_data("html", facts.file)
    return make_document(read_html(path.read_bytes(), name=path.name))


@pytest.mark.shared
@pages
def test_a_real_page_gives_its_facts_and_its_text_from_end_to_end(facts: Facts) -> None:
    document = read(facts)

    for name in (
        "title",
        "issuer",
        "document_number",
        "published",
        "effective",
        "expires",
        "region",
    ):
        assert getattr(document, name) == getattr(facts, name), name
    line = document.text.replace("\n", " ")
    assert (line[:8], line[-8:]) == (facts.first, facts.last)
    assert len(line) == pytest.approx(facts.length, rel=_LENGTH_TOLERANCE)
    assert len(find_tables(document.text)) == facts.tables


@pytest.mark.shared
def test_every_real_page_has_its_facts_noted() -> None:
    files = {path.name for path in shared_data("html").glob("*.html")}

    assert files == {facts.file for facts in FACTS}
