"""Sentences of the layout analysis as the pages show them: with their clauses and patents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.addresses import place_address
from assistant.answer import Citation
from assistant.layout.advice_evidence import evidence_of
from assistant.layout.advice_sections import sections_of
from assistant.layout.findings import Finding
from assistant.layout.landscape import Landscape
from assistant.layout.layout_plan import Plan
from assistant.layout.written_advice import WrittenSection
from assistant.pages.layout_address import PATENTS, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLink:
    """A clause to open in the corpus."""

    name: str
    quote: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSentence:
    """One sentence.

    Attributes:
        patents: how many stand behind it; `address` lists them, "" for none.
    """

    text: str
    clauses: tuple[ClauseLink, ...]
    patents: int
    address: str


def shown(findings: Iterable[Finding], place: Place) -> list[ShownSentence]:
    """The findings, ready to print."""
    return [
        ShownSentence(
            text=finding.text,
            clauses=clause_links(finding.citations),
            patents=len(finding.patents),
            address=place.to(PATENTS, said=mark_of(finding)) if finding.patents else "",
        )
        for finding in findings
    ]


def shown_written(section: WrittenSection, place: Place) -> list[ShownSentence]:
    """The sentences of a part; the patents behind one are those of what it rests on."""
    behind = shown([sentence.basis for sentence in section.sentences], place)
    return [
        replace(one, text=sentence.text)
        for one, sentence in zip(behind, section.sentences, strict=True)
    ]


def clause_links(citations: Iterable[Citation | None]) -> tuple[ClauseLink, ...]:
    """Clauses with the address of their place in the corpus, each once."""
    return tuple(
        dict.fromkeys(
            ClauseLink(
                name=f"《{cited.title}》{cited.locator}".rstrip(),
                quote=cited.quote,
                address=place_address(cited.document_id, cited.start, cited.end),
            )
            for cited in citations
            if cited is not None
        )
    )


def mark_of(finding: Finding) -> str:
    """A short name of a sentence and its patents, the same in every run."""
    said = "\0".join((finding.text, *finding.patents))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def of_landscape(landscape: Landscape) -> Iterator[Finding]:
    """Every sentence of a landscape."""
    yield from landscape.remarks
    yield from landscape.trend.remarks
    yield landscape.life_cycle.reason
    for part in (
        landscape.applicants,
        landscape.ipc,
        landscape.topics,
        landscape.effects,
        landscape.status,
        landscape.places,
    ):
        yield from part.remarks
    for spot in (*landscape.white_spots, *landscape.ipc_spots):
        yield from spot.checks
    for gap in (*landscape.asleep, *landscape.absent):
        yield from gap.checks


def of_plan(plan: Plan) -> Iterator[Finding]:
    """Every sentence of comparison and advice, and what a model's words may rest on."""
    advice = plan.advice
    for fit in advice.patterns:
        yield from fit.reasons
    for role in advice.topics:
        yield role.reason
    for opening in advice.openings:
        yield opening.sentence
    yield from (*advice.sequence, *advice.types, *advice.limits)
    if plan.comparison:
        yield from plan.comparison.remarks
    records = {record.id: record for record in plan.surveyed.field.records}
    for part in sections_of(advice):
        yield from part.findings
        for one in evidence_of(part, records):
            yield one.basis
