"""Findings of the layout analysis as words of a report, with what they rest on as footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Citation
from assistant.layout.findings import Finding
from assistant.layout.patent_record import PatentRecord
from assistant.reports.report import Items, Note, Paragraph, Words

_NUMBERS_IN_NOTE = 30
"""Places shown in one note."""


class ReportWords:
    """Turns findings into words; the records give patents their numbers.

    Args:
        records: every record a finding may name.
    """

    def __init__(self, records: Iterable[PatentRecord]) -> None:
        self.listed = tuple(sorted(records, key=lambda record: (record.number, record.id)))
        """In the order of the annex."""
        self._place = {record.id: place for place, record in enumerate(self.listed, start=1)}

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

    def place(self, id_: str) -> int:
        """Where the annex lists a record, from 1.

        Raises:
            KeyError: it is none of the records.
        """
        return self._place[id_]

    def name(self, id_: str) -> str:
        """Number and title of a record, with its place in the annex."""
        record = self.listed[self._place[id_] - 1]
        return f"{record.title}（{record.number}，附录 {self._place[id_]}）"

    def patents_notes(self, ids: Sequence[str]) -> tuple[Note, ...]:
        """As `patents_note`; () for no patents."""
        return (self.patents_note(ids),) if ids else ()

    def patents_note(self, ids: Sequence[str]) -> Note:
        """Where the annex lists them; the first ones of many."""
        places = sorted(self._place[id_] for id_ in ids)
        shown = "、".join(map(str, places[:_NUMBERS_IN_NOTE]))
        more = "等" if len(places) > _NUMBERS_IN_NOTE else ""
        return Note(text=f"附录序号 {shown}{more}，共 {len(places):,} 件专利。")


def clause_note(citation: Citation) -> Note:
    """Title, place and verbatim words of a clause, its status and how far it was verified."""
    where = f"《{citation.title}》{citation.locator}".rstrip()
    level = f"{citation.form}，核验级别 {citation.verification}"
    return Note(
        text=f"{where}：“{' '.join(citation.quote.split())}”（{citation.status}，{level}）",
        link=citation.source,
    )
