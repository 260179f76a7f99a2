"""Do the rules say of worked companies what was reasoned by hand, criterion by criterion?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.eligibility.assess import Assessment, assess
from assistant.eligibility.programme import Programme
from assistant.eligibility.shortfalls import Shortfall, shortfalls
from assistant.eligibility.support.amounts import compute_amounts
from assistant.eligibility.worked_examples import Expected, WorkedExample


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One label beside what the rules gave.

    Attributes:
        kind: 条件, 总评, 地域, 规则版本, 差额 or 金额.
        part: id of the criterion or amount; "" for the whole.
    """

    company: str
    programme: str
    kind: str
    part: str
    expected: str
    found: str
    why: str

    @property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.expected == self.found


def compare_companies(
    companies: Iterable[WorkedExample], programmes: Sequence[Programme]
) -> tuple[Compared, ...]:
    """Every label of every company, in file order; a programme that is not there fails whole."""
    by_id = {programme.id: programme for programme in programmes}
    return tuple(
        compared
        for company in companies
        for label in company.expected
        for compared in _compare(company, label, by_id.get(label.programme))
    )


def as_table(compared: Sequence[Compared]) -> str:
    """Right and all, by kind of label and by programme; then every difference."""
    lines = [f"{name}：{right}/{all_}" for name, right, all_ in tallies(compared)]
    for one in compared:
        if not one.is_right:
            where = " ".join(filter(None, (one.company, one.programme, one.kind, one.part)))
            lines.append(f"不同 {where}：应为 {one.expected}，得到 {one.found}。理由：{one.why}")
    return "\n".join(lines)


def tallies(compared: Sequence[Compared]) -> list[tuple[str, int, int]]:
    """Name, right and all: by kind of label, then by programme, then of everything."""
    right, whole = Counter[str](), Counter[str]()
    for one in compared:
        for name in (one.kind, one.programme):
            whole[name] += 1
            right[name] += one.is_right
    kinds = list(dict.fromkeys(one.kind for one in compared))
    programmes = sorted({one.programme for one in compared})
    rows = [(name, right[name], whole[name]) for name in (*kinds, *programmes)]
    return [*rows, ("合计", sum(one.is_right for one in compared), len(compared))]


def _compare(
    company: WorkedExample, label: Expected, programme: Programme | None
) -> Iterator[Compared]:
    def pair(kind: str, part: str, expected: str, found: str) -> Compared:
        return Compared(
            company=company.id,
            programme=label.programme,
            kind=kind,
            part=part,
            expected=expected,
            found=found,
            why=company.why,
        )

    if programme is None:
        yield pair("规则版本", "", label.version, "没有这个项目")
        return
    found = assess(programme, company.profile, day=company.day)
    yield pair("规则版本", "", label.version, found.version.id if found.version else "")
    verdicts = {result.criterion.id: result.verdict.value for result in found.results}
    for part in dict.fromkeys((*label.criteria, *verdicts)):
        expected = label.criteria[part].value if part in label.criteria else "没有标注"
        yield pair("条件", part, expected, verdicts.get(part, "没有这一项"))
    yield pair("总评", "", label.verdict.value, found.verdict.value)
    if label.place is not None:
        yield pair("地域", "", label.place.value, found.place.value)
    missing = _shortfalls(found, company)
    for part, expected in label.shortfalls.items():
        told = missing.get(part, "")
        yield pair("差额", part, expected, expected if _says(told, expected) else told)
    amounts = {
        amount.amount.id: amount.written
        for amount in compute_amounts(programme, company.profile, day=company.day)
    }
    for part, expected in label.amounts.items():
        yield pair("金额", part, expected, amounts.get(part, "没有这一项"))


def _shortfalls(found: Assessment, company: WorkedExample) -> dict[str, str]:
    return {
        shortfall.result.criterion.id: _told(shortfall)
        for shortfall in shortfalls(found, company.profile)
    }


def _told(shortfall: Shortfall) -> str:
    """What the cheapest way says, else how far the value is from the threshold."""
    if not shortfall.ways:
        return f" {shortfall.margin}"
    return "；".join(change.text for change in shortfall.ways[0].changes)


def _says(told: str, expected: str) -> bool:
    """Whether the figure stands there as a whole: 「还差 1 万元」 does not say 「11 万元」."""
    return f" {expected}" in told or f"（{expected}）" in told
