"""How an answer on patents came about, for the reader of the chat."""

from __future__ import annotations

from assistant.layout.chat_questions import Asks, LayoutQuestion
from assistant.layout.nearest_art import NearestArt
from assistant.layout.workbench import Field
from assistant.trace import Step, Trace

_READ_AS = {
    Asks.LANDSCAPE: "专利全景",
    Asks.ADVICE: "布局建议",
    Asks.COMPARISON: "申请人对比",
    Asks.EXPIRING: "快到期的专利",
}


def trace_of_field(asked: LayoutQuestion, field: Field) -> Trace:
    """What the question was read as, and which patents were counted."""
    scope = field.scope
    about = "；".join(filter(None, (asked.about, "、".join(scope.query.applicants))))
    boundary = "按申请人筛选" if scope.threshold is None else f"得分不低于 {scope.threshold:g}"
    counted = f"{len(field.records):,} 件（通过筛选 {scope.admitted:,} 件，{boundary}）"
    steps = [
        Step(label="读成的问题", text=f"{_READ_AS[asked.asks]}：{about}"),
        Step(label="纳入统计的专利", text=f"{counted}；同一申请的多次公布算一件"),
    ]
    if field.unindexed:
        steps.append(Step(label="没有计入", text=f"{field.unindexed:,} 件还没有建好索引"))
    return Trace(steps=tuple(steps), queries=tuple(filter(None, (scope.query.question,))))


def trace_of_nearest(art: NearestArt) -> Trace:
    """Into which features the idea was taken apart, and what they were compared with."""
    features = "；".join(f"{f.number}.{f.text}" for f in art.features.features)
    return Trace(
        steps=(
            Step(label="拆成的技术特征", text=features),
            Step(
                label="比较的专利",
                text=f"检索 {art.searched:,} 件，取最接近的 {art.compared:,} 件逐项比较",
            ),
        ),
    )
