"""「评测」: the list of runs, a run to start, and the pages behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from assistant.pages.forms import TextFields
from assistant.pages.site import Site, SitePage
from assistant.settings import AssistantSettings
from evals.cases import Case, find_cases, join_cases, read_cases
from evals.drafts import DraftStore, State
from evals.errors import CasesError, RunsError
from evals.measured import measured_over
from evals.page import addresses, comparison_page, drafts_page, run_page
from evals.page.addresses import EVALS, RUNNING, RUNS
from evals.page.paging import page_of
from evals.page.run_jobs import RunJobs
from evals.page.run_shelf import RunShelf

_SEE_OTHER = 303
_LOOK_AGAIN_SECONDS = 1
_RUNS_ON_A_PAGE = 30
_OURS = {"dev": "调试题", "test": "测试题", "heldout": "保留题"}
_DRAFTS = "drafts"
_STATIC = Path(__file__).parent / "static"
_FILES = ("evals.css", "evals.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """A set of questions to choose.

    Attributes:
        seconds: that asking them will take, about.
        is_usual: ticked at first.
    """

    name: str
    label: str
    cases: int
    seconds: int
    is_usual: bool


def add_routes(app: FastAPI, site: Site) -> None:
    """The list and the run under way; then runs, comparisons and drafts."""
    shelf = RunShelf(site.home.runs)
    # not now: a damaged file of drafts must not keep the chat from starting
    open_drafts = cache(lambda: DraftStore(site.home.drafts))
    settings = AssistantSettings()
    jobs = RunJobs(lambda: measured_over(site.opening.result(), site.home), site.home.runs)

    def show_list(request: Request) -> HTMLResponse:
        drafts, lines = open_drafts(), shelf.lines()
        whole = [line for line in lines if not line.error]
        return site.render(
            "evals_runs.html",
            address=EVALS,
            found=page_of(lines, size=_RUNS_ON_A_PAGE, address=EVALS, query=request.query_params),
            whole=whole,
            before={new.name: old.name for new, old in pairwise(whole)},
            sets=_sets(shelf, drafts),
            job=jobs.job,
            model=settings.llm_model if settings.llm_url else "",
            open_drafts=sum(draft.state is State.OPEN for draft in drafts.drafts()),
            addresses=addresses,
        )

    def start(given: TextFields) -> RedirectResponse:
        chosen = [name for name in (*_OURS, _DRAFTS) if name in given]
        if not chosen:
            raise CasesError("还没有选题。请至少选一份题，再点「现在评测」。")
        cases = join_cases([_cases(open_drafts(), name) for name in chosen])
        if not cases:
            raise CasesError("还没有标注好的草稿。请先标注，再评测。")
        jobs.start("、".join(chosen), cases)
        return RedirectResponse(RUNNING, _SEE_OTHER)

    def stop() -> RedirectResponse:
        jobs.stop()
        return RedirectResponse(RUNNING, _SEE_OTHER)

    _add_files(app)
    app.get(EVALS)(show_list)
    app.post(RUNS)(start)
    app.get(RUNNING)(lambda: _running(site, jobs))
    app.post(f"{RUNNING}/stop")(stop)
    run_page.add_routes(app, site, shelf)
    comparison_page.add_routes(app, site, shelf)
    drafts_page.add_routes(app, site, open_drafts)


def _running(site: Site, jobs: RunJobs) -> HTMLResponse | RedirectResponse:
    job = jobs.job
    if job is None:
        return RedirectResponse(EVALS, _SEE_OTHER)
    if job.run:
        return RedirectResponse(addresses.run_address(job.run), _SEE_OTHER)
    return site.render(
        "evals_running.html",
        address=EVALS,
        job=job,
        again_seconds=0 if job.is_over else _LOOK_AGAIN_SECONDS,
    )


def _sets(shelf: RunShelf, drafts: DraftStore) -> list[QuestionSet]:
    labels = {**_OURS, _DRAFTS: "已标注的草稿"}
    counts = {name: len(_cases(drafts, name)) for name in labels}
    return [
        QuestionSet(
            name=name,
            label=label,
            cases=counts[name],
            seconds=shelf.seconds_for(counts[name]),
            is_usual=name in ("dev", "test"),
        )
        for name, label in labels.items()
        if counts[name]
    ]


def _cases(drafts: DraftStore, name: str) -> tuple[Case, ...]:
    return drafts.cases() if name == _DRAFTS else _our_cases(name)


@cache
def _our_cases(name: str) -> tuple[Case, ...]:
    return read_cases(find_cases(name))


def _add_files(app: FastAPI) -> None:
    """The style sheet and the script of these pages."""

    def file(name: str) -> FileResponse:
        if name not in _FILES:
            raise RunsError("没有这个文件。")
        return FileResponse(_STATIC / name, headers={"cache-control": "no-cache"})

    app.get(f"{addresses.STATIC}/{{name}}")(file)


PAGE = SitePage(
    address=EVALS,
    label="评测",
    add_routes=add_routes,
    templates=Path(__file__).parents[1] / "templates",
)
