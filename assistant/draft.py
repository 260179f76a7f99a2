"""What a model writes, cut into sentences as it streams in, with the [n] behind each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from assistant.draft_json import as_lines

_THOUGHTS = ("<think>", "</think>")
_ENDS = "。！？；"
_PAIRS = {"（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "〔": "〕", "“": "”", "‘": "’"}
_CLOSERS = "".join(_PAIRS.values())

_MARK = re.compile(
    r"[\[【［]\s*(?:证据|资料|依据|条款|来源)?\s*\^?"
    r"(\d{1,3}(?:\s*[,，、~–-]\s*\d{1,3})*)\s*[\]】］]"
)
_MARK_BEGUN = re.compile(r"[\[【［][^\]】］\n]{0,20}")
_TAIL = re.compile(rf"(?:[{_ENDS}{_CLOSERS}]|[ \t]*{_MARK.pattern})*")
_RANGE = re.compile(r"(\d+)\s*[~–-]\s*(\d+)")
_WIDEST_RANGE = 8

_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\((?:[^()\s]|\([^()\s]*\)){0,500}\)")
_ADDRESS = re.compile(
    r"(?:https?|ftp|javascript|data|file|mailto)\s*:[^\s，。；、）】》]*|www\.[^\s，。；、）】》]+",
    re.I,
)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,300}>|<\|[^|<>]{0,40}\|>")
_BULLET = re.compile(r"^\s*(?:(?:#{1,6}|>|[-*+•·])\s+|\d{1,2}[.)、](?!\d)\s*)+")
_EMPHASIS = re.compile(r"\*\*|__|`+|~~|\*(?=\S)|(?<=\S)\*")
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_ENDED = re.compile(rf"[{_ENDS}：:.][{_CLOSERS}】]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """One sentence as the model wrote it.

    Attributes:
        text: plain, without markup, addresses and marks; never blank.
        marks: the numbers of the clauses it names, in order, each once.
        is_whole: ends as a sentence does, or in a mark; False where the reply broke off.
    """

    text: str
    marks: tuple[int, ...]
    is_whole: bool = True


def read_draft(pieces: Iterable[str]) -> Iterator[DraftSentence]:
    """The sentences of a reply, each as soon as nothing that follows can change it.

    A sentence ends at 。！？； outside brackets, behind the [n] that follow, and at a line break.
    How the reply is cut into pieces makes no difference. What a model thinks aloud between
    <think> and </think> is left out. A reply in JSON is read as `as_lines` says.
    """
    waiting = ""
    for piece in chain(as_lines(_without_thoughts(pieces)), ["\n"]):
        waiting += piece
        done = 0
        for end in _sure_ends(waiting):
            yield from _sentence(waiting[done:end])
            done = end
        waiting = waiting[done:]


def _without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The reply itself; what may yet turn out to open or close a thought is held back."""
    held, thinking = "", False
    for piece in pieces:
        held += piece
        while (at := held.find(_THOUGHTS[thinking])) >= 0:
            if not thinking:
                yield held[:at]
            held, thinking = held[at + len(_THOUGHTS[thinking]) :], not thinking
        safe = len(held) - _begun(held, _THOUGHTS[thinking])
        if not thinking:
            yield held[:safe]
        held = held[safe:]
    if not thinking:
        yield held


def _begun(text: str, tag: str) -> int:
    """How many characters at the end of `text` begin `tag`."""
    return next((n for n in range(len(tag) - 1, 0, -1) if text.endswith(tag[:n])), 0)


def _sure_ends(text: str) -> Iterator[int]:
    """Where sentences end that no further text can change."""
    open_brackets = ""
    at = 0
    while at < len(text):
        character = text[at]
        at += 1
        if character in _PAIRS:
            open_brackets += _PAIRS[character]
        elif character in open_brackets:
            open_brackets = open_brackets[: open_brackets.rindex(character)]
        elif character == "\n":
            open_brackets = ""
            yield at
        elif character in _ENDS and not open_brackets:
            tail = _TAIL.match(text, at)
            at = tail.end() if tail else at
            if _may_grow(text[at:]):
                return
            yield at


def _may_grow(rest: str) -> bool:
    """Whether what follows may turn out to belong to the sentence before."""
    begun = rest.lstrip(" \t")
    return not begun or _MARK_BEGUN.fullmatch(begun) is not None


def _sentence(raw: str) -> Iterator[DraftSentence]:
    """The sentence of a stretch; none when it has no words."""
    plain = _plain(raw)
    marks = dict.fromkeys(n for match in _MARK.finditer(plain) for n in _numbers(match[1]))
    text = _BULLET.sub("", _MARK.sub("", plain)).strip()
    if not re.search(r"\w", text):
        return
    whole = bool(_ENDED.search(text)) or bool(re.search(_MARK.pattern + r"\s*$", plain))
    yield DraftSentence(text=_one_end(text), marks=tuple(marks), is_whole=whole)


def _one_end(text: str) -> str:
    """ "…八年。。" as "…八年。": taking marks out can leave two ends behind each other."""
    return re.sub(rf"([{_ENDS}])\s*[{_ENDS}，,]+$", r"\1", text)


def _numbers(written: str) -> Iterator[int]:
    """ "1、3-5" as 1, 3, 4, 5; of a range wider than an answer would name, its ends."""
    for first, last in _RANGE.findall(written):
        if int(first) < int(last) <= int(first) + _WIDEST_RANGE:
            yield from range(int(first), int(last) + 1)
    yield from (int(number) for number in re.findall(r"\d+", written))


def _plain(text: str) -> str:
    """On one line, without markup, links, addresses and characters nobody sees."""
    bare = _LINK.sub(r"\1", _UNSEEN.sub("", text.replace("\t", " ")))
    return _EMPHASIS.sub("", _TAG.sub("", _ADDRESS.sub("", bare)))
