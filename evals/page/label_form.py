"""The form in which a draft is labelled: what stands in it at first, and what it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from pydantic import ValidationError

from assistant.answer import Answer, Citation
from corpus.errors import BadPlaceError
from corpus.places import normalise_region
from evals.cases import Case, SourceWanted, Split
from evals.drafts import Draft
from evals.errors import LabelError
from evals.same_words import normalise

Given = Mapping[str, str]
"""The fields of the form by name."""

_OFFERED = "offered_"
"""Beginning of the names of the boxes that offer a cited clause as a source."""

_ANSWERABLE = {"yes": True, "no": False}

_FAULTS = {
    "question": "请写上问题。",
    "answerable": "请选择这道题能不能回答。",
    "category": "请选择类别。",
    "as_of": "日期认不出来，请写成 2026-11-22 的样子，或者留空。",
    "facts": "能回答的题，至少写一条回答里必须出现的内容。",
    "sources": "能回答的题，至少选一条或写一条出处，写成 标题#第几条 的样子。",
    "reason": "请选择应当拒答的理由。",
    "who": "请写上标注人。",
}
"""What to do about a field that is missing or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSource:
    """A clause the answer cited, to be ticked when it is a right source.

    Attributes:
        name: of its box in the form.
        value: "title#locator".
    """

    name: str
    value: str
    source: SourceWanted


class _Label(TypedDict):
    """What the label alone says; an unanswerable question has no facts, and so on."""

    reason: str | None
    facts: Sequence[Sequence[str]]
    sources: Sequence[SourceWanted]


def offered_sources(answer: Answer) -> tuple[OfferedSource, ...]:
    """The clauses an answer cites, or shows beside a refusal, each article once."""
    cited = (*(c for s in answer.sentences for c in s.citations), *answer.nearest)
    wanted = dict.fromkeys(_wanted(citation) for citation in cited)
    return tuple(
        OfferedSource(name=f"{_OFFERED}{place}", value=_value(source), source=source)
        for place, source in enumerate(wanted)
    )


def fields_at_first(draft: Draft) -> dict[str, str]:
    """The form as it is opened: the last case made of the draft, or else what the chat knows."""
    case = next((label.case for label in reversed(draft.labels) if label.case), None)
    if case is None:
        return {
            "question": draft.question,
            "history": "\n".join(draft.history),
            "as_of": draft.as_of.isoformat(),
            "region": draft.region or "",
        }
    return _fields_of(case, draft)


def _fields_of(case: Case, draft: Draft) -> dict[str, str]:
    wanted = [_value(source) for source in case.sources]
    offered = {one.value: one.name for one in offered_sources(draft.answer)}
    return {
        "question": case.question,
        "history": "\n".join(case.history),
        "as_of": case.as_of.isoformat() if case.as_of else "",
        "region": case.region or "",
        "answerable": "yes" if case.answerable else "no",
        "category": case.category,
        "facts": "\n".join(" | ".join(spellings) for spellings in case.facts),
        "forbidden": "\n".join(case.forbidden),
        "reason": case.reason or "",
        "sources": "\n".join(value for value in wanted if value not in offered),
        **{offered[value]: value for value in wanted if value in offered},
    }


def read_label(given: Given, draft: Draft) -> Case:
    """The case a filled-in form makes of a draft.

    Raises:
        LabelError: fields are missing or wrong; all of them are named.
    """
    faults = _missing(given)
    answerable = _ANSWERABLE.get(given.get("answerable", ""))
    try:
        case = Case.model_validate(
            {
                "id": draft.id,
                "question": given.get("question", "").strip(),
                "history": _lines(given.get("history", "")),
                "as_of": given.get("as_of", "").strip() or None,
                "region": _place(given, faults),
                "category": given.get("category", ""),
                "answerable": answerable,
                "forbidden": _facts(given.get("forbidden", "")),
                "split": Split.DEV,
                **_label(given, answerable=bool(answerable)),
            }
        )
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
        faults = {name: _FAULTS[name] for name in sorted(wrong)} | faults
    if faults:
        raise LabelError(faults)
    return case


def _missing(given: Given) -> dict[str, str]:
    """Faults of fields that only this kind of label needs, or that are not the case's."""
    answerable = _ANSWERABLE.get(given.get("answerable", ""))
    label = _label(given, answerable=bool(answerable))
    needed: dict[str, object] = {"who": given.get("who", "").strip()}
    if answerable is not None:
        needed |= (
            {"facts": label["facts"], "sources": label["sources"]}
            if answerable
            else {"reason": label["reason"]}
        )
    return {name: _FAULTS[name] for name, value in needed.items() if not value}


def _place(given: Given, faults: dict[str, str]) -> str | None:
    """The path of the place, None for none; an unknown one is added to `faults`."""
    name = given.get("region", "").strip()
    try:
        return normalise_region(name) if name else None
    except BadPlaceError as error:
        faults["region"] = str(error)
        return None


def _label(given: Given, *, answerable: bool) -> _Label:
    """Fields of the other kind of label stay hidden in the form: what they hold is not meant."""
    if not answerable:
        return _Label(reason=given.get("reason") or None, facts=(), sources=())
    ticked = [value for name, value in given.items() if name.startswith(_OFFERED)]
    written = [*ticked, *_lines(given.get("sources", ""))]
    return _Label(
        reason=None,
        facts=[spellings for line in _lines(given.get("facts", "")) if (spellings := _split(line))],
        sources=[source for value in written if (source := _source(value)) is not None],
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _facts(text: str) -> list[str]:
    """Lines that hold more than the brackets and blanks a comparison leaves out."""
    return [line for line in _lines(text) if normalise(line)]


def _split(line: str) -> list[str]:
    return [part.strip() for part in line.replace("｜", "|").split("|") if normalise(part)]


def _source(value: str) -> SourceWanted | None:
    before, _, after = value.replace("＃", "#").partition("#")
    title, locator = before.strip("《》 "), after.strip()
    return SourceWanted(title=title, locator=locator or None) if title else None


def _value(source: SourceWanted) -> str:
    return f"{source.title}#{source.locator}" if source.locator else source.title


def _wanted(citation: Citation) -> SourceWanted:
    """Its article; the whole locator where there are no articles."""
    levels = citation.locator.split(" › ")
    articles = [level for level in levels if level.startswith("第") and "条" in level]
    return SourceWanted(
        title=citation.title, locator=articles[-1] if articles else citation.locator or None
    )
