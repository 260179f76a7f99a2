"""What speaks against a model's version of a follow-up: it may complete, but not invent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Turn
from assistant.day_words import find_days
from assistant.instruments import Instruments
from assistant.rereading import is_chinese
from assistant.thread import standing_alone, things_in
from corpus.places import find_places
from corpus.quantities import find_quantities
from indexing.words import normalise

_LONGEST = 200
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[a-z]{2,}")
_NUMBERED = re.compile(r"第[〇零一二三四五六七八九十百千\d]+[条款项章节批届]")
_POINTING = re.compile(r"前者|后者|[二两]者|前面|后面|上面|上述|前一个|后一个|第[一二两]个")
"""Words that a complete question has others for."""

_TITLE = re.compile(r"《([^《》]+)》")


def faults_of(
    rewritten: str,
    question: str,
    history: Sequence[Turn],
    instruments: Instruments,
    *,
    by_rules: str,
) -> tuple[str, ...]:
    """Why the version cannot be used, in Chinese; () when it only completes the question.

    Args:
        rewritten: the model's version.
        question: as asked.
        history: earlier turns, oldest first.
        instruments: named in questions.
        by_rules: the version of the rules, which follow places and days surely.
    """
    if not rewritten or len(rewritten) > _LONGEST or not is_chinese(rewritten):
        return ("不是一个中文问题",)
    version, asked = normalise(rewritten), normalise(question)
    said = "\n".join((asked, *_said(history)))
    return (
        *_brings_in(version, said, instruments),
        *_leaves_out(version, asked),
        *_departs(version, normalise(by_rules)),
    )


def _said(history: Sequence[Turn]) -> Iterator[str]:
    for turn in history:
        yield standing_alone(turn)
        yield normalise(turn.question)
        yield normalise(turn.answer.text)


def _brings_in(version: str, said: str, instruments: Instruments) -> Iterator[str]:
    """Numbers, names and places that nobody mentioned."""
    yield from _new("数字", _FIGURE.findall(version), set(_FIGURE.findall(said)))
    if not set(find_quantities(version)) <= set(find_quantities(said)):
        yield "多出了对话里没有的数量"
    for pattern in (_NUMBERED, _LATIN, _TITLE):
        yield from _new("说法", pattern.findall(version), said)
    yield from (f"多出了对话里没有的地名：{path}" for path in _places_missing(version, said))
    yield from _new_names(version, said, instruments)


def _new_names(version: str, said: str, instruments: Instruments) -> Iterator[str]:
    named = {m.documents for m in instruments.named_in(said)}
    for instrument in instruments.named_in(version):
        if instrument.name not in said and instrument.documents not in named:
            yield f"多出了对话里没有的文件：{instrument.name}"
    for term in things_in(version):
        if not any(spelling in said for spelling in term.spellings):
            yield f"多出了对话里没有的名称：{term.word}"


def _leaves_out(version: str, asked: str) -> Iterator[str]:
    """What the question names itself must be asked still."""
    for term in things_in(_POINTING.sub(" ", asked)):
        if not any(spelling in version for spelling in term.spellings):
            yield f"漏掉了所问的“{term.word}”"
    if not set(_FIGURE.findall(asked)) <= set(_FIGURE.findall(version)):
        yield "漏掉了问题里的数字"
    yield from (f"漏掉了问题里的地名：{path}" for path in _places_missing(asked, version))


def _departs(version: str, by_rules: str) -> Iterator[str]:
    """Another day or place than the one the conversation has come to."""
    if {mention.day for mention in find_days(version)} != {m.day for m in find_days(by_rules)}:
        yield "改动了所问的日期"
    yield from (f"漏掉了上文的地名：{path}" for path in _places_missing(by_rules, version))


def _new(kind: str, found: Sequence[str], said: set[str] | str) -> Iterator[str]:
    for word in found:
        if word not in said:
            yield f"多出了对话里没有的{kind}：{word}"


def _places_missing(wanted: str, text: str) -> list[str]:
    """Places named in `wanted` of which `text` names neither them nor a part of them."""
    there = [mention.path for mention in find_places(text)]
    return [
        mention.path
        for mention in find_places(wanted)
        if not any(_lies_in(path, mention.path) for path in there)
    ]


def _lies_in(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")
