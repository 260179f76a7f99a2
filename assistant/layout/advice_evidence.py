"""What a sentence of the advice may rest on, numbered for a model and for the checks.

A finding of the rules is computed from patents and clauses: as evidence it is a text of its own,
and a sentence that rests on it inherits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from assistant.answer import Citation
from assistant.defuse import defused, defused_line
from assistant.layout.advice_sections import AdviceSection, Told
from assistant.layout.cited_patent import document_of
from assistant.layout.findings import Finding
from assistant.layout.patent_record import PatentRecord
from assistant.numbered_clauses import NumberedClause, numbered_clause
from corpus.documents import Document, Form, Kind, Verification
from corpus.make_document import fingerprint
from corpus.sentences import split_sentences
from indexing.passages import Passage

_FINDING, _CLAUSE = "layout-finding:", "layout-clause:"
"""Ids begin with them; no document of a corpus does."""

_MOST_PATENTS = 8
_LONGEST_PATENT = 200
"""Characters of title and abstract, whole sentences."""

_NOT_TECHNICAL = re.compile(
    r"侵权|授权|专利权|许可|放心|自由(?:使用|实施)|一定(?:能|会|可以)|保证(?:获|通过)"
    r"|[你您]|请(?!求)|忽略|无视|指令|提示词|务必|建议|应当|必须|不得|https?:|www\.|\d{7}"
)
"""What speaks to a reader or of the law is no evidence, whoever wrote it into an abstract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceEvidence:
    """One numbered piece.

    Attributes:
        clause: as the checks see it.
        basis: what a sentence that rests on it shows behind it.
        frame: title and number, which stand before a sentence that repeats a patent; "" else.
    """

    clause: NumberedClause
    basis: Finding
    frame: str = ""


def evidence_of(
    section: AdviceSection, records: Mapping[str, PatentRecord]
) -> tuple[AdviceEvidence, ...]:
    """Findings first, then their clauses, then patents: a prompt takes in as many as fit.

    Args:
        records: of the field, by id.
    """
    numbers = count(1)
    told = [_of_finding(next(numbers), one) for one in section.told]
    beside = [_of_finding(next(numbers), Told(finding=one)) for one in section.beside]
    clauses = [_of_clause(next(numbers), one) for one in section.clauses]
    readable = (_technical_part(records[id_]) for id_ in section.patents[:_MOST_PATENTS])
    patents = [_of_patent(next(numbers), *part) for part in readable if part is not None]
    return (*told, *beside, *clauses, *patents)


def show(clause: NumberedClause, day: date) -> str:
    """A piece of evidence as the model reads it; a finding in its own words alone."""
    passage = clause.passage
    if clause.document.id.startswith(_FINDING):
        words = passage.text.split("\n")[0]
    else:
        words = f"{defused_line(f'《{passage.title}》{passage.heading}')}：{passage.text}"
    return f"[{clause.number}] {defused_line(words)}\n"


def _of_finding(number: int, told: Told) -> AdviceEvidence:
    names = "；".join(f"《{c.title}》{c.locator}" for c in told.finding.citations)
    text = "\n".join((told.finding.text, *told.wordings))
    document = _made_up(f"{_FINDING}{number}", "结论", text)
    return AdviceEvidence(
        clause=_numbered(number, document, heading=names, stands_alone=True),
        basis=told.finding,
    )


def _of_clause(number: int, citation: Citation) -> AdviceEvidence:
    document = _made_up(f"{_CLAUSE}{number}", citation.title, citation.quote)
    return AdviceEvidence(
        clause=_numbered(number, document, heading=citation.locator),
        basis=Finding(text=citation.quote, citations=(citation,)),
    )


def _of_patent(number: int, record: PatentRecord, document: Document, end: int) -> AdviceEvidence:
    holders = "、".join(record.applicants)
    heading = f"申请人：{holders}" if holders else ""
    return AdviceEvidence(
        clause=_numbered(number, document, heading=heading, end=end, stands_alone=True),
        basis=Finding(text=record.title, patents=(record.id,)),
        frame=f"“{record.title}”（{record.number}）",
    )


def _technical_part(record: PatentRecord) -> tuple[PatentRecord, Document, int] | None:
    """The record as a document, and where its first technical sentences end; None for none."""
    document = document_of(record)
    ends = [0, *_technical_ends(document.text)]
    whole = ends[-1] > len(record.title)  # a title alone says nothing
    return (record, document, ends[-1]) if whole else None


def _technical_ends(text: str) -> Iterator[int]:
    for start, end in split_sentences(text):
        if end > _LONGEST_PATENT or _NOT_TECHNICAL.search(defused(text[start:end])):
            return
        yield end


def _made_up(id_: str, title: str, text: str) -> Document:
    return Document(
        id=id_,
        title=title,
        kind=Kind.GUIDANCE,
        text=text,
        sha256=fingerprint(text),
        sections=(),
        source="",
        verification=Verification.C,
        form=Form.DIGEST,
    )


def _numbered(
    number: int,
    document: Document,
    *,
    heading: str,
    end: int | None = None,
    stands_alone: bool = False,
) -> NumberedClause:
    stop = len(document.text) if end is None else end
    passage = Passage(
        id=f"{document.id}:0-{stop}",
        document_id=document.id,
        title=document.title,
        kind=document.kind,
        heading=heading,
        text=document.text[:stop],
        start=0,
        end=stop,
        source=document.source,
        sha256=document.sha256,
        verification=document.verification,
        form=document.form,
        level=document.level,
    )
    return numbered_clause(number, passage, document, stands_alone=stands_alone)
