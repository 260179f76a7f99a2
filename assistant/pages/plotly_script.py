"""The drawing library of the pages: the script that the installed plotly package brings along."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI
from fastapi.responses import Response

_ONE_YEAR = "public, max-age=31536000, immutable"


def plotly_address() -> str:
    """Where the script is offered; another version has another address."""
    return f"/plotly/{version('plotly')}.js"


def add_routes(app: FastAPI) -> None:
    """Offers the script; a browser asks for it once."""

    def script() -> Response:
        import plotly

        data = files(plotly).joinpath("package_data/plotly.min.js").read_bytes()
        return Response(data, media_type="text/javascript", headers={"cache-control": _ONE_YEAR})

    app.get(plotly_address())(script)
