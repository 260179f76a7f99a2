"""One run: its figures, its questions by filters, and a question in full."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from assistant.addresses import place_address
from assistant.labels import REASONS
from assistant.pages.download import download
from assistant.pages.site import Site
from evals.cases import CATEGORY_NAMES
from evals.errors import RunsError
from evals.page import addresses, rows
from evals.page.addresses import EVALS, RUNS
from evals.page.paging import page_of
from evals.page.run_shelf import RunShelf
from evals.report_page import as_html, as_markdown

_ROWS_ON_A_PAGE = 50


def add_routes(app: FastAPI, site: Site, shelf: RunShelf) -> None:
    """The run, its report as a file, and one of its questions."""

    def show(request: Request, name: str) -> HTMLResponse:
        run, query = shelf.run(name), request.query_params
        here = addresses.run_address(name)
        return site.render(
            "evals_run.html",
            address=EVALS,
            run=run,
            view=shelf.view(name),
            found=page_of(
                rows.chosen_rows(run, query), size=_ROWS_ON_A_PAGE, address=here, query=query
            ),
            query={field: query.get(field, "")[:200] for field in ("category", "outcome", "q")},
            categories=rows.categories_in(run.rows),
            outcomes=rows.OUTCOMES,
            others=[line for line in shelf.lines() if not line.error and line.name != name],
            category_names=CATEGORY_NAMES,
            rows=rows,
            addresses=addresses,
            here=here,
        )

    def show_case(name: str, case_id: str) -> HTMLResponse:
        run = shelf.run(name)
        row = next((row for row in run.rows if row.case.id == case_id), None)
        if row is None:
            raise RunsError(f"这次评测里没有编号为 {case_id} 的题。")
        before, after = rows.neighbours(run.rows, case_id)
        return site.render(
            "evals_case.html",
            address=EVALS,
            run=run,
            row=row,
            before=before,
            after=after,
            category_names=CATEGORY_NAMES,
            reasons=REASONS,
            rows=rows,
            addresses=addresses,
            place_address=place_address,
        )

    def html(name: str) -> Response:
        return download(as_html(shelf.run(name)), f"评测报告-{name}.html", "text/html")

    def markdown(name: str) -> Response:
        return download(as_markdown(shelf.run(name)), f"评测报告-{name}.md", "text/markdown")

    app.get(f"{RUNS}/{{name}}")(show)
    app.get(f"{RUNS}/{{name}}/report.html")(html)
    app.get(f"{RUNS}/{{name}}/report.md")(markdown)
    app.get(f"{RUNS}/{{name}}/cases/{{case_id:path}}")(show_case)
