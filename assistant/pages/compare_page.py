"""「版本对比」: two documents side by side, and the choice of what to compare."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.addresses import COMPARE, compare_address, document_address
from assistant.pages.compare_view import FILTERS, Show, changes_by_category, rows_of
from assistant.pages.document_facts import STATUS_CLASSES
from assistant.pages.download import download
from assistant.pages.shelf import Books
from assistant.pages.site import Site, SitePage
from assistant.pages.version_choice import (
    instruments,
    names,
    others,
    side_by_side,
    version_words,
)
from corpus.compare.choose import choose_known
from corpus.compare.compare_documents import Comparison, compare_documents, pairs_shown
from corpus.compare.summary import notices, summary_lines, version_name
from corpus.compare.to_docx import to_docx
from corpus.compare.to_markdown import to_markdown
from corpus.document_store import DocumentSummary
from corpus.documents import Document
from corpus.errors import CatalogueError, ComparisonError

_REMEMBERED = 8
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME = 60


def add_routes(app: FastAPI, site: Site) -> None:
    """The page and its two downloads."""
    compare = lru_cache(maxsize=_REMEMBERED)(compare_documents)

    def asked(request: Request) -> Comparison:
        catalogue = site.catalogue()
        old, new = (
            choose_known(catalogue, request.query_params.get(side, "")) for side in ("old", "new")
        )
        if old.id == new.id:
            raise ComparisonError(f"两边是同一份文件：《{old.title}》。请选两个不同的版本。")
        return compare(old, new)

    def show(request: Request) -> HTMLResponse:
        given = [request.query_params.get(side, "").strip() for side in ("old", "new")]
        if not all(given):
            return _choice(site, request)
        try:
            return _comparison(site, asked(request), _shown(request))
        except (ComparisonError, CatalogueError) as error:
            return _choice(site, request, trouble=str(error))

    def markdown(request: Request) -> Response:
        found = asked(request)
        text = to_markdown(found, pairs_shown(found, changed_only=_is_changed_only(request)))
        return _file(
            text.encode("utf-8", errors="replace"), found, ending="md", kind="text/markdown"
        )

    def word(request: Request) -> Response:
        found = asked(request)
        data = to_docx(found, pairs_shown(found, changed_only=_is_changed_only(request)))
        return _file(data, found, ending="docx", kind=_WORD)

    app.get(COMPARE)(show)
    app.get(f"{COMPARE}/export.md")(markdown)
    app.get(f"{COMPARE}/export.docx")(word)


def _comparison(site: Site, comparison: Comparison, show: Show) -> HTMLResponse:
    old, new = comparison.old, comparison.new
    warnings = notices(comparison)
    here = compare_address(old.id, new.id)
    return site.render(
        "compare.html",
        address=COMPARE,
        sides=[_side("旧版", old), _side("新版", new)],
        swap=compare_address(new.id, old.id),
        summary=[line for line in summary_lines(comparison) if line not in warnings],
        warnings=warnings,
        changes=changes_by_category(comparison, show),
        rows=rows_of(comparison, show),
        filters=[(f"{here}&show={value}", words, value is show) for value, words in FILTERS],
        downloads=[
            (f"{COMPARE}/export.{ending}?{_query(old, new, show)}", words)
            for ending, words in (("md", "下载 Markdown"), ("docx", "下载 Word"))
        ],
        others=_others(site.shelf().books(), new.id, left_out=old.id),
        version_words=version_words,
    )


def _side(label: str, document: Document) -> dict[str, object]:
    status = document.status_on(date.today())
    return {
        "label": label,
        "document": document,
        "version": version_name(document),
        "status": status,
        "style": STATUS_CLASSES[status],
        "address": document_address(document.id),
    }


def _choice(site: Site, request: Request, *, trouble: str = "") -> HTMLResponse:
    books = site.shelf().books()
    given = {side: request.query_params.get(side, "").strip()[:300] for side in ("old", "new")}
    one = books.by_id.get(given["old"]) or books.by_id.get(given["new"])
    return site.render(
        "compare_choice.html",
        address=COMPARE,
        status=400 if trouble else 200,
        given=given,
        trouble=trouble,
        one=one,
        mates=_others(books, one.id) if one else [],
        instruments=instruments(books),
        names=names(books),
        version_words=version_words,
    )


def _others(
    books: Books, document_id: str, *, left_out: str = ""
) -> list[tuple[str, DocumentSummary]]:
    """The other versions of a document, each with the address of the two side by side."""
    return [
        (side_by_side(other, books.by_id[document_id]), other)
        for other in others(books, document_id)
        if other.id != left_out
    ]


def _shown(request: Request) -> Show:
    """What the address asks to be listed; changes, when it says nothing we know."""
    try:
        return Show(request.query_params.get("show", Show.CHANGED))
    except ValueError:
        return Show.CHANGED


def _is_changed_only(request: Request) -> bool:
    return _shown(request) is not Show.ALL


def _query(old: Document, new: Document, show: Show) -> str:
    return urlencode({"old": old.id, "new": new.id, "show": show})


def _file(data: bytes, comparison: Comparison, *, ending: str, kind: str) -> Response:
    title = comparison.new.title[:_LONGEST_NAME]
    versions = f"{version_name(comparison.old)}与{version_name(comparison.new)}"
    return download(data, f"{title}（{versions}对比）.{ending}", kind)


PAGE = SitePage(address=COMPARE, label="版本对比", add_routes=add_routes)
