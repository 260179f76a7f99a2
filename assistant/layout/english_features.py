"""An English claim or idea -> its technical features: export lists hold foreign patents too."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = 0.8
"""From this share of Latin letters among all letters on a text is English."""

_LEAST_WORDS = 3
"""A claim or an idea has more; fewer are the name of a thing."""

_REFERS = re.compile(
    r",?\s*\b(?:as\s+(?:claimed|recited|defined)\s+in|according\s+to|of|in)\s+"
    r"(?:any\s+(?:one\s+)?of\s+)?"
    r"(?P<claims>(?:the\s+)?(?:preceding|previous)\s+claims|"
    r"claims?\s+\d+(?:\s*(?:-|–|to|or|and|,)\s*\d+)*)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:further\s+)?(?:comprising(?:\s+the\s+(?:following\s+)?steps(?:\s+of)?)?|comprises?|including|includes|"
    r"consisting\s+of|characteri[sz]ed\s+in\s+that|wherein)\b\s*:?\s*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[;\n]+|\.(?=\s|$)|,?\s*\bwherein\b,?\s*|,\s*(?=(?:thereby|whereby|so\s+as\s+to)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|or|then|further|also)\b[,\s]*|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s+|"
    r"(?:a|an|the|at\s+least\s+one|one\s+or\s+more)\s+)+",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"^(?:thereby|so\s+as\s+to|in\s+order\s+to|so\s+that|such\s+that|whereby|to\s+(?:improve|reduce|avoid|prevent))\b",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


def is_english(text: str) -> bool:
    """Whether nearly all letters are Latin, and there are enough words for a claim or an idea."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(character.isascii() for character in letters)
    return len(text.split()) >= _LEAST_WORDS and latin >= _LETTERS * len(letters) > 0


def claims_referred_to(claim: str) -> str:
    """The claims an English claim builds on, as "claims 1 to 3"; "" for none."""
    found = _REFERS.search(_parted(claim)[0])
    return _BLANKS.sub(" ", found["claims"]) if found else ""


def english_features(claim: str) -> Iterator[tuple[str, str]]:
    """The features as written, and their kinds: 主题, 特征 or 效果."""
    head, body = _parted(claim)
    subject, *rest = _STOP.split(_REFERS.sub("", head, count=1))
    if tidy := _tidy(subject.rstrip(", ").removesuffix("the method").removesuffix("the system")):
        yield tidy, "主题" if head != claim else "特征"
    for part in (*rest, *_STOP.split(body)):
        tidy = _tidy(part)
        if len(tidy) > 1:
            yield tidy, "效果" if _EFFECT.match(tidy) else "特征"


def _parted(claim: str) -> tuple[str, str]:
    """What stands before "comprising" or the like, and what comes after; without it all before."""
    opens = _OPENS.search(claim)
    return (claim[: opens.start()], claim[opens.end() :]) if opens else (claim, "")


def _tidy(text: str) -> str:
    return _LEAD.sub("", _BLANKS.sub(" ", text).strip(" ,:.")).strip(" ,:.")
