"""What a scope is found by: a question, filters and examples, saved as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.eligibility.faults import faults_of
from assistant.errors import LayoutError
from assistant.layout.patent_record import PatentKind, Standing

LONGEST_QUESTION = 4000
"""Characters; the embedder reads some 500, BM25 all."""


class ScopeQuery(BaseModel):
    """What a scope is found by; saved as JSON, it finds the same patents in the same data.

    Attributes:
        question: technical words or a paragraph; "" when filters alone decide.
        threshold: lowest score that is in; None takes `DEFAULT_THRESHOLD`.
        ipc: prefixes such as "H02J" or "B01D29/60"; a patent needs one of them.
        filed_from, filed_to: both inclusive; patents without day of application are out then.
        applicants: names, see `applicants_called`; a patent needs one of them.
        kinds, standings, lists: likewise, to the letter; () asks for nothing.
        include, exclude: publication numbers that are in or out whatever their score, and that
            move the boundary for the others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(default="", max_length=LONGEST_QUESTION)
    threshold: float | None = None
    ipc: tuple[str, ...] = ()
    filed_from: date | None = None
    filed_to: date | None = None
    applicants: tuple[str, ...] = ()
    kinds: tuple[PatentKind, ...] = ()
    standings: tuple[Standing, ...] = ()
    lists: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.filed_from and self.filed_to and self.filed_from > self.filed_to:
            raise ValueError("申请日的起点晚于终点")
        return self


def narrowed(query: ScopeQuery, **filters: object) -> ScopeQuery:
    """The query with further filters; a filter that is empty leaves the one of the query.

    Args:
        filters: fields of `ScopeQuery`.

    Raises:
        LayoutError: a filter nobody can read; the message names it.
    """
    given = {name: value for name, value in filters.items() if value not in (None, ())}
    try:
        return ScopeQuery.model_validate({**query.model_dump(), **given})
    except ValidationError as error:
        told = "；".join(faults_of(error, given))
        raise LayoutError(f"检索范围的条件有误：{told}。请改正后再试。") from error


def save_scope(query: ScopeQuery, path: Path) -> None:
    """Write a query as JSON."""
    path.write_text(query.model_dump_json(indent=2, exclude_defaults=True), encoding="utf-8")


def load_scope(path: Path) -> ScopeQuery:
    """Read what `save_scope` wrote.

    Raises:
        LayoutError: the file is missing or holds something else; the message names the entry.
    """
    try:
        return ScopeQuery.model_validate_json(path.read_bytes())
    except OSError as error:
        raise LayoutError(f"打不开检索范围文件 {path.name}，请检查路径和权限。") from error
    except ValidationError as error:
        raise LayoutError(
            f"{path.name} 不是可用的检索范围（{'；'.join(faults_of(error, {}))}）。"
            "请用保存功能重新生成，或改正后再试。"
        ) from error
