"""What in a profile cannot be right, or hardly: shown for checking, never corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.eligibility.profile import Profile, field_by_name, fields
from assistant.eligibility.profile_fields import FieldKind

_AT_MOST = (
    ("rd_expense", "revenue"),
    ("domestic_rd_expense", "rd_expense"),
    ("high_tech_income", "total_income"),
    ("main_business_revenue", "revenue"),
    ("leading_product_revenue", "revenue"),
    ("technical_staff", "staff"),
    ("rd_staff", "staff"),
    ("class_one_ip", "total_ip"),
    ("class_two_ip", "total_ip"),
    ("invention_patents", "class_one_ip"),
)
"""The first is a part of the second, or (R&D and revenue) larger only in companies that hardly
sell yet."""

_NOT_AFTER = (
    ("registered", "market_since"),
    ("registered", "certificate_issued"),
    ("certificate_issued", "certificate_expires"),
)
_NOT_AHEAD = ("registered", "market_since", "certificate_issued", "granted", "loan_signed")
_PERCENTAGES = ("debt_ratio", "market_share", "prime_rate")
"""Written in per cent: 0.7 is 0.7%, but some write it for 70%."""

_AT_MOST_A_HUNDRED = ("market_share", "innovation_score", "specialised_score", "prime_rate")


def contradictions(profile: Profile, *, day: date) -> tuple[str, ...]:
    """One Chinese sentence for each; () when nothing stands out.

    Args:
        profile: what was filled in.
        day: the day of the application; what lies after it has not happened yet.
    """
    return (
        *_parts(profile),
        *_dates(profile, day),
        *_years(profile, day),
        *_shares(profile),
        *_sums(profile),
        *_certificates(profile),
        *_honours(profile, day),
    )


def _label(name: str) -> str:
    return f"“{field_by_name(name).label}”"


def _parts(profile: Profile) -> Iterator[str]:
    for part, whole in _AT_MOST:
        one, other = getattr(profile, part), getattr(profile, whole)
        if one is None or other is None:
            continue
        if not isinstance(one, dict):
            if one > other:
                yield f"{_label(part)}（{one}）大于{_label(whole)}（{other}），请核对。"
            continue
        for year in sorted(one.keys() & other.keys()):
            if one[year] > other[year]:
                yield (
                    f"{year} 年{_label(part)}（{one[year]}）大于{_label(whole)}"
                    f"（{other[year]}），请核对。"
                )


def _dates(profile: Profile, day: date) -> Iterator[str]:
    for first, second in _NOT_AFTER:
        one, other = getattr(profile, first), getattr(profile, second)
        if one is not None and other is not None and one > other:
            yield f"{_label(second)}（{other}）早于{_label(first)}（{one}），请核对。"
    events = [field.name for field in fields() if field.kind is FieldKind.EVENT]
    for name in (*_NOT_AHEAD, *events):
        given = getattr(profile, name)
        if isinstance(given, date) and given > day:
            yield f"{_label(name)}（{given}）在申请日 {day} 之后，请核对。"


def _years(profile: Profile, day: date) -> Iterator[str]:
    for field in fields():
        if field.kind is not FieldKind.YEARLY:
            continue
        years = sorted(getattr(profile, field.name) or ())
        ahead = [str(year) for year in years if year > day.year]
        if ahead:
            yield f"“{field.label}”填了还没到的年份：{'、'.join(ahead)}，请核对。"
        registered = profile.registered
        early = [str(year) for year in years if registered and year < registered.year]
        if early:
            yield f"“{field.label}”填了注册以前的年份：{'、'.join(early)}，请核对。"


def _shares(profile: Profile) -> Iterator[str]:
    for name in _AT_MOST_A_HUNDRED:
        given = getattr(profile, name)
        if given is not None and given > 100:
            yield f"{_label(name)}（{given}）超过 100，请核对。"
    for name in _PERCENTAGES:
        given = getattr(profile, name)
        if given is not None and 0 < given < 1:
            yield f"{_label(name)}按 {given}% 计算；如果是 {float(given * 100):g}%，请改填百分数。"


def _sums(profile: Profile) -> Iterator[str]:
    one, two, total = profile.class_one_ip, profile.class_two_ip, profile.total_ip
    if None not in (one, two, total) and (one or 0) + (two or 0) > (total or 0):
        yield (
            f"{_label('class_one_ip')}与{_label('class_two_ip')}之和大于"
            f"{_label('total_ip')}（{total}），请核对。"
        )
    kinds = (profile.utility_patents, profile.design_patents, profile.software_copyrights)
    known = sum(count or 0 for count in kinds)
    if two is not None and known > two:
        yield (
            f"实用新型、外观设计、软件著作权合计 {known} 件，"
            f"大于{_label('class_two_ip')}（{two}），请核对。"
        )


def _certificates(profile: Profile) -> Iterator[str]:
    dated = profile.certificate_issued or profile.certificate_expires
    if profile.certificate == "无" and dated is not None:
        yield f"{_label('certificate')}填了“无”，却填了证书日期（{dated}），请核对。"


def _honours(profile: Profile, day: date) -> Iterator[str]:
    for honour in profile.honours or ():
        given, ends = honour.obtained, honour.expires
        if given is not None and ends is not None and ends < given:
            yield f"“{honour.name}”的有效期（{ends}）早于取得日期（{given}），请核对。"
        is_ahead = given > day if given is not None else (honour.year or 0) > day.year
        if is_ahead:
            yield f"“{honour.name}”的取得时间（{given or honour.year}）在申请日之后，请核对。"
        registered = profile.registered
        first = given.year if given is not None else honour.year
        if registered is not None and first is not None and first < registered.year:
            yield f"“{honour.name}”的取得时间（{given or honour.year}）早于注册日期，请核对。"
