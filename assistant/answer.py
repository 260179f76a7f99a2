"""What the assistant hands on: an `Answer` of sentences, each with the citations behind it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.answer_table import AnswerTable, TableRow
from assistant.trace import Trace
from corpus.documents import Form, Status, Verification


class Reason(StrEnum):
    """Why a question is not answered; a closed list."""

    NOT_IN_CORPUS = "not_in_corpus"
    OMITTED_IN_SOURCE = "omitted_in_source"
    NOT_IN_FORCE = "not_in_force"
    OTHER_REGION = "other_region"
    TOO_VAGUE = "too_vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The exact characters of a clause that support a sentence.

    Attributes:
        locator: "第三章 › 第十二条 › 第二款".
        quote: verbatim `text[start:end]` of the document.
        sha256: of the document's text when the quote was taken.
        status: validity on the day asked about.
        form: 原文, 摘编 or 示例.
        source: URL or file name.
    """

    document_id: str
    title: str
    locator: str
    quote: str
    start: int
    end: int
    sha256: str
    status: Status
    verification: Verification
    form: Form
    source: str
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an answer; `citations` is never empty except in a refusal.

    Attributes:
        opens: the question it begins to answer, where a message held several; "" otherwise.
    """

    text: str
    citations: tuple[Citation, ...]
    opens: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the user reads.

    Attributes:
        text: the full text shown, sentences and notices joined.
        reason: set exactly when `refused`.
        nearest: clauses to look at, best first; only when refused.
        notices: Chinese remarks on validity, place or source that are not claims of their own
            (digest, newer version published but not in force, endpoint failed).
        mode: "extractive" or "llm".
        standalone_question: what was searched for when a follow-up was completed from the
            conversation; equal to `question` otherwise.
        confidence: probability, 0..1, by the calibrated features of the best clause found, that it
            answers; None where a clause was looked up by its number.
        trace: how it came about; None where nothing of it was kept. No part of the JSON.
        table: shown in place of the sentences its rows stand for; None in most answers.
        asks_back: Chinese, what the user is asked because it decides the answer; it stands in
            `text` too. "" when nothing is asked.
    """

    question: str
    as_of: date
    region: str | None
    text: str
    sentences: tuple[Sentence, ...]
    refused: bool = False
    reason: Reason | None = None
    nearest: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    mode: str = "extractive"
    took_ms: float = 0.0
    standalone_question: str = ""
    confidence: float | None = None
    trace: Trace | None = None
    table: AnswerTable | None = None
    asks_back: str = ""

    def cited_in(self, row: TableRow) -> tuple[Citation, ...]:
        """What a row of the table rests on; () where it claims nothing of a text."""
        return () if row.sentence is None else self.sentences[row.sentence].citations

    def to_json(self) -> dict[str, Any]:
        """The object `zhice ask --json` prints."""
        return {
            "question": self.question,
            "as_of": self.as_of.isoformat(),
            "region": self.region,
            "answer": self.text,
            "refused": self.refused,
            "reason": self.reason,
            "sentences": [
                {"text": s.text, "citations": [asdict(c) for c in s.citations]}
                for s in self.sentences
            ],
            "nearest": [asdict(c) for c in self.nearest],
            "notices": list(self.notices),
            "asks_back": self.asks_back,
            "mode": self.mode,
            "took_ms": round(self.took_ms, 1),
            "table": asdict(self.table) if self.table else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a conversation and what was answered."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseInContext:
    """A citation's clause as it stands in the corpus now, for the side panel.

    Attributes:
        before, quote, after: verbatim and contiguous; `quote` is what to highlight.
        heading: locator of the clause.
        changed: Chinese remark when the document was removed or altered since the citation was
            made (then `quote` is the citation's own and the rest is ""); "" when all is well.
        start: offset of `quote` in the document as it is now; None when it is not there.
    """

    before: str
    quote: str
    after: str
    heading: str
    changed: str = ""
    start: int | None = None
