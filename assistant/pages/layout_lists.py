"""Lists of patents: uploading, taking them from the corpus, what became of it, deleting."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.errors import LayoutError
from assistant.layout.import_paths import parted
from assistant.layout.imported import Imported, Target
from assistant.layout.workbench import Workbench
from assistant.pages.forms import TextFields, WholeForm
from assistant.pages.layout_address import LAYOUT, LISTS, Place
from assistant.pages.layout_desk import LayoutDesk
from assistant.pages.owner import Owner
from assistant.pages.site import Site
from assistant.pages.stored_files import store_files
from corpus.progress import Progress

_SEE_OTHER = 303
_LOOK_AGAIN_SECONDS = 1
_JOBS_SHOWN = 10
_FAULTS_SHOWN = 200
_FROM_CORPUS = "语料库里的专利"
_LONGEST_NAME = 80


def add_routes(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    """The lists, what their forms send, and how far an import is."""
    _add_lists(app, site, desk)
    _add_imports(app, site, desk)


def _add_lists(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    def show(owner: Owner) -> HTMLResponse:
        bench, jobs = desk.bench(), desk.jobs.recent(owner=owner)
        # What is being indexed is told by its job; to count it would slow the job down.
        is_busy = any(not job.is_over for _, job in jobs)
        return site.render(
            "layout_lists.html",
            address=LAYOUT,
            lists=bench.reader(owner).lists(),
            own=owner,
            jobs=jobs[:_JOBS_SHOWN],
            unindexed=0 if is_busy else bench.patents(owner).unindexed,
            place=Place(),
        )

    def report(owner: Owner, number: str) -> HTMLResponse:
        job = desk.jobs.find(number, owner=owner)
        faults = [fault for one in job.report or () for fault in one.faults]
        return site.render(
            "layout_import.html",
            address=LAYOUT,
            job=job,
            faults=faults[:_FAULTS_SHOWN],
            unshown=max(0, len(faults) - _FAULTS_SHOWN),
            again_seconds=0 if job.is_over else _LOOK_AGAIN_SECONDS,
        )

    def delete(owner: Owner, id_: str) -> RedirectResponse:
        desk.bench().delete_list(id_, viewer=owner, by=owner)
        return RedirectResponse(LISTS, _SEE_OTHER)

    app.get(LISTS)(show)
    app.get(f"{LISTS}/imports/{{number}}")(report)
    app.post(f"{LISTS}/{{id_}}/delete")(delete)


def _add_imports(app: FastAPI, site: Site, desk: LayoutDesk) -> None:
    def receive(owner: Owner, sent: WholeForm) -> Response:
        bench = desk.bench()
        if not sent.files:
            raise LayoutError(
                "还没有选择文件。请返回上一页选择导出的表格或专利 PDF，再点「上传」。"
            )
        target = _wanted(sent.text, owner)
        _, paths = store_files(site.home.root / "uploads", sent.files)
        numbers = [
            desk.jobs.start(
                [path.name for path in part], partial(_import, bench, part, target), owner=owner
            )
            for part in parted(paths)
        ]
        return _led_on(numbers)

    def from_corpus(owner: Owner, sent: TextFields) -> Response:
        bench, target = desk.bench(), _wanted(sent, owner)
        target = replace(target, name=target.name or _FROM_CORPUS)

        def work(tell: Progress) -> tuple[Imported, ...]:
            return (bench.import_corpus(target, tell),)

        return _led_on([desk.jobs.start([target.name], work, owner=owner)])

    def index(owner: Owner) -> Response:
        bench = desk.bench()

        def work(tell: Progress) -> tuple[Imported, ...]:
            bench.index(owner, tell)
            return ()

        return _led_on([desk.jobs.start(["检索索引"], work, owner=owner)])

    app.post(LISTS)(receive)
    app.post(f"{LISTS}/corpus")(from_corpus)
    app.post(f"{LISTS}/index")(index)


def _wanted(sent: Mapping[str, str], owner: str) -> Target:
    """Whose the list is to be and its name."""
    name = sent.get("name", "").strip()[:_LONGEST_NAME]
    return Target(owner=None if sent.get("shared") else owner, name=name, by=owner)


def _import(
    bench: Workbench, paths: list[Path], target: Target, tell: Progress
) -> tuple[Imported, ...]:
    """Import stored files and delete what `store_files` made for each, the last its folder."""
    try:
        return bench.import_paths(paths, target, tell)
    finally:
        for path in paths:
            shutil.rmtree(path.parent, ignore_errors=True)
        with suppress(OSError):  # files of another job are still in it
            paths[0].parents[1].rmdir()


def _led_on(numbers: list[str]) -> RedirectResponse:
    """To the only job, or to all of them."""
    where = f"{LISTS}/imports/{numbers[0]}" if len(numbers) == 1 else LISTS
    return RedirectResponse(where, _SEE_OTHER)
