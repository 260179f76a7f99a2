"""The parts a programme is made of, as they stand in its TOML file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus.documents import Verification

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case words joined by hyphens; stable, since reviews and worked examples refer to it."""

Words = Annotated[str, Field(min_length=1, max_length=1000)]
Expression = Annotated[str, Field(min_length=1, max_length=2000)]
"""In the language of `rules/expression.lark`."""


class Part(BaseModel):
    """What all parts have in common: unknown keys are rejected, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Kind(StrEnum):
    """What a programme gives."""

    QUALIFICATION = "资格认定"
    FUNDING = "资金支持"
    EXAMINATION = "审查便利"
    FEES = "费用减免"
    FINANCE = "融资"
    PROTECTION = "维权"
    TALENT = "人才"


class Role(StrEnum):
    """How a criterion counts."""

    MANDATORY = "mandatory"
    SCORED = "scored"
    """Adds its weight to the score when met."""
    EXCLUSION = "exclusion"
    """Its expression says when the applicant is OUT; the verdict 满足 means it is not hit."""


class State(StrEnum):
    """How far staff have come with a programme."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"


class Reference(Part):
    """The clause a statement rests on.

    Attributes:
        document: id of the document in the corpus.
        locator: path within it, e.g. "第二章 › 第五条 › （一）"; "" for the whole document.
        quote: characters of the document that say it, verbatim, where it helps to find the place.
        note: in our words, what the clause contributes.
    """

    document: Annotated[str, Field(min_length=1, max_length=200)]
    locator: Annotated[str, Field(max_length=300)] = ""
    quote: Annotated[str, Field(max_length=120)] = ""
    note: Annotated[str, Field(max_length=500)] = ""


References = Annotated[tuple[Reference, ...], Field(min_length=1)]


class Criterion(Part):
    """One condition.

    Attributes:
        text: in plain Chinese.
        expression: None when it needs human judgement; such a criterion stays 待确认.
        level: how far the clause can be checked, see FACTS: A whole text, B repost, C hearsay.
        weight: points, for a scored criterion.
        help: what to look at when judging, or how a figure is meant.
    """

    id: Id
    text: Words
    expression: Expression | None = None
    kind: Role = Role.MANDATORY
    level: Verification
    references: References
    weight: Annotated[Decimal, Field(gt=0, le=1000)] | None = None
    help: Annotated[str, Field(max_length=1000)] = ""


class Amount(Part):
    """What is paid, reduced or allowed.

    Attributes:
        formula: gives money (or a share, for a reduction); None when no amount is published.
        when: whether it applies; None for always.
        cap: gives money, the most there is.
        per: what the amount is for: "每次", "每件每年", "单个企业每年"; "" for once.
        choice: amounts with the same choice exclude each other (the best one counts); "" for none.
    """

    id: Id
    text: Words
    formula: Expression | None = None
    when: Expression | None = None
    cap: Expression | None = None
    per: Annotated[str, Field(max_length=50)] = ""
    choice: Annotated[str, Field(max_length=50)] = ""
    level: Verification
    references: References


class Step(Part):
    """One step of the procedure, in order.

    Attributes:
        days: how long the authority has; None when not published.
    """

    text: Words
    who: Annotated[str, Field(max_length=100)] = ""
    days: Annotated[int, Field(gt=0, le=3660)] | None = None
    references: References


class Material(Part):
    """What has to be handed in.

    Attributes:
        when: for whom; None for everybody.
    """

    id: Id
    text: Words
    when: Expression | None = None
    references: References


class Deadline(Part):
    """A date to keep; exactly one of `day` and `yearly` is given, or neither when unpublished.

    Attributes:
        opens: first day to apply.
        day: the last day, once.
        yearly: the last day of every year, as "07-31".
        region: for whom it holds when that is narrower than the programme: "湖南省".
    """

    id: Id
    text: Words
    opens: date | None = None
    day: date | None = None
    yearly: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")] | None = (
        None
    )
    region: Annotated[str, Field(max_length=100)] = ""
    references: References


class Conflict(Part):
    """A programme or kind of support that cannot be had at the same time (不得重复享受)."""

    programme: Id | None = None
    text: Words
    references: References


class Link(Part):
    """Another programme this one requires or leads to."""

    programme: Id
    text: Annotated[str, Field(max_length=500)] = ""
    references: References


class ParameterValue(Part):
    """A parameter from one day on, until the next value.

    Attributes:
        value: a literal of the expression language: "100 万元", "10 年", "85%".
    """

    start: Annotated[date, Field(alias="from")]
    value: Annotated[str, Field(min_length=1, max_length=50)]
    level: Verification
    references: References


class Parameter(Part):
    """A figure that changes by date, named in expressions as 参数(name); values oldest first."""

    name: Annotated[str, Field(min_length=1, max_length=50)]
    text: Annotated[str, Field(max_length=500)] = ""
    values: Annotated[tuple[ParameterValue, ...], Field(min_length=1)]
