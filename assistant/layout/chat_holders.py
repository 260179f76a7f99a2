"""What the patent lists say of applicants as sentences of the chat: compared, or ending soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Sentence
from assistant.layout.applicants import applicants_called
from assistant.layout.chat_answer import ChatAnswers
from assistant.layout.compare import Balance, Comparison, Sides, applicants_meant, compare
from assistant.layout.expiring import SOON_YEARS, expiring_rights
from assistant.layout.findings import Finding
from assistant.layout.patent_index import OpenPatents
from assistant.layout.workbench import Surveyed

_TOPICS = 4
_RIGHTS = 8


def is_applicant(patents: OpenPatents, name: str) -> bool:
    """Whether a word is what applicants are called rather than what patents are about.

    电池 stands in names of firms too, but more patents speak of it than such firms hold.
    """
    applicants = patents.table.applicants
    meant = applicants_called(applicants.names, (name,), patents.table.printed)
    held = patents.table.applications(applicants.where(meant.__contains__)) if meant else 0
    return held > patents.texts_saying(name)


def say_comparison(surveyed: Surveyed, names: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences on two applicants.

    Args:
        names: both as the user calls them; the field holds patents of theirs alone.
    """
    field = surveyed.field
    found = compare(
        field.records,
        field.vectors,
        surveyed.landscape.topics,
        sides=Sides(mine=(names[0],), theirs=(names[1],)),
        clauses=surveyed.clauses,
    )
    answers = ChatAnswers(surveyed)
    return tuple(_compared(found, names, answers, surveyed))


def _compared(
    found: Comparison, names: Sequence[str], answers: ChatAnswers, surveyed: Surveyed
) -> Iterator[Sentence]:
    sides = (found.mine, found.theirs)
    counts = "，".join(f"{n} {len(side):,} 件" for n, side in zip(names, sides, strict=True))
    together = f"，其中共同持有 {len(found.together):,} 件" if found.together else ""
    behind = [id_ for pair in zip(*sides, strict=False) for id_ in pair] or [*sides[0], *sides[1]]
    yield answers.sentence(f"导入的清单里，{counts}{together}。", behind)
    for name, side in zip(names, sides, strict=True):
        meant = applicants_meant(surveyed.field.records, (name,))
        if meant != {name} and side:
            yield answers.sentence(f"{name}按这些申请人统计：{'、'.join(sorted(meant))}。", side)
    for text, balance in (
        ("两家都有的主题", Balance.BOTH),
        (f"只见于{names[0]}的主题", Balance.MINE_ONLY),
        (f"只见于{names[1]}的主题", Balance.THEIRS_ONLY),
        (f"{names[0]}明显较少的主题", Balance.THIN),
    ):
        topics = found.topics_where(balance)[:_TOPICS]
        if topics:
            listed = "、".join(f"{t.label}（{len(t.mine)} 比 {len(t.theirs)}）" for t in topics)
            patents = [id_ for t in topics for id_ in (*t.mine[:1], *t.theirs[:1])]
            yield answers.sentence(
                f"{text}（件数按 {names[0]} 比 {names[1]}）：{listed}。", patents
            )


def say_expiring(surveyed: Surveyed, name: str) -> tuple[tuple[Sentence, ...], tuple[Finding, ...]]:
    """Sentences on the rights of an applicant that end soon, soonest first, and limits."""
    records = surveyed.field.records
    found, remarks = expiring_rights(records, surveyed.clauses, side=name)
    answers = ChatAnswers(surveyed)
    number = {record.id: record for record in records}
    if not found:
        text = f"导入的清单里{name}的 {len(records):,} 件专利，没有推算出 {SOON_YEARS} 年内届满的。"
        return (answers.sentence(text, [r.id for r in records]),), remarks
    head = f"导入的清单里{name}有 {len(found):,} 件专利的保护期推算在 {SOON_YEARS} 年内届满。"
    said = [answers.sentence(head, [one.patent for one in found])]
    for one in found[:_RIGHTS]:
        record = number[one.patent]
        text = (
            f"{record.number}《{record.title}》（{record.kind}，申请日 {record.filed}）"
            f"推算 {one.term.ends} 届满。"
        )
        said.append(answers.sentence(text, (one.patent,), (one.term.clause,)))
    return tuple(said), remarks
