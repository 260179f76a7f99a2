"""How good the support checker is: its verdicts on labelled pairs of a sentence and its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from statistics import fmean
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.objections import Objection
from assistant.support import ClauseText, support
from evals.cases import Split
from evals.errors import CasesError
from evals.significance import interval

PAIRS = Path(__file__).parent / "support" / "pairs.jsonl"
"""Where our own pairs lie."""


class Alteration(StrEnum):
    """What was changed in a sentence so that its clauses no longer say it; NONE for nothing."""

    NONE = "none"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    MODALITY = "modality"
    BOUND = "bound"
    SUBJECT = "subject"
    START_POINT = "start_point"
    LAW = "law"
    CLAUSE_NUMBER = "clause_number"
    CONDITION_DROPPED = "condition_dropped"
    EXCEPTION_DROPPED = "exception_dropped"
    PARTIAL = "partial"
    UNRELATED = "unrelated"


ALTERATION_NAMES = {
    Alteration.NONE: "未改",
    Alteration.NUMBER: "改数字",
    Alteration.DATE: "改日期",
    Alteration.NEGATION: "肯定否定颠倒",
    Alteration.MODALITY: "应当可以不得互换",
    Alteration.BOUND: "以上以下互换",
    Alteration.SUBJECT: "换主体",
    Alteration.START_POINT: "换起算点",
    Alteration.LAW: "换文件",
    Alteration.CLAUSE_NUMBER: "换条号",
    Alteration.CONDITION_DROPPED: "漏条件",
    Alteration.EXCEPTION_DROPPED: "漏例外",
    Alteration.PARTIAL: "只有一半有据",
    Alteration.UNRELATED: "另一件事",
}
"""What people call them."""


class LabelledClause(BaseModel):
    """A clause and the names it goes by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1)
    title: str = Field(min_length=1)
    locator: str = ""


class Pair(BaseModel):
    """One sentence, the clauses it cites, and whether together they say it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    sentence: str = Field(min_length=1)
    clauses: tuple[LabelledClause, ...] = Field(min_length=1)
    supported: bool
    alteration: Alteration
    split: Split
    note: str = ""

    @model_validator(mode="after")
    def _label_is_whole(self) -> Self:
        if self.supported != (self.alteration is Alteration.NONE):
            raise ValueError("没有改动的句子才算有据：supported 与 alteration 不合")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the checker said of one pair."""

    pair: Pair
    objections: tuple[Objection, ...]

    @property
    def is_right(self) -> bool:
        """Whether the checker agrees with the label."""
        return self.pair.supported == (not self.objections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of some verdicts with its 95 % bootstrap interval, over the pairs."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """How well one of the two verdicts is given: a share over nothing is None.

    Attributes:
        precision: right / given.
        recall: right / labelled.
        f1: harmonic mean of both.
    """

    precision: Share | None
    recall: Share | None
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Figures over some pairs.

    Attributes:
        by_alteration: (judged rightly, all) of each alteration that occurs.
    """

    verdicts: tuple[Verdict, ...]
    unsupported: ClassFigures
    supported: ClassFigures
    by_alteration: dict[Alteration, tuple[int, int]]

    @property
    def misjudged(self) -> tuple[Verdict, ...]:
        """In the order of the pairs."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_right)


def read_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Read labelled pairs, one JSON object a line, in file order; blank lines are skipped.

    Raises:
        CasesError: the file cannot be read, is empty, names an id twice, has a clause in both
            halves, or a line is not a valid pair; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(f"读不了 {path.name}：{error}。请检查路径和编码（UTF-8）。") from error
    pairs = [
        _read_line(line, where=f"{path.name} 第 {number} 行")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if not pairs:
        raise CasesError(f"{path.name} 里没有句子。每行应是一个 JSON 对象。")
    _check_whole(pairs, path.name)
    return tuple(pairs)


def _read_line(line: str, *, where: str) -> Pair:
    try:
        return Pair.model_validate_json(line)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"]) or "整行"
        raise CasesError(f"{where}：{field}：{fault['msg']}。请改正后重试。") from error


def _check_whole(pairs: Sequence[Pair], name: str) -> None:
    seen: set[str] = set()
    halves: dict[str, Split] = {}
    for pair in pairs:
        if pair.id in seen:
            raise CasesError(f"{name}：编号 {pair.id} 重复。请改成不同的编号。")
        seen.add(pair.id)
        for clause in pair.clauses:
            if halves.setdefault(clause.text, pair.split) is not pair.split:
                raise CasesError(f"{name}：{pair.id} 的条款同时在 dev 和 test 里。请只留一边。")


def judge_pairs(pairs: Iterable[Pair]) -> Outcome:
    """Let the checker judge every pair, and compare with the labels."""
    verdicts = tuple(Verdict(pair=pair, objections=_objections(pair)) for pair in pairs)
    counted: dict[Alteration, tuple[int, int]] = {}
    for alteration in Alteration:
        of_it = [v for v in verdicts if v.pair.alteration is alteration]
        if of_it:
            counted[alteration] = (sum(v.is_right for v in of_it), len(of_it))
    return Outcome(
        verdicts=verdicts,
        unsupported=_class_figures(verdicts, supported=False),
        supported=_class_figures(verdicts, supported=True),
        by_alteration=counted,
    )


def _objections(pair: Pair) -> tuple[Objection, ...]:
    clauses = [ClauseText(c.text, c.title, c.locator) for c in pair.clauses]
    return support(pair.sentence, clauses).objections


def _class_figures(verdicts: Sequence[Verdict], *, supported: bool) -> ClassFigures:
    given = [v for v in verdicts if bool(v.objections) is not supported]
    labelled = [v for v in verdicts if v.pair.supported is supported]
    both = len(given) + len(labelled)
    return ClassFigures(
        precision=_share(given),
        recall=_share(labelled),
        f1=2 * sum(v.is_right for v in given) / both if both else None,
    )


def _share(verdicts: Sequence[Verdict]) -> Share | None:
    """Share of them that are right."""
    if not verdicts:
        return None
    values = [float(verdict.is_right) for verdict in verdicts]
    low, high = interval(values)
    return Share(value=fmean(values), low=low, high=high)
