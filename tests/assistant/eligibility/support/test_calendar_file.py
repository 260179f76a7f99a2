"""The calendar file can be read by any calendar, and imported again without doubles."""

from __future__ import annotations

from datetime import date

from icalendar import Calendar

from assistant.eligibility.support.calendar_file import as_calendar
from assistant.eligibility.support.due_dates import DateKind, DueDate


def _due(day: date, *, title: str = "云雀标志：申报截止", days_left: int = 9) -> DueDate:
    return DueDate(
        uid=f"{day}@zhice",
        kind=DateKind.DEADLINE,
        programme="lark",
        title=title,
        day=day,
        opens=None,
        days_left=days_left,
        references=(),
    )


def test_each_day_is_an_all_day_event_with_a_reminder() -> None:
    read = Calendar.from_ical(as_calendar([_due(date(2026, 12, 31))]))
    (event,) = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 31)
    assert event.decoded("dtend") == date(2027, 1, 1)
    assert str(event["summary"]) == "云雀标志：申报截止"
    assert len(event.walk("VALARM")) == 1
    assert str(read["x-wr-timezone"]) == "Asia/Shanghai"


def test_the_same_days_give_the_same_bytes_and_uids() -> None:
    dates = [_due(date(2026, 12, 31)), _due(date(2027, 2, 28))]
    first, second = as_calendar(dates), as_calendar(dates)
    assert first == second
    uids = [str(event["uid"]) for event in Calendar.from_ical(first).walk("VEVENT")]
    assert uids == ["2026-12-31@zhice", "2027-02-28@zhice"]


def test_days_past_are_left_out_and_today_is_kept() -> None:
    dates = [_due(date(2026, 11, 21), days_left=-1), _due(date(2026, 11, 22), days_left=0)]
    events = Calendar.from_ical(as_calendar(dates)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 11, 22)]


def test_a_title_cannot_break_out_of_its_line() -> None:
    title = "云雀；一,二\r\nEND:VCALENDAR\r\n" + "长" * 200
    read = Calendar.from_ical(as_calendar([_due(date(2026, 12, 31), title=title)]))
    (event,) = read.walk("VEVENT")
    assert "长" * 200 in str(event["summary"])


def test_a_calendar_without_days_is_still_a_calendar() -> None:
    assert Calendar.from_ical(as_calendar([])).walk("VEVENT") == []
