"""What a comparison comes to, in a few Chinese lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.compare.align import ChangeKind, ClausePair
from corpus.compare.changes import Change, Occurrence, Quote
from corpus.compare.clauses import Clause, Role
from corpus.compare.compare_documents import Comparison
from corpus.documents import Document

_KINDS = (
    ("新增", (ChangeKind.ADDED,)),
    ("删除", (ChangeKind.DELETED,)),
    ("修改", (ChangeKind.CHANGED,)),
    ("移动", (ChangeKind.MOVED, ChangeKind.MOVED_AND_CHANGED)),
    ("拆分", (ChangeKind.SPLIT,)),
    ("合并", (ChangeKind.MERGED,)),
    ("仅条号变化", (ChangeKind.RENUMBERED,)),
    ("未变", (ChangeKind.UNCHANGED,)),
)
_BESIDE = 12
"""Characters shown on either side of bare words."""
_LONGEST_BARE = 16
_MOST_OF_IT = 0.6
"""Share of a sentence; words that are more of it need not be shown in it again."""
_ALWAYS = ("新增", "删除", "修改", "移动", "未变")


def summary_lines(comparison: Comparison) -> tuple[str, ...]:
    """The counts, what to beware of, and the changes of substance by category."""
    if comparison.is_same_text:
        return ("两份文件的文字没有差别。", *notices(comparison))
    lines = [_clause_line(comparison)]
    headings = comparison.counts(Role.HEADING)
    told = [f"{word} {count}" for word, count in _counted(headings) if count and word != "未变"]
    if told:
        lines.append(f"章节标题：{'，'.join(told)}。")
    by_category = Counter[str]()
    for change in comparison.changes:
        by_category[change.category] += len(change.occurrences)
    if by_category:
        listed = "，".join(f"{category} {count} 处" for category, count in by_category.items())
        lines.append(f"实质变化：{listed}。")
    return (*lines, *notices(comparison))


def notices(comparison: Comparison) -> tuple[str, ...]:
    """What a reader should know before relying on the comparison; () when nothing."""
    old, new = comparison.old, comparison.new
    found = []
    if comparison.has_little_in_common:
        percent = round(comparison.shared * 100)
        found.append(
            f"注意：两份文件只有约 {percent}% 的文字相同，多半不是同一文件的两个版本，请核对。"
        )
    if old.kind is not new.kind:
        found.append(f"注意：两份文件类别不同（{old.kind}与{new.kind}）。")
    if old.form is not new.form:
        found.append(f"注意：一份是{old.form}，一份是{new.form}，差别可能只是详略不同。")
    if old.effective and new.effective and old.effective > new.effective:
        found.append("注意：左边一份施行在后，“新增”和“删除”是从左到右说的；需要时请对调。")
    return tuple(found)


def version_name(document: Document) -> str:
    """What tells a version apart for a reader: "2023-12-11", "2024-01-20 施行", else its id."""
    if document.version:
        return document.version
    return f"{document.effective} 施行" if document.effective else document.id


def pair_name(pair: ClausePair) -> str:
    """ "第十条 → 第十一条"; one name when both sides have the same or only one exists."""
    old, new = _names(pair.old), _names(pair.new)
    if not old or not new or old == new:
        return new or old
    return f"{old} → {new}"


def change_words(change: Change) -> str:
    """ "3000元 → 4000元", "增加「…」", "删去「…」"."""
    if change.old and change.new:
        return f"{change.old} → {change.new}"
    return f"增加「{change.new}」" if change.new else f"删去「{change.old}」"


def around(change: Change) -> str:
    """The words beside what was only added or left out, on one line; "" for a replacement.

    "增加「2个月」" alone tells nothing; "…自请求递交日起2个月内发出…" does.
    """
    first = change.occurrences[0]
    quote = first.new if change.new else first.old
    if (change.old and change.new) or quote is None or len(quote.words) > _LONGEST_BARE:
        return ""
    body, at = quote.clause.body, quote.start - quote.clause.start
    start, end = max(0, at - _BESIDE), min(len(body), at + len(quote.words) + _BESIDE)
    words = " ".join(body[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(body) else ''}"


def place_lines(change: Change) -> Iterator[str]:
    """Where a change stands: the first place with its sentences, the others by name."""
    first, *rest = change.occurrences
    for side, quote in (("旧", first.old), ("新", first.new)):
        if quote is not None and quote.words:
            yield f"{side} {_cited(quote)}"
    if rest:
        names = dict.fromkeys(clause_names(occurrence) for occurrence in rest)
        yield f"另有 {len(rest)} 处：{'、'.join(names)}"


def clause_names(occurrence: Occurrence) -> str:
    """ "第七十七条 → 第九十三条"; one name where both sides have the same or only one exists."""
    sides = (occurrence.old, occurrence.new)
    return " → ".join(dict.fromkeys(quote.clause.name for quote in sides if quote is not None))


def _cited(quote: Quote) -> str:
    first, last = quote.start + 1, quote.end
    place = f"{quote.clause.name}（第 {first if first == last else f'{first}–{last}'} 字）"
    says_it_all = len(quote.words) > len(quote.sentence) * _MOST_OF_IT
    return place if says_it_all else f"{place}：{quote.sentence}"


def _clause_line(comparison: Comparison) -> str:
    old, new = comparison.sizes()
    counted = "，".join(
        f"{word} {count}"
        for word, count in _counted(comparison.counts())
        if count or word in _ALWAYS
    )
    return f"旧版 {old} 条，新版 {new} 条：{counted}。"


def _counted(counts: Counter[ChangeKind]) -> list[tuple[str, int]]:
    return [(word, sum(counts[kind] for kind in kinds)) for word, kinds in _KINDS]


def _names(clauses: tuple[Clause, ...]) -> str:
    return "、".join(clause.name for clause in clauses)
