"""Charts of reports, drawn the same on every machine: as SVG with outlined letters, and as PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from assistant.reports.fonts import FAMILY, REGULAR
from assistant.reports.report import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_WIDTH_INCHES = 7.2
_LINE_INCHES = 0.32
_PNG_DOTS_PER_INCH = 160
_COLOURS = ("#1f5fa8", "#e07b39", "#3a9d6e", "#8d5fb0", "#c0392b", "#7f8c8d")
_DARK = 0.75
"""Share of the highest count from which on the colour behind a number is dark."""
_INK, _GRID = "#1d2733", "#e3e7ec"


def columns_chart(
    caption: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    pale_from: int | None = None,
) -> Figure:
    """Stacked columns, one a label; those from number `pale_from` (from 0) on are drawn pale.

    Raises:
        ValueError: a series has another length than `labels`.
    """
    from matplotlib.ticker import MaxNLocator

    canvas, axes = _canvas(3.4)
    bottom = [0.0] * len(labels)
    for (name, values), colour in zip(series.items(), _cycle(len(series)), strict=True):
        bars = axes.bar(range(len(labels)), values, bottom=bottom, color=colour, label=name)
        for bar in list(bars)[pale_from:] if pale_from is not None else ():
            bar.set_alpha(0.4)
            bar.set_hatch("//")
        bottom = [low + high for low, high in zip(bottom, values, strict=True)]
    axes.set_xticks(range(len(labels)), labels, rotation=45 if len(labels) > 10 else 0)
    axes.grid(axis="y", color=_GRID)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    if len(series) > 1:
        axes.legend(frameon=False)
    return _figure(canvas, caption, _described(labels, series))


def bars_chart(caption: str, labels: Sequence[str], values: Sequence[float]) -> Figure:
    """Bars lying down, the first on top, each with its value.

    Raises:
        ValueError: `values` has another length than `labels`.
    """
    from matplotlib.ticker import MaxNLocator

    canvas, axes = _canvas(max(1.6, _LINE_INCHES * len(labels) + 0.6))
    bars = axes.barh(range(len(labels)), values, color=_COLOURS[0])
    axes.bar_label(bars, fmt="%g", padding=3, color=_INK)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.grid(axis="x", color=_GRID)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return _figure(canvas, caption, _described(labels, {"": values}))


def grid_chart(
    caption: str, rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[float]]
) -> Figure:
    """A grid of counts, darker where they are higher; an empty cell stays white.

    Raises:
        ValueError: `counts` is not of that many rows and columns.
    """
    if len(counts) != len(rows) or any(len(line) != len(columns) for line in counts):
        raise ValueError("counts must have one line a row and one number a column")
    canvas, axes = _canvas(max(2.0, _LINE_INCHES * len(rows) + 1.4))
    highest = max((count for line in counts for count in line), default=0) or 1
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=highest * 1.4, aspect="auto")
    for y, line in enumerate(counts):
        for x, count in enumerate(line):
            if count:
                ink = "white" if count > highest * _DARK else _INK
                axes.text(x, y, f"{count:g}", ha="center", va="center", color=ink)
    axes.set_xticks(range(len(columns)), columns, rotation=30, ha="right")
    axes.set_yticks(range(len(rows)), rows)
    said = (
        f"{row}：" + "、".join(f"{c} {n:g}" for c, n in zip(columns, line, strict=True) if n)
        for row, line in zip(rows, counts, strict=True)
        if any(line)
    )
    return _figure(canvas, caption, "；".join(said))


def _canvas(height_inches: float) -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure as Canvas

    _register_font()
    canvas = Canvas(figsize=(_WIDTH_INCHES, height_inches), layout="constrained")
    axes = canvas.add_subplot()
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return canvas, axes


@cache
def _register_font() -> None:
    """Not through rcParams, which are the whole program's."""
    from matplotlib.font_manager import fontManager

    fontManager.addfont(REGULAR)


def _figure(canvas: Canvas, caption: str, alt: str) -> Figure:
    import matplotlib as mpl
    from matplotlib.text import Text

    for text in canvas.findobj(Text):
        if isinstance(text, Text):
            text.set_fontfamily(FAMILY)
            text.set_parse_math(False)  # a name may hold dollar signs
    svg, png = StringIO(), BytesIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": caption, "hatch.linewidth": 0.5}):
        canvas.savefig(svg, format="svg", metadata={"Date": None})
        canvas.savefig(png, format="png", dpi=_PNG_DOTS_PER_INCH)
    return Figure(caption=caption, svg=svg.getvalue(), png=png.getvalue(), alt=alt)


def _cycle(count: int) -> list[str]:
    return [_COLOURS[number % len(_COLOURS)] for number in range(count)]


def _described(labels: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    parts = (
        f"{name}：" * bool(name)
        + "、".join(f"{label} {value:g}" for label, value in zip(labels, values, strict=True))
        for name, values in series.items()
    )
    return "；".join(parts)
