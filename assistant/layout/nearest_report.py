"""Nearest art as a report: the features, the table of patents, the words that say them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.layout.feature_match import Match, Verdict
from assistant.layout.features import Features
from assistant.layout.nearest_art import DISCLAIMER, NearestArt, NearPatent
from assistant.reports.report import Block, Heading, Items, Note, Paragraph, Report, Table, Words

_SIGNS = {Verdict.FOUND: "●", Verdict.PARTLY: "◐", Verdict.NOT_FOUND: "○"}
_COLUMNS_AT_ONCE = 6
"""Patents in one table; more do not fit on a page."""


def nearest_report(art: NearestArt) -> Report:
    """The report; every sign has the words of the patent behind it as a footnote."""
    whole = len(art.features.features)
    return Report(
        title="最接近的专利：逐项特征比对",
        subtitle=f"{whole} 项特征，逐项比较 {art.compared:,} 件专利",
        facts=(("检索范围", f"{art.searched:,} 件专利"), ("数据版本", str(art.revision))),
        blocks=tuple(_blocks(art)),
        footer=DISCLAIMER,
    )


def _blocks(art: NearestArt) -> Iterator[Block]:
    yield Heading(text="结论")
    yield Items(items=tuple(Words(text=line) for line in art.statements()))
    yield Heading(text="技术特征")
    yield Items(items=tuple(_features(art.features)), is_numbered=True)
    if art.features.left_out:
        text = f"只拆解了第一项权利要求，其余 {art.features.left_out} 项没有比较。"
        yield Paragraph(words=Words(text=text), is_remark=True)
    if not art.patents:
        return
    yield Heading(text="特征 × 专利")
    yield Paragraph(words=Words(text="● 找到　◐ 部分找到　○ 未找到；脚注是专利里的原话。"))
    for start in range(0, len(art.patents), _COLUMNS_AT_ONCE):
        yield _table(art, art.patents[start : start + _COLUMNS_AT_ONCE])
    yield Heading(text="所列专利")
    yield Items(items=tuple(_named(patent) for patent in art.patents))


def _features(features: Features) -> Iterator[Words]:
    for feature in features.features:
        known = "，申请人自认已知" if feature.is_known else ""
        yield Words(text=f"{feature.text}（{feature.kind}{known}）")


def _table(art: NearestArt, patents: tuple[NearPatent, ...]) -> Table:
    rows = tuple(
        (
            Words(text=f"{feature.number}. {feature.text}"),
            *(_cell(patent, patent.matches[place]) for patent in patents),
        )
        for place, feature in enumerate(art.features.features)
    )
    return Table(
        caption="",
        columns=("特征", *(patent.record.number for patent in patents)),
        rows=rows,
        widths=(4, *(1.5 for _ in patents)),
    )


def _cell(patent: NearPatent, match: Match) -> Words:
    if match.verdict is Verdict.NOT_FOUND:
        return Words(text=_SIGNS[match.verdict])
    how = "（意思相近）" if match.by_meaning else ""
    note = Note(text=f"{patent.record.number}{match.part}：“{match.quote}”{how}")
    return Words(text=_SIGNS[match.verdict], notes=(note,))


def _named(patent: NearPatent) -> Words:
    record = patent.record
    who = "、".join(record.applicants) or "申请人未注明"
    when = f"，{record.filed.isoformat()} 申请" if record.filed else ""
    return Words(text=f"{record.number}《{record.title}》（{who}{when}）")
