"""A scope as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.scope import Scope, ScopeHit


def scope_lines(scope: Scope, reader: PatentReader, *, limit: int) -> Iterator[str]:
    """How many, the best ones, and both sides of the boundary."""
    yield f"通过筛选条件的共 {scope.admitted:,} 件。"
    yield scope.size.statement() if scope.size else f"范围内 {len(scope.hits):,} 件。"
    if scope.unknown:
        yield f"数据里没有这些公开号：{'、'.join(scope.unknown)}。"
    if scope.unindexed:
        yield f"有 {scope.unindexed:,} 件还没有建好索引，只按文字检索；重新导入同一文件会接着建。"
    shown = scope.hits[:limit]
    records = reader.by_id([hit.id for hit in (*shown, *scope.near_boundary, *scope.below)])
    yield from (_line(hit, records[hit.id]) for hit in shown)
    if scope.threshold is None:
        return
    if scope.hits:
        yield f"—— 边界 {scope.threshold:g}；贴近边界以内："
    yield from (_line(hit, records[hit.id]) for hit in scope.near_boundary)
    if scope.below:
        yield "—— 边界以外最近的（觉得相关就调低 --threshold，或用 --include 加进来）："
    yield from (_line(hit, records[hit.id]) for hit in scope.below)


def _line(hit: ScopeHit, record: PatentRecord) -> str:
    who = "、".join(record.applicants) or "申请人未注明"
    by_hand = "，指定" if hit.by_hand else ""
    return f"{hit.score:6.2f}  {hit.number}  {record.title}（{who}{by_hand}）"
