"""「专利布局」: lists of patents, a scope, its landscape, nearest art, comparison and advice."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.pages import (
    layout_files,
    layout_landscape,
    layout_lists,
    layout_names,
    layout_nearest,
    layout_patent,
    layout_plan_page,
    layout_scope,
    plotly_script,
)
from assistant.pages.layout_address import LAYOUT
from assistant.pages.layout_desk import LayoutDesk
from assistant.pages.owner import KnownBrowser
from assistant.pages.site import Site, SitePage


def add_routes(app: FastAPI, site: Site) -> None:
    """All pages below one address."""
    app.add_middleware(KnownBrowser, below=LAYOUT)
    desk = LayoutDesk(site)
    plotly_script.add_routes(app)
    layout_lists.add_routes(app, site, desk)
    layout_scope.add_routes(app, site, desk)
    layout_landscape.add_routes(app, site, desk)
    layout_patent.add_routes(app, site, desk)
    layout_names.add_routes(app, site, desk)
    layout_nearest.add_routes(app, site, desk)
    layout_plan_page.add_routes(app, site, desk)
    layout_files.add_routes(app, desk)


PAGE = SitePage(address=LAYOUT, label="专利布局", add_routes=add_routes)
