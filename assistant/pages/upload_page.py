"""Uploading to the corpus: a form, and the reader's report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.addresses import CORPUS, document_address
from assistant.pages.forms import UploadedFiles
from assistant.pages.site import Site
from assistant.pages.stored_files import store_files
from assistant.pages.upload_jobs import UploadJobs
from corpus.catalogue import AddOutcome
from corpus.document_store import DocumentSummary
from corpus.documents import Kind
from corpus.progress import Progress
from corpus.read_corpus import AddReport, ReadItem
from corpus.read_file import MAX_BYTES

ADDRESS = f"{CORPUS}/upload"
_SEE_OTHER = 303
_LOOK_AGAIN_SECONDS = 1
_JOBS_SHOWN = 10
_ITEMS_SHOWN = 500
"""A table of patents can hold a hundred thousand."""


def add_routes(app: FastAPI, site: Site) -> None:
    """The form, what it sends, and the report."""

    def take_in(paths: Sequence[Path], progress: Progress) -> AddReport:
        return site.asker().take_in(paths, progress)

    jobs = UploadJobs(take_in)

    def form(trouble: str = "") -> HTMLResponse:
        return site.render(
            "upload.html",
            address=CORPUS,
            status=400 if trouble else 200,
            most_megabytes=MAX_BYTES // 2**20,
            recent=jobs.recent()[:_JOBS_SHOWN],
            trouble=trouble,
        )

    def show_form() -> HTMLResponse:
        site.asker()  # a visitor should not choose files that cannot be taken in yet
        return form()

    def receive(files: UploadedFiles) -> Response:
        site.asker()
        named = [file for file in files if file.filename]
        if not named:
            return form("还没有选择文件。请先选择文件，再点「上传」。")
        folder, paths = store_files(site.home.root / "uploads", named)
        return RedirectResponse(f"{ADDRESS}/{jobs.start_files(folder, paths)}", _SEE_OTHER)

    def report(number: str) -> HTMLResponse:
        job = jobs.find(number)
        found = job.report or AddReport()
        by_id = site.shelf().books().by_id
        return site.render(
            "upload_report.html",
            address=CORPUS,
            job=job,
            report=found,
            rows=[_row(item, by_id) for item in found.items[:_ITEMS_SHOWN]],
            unshown=max(0, len(found.items) - _ITEMS_SHOWN),
            again_seconds=0 if job.is_over else _LOOK_AGAIN_SECONDS,
            same_text=AddOutcome.SAME_TEXT,
            patent=Kind.PATENT,
            document_address=document_address,
        )

    app.get(ADDRESS)(show_form)
    app.post(ADDRESS)(receive)
    app.get(f"{ADDRESS}/{{number}}")(report)


def _row(
    item: ReadItem, by_id: dict[str, DocumentSummary]
) -> tuple[ReadItem, DocumentSummary | None]:
    return item, by_id.get(item.document_id)
