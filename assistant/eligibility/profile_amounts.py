"""Figures of a company in a message: which amount belongs to which word, and to which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from assistant.eligibility.pair_amounts import paired, with_unit_of, worth_taking
from assistant.eligibility.profile import Profile, fields
from assistant.eligibility.profile_cues import Cue, Target, find_cues, target_of
from assistant.eligibility.profile_fields import FieldKind
from assistant.eligibility.profile_reading import ReadFact, Reading, Share, Unplaced, field_of
from assistant.eligibility.written_amounts import Measure, WrittenAmount, written_amounts
from assistant.eligibility.written_days import recent_years, written_days

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_CLAUSE = re.compile(r"(?:[^，,、]|(?<=\d),(?=\d{3}))+")
_DENIED = re.compile(r"(?:不是|并非|不对，?不是)\s*$")
_OF_FOUNDING = re.compile(r"\s*(?:成立|注册|设立|创办|开始)")
_OF_TITLES = re.compile(r"\s*(?:成立|注册|设立|创办|开始|认定|获|评|拿|通过|取得|才)")
_CARRIES = re.compile(r"^\s*(?:\d{4}|占|其中|而?是|应该是|应为|改成|今|去|前|上|授权|受理|在审)")
_ALL_PEOPLE = re.compile(
    r"(?:\s|[我们咱的是有共]|公司|企业|单位|全厂|厂里|一共|总共|现有|目前|现在|大概|员工|人员|规模|已经|达到|达)*"
)
_APPLIED = re.compile("申请|受理|在审|公开|实审")
_GRANTED = re.compile("授权|拿证|有效")
_NONE_OF_IT = re.compile(r"(?<!有)(?:没有?|还没有?|无|零)(?:任何|过|申请过?)?\s*$")
_WORTH_SAYING = {Measure.MONEY, Measure.PERCENT, Measure.POINTS}
_FEWEST_PEOPLE = 3
_RISES = re.compile("从.*[涨增升提降减跌][^，。]{0,3}[到至]")
_EXPECTED = re.compile("预计|预估|预期|预测|目标|计划|力争|争取")
_TEN_THOUSAND = 10_000
_WHICH = "没说明是哪一项，请写成“研发费用 380 万元”这样"
_MONEY = frozenset(("万元", "元"))


@dataclass(slots=True)
class AmountReader:
    """Reads the figures of one message, clause by clause; what was said before carries on.

    Attributes:
        today: the day that 去年 is reckoned from.
        before: what is known already; a correction that names no word is looked up in it.
    """

    today: date
    before: Profile
    facts: list[ReadFact] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    _year: int | None = None
    _cue: Cue | None = None
    _denied: WrittenAmount | None = None

    def read(self, text: str) -> Reading:
        """The figures in folded `text`."""
        for sentence in _SENTENCE.finditer(text):
            if not self._read_series(sentence.group()):
                for clause in _CLAUSE.finditer(sentence.group()):
                    self._read_clause(clause.group())
        return Reading(
            facts=tuple(self.facts), shares=tuple(self.shares), unplaced=tuple(self.unplaced)
        )

    def _read_series(self, sentence: str) -> bool:
        """「近三年研发分别是200、250、300万」: as many amounts as years, in their order."""
        years, blanked = self._years_of_series(sentence)
        if len(years) < 2:
            return False
        cues, amounts = find_cues(blanked), worth_taking(written_amounts(blanked))
        if len(cues) != 1 or len(amounts) != len(years):
            return False
        last = amounts[-1]
        for year, amount in zip(years, amounts, strict=True):
            self._take(cues[0].cue, with_unit_of(amount, last), year)
        self._cue = cues[0].cue
        return True

    def _years_of_series(self, sentence: str) -> tuple[Sequence[int], str]:
        recent = recent_years(sentence, today=self.today)
        if recent is not None:
            return recent.years, _blanked(sentence, recent.start, recent.end)
        days = [day for day in written_days(sentence, today=self.today) if day.month is None]
        blanked = sentence
        for day in days:
            blanked = _blanked(blanked, day.start, day.end)
        together = len(days) > 1 and written_amounts(blanked[: days[-1].end]) == ()
        return ([day.year for day in days] if together else ()), blanked

    def _read_clause(self, clause: str) -> None:
        year, blanked = self._year_in(clause)
        cues, amounts = find_cues(blanked), worth_taking(written_amounts(blanked))
        if amounts and (reason := self._unfit(clause)):
            for amount in amounts:
                self._say(amount, reason)
            return
        for cue, amount in paired(cues, amounts, blanked):
            if _DENIED.search(blanked[: amount.start]):
                self._denied = replace(amount)
                self._cue = cue or self._cue
            else:
                self._place(cue, amount, blanked, year)
        for found in cues:
            if _NONE_OF_IT.search(blanked[: found.start]) and not amounts:
                self._none_of(found.cue)
        if cues:
            self._cue = cues[-1].cue

    def _unfit(self, clause: str) -> str:
        """Why no figure of the clause can be taken for one of a year; "" when they can."""
        if recent_years(clause, today=self.today):
            return "是几年合计还是每年的数？请逐年写，例如“2024 年 250 万元”"
        if _RISES.search(clause):
            return "看不出各是哪一年的数，请逐年写，例如“2024 年 250 万元”"
        return "是预计数，评估要用实际数，没有记下" if _EXPECTED.search(clause) else ""

    def _year_in(self, clause: str) -> tuple[int | None, str]:
        """The year a clause names for its figures, and the clause without its days."""
        year, blanked = None, clause
        days = written_days(clause, today=self.today)
        for day in days:
            blanked = _blanked(blanked, day.start, day.end)
        is_event = _OF_TITLES if not worth_taking(written_amounts(blanked)) else _OF_FOUNDING
        for day in days:
            if not is_event.match(clause, day.end):
                year = day.year
        self._year = year or self._year
        return year, blanked

    def _place(self, cue: Cue | None, amount: WrittenAmount, clause: str, year: int | None) -> None:
        if cue is None and (found := self._carried(amount, clause, year)):
            cue = found
        if cue is None and self._denied is not None:
            self._replace_denied(amount)
        elif cue is not None:
            self._take(_in_clause(cue, clause), amount, year)
        elif amount.measure is Measure.PEOPLE:
            self._take_people(amount, clause)
        elif amount.measure in _WORTH_SAYING or amount.is_scaled or "件" in amount.words:
            self._say(amount, _WHICH)

    def _carried(self, amount: WrittenAmount, clause: str, year: int | None) -> Cue | None:
        """The word of the clause before, where this one goes on about it."""
        if self._cue is None or target_of(self._cue, amount) is None:
            return None
        goes_on = year is not None or bool(_CARRIES.match(clause)) or self._denied is not None
        return self._cue if goes_on else None

    def _take_people(self, amount: WrittenAmount, clause: str) -> None:
        """People of no kind are all people, where the clause says nothing else of them."""
        is_all = _ALL_PEOPLE.fullmatch(clause[: amount.start] + clause[amount.end :])
        if amount.value is not None and amount.value < _FEWEST_PEOPLE:
            return
        if is_all and self.before.staff in (None, amount.value):
            self._take(Cue(words=(), count="staff"), amount, None)
        else:
            self._say(amount, _WHICH)

    def _replace_denied(self, amount: WrittenAmount) -> None:
        """「不是300万，是380万」 without a word: the field that holds the denied value."""
        places = [] if self._denied is None else list(_places_of(self.before, self._denied))
        if len(places) != 1 or amount.value is None:
            self._say(amount, "要更正哪一项没看出来，请写成“研发费用 380 万元”这样")
            return
        name, year = places[0]
        self._add(Target(field=name), amount, year)

    def _none_of(self, cue: Cue) -> None:
        if cue.count and field_of(cue.count).unit == "件":
            self.facts.append(ReadFact(field=cue.count, value=0, words=f"没有{cue.words[0]}"))
        elif cue.words and cue.words[0] == "专利":
            for name in ("invention_patents", "utility_patents", "design_patents"):
                self.facts.append(ReadFact(field=name, value=0, words="没有专利"))

    def _take(self, cue: Cue, amount: WrittenAmount, year: int | None) -> None:
        target = target_of(cue, amount)
        if amount.value is None:
            self._say(amount, "不是准数，没法拿来比对，请给出具体数字")
        elif cue.asks:
            self._say(amount, cue.asks)
        elif target is None:
            self._say(amount, _unit_missing(cue, amount))
        else:
            self._add(target, amount, year)
        self._denied = None

    def _add(self, target: Target, amount: WrittenAmount, year: int | None) -> None:
        about = field_of(target.field)
        value = _in_unit(amount, about.unit) * target.sign
        remarks = ["约数"] if amount.is_approximate else []
        if target.share_of:
            at = year or self._year or self.today.year - 1
            self.shares.append(
                Share(
                    field=about.name,
                    whole=target.share_of,
                    percent=value,
                    year=at,
                    words=amount.words,
                )
            )
            return
        if about.kind is FieldKind.YEARLY:
            year, said = self._year_of(about.name, year)
            remarks += said
        else:
            year = None
        if about.kind is FieldKind.COUNT and value != int(value):
            self._say(amount, "应为整数，请核对")
            return
        self.facts.append(
            ReadFact(
                field=about.name,
                value=int(value) if about.kind is FieldKind.COUNT else value,
                words=amount.words,
                year=year,
                remark="，".join(remarks),
            )
        )

    def _year_of(self, name: str, year: int | None) -> tuple[int, list[str]]:
        """The year a figure is of, and what was assumed for it."""
        if year or self._year:
            return year or self._year or 0, []
        known = [fact.year for fact in self.facts if fact.field == name and fact.year]
        known += sorted(getattr(self.before, name) or {})
        if known:
            return known[-1], []
        return self.today.year - 1, ["没说年份，按上一年算"]

    def _say(self, amount: WrittenAmount, reason: str) -> None:
        self.unplaced.append(Unplaced(words=amount.words, reason=reason))


def _in_clause(cue: Cue, clause: str) -> Cue:
    """Inventions that are applied for are no granted ones."""
    is_applied = cue.count == "invention_patents" and _APPLIED.search(clause)
    if is_applied and not _GRANTED.search(clause):
        return cue.model_copy(update={"count": "invention_applications"})
    return cue


def _in_unit(amount: WrittenAmount, unit: str) -> Decimal:
    if amount.value is None:
        raise ValueError("an amount without a value has no unit")
    value = Decimal(amount.value.numerator) / Decimal(amount.value.denominator)
    is_money = amount.measure is Measure.MONEY or amount.is_scaled
    return value / _TEN_THOUSAND if unit == "万元" and is_money else value


def _unit_missing(cue: Cue, amount: WrittenAmount) -> str:
    if amount.measure is Measure.NONE and cue.money:
        return "没有写单位，请写明是元、万元还是亿元"
    return "单位与所说的项目对不上，请重写"


def _places_of(profile: Profile, amount: WrittenAmount) -> Iterator[tuple[str, int | None]]:
    """Fields of a profile that hold an amount, with the year of figures by year."""
    for one in fields():
        value = getattr(profile, one.name)
        if value is None or amount.value is None:
            continue
        wanted = _in_unit(amount, one.unit)
        if (one.unit in _MONEY) != (amount.is_scaled or amount.measure is Measure.MONEY):
            continue
        if one.kind is FieldKind.YEARLY:
            yield from ((one.name, year) for year, known in value.items() if known == wanted)
        elif one.kind in (FieldKind.NUMBER, FieldKind.COUNT) and value == wanted:
            yield one.name, None


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
