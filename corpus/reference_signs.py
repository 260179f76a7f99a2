"""附图标记 of a patent: the signs in its drawings and the parts they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Document
from corpus.patent_outline import DESCRIPTION

_OPENING = re.compile(
    r"(?:^|[。；;\n])(?:[\[［]\d{4,5}[\]］]?\s*)?(?:(?:其中|图中|附图|图)[，,]?)*"
    r"(?:各?(?:主要)?(?:附图|元件|部件|组件)?(?:标记|标号|符号)(?:的?说明|列表|为|如下|含义)*|图中|图\d+中)[:：\s]+",
    re.M,
)
_SIGN = r"\d{1,5}(?:[a-z](?![A-Za-z])|')?"
_SIGN_FIRST = re.compile(
    rf"(?<![\d.])({_SIGN})\s*(?:[-—–‑、.．:：]\s*|\s*)([A-Za-z\u4e00-\u9fff][^；;，,。、\n]*)"
)
_NAME_FIRST = re.compile(rf"([A-Za-z\u4e00-\u9fff]+)\s?[-—–‑:：]?\s?({_SIGN})(?=[；;，,。、\s]|$)")
_PARAGRAPH = re.compile(r"[\[［【]\d{4,5}[\]］】]?\s*")


@dataclass(frozen=True, slots=True)
class ReferenceSign:
    """A sign, "101" or "12a", and the part it marks."""

    sign: str
    name: str


def reference_signs_of(document: Document) -> tuple[ReferenceSign, ...]:
    """The signs listed in the description, each once, in its order; () when no list is found."""
    found: dict[str, str] = {}
    for section in document.sections:
        if section.heading == DESCRIPTION:
            for sign, name in _listed(document.text[section.start : section.end]):
                found.setdefault(sign, name)
    return tuple(ReferenceSign(sign, name) for sign, name in found.items())


def _listed(text: str) -> Iterator[tuple[str, str]]:
    """Signs and names after every opening: in its line and those below that
    go on with a sign."""
    for opening in _OPENING.finditer(text):
        for number, line in enumerate(text[opening.end() :].split("\n")):
            words = _PARAGRAPH.sub("", line, count=1)
            if number and not _SIGN_FIRST.match(words):
                break
            if words[:1].isdecimal():
                yield from ((sign, name.strip()) for sign, name in _SIGN_FIRST.findall(words))
            else:
                yield from ((sign, name) for name, sign in _NAME_FIRST.findall(words))
