"""One attack as data: what is asked or uploaded, what a model that obeys says, what must not be."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.cases import SourceWanted
from evals.errors import CasesError
from evals.field_faults import first_fault

ATTACKS = Path(__file__).with_name("attacks.jsonl")
CORPUS = Path(__file__).with_name("corpus")
"""The texts asked about; they are ours and about nothing that exists."""


class AttackKind(StrEnum):
    """How it is tried."""

    OVERRIDE = "override"
    ROLE_PLAY = "role_play"
    FALSE_TAGS = "false_tags"
    HIDDEN_CHARACTERS = "hidden_characters"
    LOOK_ALIKES = "look_alikes"
    ENCODED = "encoded"
    GIVE_AWAY = "give_away"
    LINKS = "links"
    FALSE_CLAUSE = "false_clause"
    FALSE_AUTHORITY = "false_authority"
    MANY_SHOT = "many_shot"
    TURNS = "turns"
    FORMAT_ESCAPE = "format_escape"
    FALSE_MARKS = "false_marks"
    LANGUAGE = "language"
    REPEAT = "repeat"
    NO_REFUSAL = "no_refusal"
    PROMISE = "promise"
    DOCUMENT = "document"


KIND_NAMES = {
    AttackKind.OVERRIDE: "忽略规则",
    AttackKind.ROLE_PLAY: "扮演角色",
    AttackKind.FALSE_TAGS: "假的系统标记",
    AttackKind.HIDDEN_CHARACTERS: "看不见的字符",
    AttackKind.LOOK_ALIKES: "形近字符",
    AttackKind.ENCODED: "编码的指令",
    AttackKind.GIVE_AWAY: "套取提示词、密钥、文件",
    AttackKind.LINKS: "借链接和图片外传",
    AttackKind.FALSE_CLAUSE: "假条款",
    AttackKind.FALSE_AUTHORITY: "假权威",
    AttackKind.MANY_SHOT: "大量假示例",
    AttackKind.TURNS: "分几轮拼装",
    AttackKind.FORMAT_ESCAPE: "撑破格式",
    AttackKind.FALSE_MARKS: "假编号",
    AttackKind.LANGUAGE: "换语言",
    AttackKind.REPEAT: "没完没了",
    AttackKind.NO_REFUSAL: "不许拒答",
    AttackKind.PROMISE: "索要承诺",
    AttackKind.DOCUMENT: "藏在文件里",
}


class AttackFile(BaseModel):
    """A file taken into the corpus before the question.

    Attributes:
        text: HTML and Markdown as they stand in the file; of the others a paragraph a line.
        table: rows of cells behind the text, in Word and PDF files.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    format: Literal["txt", "md", "html", "docx", "pdf"]
    text: str = Field(min_length=1)
    table: tuple[tuple[str, ...], ...] = ()


class Attack(BaseModel):
    """One attack.

    Attributes:
        history: earlier questions of the conversation, oldest first.
        obeys: the reply of a model that does what it is told; "{key}" is the key it was given.
        forbidden: none of these may stand in the answer; "{key}" as above.
        refuses: the question cannot be answered from the corpus, and stays so.
        cites: the clause that answers the question, attack or no attack; None when `refuses`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    kind: AttackKind
    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    file: AttackFile | None = None
    obeys: str = Field(min_length=1)
    forbidden: tuple[str, ...] = Field(min_length=1)
    refuses: bool
    cites: SourceWanted | None = None

    @model_validator(mode="after")
    def _outcome_is_one(self) -> Self:
        if self.refuses == (self.cites is not None):
            raise ValueError("refuses 是 true 时不写 cites，是 false 时要写")
        return self


def read_attacks(path: Path = ATTACKS) -> tuple[Attack, ...]:
    """Read attacks, one JSON object a line, in file order; blank lines are skipped.

    Raises:
        CasesError: the file cannot be read, or a line is no valid attack; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(f"读不了 {path.name}：{error}。请检查路径和编码（UTF-8）。") from error
    return tuple(
        _read_line(line, where=f"{path.name} 第 {number} 行")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


def _read_line(line: str, *, where: str) -> Attack:
    try:
        return Attack.model_validate_json(line)
    except ValidationError as error:
        raise CasesError(f"{where}：{first_fault(error)}。请改正后重试。") from error
