"""A part of the advice as a task for the checked writer, and what came of it as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Sentence
from assistant.instruments import Instruments
from assistant.layout.advice_evidence import AdviceEvidence, evidence_of
from assistant.layout.advice_sections import AdviceSection, SectionName
from assistant.layout.findings import Finding
from assistant.layout.workbench import Surveyed
from assistant.layout.written_advice import WrittenSection, WrittenSentence, section_by_rules
from assistant.statements import statements_of
from assistant.understand import understand
from assistant.writer import Assignment, Written

_TASKS = {
    SectionName.FORMS: "说明布局形态的判断和理由。",
    SectionName.TOPICS: "说明各个主题的件数和归类。",
    SectionName.OPENINGS: "说明值得核实的空白与薄弱处。",
    SectionName.SEQUENCE: "说明提交申请的先后。",
    SectionName.TYPES: "说明各种方案适用的类型。",
    SectionName.WHERE: "说明适合的布局形态和值得核实的空白。",
}
"""What the model is told to do. Nothing of the user stands in it: the findings say what matters."""

_LEAST_TOLD = 0.5
"""Share of a finding's neighbouring tokens that its sentences hold, or it is said once more."""


@dataclass(frozen=True, slots=True)
class AdviceAssignment:
    """One part to be written.

    Attributes:
        evidence: under the numbers of the assignment.
        assignment: for a `Writer` whose prompts show evidence as `advice_evidence.show` does.
    """

    part: AdviceSection
    evidence: tuple[AdviceEvidence, ...]
    assignment: Assignment

    @classmethod
    def of(cls, part: AdviceSection, surveyed: Surveyed) -> AdviceAssignment:
        """The part with the findings, clauses and patents it may rest on."""
        day = surveyed.clauses.day
        records = {record.id: record for record in surveyed.field.records}
        evidence = evidence_of(part, records)
        assignment = Assignment(
            question=understand(_TASKS[part.name], Instruments(())),
            clauses=tuple(one.clause for one in evidence),
            extracts=(),  # what a draft leaves out is put behind it here
            day=day,
            place=None,
            opening_decides=False,
        )
        return cls(part, evidence, assignment)

    def section(self, written: Written) -> WrittenSection:
        """The draft where it stands, with what may not be reworded behind it; else the rules."""
        told = replace(
            section_by_rules(self.part, notice=_of_evidence(written.fault)),
            drafted=written.drafted,
            model=written.model,
        )
        if not written.sentences:
            return told
        said = self.said(written.sentences)
        left_out = (one for one in told.sentences if not _is_told(one.basis, said))
        return replace(told, sentences=(*said, *left_out))

    def said(self, sentences: Sequence[Sentence]) -> tuple[WrittenSentence, ...]:
        """Checked sentences of a draft with what stands behind them."""
        return tuple(map(self._sentence, sentences))

    def _sentence(self, sentence: Sentence) -> WrittenSentence:
        behind = [one for one in self.evidence if any(map(one.clause.holds, sentence.citations))]
        frame = next((one.frame for one in behind if one.frame), "")
        text = _framed(f"{sentence.text.rstrip('；;，。')}。", frame)
        return WrittenSentence(text=text, by_model=True, basis=_joined(behind))


def _is_told(finding: Finding, said: Sequence[WrittenSentence]) -> bool:
    """Whether the sentences that rest on a finding tell most of it, all its figures included."""
    told = statements_of("\n".join(one.text for one in said if one.basis == finding))
    wanted = statements_of(finding.text)
    figures = {t for statement in wanted for t in statement.tokens if not isinstance(t, str)}
    tokens = {token for statement in told for token in statement.tokens}
    pairs = {pair for statement in wanted for pair in statement.pairs}
    shared = pairs & {pair for statement in told for pair in statement.pairs}
    return figures <= tokens and len(shared) >= _LEAST_TOLD * len(pairs)


def _framed(text: str, frame: str) -> str:
    """A sentence that repeats a patent, behind the name of that patent unless it begins so."""
    title = frame.partition("（")[0]
    return text if not frame or text.startswith(title) else f"{frame}：{text}"


def _joined(behind: Sequence[AdviceEvidence]) -> Finding:
    """Findings and patents stand alone, so that several pieces are clauses."""
    if len(behind) == 1:
        return behind[0].basis
    citations = (citation for one in behind for citation in one.basis.citations)
    return Finding(text="", citations=tuple(dict.fromkeys(citations)))


def _of_evidence(fault: str) -> str:
    """The checker speaks of clauses, which its evidence is elsewhere."""
    return fault.replace("条款", "依据")
