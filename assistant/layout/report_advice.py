"""Comparison and advice as parts of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.layout.advice import Advice
from assistant.layout.advice_sections import SectionName
from assistant.layout.compare import Compared, Comparison
from assistant.layout.expiring import Expiring
from assistant.layout.findings import Finding
from assistant.layout.report_words import ReportWords, clause_note
from assistant.layout.timing import TimeLimits
from assistant.layout.written_advice import WrittenAdvice
from assistant.reports.report import Block, Heading, Items, Paragraph, Table, Words

_FITS = {True: "适合", False: "不适合", None: "不能判断"}
_SHOWN = 15


def comparison_blocks(comparison: Comparison, words: ReportWords) -> Iterator[Block]:
    """Who holds what, near pairs, rights about to end."""
    yield Heading(text="与对方对比")
    text = (
        f"本方 {len(comparison.mine):,} 件，对方 {len(comparison.theirs):,} 件，"
        f"共同持有 {len(comparison.together):,} 件。"
    )
    notes = [words.patents_note(ids) for ids in (comparison.mine, comparison.theirs) if ids]
    yield Paragraph(words=Words(text=text, notes=tuple(notes)))
    yield from _held("技术主题", comparison.topics, words)
    yield from _held("IPC 小类", comparison.subclasses[:_SHOWN], words)
    if comparison.near:
        pairs = (
            tuple(
                Words(text=text)
                for text in (
                    *(words.name(pair.mine), words.name(pair.theirs)),
                    f"{pair.likeness:.2f}",
                )
            )
            for pair in comparison.near[:_SHOWN]
        )
        yield Table(
            caption="双方异常相近的专利（数值只在本批数据内可比）",
            columns=("本方", "对方", "相近程度"),
            rows=tuple(pairs),
            widths=(4, 4, 1.4),
        )
    for side, rights in (("本方", comparison.my_expiring), ("对方", comparison.their_expiring)):
        yield from _expiring(side, rights, words)
    yield from words.remarks(comparison.remarks)


def advice_blocks(
    advice: Advice, words: ReportWords, written: WrittenAdvice | None = None
) -> Iterator[Block]:
    """The plan: form, topics, openings, sequence and types, limits of time, support.

    Args:
        written: parts of it in the words of a model; the others are given by rules.
    """
    said = _Said(words, written or WrittenAdvice(sections=()))
    yield Heading(text="布局建议")
    yield Heading(text=SectionName.FORMS, level=2)
    yield from said.by_model(SectionName.FORMS) or (_pattern_reasons(advice, words),)
    if said.has(SectionName.FORMS):
        yield _pattern_verdicts(advice)
    if advice.choice:
        note = clause_note(advice.choice)
        yield Paragraph(words=Words(text="形态的选择还取决于资料所列的其他因素。", notes=(note,)))
    yield Heading(text=SectionName.TOPICS, level=2)
    yield from said.of(SectionName.TOPICS, [role.reason for role in advice.topics])
    yield Heading(text=SectionName.OPENINGS, level=2)
    openings = said.of(SectionName.OPENINGS, [one.sentence for one in advice.openings])
    yield from openings or (Paragraph(words=Words(text="这批数据里没有找到。")),)
    yield Heading(text="申请顺序与类型", level=2)
    yield from said.of(SectionName.SEQUENCE, advice.sequence)
    yield from said.of(SectionName.TYPES, advice.types)
    if advice.timing:
        yield from timing_blocks(advice.timing, words)
    if advice.support:
        yield Heading(text="可以了解的支持政策", level=2)
        lines = (Words(text=f"{link.name}：{link.why}") for link in advice.support)
        yield Items(items=tuple(lines))
    yield Heading(text="不能得出的结论", level=2)
    yield from words.items(advice.limits)


class _Said:
    """The parts of the advice in the words of the model, or else of the rules."""

    def __init__(self, words: ReportWords, written: WrittenAdvice) -> None:
        self._words = words
        self._written = written

    def has(self, name: SectionName) -> bool:
        """Whether the model worded it."""
        return self._written.by_model(name) is not None

    def by_model(self, name: SectionName) -> tuple[Block, ...]:
        """The model's words, marked as such; () where there are none."""
        section = self._written.by_model(name)
        if section is None:
            return ()
        mark = Words(text=f"“{name}”由大模型撰写，已逐句核对。")
        items = self._words.items(sentence.finding for sentence in section.sentences)
        return (*items, Paragraph(words=mark, is_remark=True))

    def of(self, name: SectionName, findings: Sequence[Finding]) -> tuple[Block, ...]:
        """The model's words, else those of the rules."""
        return self.by_model(name) or self._words.items(findings)


def _pattern_reasons(advice: Advice, words: ReportWords) -> Table:
    return Table(
        caption="六类形态与本批数据",
        columns=("形态", "判断", "理由"),
        rows=tuple(_pattern_rows(advice, words)),
        widths=(2, 1.4, 7),
    )


def _pattern_verdicts(advice: Advice) -> Table:
    """The verdicts alone, which the rules gave: the model worded the reasons."""
    rows = ((Words(text=fit.pattern.value), Words(text=_FITS[fit.fits])) for fit in advice.patterns)
    caption = "六类形态与本批数据（由规则判断）"
    return Table(caption=caption, columns=("形态", "判断"), rows=tuple(rows), widths=(3, 2))


def _pattern_rows(advice: Advice, words: ReportWords) -> Iterator[tuple[Words, ...]]:
    for fit in advice.patterns:
        reasons = [words.words(reason) for reason in fit.reasons]
        notes = [note for reason in reasons for note in reason.notes]
        definition = (clause_note(fit.definition),) if fit.definition else ()
        yield (
            Words(text=fit.pattern.value, notes=definition),
            Words(text=_FITS[fit.fits]),
            Words(text="".join(r.text for r in reasons), notes=tuple(dict.fromkeys(notes))),
        )


def timing_blocks(timing: TimeLimits, words: ReportWords) -> Iterator[Block]:
    """A row a limit, earliest last day first; what no clause supports is said."""
    yield Heading(text="法定期限", level=2)
    rows = []
    for limit in timing.limits:
        said = words.words(limit.sentence)
        remark = limit.remark.text if limit.remark else ""
        rows.append(
            (
                Words(text=limit.name),
                Words(text=limit.last_day.isoformat() + "（已过）" * limit.is_over),
                Words(text=said.text + remark, notes=said.notes),
            )
        )
    if rows:
        columns = ("期限", "最后一天", "说明")
        yield Table(caption="", columns=columns, rows=tuple(rows), widths=(2, 2, 6))
    yield from words.remarks(timing.not_counted)


def _held(column: str, compared: Sequence[Compared], words: ReportWords) -> Iterator[Block]:
    if not compared:
        return
    rows = tuple(
        (
            Words(text=one.label),
            Words(text=str(len(one.mine)), notes=words.patents_notes(one.mine)),
            Words(text=str(len(one.theirs)), notes=words.patents_notes(one.theirs)),
            Words(text=one.balance.value),
        )
        for one in compared
    )
    columns = (column, "本方", "对方", "对比")
    yield Table(caption=f"按{column}对比", columns=columns, rows=rows, widths=(5, 1.5, 1.5, 2))


def _expiring(side: str, rights: Sequence[Expiring], words: ReportWords) -> Iterator[Block]:
    if not rights:
        return
    rows = tuple(
        (
            Words(text=words.name(right.patent)),
            Words(text=right.term.ends.isoformat(), notes=(clause_note(right.term.clause),)),
        )
        for right in rights[:_SHOWN]
    )
    yield Table(caption=f"{side}三年内保护期届满的专利", columns=("专利", "届满日"), rows=rows)
