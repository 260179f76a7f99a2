"""Drafts of a scripted model on the advice for an invented field, written and checked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.layout.advice import Wishes
from assistant.layout.advice_assignment import AdviceAssignment
from assistant.layout.advice_evidence import show
from assistant.layout.advice_sections import AdviceSection, SectionName, sections_of
from assistant.layout.compare import Sides
from assistant.layout.landscape import survey
from assistant.layout.layout_plan import Plan, make_plan
from assistant.layout.patent_record import PatentRecord
from assistant.layout.scope import Scope, ScopeQuery
from assistant.layout.workbench import Field, Surveyed
from assistant.layout.written_advice import WrittenSection
from assistant.listener import Listener
from assistant.prompting import PromptWriter
from assistant.writer import CheckedWriter
from tests.assistant.layout.planted_field import ENTRANT, LEADER, TODAY, clauses, planted_field
from tests.fakes import ScriptedModel

ROOM = 6000


@cache
def surveyed() -> Surveyed:
    """The whole planted field."""
    field = planted_field()
    scope = Scope(
        query=ScopeQuery(question="蜂箱"),
        threshold=None,
        hits=(),
        below=(),
        admitted=len(field.records),
        size=None,
        unknown=(),
        unindexed=0,
        revision=1,
    )
    landscape = survey(field.records, field.vectors, data_day=TODAY, clauses=clauses())
    looked_at = Field(scope=scope, records=tuple(field.records), vectors=field.vectors, unindexed=0)
    return Surveyed(field=looked_at, landscape=landscape, clauses=clauses())


@cache
def plan() -> Plan:
    """The advice to the entrant, beside the leader."""
    return make_plan(surveyed(), Wishes(sides=Sides(mine=(ENTRANT,), theirs=(LEADER,))))


def part(name: SectionName) -> AdviceSection:
    return next(one for one in sections_of(plan().advice) if one.name is name)


def with_abstracts(abstract: str) -> Surveyed:
    """The field with this abstract in every patent; its figures stay as they are."""
    records = tuple(replace(one, abstract=abstract) for one in surveyed().field.records)
    return replace(surveyed(), field=replace(surveyed().field, records=records))


def record(id_: str) -> PatentRecord:
    return next(one for one in surveyed().field.records if one.id == id_)


def write(
    reply: str, section: AdviceSection, field: Surveyed | None = None, *, fails: str = ""
) -> WrittenSection:
    asked = AdviceAssignment.of(section, field or surveyed())
    model = ScriptedModel(reply, fails=fails)
    writer = CheckedWriter(model, prompts())
    return asked.section(writer.write(asked.assignment, Listener()))


def prompts() -> PromptWriter:
    return PromptWriter(ROOM, task="advise", show=show)


def numbered(section: AdviceSection) -> str:
    """A draft that repeats every finding under its number."""
    findings = (told.finding.text for told in section.told)
    return "\n".join(f"{text}[{number}]" for number, text in enumerate(findings, start=1))
