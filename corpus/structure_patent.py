"""Claims and paragraph numbers of a patent that do not count as they should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.claims import claim_faults, claims_of
from corpus.documents import Document
from corpus.structure_fault import FaultKind, Finding

_PARAGRAPH = re.compile(r"\[(\d{4,5})\]")


def patent_findings(document: Document) -> Iterator[Finding]:
    """Odd claims, and paragraphs of the description after which numbers are left out."""
    for fault in claim_faults(claims_of(document)):
        yield Finding(kind=FaultKind.CLAIM, offset=fault.claim.start, detail=fault.text)
    numbered = [
        (int(match[1]), leaf.start)
        for leaf in document.leaves()
        if (match := _PARAGRAPH.fullmatch(leaf.label))
    ]
    for (before, _), (after, offset) in pairwise([(0, 0), *numbered]):
        if after != before + 1:
            detail = f"[{before:04}]之后是[{after:04}]"
            yield Finding(kind=FaultKind.PARAGRAPH_COUNT, offset=offset, detail=detail)
