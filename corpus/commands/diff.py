"""`zhice corpus diff`: what changed from one document to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import AsJson, open_catalogue, print_json, write_line
from corpus.errors import ComparisonError
from corpus.system_faults import said_of

if TYPE_CHECKING:
    from corpus.compare.changes import Change, ComparedPair
    from corpus.compare.compare_documents import Comparison

_Side = Annotated[
    str, typer.Argument(help="编号或其前几位、标题@版本（如 专利法实施细则@2010），或文件路径。")
]
_LONGEST_SAME = 36
"""Characters of unchanged text shown between changes before its middle is left out."""
_MOST_PLACES = 3


def diff(
    old: _Side,
    new: _Side,
    as_json: AsJson = False,
    changed_only: Annotated[
        bool, typer.Option("--changed-only", help="不列未变和仅条号变化的条款。")
    ] = False,
    markdown: Annotated[Path | None, typer.Option(help="另存为 Markdown 文件。")] = None,
    docx: Annotated[Path | None, typer.Option(help="另存为 Word（DOCX）文件。")] = None,
) -> None:
    """逐条对比两份文件：新增、删除、修改、移动的条款，以及数字、期限、条件的变化。"""
    from corpus.compare.choose import choose
    from corpus.compare.compare_documents import compare_documents, pairs_shown

    catalogue = open_catalogue()
    left, right = choose(catalogue, old), choose(catalogue, new)
    if left == right:
        raise ComparisonError(
            f"两边是同一份文件：《{left.title}》（{left.id}）。请给出两个不同的版本。"
        )
    comparison = compare_documents(left, right)
    pairs = pairs_shown(comparison, changed_only=changed_only)
    if markdown is not None or docx is not None:
        _save(comparison, pairs, markdown=markdown, docx=docx)
    if as_json:
        from corpus.compare.to_json import to_json

        print_json(to_json(comparison, pairs))
        return
    lines = _summary(comparison) if markdown or docx else _report(comparison, pairs)
    for line in lines:
        write_line(line)
    for path in (markdown, docx):
        if path is not None:
            write_line(f"已写入 {path}")


def _save(
    comparison: Comparison,
    pairs: Sequence[ComparedPair],
    *,
    markdown: Path | None,
    docx: Path | None,
) -> None:
    from corpus.compare.to_docx import to_docx
    from corpus.compare.to_markdown import to_markdown

    try:
        if markdown is not None:
            markdown.write_text(to_markdown(comparison, pairs), encoding="utf-8", errors="replace")
        if docx is not None:
            docx.write_bytes(to_docx(comparison, pairs))
    except OSError as error:
        raise ComparisonError(
            f"写不了 {error.filename or markdown or docx}：{said_of(error)}。"
            "请换一个可以写入的位置后重试。"
        ) from error


def _report(comparison: Comparison, pairs: Sequence[ComparedPair]) -> Iterator[str]:
    yield from _summary(comparison)
    if comparison.changes:
        yield ""
        yield "实质变化"
        yield from (line for change in comparison.changes for line in _change(change))
    if pairs:
        yield ""
        yield "逐条对比（[-删去-] {+增加+} <旧条号→新条号>）"
    for each in pairs:
        yield from _pair(each)


def _summary(comparison: Comparison) -> Iterator[str]:
    from corpus.compare.summary import summary_lines, version_name

    for side, document in (("旧版", comparison.old), ("新版", comparison.new)):
        yield f"{side}：《{document.title}》{version_name(document)}（{document.id}）"
    yield from summary_lines(comparison)


def _change(change: Change) -> Iterator[str]:
    from corpus.compare.clauses import shortened
    from corpus.compare.summary import around, change_words, clause_names

    places = [clause_names(occurrence) for occurrence in change.occurrences[:_MOST_PLACES]]
    names = "、".join(dict.fromkeys(places))
    more = len(change.occurrences) - len(places)
    rest = f" 等 {len(change.occurrences)} 处" if more > 0 else ""
    beside = around(change)
    where = f"{names}{rest}：{beside}" if beside else f"{names}{rest}"
    yield f"  [{change.category}] {shortened(change_words(change), 80)}（{where}）"


def _pair(each: ComparedPair) -> Iterator[str]:
    from corpus.compare.align import ChangeKind
    from corpus.compare.clauses import joined
    from corpus.compare.summary import pair_name

    if each.pair.kind in (ChangeKind.UNCHANGED, ChangeKind.MOVED):
        yield f"{each.pair.kind}　{pair_name(each.pair)}"
        return
    yield ""
    yield f"{each.pair.kind}　{pair_name(each.pair)}"
    old, new = joined(each.pair.old), joined(each.pair.new)
    if each.pair.old and each.pair.new:
        yield "".join(_inline(each, old, new))
    else:
        yield new or old


def _inline(each: ComparedPair, old: str, new: str) -> Iterator[str]:
    from corpus.compare.word_changes import SpanKind

    for span in each.spans:
        left, right = old[span.old_start : span.old_end], new[span.new_start : span.new_end]
        match span.kind:
            case SpanKind.DELETED:
                yield f"[-{left}-]"
            case SpanKind.INSERTED:
                yield f"{{+{right}+}}"
            case SpanKind.RENUMBERED:
                yield f"<{left.strip()}→{right.strip()}>"
            case SpanKind.EQUAL:
                yield _abridged(right)


def _abridged(text: str) -> str:
    half = _LONGEST_SAME // 2
    return text if len(text) <= _LONGEST_SAME else f"{text[:half]}……{text[-half:]}"
