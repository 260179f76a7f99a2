"""Whether a company fulfils a programme on a day: criterion by criterion, then as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Criterion, Reference
from assistant.eligibility.programme_version import Version
from corpus.documents import Verification


class Verdict(StrEnum):
    """What the rules say; 待确认 whenever something needed is unknown or for people to judge."""

    MET = "满足"
    UNMET = "不满足"
    OPEN = "待确认"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A field whose value is unknown and decides.

    Attributes:
        field: name of the attribute of `Profile`.
        detail: which year ("2025") or which honour is needed; "" for the field as such.
    """

    field: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """One criterion against one company.

    Attributes:
        verdict: from the applicant's side: 满足 for an exclusion means that it is not hit.
        qualitative: no expression, people have to judge.
        value: what was found, formatted ("4.2%", "2019-03-01"); "" when nothing is known.
        threshold: what is asked, formatted, of the tier that applied ("≥ 4%"); "" for yes/no.
        used: the values that went in, formatted: ("研发费用 2025 年：300 万元", …).
        missing: unknown fields that decide; () when the verdict is decided.
        references: of the criterion, then of the parameters that applied.
    """

    criterion: Criterion
    verdict: Verdict
    qualitative: bool
    value: str
    threshold: str
    used: tuple[str, ...]
    missing: tuple[Missing, ...]
    references: tuple[Reference, ...]
    level: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A programme against one company on one day.

    Attributes:
        version: None when no version is in force on the day; `results` is then empty.
        place: verdict on the place alone; MET for a programme of the whole country.
        remarks: Chinese sentences on the whole: not in force, another place, score.
    """

    programme: Programme
    version: Version | None
    day: date
    verdict: Verdict
    place: Verdict
    results: tuple[CriterionResult, ...]
    remarks: tuple[str, ...]
    references: tuple[Reference, ...]


def assess(programme: Programme, profile: Profile, *, day: date) -> Assessment:
    """Apply the version in force on `day`, the day of the application."""
    raise NotImplementedError
