"""What a message says of a company besides figures: days, titles, place, what is so or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile

from assistant.eligibility.honours import Honour
from assistant.eligibility.profile_cues import Statement, profile_words
from assistant.eligibility.profile_reading import ReadFact, Unplaced
from assistant.eligibility.written_amounts import folded
from assistant.eligibility.written_days import WrittenDay, begun_before, written_days
from corpus.places import find_place

Found = Iterator[ReadFact | Unplaced]

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_FOUNDED = re.compile("成立|注册(?!商标|资[本金])|设立|创办|创立|开办")
_SINCE = re.compile("细分市场|细分领域|深耕|这一行|这个行业|本行业")
_NEAR = 6
"""Characters at most between a day and the word it belongs to: 成立时间是：."""

_YEARS_THAT_DECIDE = 4
"""No programme asks for more than three full years: a year alone says enough of older ones."""

_HAS = re.compile(
    "拿过|拿到了?|拿了|获得|获评|获批|评上|评为|被评|被认定|认定(?!条件|标准|办法|管理)|入选|列入|取得|通过|"
    "已经?(?:是|有|获|拿|评)|(?<!不)(?<!能)(?<!是)是(?!不是|否)|有(?!没有|什么|哪|资格|机会|效|无)|属于"
)
_HAS_NOT = re.compile("没有?|还没|尚未|未(?=获|评|被|取得|认定|入选|通过|拿)|不是|从未|并非")
_AIMS = re.compile(
    "想|打算|准备|计划|申报|申请|能不能|能否|可否|可不可以|够不够|符合|条件|要求|标准|怎么|如何|"
    "(?<!才)能(?:够|报|评|认|拿|不)|可以|想报|要报|去报|还差|差什么|冲|争取|目标|吗$|下一步|奖励|补贴|政策|"
    "复审|复核|流程|材料|期限|有没有|是不是|是否|资格"
)
_BY_NOW = re.compile("[，,]?(?:已经?|才|刚)?[^，,。]*?(?:认定|评|获|拿|取得|入选|通过)")
_STANDARD = re.compile("贯标|gb/?t ?29490|知识产权(?:合规)?管理体系认证")
_OF_CERTIFICATE = re.compile(
    f"{_STANDARD.pattern}|证书|[新旧老]版|20\\d\\d ?版|发证|到期|有效期|发的|拿的"
)
_NEW, _OLD = "GB/T 29490-2023", "GB/T 29490-2013"
_EXPIRES = re.compile("到期|有效期|截止|有效至|届满")
_NAME = re.compile(
    r"[\u4e00-\u9fff（）()·a-z0-9]{2,40}?(?:股份)?(?:有限责任公司|有限公司|股份公司)"
)
_NAME_LEADS = re.compile(
    "^(?:.*(?:成立|注册|设立|创办)(?:于[^的]*)?的)?(?:[我咱]们?公?司?(?:叫|是)?|本公司(?:是|叫)?|公司(?:名称|名字)?(?:是|叫|为)?|企业名称|名称|叫|是|为|[:：])*"
)
_CODE = re.compile(r"(?<![a-z0-9])([a-t]\d{2,4})(?!\d)")
_SIZE = re.compile("(?<!中小)(大型|中型|小型|微型)企业")
_SITUATED = re.compile(
    "在|位于|注册地|地处|来自|地址|所在地|我们是|我司是|本公司是|的(?:公司|企业|厂)"
)
_IS_COMPANY = re.compile("公司|我司|我们厂|本厂|(?:我们|是)(?:一家|家)?[^，。]{0,6}企业")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of a message: folded, and as written."""

    text: str
    words: str
    today: date

    def days(self) -> tuple[WrittenDay, ...]:
        """The days it names."""
        return written_days(self.text, today=self.today)


def statements(text: str, *, today: date) -> Found:
    """What each clause of a message says, in order; `text` as written."""
    plain = folded(text)
    for match in _CLAUSE.finditer(plain):
        words = text[match.start() : match.end()].strip()
        clause = Clause(text=match.group().strip(), words=words, today=today)
        for read in _READERS:
            yield from read(clause)
    yield from _certificates(text, plain, today)
    if company := _IS_COMPANY.search(plain):
        yield ReadFact(field="applicant", value="企业", words=company.group())


def _founded(clause: Clause) -> Found:
    if not (said := _FOUNDED.search(clause.text)):
        return
    days = [day for day in clause.days() if _gap(day, said) <= _NEAR]
    if days:
        yield _day_fact("registered", days[0], clause)
    elif not clause.days() and (day := begun_before(clause.text, today=clause.today)):
        yield _reckoned("registered", day, clause)


def _gap(day: WrittenDay, said: re.Match[str]) -> int:
    """Characters between a day and a word."""
    return max(said.start() - day.end, day.start - said.end())


def _since(clause: Clause) -> Found:
    if not _SINCE.search(clause.text):
        return
    if clause.days():
        yield _day_fact("market_since", clause.days()[0], clause)
    elif day := begun_before(clause.text, today=clause.today):
        yield _reckoned("market_since", day, clause)


def _reckoned(field: str, day: date, clause: Clause) -> ReadFact:
    return ReadFact(field=field, value=day, words=clause.words, remark="按所说年限推算，约数")


def _day_fact(field: str, day: WrittenDay, clause: Clause) -> ReadFact | Unplaced:
    """A day as exact as it must be: of a year long past the last day will do."""
    if day.day is not None:
        return ReadFact(field=field, value=day.latest(), words=clause.words)
    if day.month is None and clause.today.year - day.year < _YEARS_THAT_DECIDE:
        return Unplaced(words=clause.words, reason="只有年份，不够比对，请写明年月日")
    said = "月份" if day.month else "年份"
    return ReadFact(
        field=field,
        value=day.latest(),
        words=clause.words,
        remark=f"只说了{said}，按最晚的一天算",
    )


def _titles(clause: Clause) -> Found:
    found = _honour_words().search(clause.text)
    if not found or _AIMS.search(clause.text.replace(found.group(), "")):
        return
    name = _honour_names()[found.group()]
    around = clause.text[: found.start()] + clause.text[found.end() :]
    if _HAS_NOT.search(around):
        yield ReadFact(field="honours", value=Honour(name=name, held=False), words=clause.words)
    elif _HAS.search(around):
        yield ReadFact(field="honours", value=_honour(name, clause), words=clause.words)


def _honour(name: str, clause: Clause) -> Honour:
    days = clause.days()
    if not days:
        return Honour(name=name)
    if days[0].day is None:
        return Honour(name=name, year=days[0].year)
    return Honour(name=name, obtained=days[0].latest())


def _certificates(text: str, plain: str, today: date) -> Found:
    """Clauses that tell of a certificate: the one that names the standard, and what follows."""
    parts = [
        Clause(text=match.group().strip(), words=text[match.start() : match.end()], today=today)
        for match in _CLAUSE.finditer(plain)
        if not _AIMS.search(match.group())
    ]
    opens = next((n for n, part in enumerate(parts) if _STANDARD.search(part.text)), None)
    if opens is None:
        return
    about = list(takewhile(lambda part: _OF_CERTIFICATE.search(part.text), parts[opens:]))
    if _HAS_NOT.search(about[0].text):
        yield ReadFact(field="certificate", value="无", words=about[0].words.strip())
        return
    words = "，".join(part.words.strip() for part in about)
    if version := _version("，".join(part.text for part in about)):
        yield ReadFact(field="certificate", value=version, words=words)
    elif re.search("[了过有已]|拿|通过", about[0].text):
        reason = "没说证书是哪一版，请写明是 GB/T 29490-2013 还是 GB/T 29490-2023"
        yield Unplaced(words=words, reason=reason)
    for part in about:
        yield from _certificate_days(part)


def _version(text: str) -> str:
    if re.search("29490-2023|2023 ?版|新版|新标准", text):
        return _NEW
    return _OLD if re.search("29490-2013|2013 ?版|旧版|老版|旧标准", text) else ""


def _certificate_days(clause: Clause) -> Found:
    plain = re.sub(r"29490-20\d\d|20\d\d ?版", lambda m: " " * len(m[0]), clause.text)
    for day in written_days(plain, today=clause.today):
        is_end = _EXPIRES.search(plain) is not None
        field = "certificate_expires" if is_end else "certificate_issued"
        yield _day_fact(field, day, clause)


def _so_or_not(clause: Clause) -> Found:
    for statement in profile_words().statement:
        yield from _stated(statement, clause)


def _stated(statement: Statement, clause: Clause) -> Found:
    denies = statement.fails or statement.none
    asserts = statement.holds or statement.some
    if re.search(r"[吗么]$|是否|有没有|会不会|如果", clause.text):
        return
    if re.search(denies, clause.text):
        value: bool | str = "无" if statement.none else False
        yield ReadFact(field=statement.field, value=value, words=clause.words)
    elif not re.search(asserts, clause.text):
        return
    elif statement.holds:
        yield ReadFact(field=statement.field, value=True, words=clause.words)
    elif clause.days():
        yield _event(statement.field, clause)
    else:
        yield Unplaced(words=clause.words, reason="没说发生在哪一天，请写明年月日")


def _event(field: str, clause: Clause) -> ReadFact:
    """The latest day it can have happened: what counts is how long ago it was."""
    day = clause.days()[0]
    remark = "" if day.day else "没说是哪一天，按最晚的一天算"
    happened = min(day.latest(), clause.today)
    return ReadFact(field=field, value=happened, words=clause.words, remark=remark)


def _who_and_where(clause: Clause) -> Found:
    if name := _NAME.search(clause.text):
        bare = _NAME_LEADS.sub("", clause.words[: name.end()][name.start() :])
        yield ReadFact(field="name", value=bare or clause.words, words=clause.words)
    if _SITUATED.search(clause.text) and (place := find_place(clause.words)):
        yield ReadFact(field="region", value=place, words=clause.words)
    if size := _SIZE.search(clause.text):
        yield ReadFact(field="size", value=size[1], words=clause.words)
    if (code := _CODE.search(clause.text)) and "行业" in clause.text:
        yield ReadFact(field="industry", value=code[1].upper(), words=clause.words)


_READERS: tuple[Callable[[Clause], Found], ...] = (
    _founded,
    _since,
    _titles,
    _so_or_not,
    _who_and_where,
)


@cache
def _honour_names() -> dict[str, str]:
    return {folded(word): one.name for one in profile_words().honour for word in one.words}


@cache
def _honour_words() -> re.Pattern[str]:
    longest_first = sorted(_honour_names(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
