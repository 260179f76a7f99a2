"""Publishing a programme: only with clauses that exist and worked examples that pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.eligibility.errors import ProgrammeError
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import read_programme
from assistant.eligibility.programme_revisions import Revision
from assistant.eligibility.programme_store import ProgrammeStore
from assistant.eligibility.recorded_clauses import recorded_clauses
from assistant.eligibility.references import Find, Flag, Resolved, clause_digests, flagged
from assistant.eligibility.worked_examples import count_for, example_faults, read_examples

_BARS = frozenset((Flag.MISSING_DOCUMENT, Flag.MISSING_CLAUSE))
_LEAST_EXAMPLES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Whether a revision may be published.

    Attributes:
        faults: Chinese: what stands against it; () when nothing does.
        warnings: what to look at, which bars nothing: superseded documents.
        examples: how many worked examples are on it.
    """

    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    examples: int


def check(revision: Revision, store: ProgrammeStore, find: Find, *, day: date) -> Check:
    """All that must hold before publishing, without doing it."""
    faults: list[str] = []
    programme = read_programme(revision.rules, name=revision.programme)
    try:
        store.check_links(programme)
    except ProgrammeError as error:
        faults.append(str(error))
    flags = flagged(programme, find, day=day)
    faults += [one.remark for one in flags if _BARS & set(one.flags)]
    examples = 0
    try:
        worked = read_examples(revision.examples)
    except ProgrammeError as error:
        faults.append(str(error))
    else:
        examples = count_for(programme, worked)
        faults += example_faults(programme, worked)
        if examples < _LEAST_EXAMPLES:
            faults.append("还没有这个项目的算例：至少写一家企业，并写明应得的结论。")
    return Check(
        faults=tuple(faults),
        warnings=tuple(one.remark for one in flags if not _BARS & set(one.flags)),
        examples=examples,
    )


def publish(
    store: ProgrammeStore, revision: Revision, find: Find, *, who: str, note: str, day: date
) -> None:
    """Let a reviewed revision decide from now on.

    Raises:
        ProgrammeError: something stands against it, it was not reviewed, or a later one exists.
    """
    checked = check(revision, store, find, day=day)
    if checked.faults:
        raise ProgrammeError("不能发布：" + "".join(checked.faults))
    programme = read_programme(revision.rules, name=revision.programme)
    clauses = clause_digests(programme, find, day=day)
    store.mark_published(revision.programme, revision.number, clauses, who=who, note=note)


def flags_of(
    programme: Programme, store: ProgrammeStore, find: Find, *, day: date
) -> tuple[Resolved, ...]:
    """References of a published programme that staff should look at: gone, changed, superseded."""
    number = store.published_number(programme.id)
    recorded = store.recorded_clauses(programme.id, number) if number else recorded_clauses()
    return flagged(programme, find, day=day, recorded=recorded)
