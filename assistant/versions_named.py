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
    """Ids of the named versions that are out of force on `day`.

    Empty unless a version named by its year is, or all instruments named are.

    Questions about validity or about what changed are meant to look at such versions, so for them
    the result is empty.
    """
    if question.asking & _ABOUT_VERSIONS:
        return frozenset()
    named = [versions_meant(question, mention, find, day=day) for mention in question.mentions]
    ended = [
        versions for versions in named if all(v.status_on(day) in OUT_OF_FORCE for v in versions)
    ]
    of_year = [v for v in ended if any(_is_of(d, year) for d in v for year in question.years)]
    if not of_year and len(ended) < len(named):
        return frozenset()
    return frozenset(version.id for versions in of_year or ended for version in versions)


def versions_meant(
    question: ParsedQuestion,
    mention: Mention,
    find: Callable[[str], Document | None],
    *,
    day: date,
) -> list[Document]:
    """The versions of one named instrument that the question's years or 旧版/新版 pick out."""
    versions = [d for d in map(find, sorted(mention.documents)) if d is not None]
    return of_version_meant(question, versions, day=day)


def of_version_meant(
    question: ParsedQuestion, versions: list[Document], *, day: date
) -> list[Document]:
    """Those of an instrument's versions that the words pick out; all when they pick out none."""
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
