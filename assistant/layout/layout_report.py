"""The whole layout analysis as a report: cover, method, figures, comparison, advice, annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.layout.layout_plan import Plan
from assistant.layout.patent_record import PatentRecord
from assistant.layout.report_advice import advice_blocks, comparison_blocks, timing_blocks
from assistant.layout.report_landscape import landscape_blocks
from assistant.layout.report_words import ReportWords
from assistant.layout.scope import Scope
from assistant.layout.timing import TimeLimits
from assistant.layout.workbench import Surveyed
from assistant.layout.written_advice import BY_RULES
from assistant.reports.report import Block, Heading, Items, Paragraph, Report, Table, Words

MOST_LISTED = 1_000
"""Patents of the annex; Word takes minutes over longer tables."""

FOOTER = "由知策按所列数据和条文生成；不是法律意见，申请前请由专利代理师检索核实。"


def layout_report(plan: Plan) -> Report:
    """Everything; the same scope in the same data gives the same figures and sentences by rule."""
    surveyed = plan.surveyed
    words = ReportWords(surveyed.field.records)
    blocks = [*_method(surveyed, words), *_wording(plan)]
    blocks += landscape_blocks(surveyed.landscape, words)
    if plan.comparison:
        blocks += comparison_blocks(plan.comparison, words)
    blocks += [*advice_blocks(plan.advice, words, plan.written), *_annex(surveyed, words)]
    return _report(surveyed, "专利布局分析", blocks)


def landscape_report(surveyed: Surveyed) -> Report:
    """Data and figures alone."""
    words = ReportWords(surveyed.field.records)
    blocks = [*_method(surveyed, words), *landscape_blocks(surveyed.landscape, words)]
    return _report(surveyed, "专利全景", [*blocks, *_annex(surveyed, words)])


def comparison_report(plan: Plan) -> Report:
    """The comparison alone; no more than its data when no two sides were named."""
    words = ReportWords(plan.surveyed.field.records)
    compared = comparison_blocks(plan.comparison, words) if plan.comparison else ()
    blocks = [*_method(plan.surveyed, words), *compared, *_annex(plan.surveyed, words)]
    return _report(plan.surveyed, "专利对比", blocks)


def advice_report(plan: Plan) -> Report:
    """The advice alone."""
    words = ReportWords(plan.surveyed.field.records)
    blocks = [*_method(plan.surveyed, words), *_wording(plan)]
    blocks += advice_blocks(plan.advice, words, plan.written)
    return _report(plan.surveyed, "布局建议", [*blocks, *_annex(plan.surveyed, words)])


def deadlines_report(limits: TimeLimits, *, day: date) -> Report:
    """Statutory time limits alone."""
    return Report(
        title="法定期限",
        subtitle="由所给日期推算",
        facts=(("条文以此日为准", day.isoformat()),),
        blocks=tuple(timing_blocks(limits, ReportWords(()))),
        footer=FOOTER,
    )


def _report(surveyed: Surveyed, kind: str, blocks: Sequence[Block]) -> Report:
    head = _head(surveyed.field.scope.query.question.strip())
    return Report(
        title=f"{kind}：{head}" if head else kind,
        subtitle=f"{len(surveyed.field.records):,} 件专利",
        facts=(
            ("数据里最晚的日期", _last_day(surveyed)),
            ("条文以此日为准", surveyed.clauses.day.isoformat()),
            ("检索边界", _boundary(surveyed.field.scope)),
            ("数据版本", str(surveyed.field.scope.revision)),
        ),
        blocks=tuple(blocks),
        footer=FOOTER,
    )


def _method(surveyed: Surveyed, words: ReportWords) -> Iterator[Block]:
    scope = surveyed.field.scope
    yield Heading(text="数据与方法")
    if scope.query.question.strip():
        yield Paragraph(words=Words(text=f"检索用语：{scope.query.question.strip()}"))
    lines = [
        f"符合筛选条件的申请 {scope.admitted:,} 件，落在边界以内的 {len(scope.hits):,} 件；"
        "同一申请的多次公布合并为一件。",
        "检索把语义向量与关键词得分合在一起排序；边界以标准差为单位，可以调整后重新分析。",
        "主题由标题和摘要的向量聚类得到，功效从摘要的原话里读出；都可以重复得到同样的结果。",
    ]
    if scope.size:
        lines.append(scope.size.statement())
    if surveyed.field.unindexed:
        lines.append(f"有 {surveyed.field.unindexed:,} 件尚未建好索引，没有计入。")
    yield Items(items=tuple(Words(text=line) for line in lines))
    yield from words.remarks(surveyed.landscape.remarks)


def _wording(plan: Plan) -> Iterator[Block]:
    """Who worded the advice."""
    said = plan.written.says() if plan.written else (BY_RULES,)
    yield Items(items=tuple(Words(text=line) for line in said))


def _annex(surveyed: Surveyed, words: ReportWords) -> Iterator[Block]:
    topic = surveyed.landscape.topics.label_of()
    records = words.listed
    yield Heading(text="附录：专利清单")
    yield Table(
        caption="",
        columns=("序号", "公开（公告）号", "名称", "申请人", "申请日", "主题"),
        rows=tuple(
            _row(words.place(record.id), record, topic[record.id])
            for record in records[:MOST_LISTED]
        ),
        widths=(1.2, 3, 4.8, 3.6, 2.6, 3),
    )
    if len(records) > MOST_LISTED:
        text = f"只列出前 {MOST_LISTED:,} 件，全部 {len(records):,} 件请下载数据表（XLSX）。"
        yield Paragraph(words=Words(text=text), is_remark=True)


def _row(place: int, record: PatentRecord, topic: str) -> tuple[Words, ...]:
    cells = (
        str(place),
        record.number,
        record.title,
        "、".join(record.applicants) or "—",
        record.filed.isoformat() if record.filed else "—",
        topic,
    )
    return tuple(Words(text=cell) for cell in cells)


def _last_day(surveyed: Surveyed) -> str:
    is_told = any(r.filed or r.published or r.granted for r in surveyed.field.records)
    return surveyed.landscape.data_day.isoformat() if is_told else "数据里没有日期"


def _boundary(scope: Scope) -> str:
    if scope.threshold is None:
        return "只按筛选条件"
    return f"得分不低于 {scope.threshold:g}"


def _head(question: str) -> str:
    line = question.split("\n")[0]
    return line if len(line) <= 30 else f"{line[:29]}…"
