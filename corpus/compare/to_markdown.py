"""A comparison as Markdown: summary, changes of substance, then clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.compare.align import ChangeKind
from corpus.compare.changes import Change, ComparedPair
from corpus.compare.compare_documents import Comparison
from corpus.compare.sides import Mark, MarkedClause, Piece, new_side, old_side
from corpus.compare.summary import (
    change_words,
    pair_name,
    place_lines,
    summary_lines,
    version_name,
)
from corpus.documents import Document
from corpus.markdown_text import plain, plain_line


def to_markdown(comparison: Comparison, pairs: Sequence[ComparedPair]) -> str:
    """The comparison with these of its pairs; <del> holds words left out, <ins> words put in."""
    parts = [
        "# 版本对比",
        _documents(comparison),
        *(f"- {plain_line(line)}" for line in summary_lines(comparison)),
        *_changes(comparison.changes),
        "## 逐条对比",
        *(part for each in pairs for part in _pair(each)),
    ]
    return "\n\n".join(parts) + "\n"


def _documents(comparison: Comparison) -> str:
    rows = [
        "| | 标题 | 版本 | 公布 | 施行 | 来源 |",
        "|---|---|---|---|---|---|",
        _row("旧版", comparison.old),
        _row("新版", comparison.new),
    ]
    return "\n".join(rows)


def _row(side: str, document: Document) -> str:
    facts = (
        document.title,
        version_name(document),
        str(document.published or "未核实"),
        str(document.effective or "未核实"),
        document.source,
    )
    return f"| {side} | " + " | ".join(plain_line(fact) for fact in facts) + " |"


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    yield "## 实质变化"
    for category, group in groupby(changes, key=lambda change: change.category):
        yield f"### {category}"
        yield "\n".join(line for change in group for line in _change(change))


def _change(change: Change) -> Iterator[str]:
    yield f"- {plain_line(change_words(change))}"
    yield from (f"  - {plain_line(line)}" for line in place_lines(change))


def _pair(each: ComparedPair) -> Iterator[str]:
    yield f"### {plain_line(pair_name(each.pair))}（{each.pair.kind}）"
    if each.pair.kind is ChangeKind.UNCHANGED:
        yield _quoted(_side(new_side(each), "ins"))
        return
    if each.pair.old:
        yield "旧：\n\n" + _quoted(_side(old_side(each), "del"))
    if each.pair.new:
        yield "新：\n\n" + _quoted(_side(new_side(each), "ins"))


def _side(clauses: Sequence[MarkedClause], tag: str) -> str:
    return "\n".join(
        plain(marked.clause.label)
        + " " * bool(marked.clause.label)
        + "".join(_piece(piece, tag) for piece in marked.pieces)
        for marked in clauses
    )


def _piece(piece: Piece, tag: str) -> str:
    if piece.mark is not Mark.CHANGED:
        return plain(piece.text)
    lines = piece.text.split("\n")  # a tag ends with its paragraph
    return "\n".join(f"<{tag}>{plain(line)}</{tag}>" if line.strip() else line for line in lines)


def _quoted(text: str) -> str:
    """A block quote, each line of the text a paragraph of it."""
    return "\n>\n".join(f"> {line.strip()}" for line in text.split("\n") if line.strip())
