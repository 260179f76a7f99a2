"""Which versions of the instruments it names a question means, and whether they are in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assistant.asking import Asking
from assistant.instruments import Mention
from assistant.understand import ParsedQuestion
from corpus.documents import Document, Status

OUT_OF_FORCE = (Status.REPEALED, Status.NOT_YET)
_ABOUT_VERSIONS = frozenset({Asking.VALIDITY, Asking.COMPARISON})


def out_of_force(
    question: ParsedQuestion, find: Callable[[str], Document | None], *, day: date
) -> frozenset[str]:
    """Ids of the named versions when every one of them is out of force on `day`; else empty.

    Questions about validity or about what changed are meant to look at such versions, so for them
    the result is empty.
    """
    if question.asking & _ABOUT_VERSIONS:
        return frozenset()
    meant: set[str] = set()
    for mention in question.mentions:
        versions = versions_meant(question, mention, find, day=day)
        if not versions or any(v.status_on(day) not in OUT_OF_FORCE for v in versions):
            return frozenset()
        meant |= {version.id for version in versions}
    return frozenset(meant)


def versions_meant(
    question: ParsedQuestion,
    mention: Mention,
    find: Callable[[str], Document | None],
    *,
    day: date,
) -> list[Document]:
    """The versions of one named instrument that the question's years or 旧版/新版 pick out."""
    versions = [d for d in map(find, sorted(mention.documents)) if d is not None]
    by_year = [d for d in versions if any(_is_of(d, year) for year in question.years)]
    if by_year:
        return by_year
    if question.wants_old:
        former = [d for d in versions if d.status_on(day) is Status.REPEALED]
        return former or versions
    if question.wants_new:
        newest = max((d.effective for d in versions if d.effective), default=None)
        return [d for d in versions if d.effective == newest] or versions
    return versions


def _is_of(document: Document, year: int) -> bool:
    return str(year) in f"{document.version or ''}{document.document_number or ''}{document.title}"
