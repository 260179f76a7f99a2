"""Whether one answer is right, and what is wrong with it: pure functions.

Nothing here asks the assistant to judge itself: facts are compared as text, quotes against the
documents, numbers against the quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Citation, Reason, Sentence
from corpus.documents import Status
from evals.cases import Case, SourceWanted
from evals.claim_measures import Claims, claims_of
from evals.quote_measures import TextOf, is_cut_short, is_stale, is_verbatim
from evals.same_words import normalise, says

StatusOn = Callable[[str, date], Status | None]
"""Validity of a document on a day; None when the catalogue has no such document."""

_UNITS = "%|元|个工作日|工作日|个月|年|月|日|周|倍|件|家|项|分|人|次|折|岁"
_QUANTITY = re.compile(rf"\d+(?:\.\d+)?(?:{_UNITS})")
_ORDINAL = re.compile(r"第\d+(?:\.\d+)?[^\d\s]")
_SAYS_SO = {
    Status.REPEALED: (
        "废止",
        "失效",
        "不再",
        "代替",
        "替代",
        "取代",
        "旧版",
        "旧法",
        "已被",
        "到期",
    ),
    Status.NOT_YET: ("尚未", "未施行", "未生效", "未实施", "起施行", "起实施", "生效前", "施行前"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is wrong, and what is right, with the answer to one case.

    Attributes:
        crashed: the error's text when asking failed; everything else then counts against it.
        reason: of the refusal given; None when it answered or crashed.
        missing_facts: one spelling each of the gold facts the answer does not hold.
        source_right: at least one wanted source of every group is cited.
        quotes, quotes_verbatim: citations given, and how many hold exactly the document's
            characters at their offsets.
        quotes_cut: verbatim quotes that stop, or start, inside a word, number or clause.
        quotes_stale: citations whose document is gone or is another text by now.
        uncited_sentences: sentences of an answer without any citation.
        repeated_sentences: sentences that an earlier one of the answer says already.
        invented_numbers: quantities in sentences found neither in their quotes nor in the question.
        status_errors: cited titles not in force on the day without a word about it, or with a
            status other than the catalogue's.
        place_errors: cited titles of a place that is not the one asked about.
        characters: length of the text shown, a guard against answers that say everything.
        took_ms: wall time of asking; earlier turns are not counted.
        claims: whether its citations carry its sentences, and its numbers; None for a refusal.
    """

    case: Case
    answer: Answer | None
    crashed: str = ""
    missing_facts: tuple[str, ...] = ()
    forbidden_found: tuple[str, ...] = ()
    source_right: bool = False
    quotes: int = 0
    quotes_verbatim: int = 0
    quotes_cut: int = 0
    quotes_stale: int = 0
    uncited_sentences: tuple[str, ...] = ()
    repeated_sentences: tuple[str, ...] = ()
    invented_numbers: tuple[str, ...] = ()
    status_errors: tuple[str, ...] = ()
    place_errors: tuple[str, ...] = ()
    characters: int = 0
    took_ms: float = 0.0
    claims: Claims | None = None

    @property
    def cited_documents(self) -> tuple[str, ...]:
        """Ids of the documents its sentences cite, the first one first, each once."""
        if self.answer is None:
            return ()
        cited = (c.document_id for s in self.answer.sentences for c in s.citations)
        return tuple(dict.fromkeys(cited))

    @property
    def refused(self) -> bool:
        """Whether the assistant said that it cannot answer; a crash is no refusal."""
        return self.answer is not None and self.answer.refused

    @property
    def reason(self) -> Reason | None:
        """Of the refusal given."""
        return self.answer.reason if self.answer is not None else None

    @property
    def refusal_is_accepted(self) -> bool:
        """A refusal whose reason is the label's, or one the label calls as good."""
        accepted = (self.case.reason, *self.case.also)
        return self.refused and self.reason is not None and self.reason in accepted

    @property
    def text_right(self) -> bool:
        """Answered, every fact there, nothing forbidden."""
        return (
            self.answer is not None
            and not self.refused
            and not self.missing_facts
            and not self.forbidden_found
        )

    @property
    def right(self) -> bool:
        """What a reader would call right.

        Answerable: text right and right source, or a refusal the label accepts. Unanswerable:
        refused, whatever the reason, and nothing forbidden said.
        """
        if not self.case.answerable:
            return self.refused and not self.forbidden_found
        return (self.text_right and self.source_right) or self.refusal_is_accepted

    @property
    def falsely_refused(self) -> bool:
        """Refused although answerable, and not for a reason the label accepts."""
        return self.case.answerable and self.refused and not self.refusal_is_accepted


def judge(
    case: Case, answer: Answer, *, text_of: TextOf, status_on: StatusOn, took_ms: float
) -> Judgement:
    """Compare one answer with its label and with the documents it cites."""
    cited = tuple(c for s in answer.sentences for c in s.citations)
    quoted = cited + answer.nearest
    return Judgement(
        case=case,
        answer=answer,
        missing_facts=tuple(
            spellings[0]
            for spellings in case.facts
            if not any(says(answer.text, spelling) for spelling in spellings)
        ),
        forbidden_found=tuple(f for f in case.forbidden if says(answer.text, f)),
        source_right=_are_cited(case, cited),
        quotes=len(quoted),
        quotes_verbatim=sum(is_verbatim(c, text_of) for c in quoted),
        quotes_cut=sum(is_cut_short(c, text_of) for c in cited),
        quotes_stale=sum(is_stale(c, text_of) for c in quoted),
        uncited_sentences=() if answer.refused else uncited_sentences(answer),
        repeated_sentences=repeated_sentences(answer),
        invented_numbers=() if answer.refused else invented_numbers(case.question, answer),
        status_errors=status_errors(answer, status_on),
        place_errors=place_errors(case, answer),
        characters=len(answer.text),
        took_ms=took_ms,
        claims=claims_of(case, answer),
    )


def _are_cited(case: Case, cited: Sequence[Citation]) -> bool:
    """Whether of every group of wanted clauses one is cited."""
    return bool(case.source_groups) and all(
        any(_is_wanted(citation, wanted) for citation in cited for wanted in group)
        for group in case.source_groups
    )


def _is_wanted(citation: Citation, wanted: SourceWanted) -> bool:
    named = wanted.title in citation.title or wanted.title in citation.source
    return named and (wanted.locator is None or lies_in(citation.locator, wanted.locator))


def lies_in(locator: str, wanted: str) -> bool:
    """Whether a citation's locator is the wanted clause or lies deeper in it.

    Levels between may be left out of `wanted`: "第二章 › 第二十五条 › 第一款 › （二）" lies in
    "第二十五条 › （二）". 第二百一十九条之一 is another clause than 第二百一十九条.
    """
    levels = iter(locator.split(" › "))
    return all(
        any(re.search(re.escape(part) + "(?!之)", level) for level in levels)
        for part in wanted.split(" › ")
    )


def uncited_sentences(answer: Answer) -> tuple[str, ...]:
    """Sentences with an empty list of citations; an answer without sentences is one such."""
    if not answer.sentences:
        return (answer.text,)
    return tuple(s.text for s in answer.sentences if not s.citations)


def repeated_sentences(answer: Answer) -> tuple[str, ...]:
    """Sentences that say, but for width and numerals, what an earlier one said."""
    seen: set[str] = set()
    again = []
    for sentence in answer.sentences:
        said = normalise(sentence.text)
        if said in seen:
            again.append(sentence.text)
        seen.add(said)
    return tuple(again)


def invented_numbers(question: str, answer: Answer) -> tuple[str, ...]:
    """Numbers with a unit in a sentence that nothing at hand supports.

    Supported is what stands, after `normalise`, in the sentence's own quotes, titles, locators or
    sources, in the question (to correct "十五年" one must name it), or is the day asked about.
    """
    given = normalise(question + answer.standalone_question + answer.as_of.isoformat())
    return tuple(
        number
        for sentence in answer.sentences
        for number in _quantities(sentence.text)
        if not _stands_in(number, given) and not _stands_in(number, _evidence(sentence))
    )


def _quantities(text: str) -> list[str]:
    return _QUANTITY.findall(_ORDINAL.sub("", normalise(text)))


def _evidence(sentence: Sentence) -> str:
    parts = [f"{c.quote}\n{c.title}\n{c.locator}\n{c.source}" for c in sentence.citations]
    return normalise("\n".join(parts))


def _stands_in(number: str, normalised: str) -> bool:
    return re.search(r"(?<![\d.])" + re.escape(number), normalised) is not None


def status_errors(answer: Answer, status_on: StatusOn) -> tuple[str, ...]:
    """Titles cited in sentences although not in force that day, without a word about it.

    Titles whose stated status differs from the catalogue's count too; 未核实 needs no word.
    """
    wrong = []
    for citation in (c for s in answer.sentences for c in s.citations):
        status = status_on(citation.document_id, answer.as_of) or citation.status
        says_so = any(word in answer.text for word in _SAYS_SO.get(status, ("",)))
        if status != citation.status or not says_so:
            wrong.append(citation.title)
    return tuple(wrong)


def place_errors(case: Case, answer: Answer) -> tuple[str, ...]:
    """Titles of local texts cited in sentences for another place.

    Right is a text of the chosen region, of a place above it, or of a place the conversation
    names ("南沙" for 广东省/广州市/南沙区).
    """
    asked = "".join((*case.history, case.question))
    region = answer.region or case.region
    return tuple(
        c.title
        for s in answer.sentences
        for c in s.citations
        if c.region is not None and not _is_place(c.region, region=region, asked=asked)
    )


def _is_place(cited: str, *, region: str | None, asked: str) -> bool:
    if region is not None and (region == cited or region.startswith(cited + "/")):
        return True
    return cited.rsplit("/", 1)[-1].rstrip("省市区县") in asked
