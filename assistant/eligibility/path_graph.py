"""How programmes build on each other, and where the company stands on each: nodes and edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.eligibility.matching import Match, Standing
from assistant.eligibility.programme_parts import Link, Reference

THREE_STAGES = ("ip-standard", "ip-advantage", "ip-demonstration")
"""贯标推行、优势企业培育、示范企业培育: 《国家知识产权优势企业培育工作方案》 part one."""


class Relation(StrEnum):
    """What an edge says; the value is shown to users."""

    REQUIRED = "先取得"
    """The target cannot be had without the source."""
    LEADS = "有助于"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathNode:
    """A programme.

    Attributes:
        column: 0 for what nothing leads to; right of everything that leads to it.
        row: from 0 within the column, in the order of the programmes given.
        unmet: conditions the company does not meet.
    """

    programme: str
    name: str
    standing: Standing
    unmet: int
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PathEdge:
    """One programme that comes before another.

    Attributes:
        source, target: ids.
        text: in Chinese; "" when the relation says it all.
    """

    source: str
    target: str
    relation: Relation
    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathGraph:
    """Nodes by column and row, edges in the order of the programmes."""

    nodes: tuple[PathNode, ...]
    edges: tuple[PathEdge, ...]


def path_graph(matches: Sequence[Match], *, only: Collection[str] | None = None) -> PathGraph:
    """The graph of the programmes matched that have something to do with one another.

    Args:
        matches: as `match_support` gives them.
        only: ids of the programmes to draw, such as `THREE_STAGES`; None for all that are linked.
    """
    by_id = {m.programme.id: m for m in matches if only is None or m.programme.id in only}
    edges = tuple(_edges(by_id))
    linked = {end for edge in edges for end in (edge.source, edge.target)}
    columns = _columns([name for name in by_id if name in linked or only is not None], edges)
    rows: dict[int, int] = {}
    nodes = []
    for name, column in sorted(columns.items(), key=lambda item: item[1]):
        match = by_id[name]
        nodes.append(
            PathNode(
                programme=name,
                name=match.programme.name,
                standing=match.standing,
                unmet=match.unmet,
                column=column,
                row=rows.setdefault(column, 0),
            )
        )
        rows[column] += 1
    return PathGraph(nodes=tuple(nodes), edges=edges)


def _edges(by_id: Mapping[str, Match]) -> Iterable[PathEdge]:
    """Each pair once: that a programme is required says more than that it helps."""
    found: dict[tuple[str, str], PathEdge] = {}
    for name, match in by_id.items():
        for link in match.programme.leads_to:
            _add(found, name, link.programme, Relation.LEADS, link)
        for link in match.programme.requires:
            _add(found, link.programme, name, Relation.REQUIRED, link)
    return (edge for pair, edge in found.items() if pair[0] in by_id and pair[1] in by_id)


def _add(
    found: dict[tuple[str, str], PathEdge],
    source: str,
    target: str,
    relation: Relation,
    link: Link,
) -> None:
    before = found.get((source, target))
    if before is None:
        found[source, target] = PathEdge(
            source=source,
            target=target,
            relation=relation,
            text=link.text,
            references=link.references,
        )
    elif relation is Relation.REQUIRED:
        joined = tuple(dict.fromkeys((*link.references, *before.references)))
        text = link.text or before.text
        found[source, target] = replace(before, relation=relation, text=text, references=joined)


def _columns(names: Sequence[str], edges: Sequence[PathEdge]) -> dict[str, int]:
    """Longest way to each; rules that lead in a circle stop it at the number of programmes."""
    columns = dict.fromkeys(names, 0)
    for _ in names:
        for edge in edges:
            least = min(columns[edge.source] + 1, len(names) - 1)
            columns[edge.target] = max(columns[edge.target], least)
    return columns
