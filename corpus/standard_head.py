"""The cover of a standard: its number, its title and who issued it, as GB/T 1.1-2020 sets them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?:(?:GB|DB|HB|YY|QB|JB|SJ|ISO|IEC)[0-9]{0,6}(?:/[TZ])?|T/[A-Z]{2,8})\s?"
    r"[0-9][0-9.]{0,11}\s?[-—–:]\s?(?:19|20)[0-9]{2}"
)
_COVER = re.compile(r"ICS\s?[0-9]|[\u4e00-\u9fff]{0,14}(?:国家|行业|地方|团体|企业)标准$")
_TITLE = re.compile(r"[\u4e00-\u9fff][^。；]{2,60}")
_NO_TITLE = re.compile(r"代替|目\s*[次录]|前\s*言|[0-9]{4}\s*[-年]")
_ISSUED_BY = re.compile(r"(?P<names>[\u4e00-\u9fff、 ]{4,60}?)\s*发\s*布")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardHead:
    """What a cover states.

    Attributes:
        number: with one blank and a plain hyphen, "GB/T 29490-2023".
        issuer: None when the cover names nobody.
    """

    number: str
    title: str
    issuer: str | None


def standard_head(head: str) -> StandardHead | None:
    """The facts of a cover; None when the text does not begin with one."""
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    numbers = (i for i, line in enumerate(lines) if _NUMBER.fullmatch(line))
    place = next(numbers, len(lines))
    if place == len(lines) or not any(_COVER.match(line) for line in lines[:place]):
        return None
    below = lines[place + 1 :]
    title = next((w for w in below if _TITLE.fullmatch(w) and not _NO_TITLE.match(w)), None)
    issued = next((match for line in below if (match := _ISSUED_BY.fullmatch(line))), None)
    if title is None:
        return None
    issuer = "、".join(re.split(r"[\s、]+", issued["names"].strip())) if issued else None
    number = re.sub(r"\s?[—–:]\s?", "-", lines[place])
    return StandardHead(number=number, title=title, issuer=issuer)
