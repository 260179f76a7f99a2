"""A report with everything a report may hold, hostile text included."""

from __future__ import annotations

from assistant.reports.charts import bars_chart, columns_chart, grid_chart
from assistant.reports.report import (
    Heading,
    Items,
    Note,
    Paragraph,
    Report,
    Table,
    Words,
)

LAW = Note(text="《某法》第四十二条：期限为二十年。", link="https://law.example/42?a=1&b=2")
DIGEST = Note(text='摘编 #panic() $x$ <img src=x onerror=alert(1)> "引" [a](javascript:1)')
LURE = Note(text="假来源", link="javascript:alert(1)")

SAMPLE = Report(
    title="资格评估报告 <b>#x</b>",
    subtitle="示例公司 · 优势企业",
    facts=(("评估日", "2026-11-22"), ("资料", "内置知识库")),
    footer="以主管部门认定为准",
    blocks=(
        Heading(text="总体判断"),
        Paragraph(words=Words(text="研发占比低于门槛。", notes=(LAW, DIGEST))),
        Paragraph(words=Words(text="以主管部门认定为准。"), is_remark=True),
        Heading(text="还差什么", level=2),
        Items(items=(Words(text="还差 18 万元", notes=(DIGEST,)), Words(text="再过 7 个月"))),
        Items(items=(Words(text="先贯标"), Words(text="再申报")), is_numbered=True),
        Table(
            caption="逐项结论",
            columns=("条件", "结论", "依据"),
            rows=(
                (Words(text="甲|乙"), Words(text="满足"), Words(text="第十一条", notes=(LAW,))),
                (Words(text="丙\n丁"), Words(text="待确认"), Words(text="", notes=(LURE,))),
            ),
            widths=(3, 1, 2),
        ),
        columns_chart("趋势", ["2024", "2025"], {"发明": [3, 4], "外观": [1, 0]}, pale_from=1),
        bars_chart("申请人 $甲$", ["甲公司", "乙大学"], [3, 1]),
        grid_chart("矩阵", ["电池"], ["提高效率", "降低成本"], [[2, 0]]),
    ),
)
