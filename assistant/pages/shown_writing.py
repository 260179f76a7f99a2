"""The advice in a model's words as the page shows it: how far it is, what it says, what fell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.errors import SettingsError
from assistant.layout.layout_plan import Plan
from assistant.layout.written_advice import WrittenSection
from assistant.pages.advice_writings import Writing
from assistant.pages.layout_address import WRITING
from assistant.pages.layout_desk import LayoutDesk, Seen
from assistant.pages.layout_sentences import ShownSentence, shown_written
from assistant.trace import SentenceSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """One part in the words of the model.

    Attributes:
        sentences: each with whether the model worded it.
        left_out: sentences of the draft that were not used, with what speaks against them.
    """

    model: str
    sentences: Sequence[tuple[ShownSentence, bool]]
    left_out: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWriting:
    """What the page says of the wording.

    Attributes:
        model: that would be asked; "" when none is set up.
        begin: address that has the advice worded.
        number: of the wording that is shown; "" for none.
        look: address that tells how far it is; "" when nothing more will come.
        said: Chinese, who worded what; () before the end.
        is_short: a part was left to the rules: it may be tried again.
        trouble: Chinese, why there is no wording although one was asked for.
        parts: by name, those whose draft stands.
    """

    model: str = ""
    begin: str = ""
    number: str = ""
    look: str = ""
    done: int = 0
    total: int = 0
    said: Sequence[str] = ()
    is_short: bool = False
    trouble: str = ""
    parts: Mapping[str, ShownPart] = field(default_factory=dict)


def shown_writing(desk: LayoutDesk, seen: Seen, plan: Plan | None, number: str) -> ShownWriting:
    """The wording an address names, or that there could be one."""
    if plan is None:
        return ShownWriting()
    try:
        model = desk.writings.model()
    except SettingsError:
        model = ""
    begin = seen.place.to(WRITING)
    writing = desk.writing_of(seen.owner, number, plan) if number else None
    if writing is None:
        gone = "数据、条件有改动，或程序重启过，先前的改写不再适用，请重新开始。" if number else ""
        return ShownWriting(model=model, begin=begin, trouble=gone)
    return _of(writing, seen, number=number, model=model)


def _of(writing: Writing, seen: Seen, *, number: str, model: str) -> ShownWriting:
    writing.look()
    is_over, written = writing.is_over, writing.written
    worded = [one for one in written.sections if one.is_by_model]
    return ShownWriting(
        model=model,
        begin=seen.place.to(WRITING),
        number=number,
        look="" if is_over else f"{WRITING}/{number}",
        done=len(written.sections),
        total=writing.total,
        said=written.says() if is_over and not writing.error else (),
        is_short=bool(writing.error) or any(one.notice for one in written.sections),
        trouble=writing.error,
        parts={one.name.value: _part(one, seen) for one in worded},
    )


def _part(section: WrittenSection, seen: Seen) -> ShownPart:
    sentences = shown_written(section, seen.place)
    worded = (sentence.by_model for sentence in section.sentences)
    return ShownPart(
        model=section.model,
        sentences=list(zip(sentences, worded, strict=True)),
        left_out=[(one.text, _why(one)) for one in section.drafted if not one.kept],
    )


def _why(drafted: SentenceSeen) -> str:
    """The checker speaks of clauses, which its evidence is elsewhere."""
    return "；".join(drafted.why).replace("条款", "依据")
