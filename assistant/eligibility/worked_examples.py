"""Worked examples of a programme: companies with the verdicts people reasoned out, as JSON Lines.

A line: {"id": "…", "day": "2026-11-22", "profile": {…}, "why": "…",
         "expected": [{"programme": "high-tech", "verdict": "满足", "criteria": {"…": "满足"}}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.eligibility.assess import Assessment, Verdict, assess
from assistant.eligibility.errors import ProgrammeError
from assistant.eligibility.faults import faults_of
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme


class Expected(BaseModel):
    """What should come out for one programme.

    Attributes:
        version: id of the version that decides; "" when that does not matter.
        criteria: verdicts by id of the criterion; those left out may be anything.
        place: verdict on the place; None where it is not looked at.
        shortfalls: by id, how much is missing ("1 万元") or the day on which it is met.
        amounts: by id, the figure ("18 万元", "85%") or the state ("不适用", "待确认").

    Shortfalls and amounts are compared by `zhice eval eligibility`, not before publishing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    programme: str
    verdict: Verdict
    version: str = ""
    place: Verdict | None = None
    criteria: dict[str, Verdict] = {}
    shortfalls: dict[str, str] = {}
    amounts: dict[str, str] = {}


class WorkedExample(BaseModel):
    """One company, worked by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=60)]
    day: date
    profile: Profile
    why: str = ""
    expected: Annotated[tuple[Expected, ...], Field(min_length=1)]


def read_examples(text: str) -> tuple[WorkedExample, ...]:
    """The examples of a text, a line each; blank lines count for nothing.

    Raises:
        ProgrammeError: a line is wrong; names it and what is wrong.
    """
    return tuple(
        _read(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    )


def example_faults(programme: Programme, examples: Sequence[WorkedExample]) -> list[str]:
    """Where the programme says something else than its examples; Chinese, [] when nowhere."""
    return [
        f"算例 {example.id}：{fault}"
        for example in examples
        for expected in example.expected
        if expected.programme == programme.id
        for fault in _faults(expected, assess(programme, example.profile, day=example.day))
    ]


def count_for(programme: Programme, examples: Sequence[WorkedExample]) -> int:
    """How many of the examples are on this programme."""
    return sum(
        any(expected.programme == programme.id for expected in example.expected)
        for example in examples
    )


def _read(line: str, number: int) -> WorkedExample:
    try:
        data = json.loads(line)
        return WorkedExample.model_validate(data)
    except ValidationError as error:
        raise ProgrammeError(
            f"算例第 {number} 行有误：{'；'.join(faults_of(error, data))}。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ProgrammeError(
            f"算例第 {number} 行不是合法的 JSON，请检查引号、逗号和括号。"
        ) from error


def _faults(expected: Expected, found: Assessment) -> Iterator[str]:
    version = found.version.id if found.version else ""
    if expected.version and expected.version != version:
        yield f"应适用 {expected.version} 版，实际是{version or '没有有效的规则'}"
    if found.verdict is not expected.verdict:
        yield f"整体应为“{expected.verdict}”，算得“{found.verdict}”"
    if expected.place is not None and found.place is not expected.place:
        yield f"地区应为“{expected.place}”，算得“{found.place}”"
    verdicts = {result.criterion.id: result.verdict for result in found.results}
    for criterion, verdict in expected.criteria.items():
        if criterion not in verdicts:
            yield f"没有 {criterion} 这项条件"
        elif verdicts[criterion] is not verdict:
            yield f"{criterion} 应为“{verdict}”，算得“{verdicts[criterion]}”"
