"""Labelled questions: what is asked, on which day and where, and what a right answer holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.answer import Reason
from evals.errors import CasesError
from evals.field_faults import first_fault

QUESTIONS = Path(__file__).parent / "questions"
"""Where our own questions lie."""


class Category(StrEnum):
    """What sort of question it is; figures are also given by category."""

    DEFINITION = "definition"
    CONDITION = "condition"
    AMOUNT = "amount"
    TIME_LIMIT = "time_limit"
    PROCEDURE = "procedure"
    YES_NO = "yes_no"
    WHO = "who"
    COMPARISON = "comparison"
    ELIGIBILITY = "eligibility"
    CLAUSE_LOOKUP = "clause_lookup"
    VALIDITY = "validity"
    LAYOUT = "layout"
    FALSE_PREMISE = "false_premise"
    MULTI_TURN = "multi_turn"
    OMITTED = "omitted"
    PLACE = "place"
    VAGUE = "vague"
    ABSENT = "absent"
    OUT_OF_DOMAIN = "out_of_domain"
    INJECTION = "injection"
    NONSENSE = "nonsense"


CATEGORY_NAMES = {
    Category.DEFINITION: "是什么",
    Category.CONDITION: "条件",
    Category.AMOUNT: "金额与数量",
    Category.TIME_LIMIT: "期限",
    Category.PROCEDURE: "怎么办",
    Category.YES_NO: "是不是、能不能",
    Category.WHO: "谁",
    Category.COMPARISON: "比较",
    Category.ELIGIBILITY: "够不够条件",
    Category.CLAUSE_LOOKUP: "点名条款",
    Category.VALIDITY: "时效",
    Category.LAYOUT: "专利布局",
    Category.FALSE_PREMISE: "前提有误",
    Category.MULTI_TURN: "追问",
    Category.OMITTED: "原文略去",
    Category.PLACE: "地域",
    Category.VAGUE: "问得太笼统",
    Category.ABSENT: "库里没有",
    Category.OUT_OF_DOMAIN: "领域之外",
    Category.INJECTION: "注入",
    Category.NONSENSE: "乱码",
}
"""What people call them."""


class Split(StrEnum):
    """dev may be looked at while tuning; test shares no document with it."""

    DEV = "dev"
    TEST = "test"


class SourceWanted(BaseModel):
    """A clause that supports the answer.

    Attributes:
        title: part of the cited document's title, or of its source line.
        locator: where in the document, outermost first, joined by " › " as citations join it
            ("第四十二条", "第二十五条 › 第一款 › （二）"); levels between may be left out, and what
            lies deeper is also wanted. None when any clause will do.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    locator: str | None = Field(default=None, min_length=1)

    def __str__(self) -> str:
        return f"{self.title}#{self.locator}" if self.locator else self.title


class Case(BaseModel):
    """One labelled question.

    Attributes:
        as_of: the day asked about; None leaves it open, as most users do. Give it where the
            right answer changes with a known date to come.
        region: "省/市/区" path chosen in the page; None when none was chosen.
        reason: why it cannot be answered; set exactly when `answerable` is false.
        also: refusal reasons that are as good as the label: with `answerable` a refusal for one of
            them counts as right too, otherwise it counts as the right reason.
        facts: every entry must stand in the answer, in one of its spellings (`evals.same_words`
            folds widths, numerals, dates and percentages).
        forbidden: none of these may stand in the answer.
        sources: at least one must be cited; empty only when not answerable.
        and_sources: further groups, as many clauses as a comparison needs: of each of them, too,
            at least one must be cited.
        history: earlier questions of the conversation, oldest first.
        facts_level: verification level of the gold facts: A, B or C.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    as_of: date | None = None
    region: str | None = Field(default=None, min_length=1)
    category: Category
    answerable: bool
    reason: Reason | None = None
    also: tuple[Reason, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    sources: tuple[SourceWanted, ...] = ()
    and_sources: tuple[tuple[SourceWanted, ...], ...] = ()
    history: tuple[str, ...] = ()
    split: Split
    facts_level: str | None = Field(default=None, pattern="^[ABC]$")

    @property
    def source_groups(self) -> tuple[tuple[SourceWanted, ...], ...]:
        """Every group of clauses of which one must be cited; none when not answerable."""
        return (self.sources, *self.and_sources) if self.sources else ()

    @model_validator(mode="after")
    def _label_is_whole(self) -> Self:
        if self.answerable:
            if self.reason is not None:
                raise ValueError("answerable 是 true 时不写 reason（拒答同样算对的理由写进 also）")
            if not self.facts or not self.sources:
                raise ValueError("answerable 是 true 时要有 facts 和 sources")
        elif self.reason is None:
            raise ValueError("answerable 是 false 时要写 reason")
        elif self.facts or self.sources or self.and_sources:
            raise ValueError("answerable 是 false 时不写 facts、sources 和 and_sources")
        return self

    @model_validator(mode="after")
    def _nothing_is_empty(self) -> Self:
        if any(not spellings or not all(spellings) for spellings in self.facts):
            raise ValueError("facts 的每一项至少要有一种写法，写法不能是空的")
        if not all(self.and_sources):
            raise ValueError("and_sources 的每一组至少要有一处")
        if not all(self.history) or not all(self.forbidden):
            raise ValueError("history 和 forbidden 里不能有空的文字")
        return self


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read labelled questions, one JSON object a line, in file order; blank lines are skipped.

    Raises:
        CasesError: the file cannot be read, holds no question, names an id twice, or a line is
            not a valid case; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(
            f"读不了题目文件 {path.name}：{error}。请检查路径和编码（UTF-8）。"
        ) from error
    cases: dict[str, Case] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        case = _read_line(line, where=f"{path.name} 第 {number} 行")
        if case.id in cases:
            raise CasesError(f"{path.name} 第 {number} 行：编号 {case.id} 重复。请改成不同的编号。")
        cases[case.id] = case
    if not cases:
        raise CasesError(f"题目文件 {path.name} 里没有题目。每行应是一个 JSON 对象。")
    return tuple(cases.values())


def find_cases(name: str) -> Path:
    """The file of questions called `name`: one of ours ("dev"), or a path."""
    ours = QUESTIONS / f"{name}.jsonl"
    return ours if ours.is_file() and not Path(name).is_file() else Path(name)


def named_cases(names: Iterable[str]) -> tuple[Case, ...]:
    """The questions of several sets, each one of ours or a path, in order.

    Raises:
        CasesError: a set cannot be read, or two use the same id.
    """
    return join_cases(read_cases(find_cases(name)) for name in names)


def join_cases(sets: Iterable[Sequence[Case]]) -> tuple[Case, ...]:
    """Several sets of questions as one, in order.

    Raises:
        CasesError: two of them use the same id.
    """
    cases = [case for given in sets for case in given]
    twice = [id_ for id_, times in Counter(case.id for case in cases).items() if times > 1]
    if twice:
        raise CasesError(f"几份题目里编号 {twice[0]} 重复。请改成不同的编号，或分开评测。")
    return tuple(cases)


def _read_line(line: str, *, where: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        raise CasesError(f"{where}：{first_fault(error)}。请改正后重试。") from error
