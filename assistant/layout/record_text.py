"""What is searched of a patent: the text its vector stands for, and its digest."""

from __future__ import annotations

import hashlib
import re

from assistant.layout.patent_record import PatentRecord

EMBEDDED_CHARACTERS = 200
"""Title and the beginning of the abstract: more costs time in proportion and tells little more."""

_OPENING = re.compile(
    r"^\s*(?:[【\[]?摘要[】\]]?[:：]?)?\s*(?:本(?:发明|实用新型|申请|外观设计|公开|专利)"
    r"(?:的?实施例)?(?:主要)?(?:具体)?(?:公开|涉及|提供|提出|属于|揭示|介绍|是|为|给出)了?)?(?:的是)?(?:一种)?"
)


def text_to_embed(record: PatentRecord) -> str:
    """Title, then the abstract (or else the first claim) without the words it always opens with.

    At most `EMBEDDED_CHARACTERS` characters.
    """
    return _embedded(record.title, record.abstract or record.first_claim)


def text_digest(record: PatentRecord) -> bytes:
    """16 bytes that change with the text to embed."""
    return digest_of(record.title, record.abstract or record.first_claim)


def digest_of(title: str, words: str) -> bytes:
    """As `text_digest`, of a record with that title and that abstract or else first claim."""
    text = _embedded(title, words).encode(errors="surrogatepass")
    return hashlib.blake2b(text, digest_size=16).digest()


def _embedded(title: str, words: str) -> str:
    body = _OPENING.sub("", words, count=1)
    body = body.removeprefix(title.removeprefix("一种")).lstrip("，。,.;； ")
    return f"{title}。{body}"[:EMBEDDED_CHARACTERS]
