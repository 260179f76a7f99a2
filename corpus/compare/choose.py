"""What a user means by one side of a comparison: a file, an id, or a title with its version."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.compare.clauses import fold, shortened
from corpus.document_store import DocumentSummary
from corpus.documents import Document, Form
from corpus.errors import ComparisonError, UnknownDocumentError
from corpus.read_corpus import to_document
from corpus.read_file import read_file
from corpus.text_names import plain_title

_MARK = "@"
_MOST_NAMED = 6


def choose(catalogue: Catalogue, given: str) -> Document:
    """The document meant by a path, or else by what `choose_known` understands.

    A file is read and not added.

    Raises:
        ComparisonError: several are meant, or none; the message lists the choices.
        CorpusError: the file cannot be read; several ids begin so.
    """
    path = Path(given)
    return _of_file(path) if _is_file(path) else choose_known(catalogue, given)


def choose_known(catalogue: Catalogue, given: str) -> Document:
    """The document of the catalogue meant by an id, its unique beginning, or a title.

    "专利法实施细则@2010" picks the version, issue or first day in force that begins with 2010.

    Raises:
        ComparisonError: several are meant, or none; the message lists the choices.
        CatalogueError: several ids begin so.
    """
    if not given.strip():
        raise ComparisonError("有一边是空的，请给出编号、标题@版本或文件路径。")
    try:
        return catalogue.get(catalogue.resolve(given.strip()))
    except UnknownDocumentError:
        found = _by_title(catalogue.summaries(), given)
    if not found:
        raise ComparisonError(
            f"没有找到「{shortened(given, 60)}」：语料库里没有这个编号或标题，也没有这个文件。"
            "可用 zhice corpus list 查看编号，或写成 标题@版本，例如 专利法实施细则@2010。"
        )
    if len(found) > 1:
        raise ComparisonError(
            f"「{given}」有 {len(found)} 份：{_listed(found)}。请写成 标题@版本，或用编号。"
        )
    return catalogue.get(found[0].id)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a title longer than any file name
        return False


def _of_file(path: Path) -> Document:
    items = read_file(path).items
    if len(items) != 1:
        raise ComparisonError(
            f"{path.name} 里有 {len(items)} 份文件，不知道比哪一份。"
            "请先用 zhice corpus add 导入，再用编号比较。"
        )
    return to_document(items[0])


def _by_title(summaries: Sequence[DocumentSummary], given: str) -> list[DocumentSummary]:
    """Those of that title or alias and, after @, version; originals rather than digests of them."""
    name, _, version = given.rpartition(_MARK) if _MARK in given else (given, "", "")
    wanted = fold(plain_title(name))
    found = [
        summary
        for summary in summaries
        if wanted in {fold(plain_title(title)) for title in (summary.title, *summary.aliases)}
        and _is_version(summary, version.strip())
    ]
    originals = [summary for summary in found if summary.form is Form.ORIGINAL]
    return originals or found


def _is_version(summary: DocumentSummary, version: str) -> bool:
    days = (summary.version, summary.published, summary.effective, summary.document_number)
    return not version or any(str(day).startswith(version) for day in days if day)


def _listed(found: Sequence[DocumentSummary]) -> str:
    named = "；".join(
        f"{summary.id}（{summary.version or summary.effective or '版本未标明'}，{summary.form}）"
        for summary in found[:_MOST_NAMED]
    )
    return named + ("等" if len(found) > _MOST_NAMED else "")
