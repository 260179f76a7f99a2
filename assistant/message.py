"""A message as typed -> what it asks, with what was understood for what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asides import without_asides
from corpus.clean_text import clean
from indexing.mistyped import find_mistyped, mended
from indexing.words import normalise

_GLOSS = re.compile(r"(?<![A-Za-z0-9&./@_-])[a-z]{4,}(?:[ -][a-z]{2,})*(?![A-Za-z0-9./@_-])")
"""English words in small letters; names and abbreviations are written with capitals."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOSTLY_CHINESE = 6
"""Chinese characters from which on a message says in Chinese what it is about."""


_SPOKEN = (
    (
        re.compile(
            r"(?<![很有了])(?:好多|几多)(?=[钱块成倍]|[年天月件家项万]?[嘛哦哟噻呢啊呀?？]*$)"
        ),
        "多少",
    ),
    (re.compile(r"(?<=[要得交补奖给收])(?:好多|几多)"), "多少"),
    (re.compile(r"啥子|么子|乜嘢"), "什么"),
    (re.compile(r"咋个?[整弄办搞]"), "怎么办"),
    (re.compile(r"咋个|点样"), "怎么"),
    (re.compile(r"哪个时候|啥时候?"), "什么时候"),
    (re.compile(r"边个"), "哪个"),
    (re.compile(r"有冇"), "有没有"),
    (re.compile(r"(?<=[\u4e00-\u9fff])[嘛噻哟嘞哒喔哦]+(?=[,，。!！?？]|$)"), ""),
)
"""How questions are asked in dialects, and the words that statutes and our rules know."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a message asks.

    Attributes:
        asks: without greetings and commands to the machine, mistyped words of the field mended.
        remarks: Chinese, for the user: how mistyped words were read.
    """

    asks: str
    remarks: tuple[str, ...]


def read_message(message: str) -> Message:
    """Read a message; one that only commands asks nothing."""
    asked = _in_standard_words(_without_glosses(without_asides(clean(message))))
    folded = normalise(asked)
    mistyped = find_mistyped(folded)
    if not mistyped:
        return Message(asked, ())
    words = "、".join(f"“{found.typed}”按“{found.meant}”" for found in mistyped)
    return Message(mended(folded, mistyped), (f"{words}理解。",))


def _in_standard_words(message: str) -> str:
    for spoken, standard in _SPOKEN:
        message = spoken.sub(standard, message)
    return message


def _without_glosses(message: str) -> str:
    """A Chinese message without English words in it, which no clause holds."""
    if len(_HAN.findall(message)) < _MOSTLY_CHINESE:
        return message
    return _GLOSS.sub("", message)
