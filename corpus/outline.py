"""A text in, its outline out: 编 章 节 条 款 项 目, 一、（一）1.（1）①, 5.2.1, 附件.

The outline is lossless: the spans of its leaves join to the text, character for character,
whatever the text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.chinese_numbers import to_chinese
from corpus.documents import Section
from corpus.outline_ends import with_ends
from corpus.outline_inline import inline_items
from corpus.outline_labels import find_marks
from corpus.outline_marks import LISTS, Line, Mark, MarkKind, is_table_row, split_lines
from corpus.outline_numbering import drop_what_is_spoken_of
from corpus.outline_quotes import quoted_lines
from corpus.outline_titles import with_unnumbered_chapters
from corpus.tables import with_tables

_COMPLETE = re.compile("[。！？…”’）)】》]$")
_REMARK = re.compile("[（(]?(?:编者)?注[:：意]|（略）$")


@dataclass(slots=True)
class _Node:
    mark: Mark
    children: list[_Node] = field(default_factory=list)


def parse_outline(text: str) -> tuple[Section, ...]:
    """The top-level sections of a text, in order; () for the empty text.

    Text before the first heading, and a signature with its date at the end, are sections with
    neither label nor heading. A text without any heading is one such section. Tables are sections
    with a section for each row.
    """
    if not text:
        return ()
    lines = split_lines(text)
    quoted = quoted_lines(lines)
    found = _with_inline_items(tuple(find_marks(lines)), lines)
    marks = drop_what_is_spoken_of(tuple(_outside_quotes(found, quoted)), lines)
    marks = _without_leading_annex(marks, lines)
    marks = tuple(with_unnumbered_chapters(tuple(_with_heads(marks, lines)), lines))
    marks = tuple(_with_paragraphs(with_ends(marks, lines), lines, quoted))
    return with_tables(_sections(_nest(marks), start=0, end=len(text)), text)


def _with_inline_items(marks: Sequence[Mark], lines: Sequence[Line]) -> list[Mark]:
    own = {mark.line: mark for mark in marks}
    inline = (
        mark
        for index, line in enumerate(lines)
        if not is_table_row(line.text)
        for mark in inline_items(line, index, own.get(index))
    )
    return sorted((*marks, *inline), key=lambda mark: mark.start)


def _outside_quotes(marks: Iterable[Mark], quoted: frozenset[int]) -> Iterator[Mark]:
    """The marks of the text's own; of what it quotes only the lists, which it holds as items."""
    for mark in marks:
        if mark.line not in quoted:
            yield mark
        elif mark.kind in LISTS:
            yield replace(mark, quoted=True)


def _without_leading_annex(marks: Sequence[Mark], lines: Sequence[Line]) -> tuple[Mark, ...]:
    """A text that begins with 附件1 is that annex as a whole; the label encloses nothing."""
    if marks and marks[0].kind is MarkKind.ANNEX:
        if not any(line.stripped for line in lines[: marks[0].line]):
            return tuple(marks[1:])
    return tuple(marks)


def _with_heads(marks: Sequence[Mark], lines: Sequence[Line]) -> Iterator[Mark]:
    """一、 directly above an article encloses articles, as some interpretations have it.

    （一）提升质量。 directly above the 1. of another list is its heading.
    """
    for mark, after in zip(marks, (*marks, None)[1:], strict=True):
        if after is None or any(line.stripped for line in lines[mark.line + 1 : after.line]):
            yield mark
        elif mark.kind is MarkKind.HAN and after.kind is MarkKind.ARTICLE:
            yield replace(mark, kind=MarkKind.HEAD)
        elif mark.kind in LISTS and after.kind > mark.kind and after.numbers == (1,):
            yield replace(mark, heading=mark.heading or mark.lead)
        else:
            yield mark


def _with_paragraphs(
    marks: Sequence[Mark], lines: Sequence[Line], quoted: frozenset[int]
) -> Iterator[Mark]:
    """The marks with one for every further unnumbered paragraph (款) of an article."""
    inside = False
    skipped = quoted | _inside_items(marks)
    for mark, after in zip(marks, (*marks, None)[1:], strict=True):
        if mark.kind not in LISTS:
            inside = mark.kind is MarkKind.ARTICLE
        # A short item of an article is the rule itself, not a heading over one.
        yield replace(mark, heading="") if inside and mark.kind in LISTS else mark
        if inside:
            found = _paragraphs(mark, lines, end=after.line if after else len(lines))
            yield from (paragraph for paragraph in found if paragraph.line not in skipped)


def _inside_items(marks: Sequence[Mark]) -> frozenset[int]:
    """Lines from an item to the next of its list: an unnumbered paragraph there is the item's."""
    lines: set[int] = set()
    last: dict[MarkKind, Mark] = {}
    for mark in marks:
        if mark.kind not in LISTS:
            last.clear()
            continue
        before = last.get(mark.kind)
        if before is not None and before.numbers[0] + 1 == mark.numbers[0]:
            lines.update(range(before.line, mark.line))
        last[mark.kind] = mark
    return frozenset(lines)


def _paragraphs(mark: Mark, lines: Sequence[Line], *, end: int) -> Iterator[Mark]:
    above = lines[mark.line].stripped
    is_heading_line = mark.bare
    for index in range(mark.line + 1, end):
        words = lines[index].stripped
        if not words:
            continue
        complete = _COMPLETE.search(above) and not is_heading_line
        if complete and not is_table_row(lines[index].text) and not _REMARK.match(words):
            yield Mark(
                kind=MarkKind.PARAGRAPH,
                numbers=(),
                label="",
                heading="",
                start=lines[index].start + lines[index].text.index(words[0]),
                line=index,
                bare=False,
            )
        above, is_heading_line = words, False


def _nest(marks: Sequence[Mark]) -> list[_Node]:
    top: list[_Node] = []
    stack: list[_Node] = []
    for mark in marks:
        own = sum(not node.mark.quoted for node in stack)
        base = own if mark.quoted else 0
        open_ = stack[base:] if mark.quoted else stack[:own]
        del stack[base + _depth(mark, open_) :]
        node = _Node(mark)
        (stack[-1].children if stack else top).append(node)
        stack.append(node)
    return top


def _depth(mark: Mark, stack: Sequence[_Node]) -> int:
    """How many of the open sections enclose the mark; none does a signature, nor it anything."""
    if mark.kind is MarkKind.CLOSING or (stack and stack[0].mark.kind is MarkKind.CLOSING):
        return 0
    if mark.kind is MarkKind.DECIMAL:
        return _decimal_depth(mark, stack)
    if mark.kind in LISTS:
        return _list_depth(mark, stack)
    return _depth_by_rank(mark, stack)


def _depth_by_rank(mark: Mark, stack: Sequence[_Node]) -> int:
    return next((i for i, node in enumerate(stack) if node.mark.kind >= mark.kind), len(stack))


def _list_depth(mark: Mark, stack: Sequence[_Node]) -> int:
    """Beside the open list it continues; else below, where a list of another kind begins at 1."""
    same = [i for i, n in enumerate(stack) if n.mark.kind is mark.kind or _is_head(mark, n.mark)]
    if same:
        innermost = stack[same[-1]].mark
        if mark.numbers == (1,) and same[-1] == len(stack) - 1 and len(same) == 1:
            directly_below = mark.line == innermost.line + 1
            return len(stack) if directly_below and innermost.numbers != (1,) else same[-1]
        before = [i for i in same if stack[i].mark.numbers[0] + 1 == mark.numbers[0]]
        return before[-1] if before else same[-1]
    if mark.numbers == (1,) and mark.kind is not MarkKind.HAN:
        return len(stack)
    return _depth_by_rank(mark, stack)


def _is_head(mark: Mark, other: Mark) -> bool:
    return mark.kind is MarkKind.HAN and other.kind is MarkKind.HEAD


def _decimal_depth(mark: Mark, stack: Sequence[_Node]) -> int:
    """Below its own prefix (5.2 for 5.2.1, or the list item 5.), else beside other decimals."""
    for index in reversed(range(len(stack))):
        other = stack[index].mark
        if other.kind in (MarkKind.DECIMAL, MarkKind.ARABIC):
            if other.numbers == mark.numbers[: len(other.numbers)] != mark.numbers:
                return index + 1
    decimals = (i for i, node in enumerate(stack) if node.mark.kind is MarkKind.DECIMAL)
    return next(decimals, len(stack))


def _sections(nodes: Sequence[_Node], *, start: int, end: int) -> tuple[Section, ...]:
    """Sections that fill start..end: unlabelled text before the first node, then the nodes."""
    sections: list[Section] = []
    first = nodes[0].mark.start if nodes else end
    if first > start:
        sections.append(Section(label="", heading="", start=start, end=first))
    for node, after in zip(nodes, (*nodes, None)[1:], strict=True):
        sections.append(_section(node, end=after.mark.start if after else end))
    return tuple(sections)


def _section(node: _Node, *, end: int) -> Section:
    mark = node.mark
    children: tuple[Section, ...] = ()
    if any(child.mark.kind is MarkKind.PARAGRAPH for child in node.children):
        children = tuple(_numbered_paragraphs(node, end=end))
    elif node.children:
        children = _sections(node.children, start=mark.start, end=end)
    return Section(
        label=mark.label, heading=mark.heading, start=mark.start, end=end, children=children
    )


def _numbered_paragraphs(article: _Node, *, end: int) -> Iterator[Section]:
    """第一款 begins with the article's label; the items a paragraph introduces are its children."""
    kinds = [child.mark.kind is MarkKind.PARAGRAPH for child in article.children]
    first = kinds.index(True)
    paragraphs = [_Node(article.mark, article.children[:first]), *article.children[first:]]
    for number, (node, after) in enumerate(
        zip(paragraphs, (*paragraphs, None)[1:], strict=True), start=1
    ):
        stop = after.mark.start if after else end
        begin = node.mark.start
        yield Section(
            label=f"第{to_chinese(number)}款",
            heading="",
            start=begin,
            end=stop,
            children=_sections(node.children, start=begin, end=stop) if node.children else (),
        )
