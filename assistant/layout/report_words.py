"""Findings of the layout analysis as words of a report, with what they rest on as footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Citation
from assistant.layout.findings import Finding
from assistant.layout.patent_record import PatentRecord
from assistant.reports.report import Items, Note, Paragraph, Words

_NUMBERS_IN_NOTE = 12


class ReportWords:
    """Turns findings into words; the records give patents their numbers.

    Args:
        records: every record a finding may name.
    """

    def __init__(self, records: Iterable[PatentRecord]) -> None:
        self._numbers: Mapping[str, str] = {record.id: record.number for record in records}

    def words(self, finding: Finding) -> Words:
        """The sentence, its clauses and its patents as notes."""
        notes = [clause_note(citation) for citation in finding.citations]
        if finding.patents:
            notes.append(self.patents_note(finding.patents))
        return Words(text=finding.text, notes=tuple(notes))

    def items(self, findings: Iterable[Finding]) -> tuple[Items, ...]:
        """A list of the findings; () for none, since an empty list is no list."""
        items = tuple(self.words(finding) for finding in findings)
        return (Items(items=items),) if items else ()

    def remarks(self, findings: Iterable[Finding]) -> tuple[Paragraph, ...]:
        """Each finding set off from the text."""
        return tuple(Paragraph(words=self.words(f), is_remark=True) for f in findings)

    def number(self, id_: str) -> str:
        """The publication number of a record."""
        return self._numbers.get(id_, id_)

    def patents_notes(self, ids: Sequence[str]) -> tuple[Note, ...]:
        """As `patents_note`; () for no patents."""
        return (self.patents_note(ids),) if ids else ()

    def patents_note(self, ids: Sequence[str]) -> Note:
        """The first numbers; the annex holds them all."""
        numbers = [self.number(id_) for id_ in ids[:_NUMBERS_IN_NOTE]]
        more = f"等 {len(ids):,} 件，见附录" if len(ids) > len(numbers) else f"，共 {len(ids)} 件"
        return Note(text=f"相关专利：{'、'.join(numbers)}{more}。")


def clause_note(citation: Citation) -> Note:
    """Title, place and verbatim words of a clause, its status and how far it was verified."""
    where = f"《{citation.title}》{citation.locator}".rstrip()
    level = f"{citation.form}，核验级别 {citation.verification}"
    return Note(
        text=f"{where}：“{' '.join(citation.quote.split())}”（{citation.status}，{level}）",
        link=citation.source,
    )
