"""Companies worked by hand: what the rules ought to say of each, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.eligibility.assess import Verdict
from assistant.eligibility.profile import Profile
from evals.errors import CasesError
from evals.field_faults import first_fault

COMPANIES = Path(__file__).parent / "worked" / "companies.jsonl"
"""Ours; labelled from the facts, without running the rules."""


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedAssessment(_Label):
    """What one programme ought to say.

    Attributes:
        programme: id.
        version: id of the version in force on the day.
        verdict: overall.
        place: verdict on the place; None where it is not looked at.
        criteria: of every criterion of the version.
        shortfalls: of some criteria, how much is missing ("1 万元") or the day on which it is met.
        amounts: of some amounts, the figure ("18 万元", "85%") or the state ("不适用", "待确认").
    """

    programme: str
    version: str
    verdict: Verdict
    place: Verdict | None = None
    criteria: Annotated[dict[str, Verdict], Field(min_length=1)]
    shortfalls: dict[str, str] = {}
    amounts: dict[str, str] = {}


class WorkedCompany(_Label):
    """One company on one day.

    Attributes:
        why: the reasoning behind the labels, in Chinese.
    """

    id: Annotated[str, Field(min_length=1, max_length=60)]
    day: date
    profile: Profile
    why: Annotated[str, Field(min_length=1)]
    expected: Annotated[tuple[ExpectedAssessment, ...], Field(min_length=1)]


def read_companies(path: Path = COMPANIES) -> tuple[WorkedCompany, ...]:
    """Worked companies, one JSON object a line, in file order; blank lines are skipped.

    Raises:
        CasesError: the file cannot be read, is empty, names an id twice, or a line is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(
            f"读不了企业文件 {path.name}：{error}。请检查路径和编码（UTF-8）。"
        ) from error
    found: dict[str, WorkedCompany] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path.name} 第 {number} 行"
        company = _read_line(line, where=where)
        if company.id in found:
            raise CasesError(f"{where}：编号 {company.id} 重复。请改成不同的编号。")
        found[company.id] = company
    if not found:
        raise CasesError(f"{path.name} 里没有企业。每行应是一个 JSON 对象。")
    return tuple(found.values())


def _read_line(line: str, *, where: str) -> WorkedCompany:
    try:
        return WorkedCompany.model_validate_json(line)
    except ValidationError as error:
        raise CasesError(f"{where}：{first_fault(error)}") from error
