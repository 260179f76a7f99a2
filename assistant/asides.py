"""What in a message is no part of its question: greetings, thanks, and commands to the machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

_ROLE_TAGS = re.compile(
    r"<(?P<tag>system|assistant|instructions?|prompt|script|style)\b[^>]*>.*?(?:</(?P=tag)>|$)"
    r"|</?[a-z][a-z0-9_-]{0,20}(?:\s[^<>]{0,200})?/?>|<\|[a-z_]{1,20}\|>|\[/?INST\]|<</?SYS>>"
    r"|^#{2,}\s*(?:system|instruction|assistant)\b[^\n]*$",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_SENTENCE = re.compile(
    r"(?:[^。！？!?；;\n.]|\.(?!\s))*(?:(?:[。！？!?；;\n]|\.(?=\s))+[”’」』）)】\]]*\s*|$)"
)
# What may stand before a command that was taken out, and meant to lead over to it.
_LEFT_OVER = re.compile(
    r"(?:[\s（(【\[「『“‘，,、：:—\-]|另外|此外|还有|并且|而且|同时|然后|顺便|对了|但是|但|请|并|以及|\band\b)+$",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(r"[?？]")
_AROUND = r"[\s，,。.！!~～、：:…；;呀啊哈呢哦]*"


class _Asides(BaseModel):
    """Regular expressions of `asides.toml`; the file says where each list applies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    greetings: tuple[str, ...]
    thanks: tuple[str, ...]
    courtesies: tuple[str, ...]
    commands: tuple[str, ...]
    after_commands: tuple[str, ...]


class _Patterns:
    """The lists as one expression each."""

    def __init__(self, asides: _Asides) -> None:
        greetings, thanks = "|".join(asides.greetings), "|".join(asides.thanks)
        courtesies = "|".join(asides.courtesies)
        self.opening = re.compile(f"^(?:{_AROUND}(?:{greetings}){_AROUND})+", re.IGNORECASE)
        self.closing = re.compile(f"(?:{_AROUND}(?:{thanks}){_AROUND})+$", re.IGNORECASE)
        self.courtesy = re.compile(
            f"(?:{_AROUND}(?:{greetings}|{thanks}|{courtesies}){_AROUND})+", re.IGNORECASE
        )
        self.command = re.compile("|".join(asides.commands), re.IGNORECASE)
        self.goes_on = re.compile(rf"^\W*(?:{'|'.join(asides.after_commands)})", re.IGNORECASE)


def without_asides(message: str) -> str:
    """The message without greetings, thanks and commands; "" when it holds nothing but commands.

    Text between tags that pose as the machine's own is a command. In a sentence, what stands
    before a command stays; what follows belongs to it, as do the next sentences that tell the
    machine what to write and ask nothing.
    """
    patterns = _patterns()
    sentences = _SENTENCE.findall(_ROLE_TAGS.sub("\n", message))
    kept = "".join(_without_commands(sentences, patterns)).strip()
    return patterns.closing.sub("", patterns.opening.sub("", kept)).strip() or kept


def is_courtesy(message: str) -> bool:
    """Whether a message only greets or thanks: 「谢谢」, 「好的，辛苦了」."""
    return bool(message.strip()) and _patterns().courtesy.fullmatch(message) is not None


def _without_commands(sentences: Iterable[str], patterns: _Patterns) -> Iterator[str]:
    is_after_command = False
    for sentence in sentences:
        command = patterns.command.search(sentence)
        if command is not None:
            is_after_command = True
            yield _LEFT_OVER.sub("", sentence[: command.start()])
        elif not (is_after_command and _goes_on(sentence, patterns)):
            is_after_command = False
            yield sentence


def _goes_on(sentence: str, patterns: _Patterns) -> bool:
    """Whether a sentence after a command commands too; a blank one ends nothing."""
    return not sentence.strip() or bool(
        patterns.goes_on.search(sentence) and not _QUESTION_MARK.search(sentence)
    )


@cache
def _patterns() -> _Patterns:
    text = Path(__file__).with_name("asides.toml").read_text(encoding="utf-8")
    return _Patterns(_Asides.model_validate(tomllib.loads(text)))
