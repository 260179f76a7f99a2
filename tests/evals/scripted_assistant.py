"""A small real assistant over one tiny document, and the faults a test can plant in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answer import Answer, Citation, Reason, Sentence, Turn
from corpus.documents import Form, Status, Verification
from evals.cases import Case, Category, SourceWanted, Split

DAY = date(2026, 11, 22)
TEXT = "第一条 发明专利权的期限为二十年。\n第二条 评估费补贴百分之五十，每年最高十万元。\n"
DOCUMENT = "doc-1"


def text_of(document_id: str) -> str | None:
    return TEXT if document_id == DOCUMENT else None


def status_on(document_id: str, day: date) -> Status | None:
    return Status.IN_FORCE if document_id == DOCUMENT else None


def citation(quote: str = "发明专利权的期限为二十年") -> Citation:
    start = TEXT.index(quote)
    return Citation(
        document_id=DOCUMENT,
        title="示例法",
        locator="第一条" if start < TEXT.index("\n") else "第二条",
        quote=quote,
        start=start,
        end=start + len(quote),
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        status=Status.IN_FORCE,
        verification=Verification.A,
        form=Form.ORIGINAL,
        source="sample.txt",
    )


def answer(text: str = "发明专利权的期限为20年。", *citations: Citation) -> Answer:
    return Answer(
        question="发明专利保护多久？",
        as_of=DAY,
        region=None,
        text=text,
        sentences=(Sentence(text=text, citations=citations or (citation(),)),),
    )


def refusal(reason: Reason = Reason.NOT_IN_CORPUS) -> Answer:
    return Answer(
        question="发明专利保护多久？",
        as_of=DAY,
        region=None,
        text="资料里没有答案。",
        sentences=(),
        refused=True,
        reason=reason,
        nearest=(citation(),),
    )


ANSWERABLE = Case(
    id="a",
    question="发明专利保护多久？",
    category=Category.TIME_LIMIT,
    answerable=True,
    facts=(("二十年",),),
    sources=(SourceWanted(title="示例法", locator="第一条"),),
    split=Split.DEV,
)
UNANSWERABLE = Case(
    id="u",
    question="今天天气怎么样？",
    category=Category.OUT_OF_DOMAIN,
    answerable=False,
    reason=Reason.NOT_IN_CORPUS,
    split=Split.DEV,
)


def with_citation_changed(given: Answer, change: Callable[[Citation], Citation]) -> Answer:
    """The same answer, every citation passed through `change`."""
    return replace(
        given,
        sentences=tuple(
            replace(s, citations=tuple(change(c) for c in s.citations)) for s in given.sentences
        ),
    )


@dataclass
class ScriptedAssistant:
    """Gives the answer scripted for a question; an exception in the script is raised.

    Attributes:
        asked: every call, in order: question, day, place, number of earlier turns.
    """

    script: dict[str, Answer | Exception]
    asked: list[tuple[str, date | None, str | None, int]] = field(default_factory=list)

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        self.asked.append((question, as_of, region, len(history)))
        scripted = self.script[question]
        if isinstance(scripted, Exception):
            raise scripted
        return scripted
