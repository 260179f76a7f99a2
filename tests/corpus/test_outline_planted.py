"""What was planted in a text is what the outline gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.clause_address import article_number, clause_address, find_clause, parse_clause_address
from corpus.documents import Document, Section
from corpus.outline import parse_outline
from corpus.structure_check import structure_faults
from tests.corpus.planted_texts import PLAIN, Outline, Planted, official_documents, statutes
from tests.corpus.sample_documents import document


def outline(text: str) -> Outline:
    return [(len(path) - 1, path[-1].label) for path in paths(parse_outline(text))]


def paths(
    sections: Sequence[Section], above: tuple[Section, ...] = ()
) -> Iterator[tuple[Section, ...]]:
    """The path to every labelled section."""
    for section in sections:
        if section.label:
            yield (*above, section)
        yield from paths(section.children, (*above, section))


def parsed(text: str) -> Document:
    return document("d", text=text, sections=parse_outline(text))


@given(statutes())
def test_the_outline_of_a_statute_is_the_planted_one(planted: Planted) -> None:
    assert outline(planted.text) == planted.outline


@given(official_documents())
def test_the_outline_of_an_official_document_is_the_planted_one(planted: Planted) -> None:
    assert outline(planted.text) == planted.outline


@given(statutes())
def test_the_address_of_every_clause_leads_back_to_it(planted: Planted) -> None:
    sections = parse_outline(planted.text)
    for path in paths(sections):
        address = clause_address(path)
        if address is not None:
            assert find_clause(sections, parse_clause_address(str(address))) is path[-1]


@given(statutes() | official_documents())
def test_a_sound_text_has_no_faults(planted: Planted) -> None:
    assert structure_faults(parsed(planted.text)) == ()


@given(statutes())
def test_a_signature_is_no_part_of_a_clause(planted: Planted) -> None:
    for path in paths(parse_outline(planted.text)):
        clause = planted.text[path[-1].start : path[-1].end]
        assert "登记局" not in clause
        assert "此件公开发布" not in clause


@given(statutes(openings=PLAIN), st.data())
def test_a_statute_that_lost_an_article_is_noticed(planted: Planted, data: st.DataObject) -> None:
    sections = parse_outline(planted.text)
    articles = [p[-1] for p in paths(sections) if article_number(p[-1].label)]
    plain = [article for article in articles[1:-1] if "之" not in article.label]
    if plain:
        lost = data.draw(st.sampled_from(plain))
        text = planted.text[: lost.start] + planted.text[lost.end :]
        follows = articles[articles.index(lost) + 1]
        faults = structure_faults(parsed(text))
        assert any(f.excerpt.startswith(follows.label) for f in faults)
