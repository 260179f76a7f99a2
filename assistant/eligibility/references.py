"""References of the rules, found in the corpus: the clause, and what is wrong with it now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.answer import Citation
from assistant.citations import cite_characters
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Part, Reference
from corpus.documents import Document, Section, Status, locator
from corpus.sentences import split_sentences

Find = Callable[[str], Document | None]
"""Gives a document of the corpus by its id; None when there is none."""


class Flag(StrEnum):
    """What is wrong with a reference; the value is shown to staff."""

    MISSING_DOCUMENT = "文件不在语料库"
    MISSING_CLAUSE = "条款不在文件里"
    CHANGED = "条款文字有改动"
    SUPERSEDED = "文件已被代替"
    REPEALED = "文件已失效"
    NOT_YET = "文件尚未施行"


_OF_VALIDITY = frozenset((Flag.SUPERSEDED, Flag.REPEALED, Flag.NOT_YET))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A reference with its clause.

    Attributes:
        citation: the clause as the corpus holds it; None when document or clause is missing.
        flags: what staff should look at; () when all is well.
    """

    reference: Reference
    citation: Citation | None
    flags: tuple[Flag, ...] = ()

    @property
    def remark(self) -> str:
        """One Chinese sentence on what is wrong; "" when nothing is."""
        if not self.flags:
            return ""
        where = self.citation.title if self.citation else self.reference.document
        what = "、".join(flag.value for flag in self.flags)
        return f"规则引用的《{where}》{self.reference.locator}：{what}，请核对规则后重新发布。"


def resolve(
    reference: Reference,
    find: Find,
    *,
    day: date,
    recorded: Mapping[str, str] | None = None,
) -> Resolved:
    """The clause a reference points to, with its real offsets.

    Where a quote is given, the whole sentence that holds it is cited; else the section named; else
    the whole document.

    Args:
        reference: of a rule.
        find: documents by id.
        day: the day of the application, for the status.
        recorded: digests of the clauses when the rule was reviewed, by `clause_key`; None when
            changes are not of interest.
    """
    document = find(reference.document)
    if document is None:
        return Resolved(reference=reference, citation=None, flags=(Flag.MISSING_DOCUMENT,))
    section = _span_of(document, reference.locator)
    if section is None:
        return Resolved(reference=reference, citation=None, flags=(Flag.MISSING_CLAUSE,))
    quoted = _sentence_with(document.text, reference.quote, section) if reference.quote else section
    citation = cite_characters(document, _without_blanks(document.text, quoted or section), day=day)
    flags = list(_flags_of(document, day))
    known = (recorded or {}).get(clause_key(reference))
    if quoted is None or (known is not None and known != clause_digest(citation)):
        flags.append(Flag.CHANGED)
    return Resolved(reference=reference, citation=citation, flags=tuple(flags))


def flagged(
    programme: Programme, find: Find, *, day: date, recorded: Mapping[str, str] | None = None
) -> tuple[Resolved, ...]:
    """References that staff should look at, each once.

    That a clause is missing or changed is told of every reference. That its document is no longer
    or not yet in force is told only of what decides applications of `day`: the past versions of a
    programme rest on past documents.
    """
    deciding = tuple(_deciding(programme, day))
    found = {}
    for reference in references_of(programme):
        checked = resolve(reference, find, day=day, recorded=recorded)
        kept = tuple(f for f in checked.flags if reference in deciding or f not in _OF_VALIDITY)
        if kept:
            found[clause_key(reference)] = replace(checked, flags=kept)
    return tuple(found.values())


def clause_digests(programme: Programme, find: Find, *, day: date) -> dict[str, str]:
    """What to record when a rule is reviewed: sha256 of each clause, by `clause_key`.

    Whole documents are no clauses; clauses that cannot be found are left out, `flagged` names them.
    """
    digests = {}
    for reference in references_of(programme):
        citation = resolve(reference, find, day=day).citation
        if citation is not None and (reference.locator or reference.quote):
            digests[clause_key(reference)] = clause_digest(citation)
    return digests


def clause_key(reference: Reference) -> str:
    """Names the clause of a reference: document, locator and quote."""
    return "|".join((reference.document, reference.locator, reference.quote))


def clause_digest(citation: Citation) -> str:
    """sha256 of the cited characters, hex."""
    return hashlib.sha256(citation.quote.encode()).hexdigest()


def references_of(part: Part) -> Iterator[Reference]:
    """The references of a part and of all its parts."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Reference):
                yield item
            elif isinstance(item, Part):
                yield from references_of(item)


def _deciding(programme: Programme, day: date) -> Iterator[Reference]:
    """The references of everything but versions and values of parameters of other days."""
    parts: list[Part] = [*programme.requires, *programme.leads_to, *programme.conflicts]
    version = programme.version_on(day)
    if version is not None:
        parts.append(version)
    for parameter in programme.parameters:
        parts += [value for value in parameter.values if value.start <= day][-1:]
    for part in parts:
        yield from references_of(part)


def _flags_of(document: Document, day: date) -> Iterator[Flag]:
    status = document.status_on(day)
    if status is Status.NOT_YET:
        yield Flag.NOT_YET
    elif status is Status.REPEALED:
        yield Flag.SUPERSEDED if document.superseded_by else Flag.REPEALED


def _span_of(document: Document, where: str) -> tuple[int, int] | None:
    """The outermost section with that locator; the whole text for ""."""
    if not where:
        return 0, len(document.text)
    for path in _paths(document.sections):
        if locator(path) == where:
            return path[-1].start, path[-1].end
    return None


def _paths(
    sections: Iterable[Section], above: tuple[Section, ...] = ()
) -> Iterator[tuple[Section, ...]]:
    for section in sections:
        path = (*above, section)
        yield path
        yield from _paths(section.children, path)


def _sentence_with(text: str, quote: str, section: tuple[int, int]) -> tuple[int, int] | None:
    """The sentences of the section that hold `quote`; None when it is not there."""
    start = text.find(quote, *section)
    if start < 0:
        return None
    end = start + len(quote)
    cut = [(a + section[0], b + section[0]) for a, b in split_sentences(text[slice(*section)])]
    touched = [span for span in cut if span[0] < end and span[1] > start]
    return touched[0][0], touched[-1][1]


def _without_blanks(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    quoted = text[start:end]
    return start + len(quoted) - len(quoted.lstrip()), end - len(quoted) + len(quoted.rstrip())
