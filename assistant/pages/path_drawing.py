"""The path of programmes as boxes and arrows: where each stands in an inline SVG picture."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.eligibility.path_graph import PathEdge, PathGraph, PathNode

_WIDTH, _HEIGHT = 176, 58
_GAP_X, _GAP_Y = 54, 20
_MARGIN = 8
_LINE_CHARACTERS = 11
_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnNode:
    """A box; offsets in pixels from the upper left.

    Attributes:
        lines: the name, cut to two lines.
    """

    node: PathNode
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEdge:
    """An arrow; `path` is the "d" of an SVG path."""

    edge: PathEdge
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The picture."""

    width: int
    height: int
    box_width: int
    box_height: int
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]


def drawn(graph: PathGraph) -> Drawing:
    """Columns from left to right, rows below one another, arrows from side to side."""
    nodes = {node.programme: _node(node) for node in graph.nodes}
    columns = max((node.column for node in graph.nodes), default=-1) + 1
    rows = max((node.row for node in graph.nodes), default=-1) + 1
    return Drawing(
        width=2 * _MARGIN + columns * _WIDTH + max(0, columns - 1) * _GAP_X,
        height=2 * _MARGIN + rows * _HEIGHT + max(0, rows - 1) * _GAP_Y,
        box_width=_WIDTH,
        box_height=_HEIGHT,
        nodes=tuple(nodes.values()),
        edges=tuple(_edge(edge, nodes[edge.source], nodes[edge.target]) for edge in graph.edges),
    )


def _node(node: PathNode) -> DrawnNode:
    return DrawnNode(
        node=node,
        x=_MARGIN + node.column * (_WIDTH + _GAP_X),
        y=_MARGIN + node.row * (_HEIGHT + _GAP_Y),
        lines=_lines(node.name),
    )


def _lines(name: str) -> tuple[str, ...]:
    cut = [name[at : at + _LINE_CHARACTERS] for at in range(0, len(name), _LINE_CHARACTERS)]
    if len(cut) > _LINES:
        cut = [*cut[: _LINES - 1], cut[_LINES - 1][:-1] + "…"]
    return tuple(cut)


def _edge(edge: PathEdge, source: DrawnNode, target: DrawnNode) -> DrawnEdge:
    x1, y1 = source.x + _WIDTH, source.y + _HEIGHT // 2
    x2, y2 = target.x - 4, target.y + _HEIGHT // 2
    bend = max(20, (x2 - x1) // 2)
    path = f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    return DrawnEdge(edge=edge, path=path)
