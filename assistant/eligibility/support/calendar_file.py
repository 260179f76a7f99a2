"""Days to keep as a calendar file (.ics) that calendars and phones import."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from assistant.eligibility.support.due_dates import DueDate

_REMIND_DAYS_BEFORE = 7


def as_calendar(dates: Iterable[DueDate]) -> bytes:
    """An iCalendar file (RFC 5545) of all-day events in Asia/Shanghai, each with a reminder.

    Days past are left out. The same dates give the same bytes, and an event keeps its UID, so that
    importing the file again renews what is there.
    """
    # icalendar takes a tenth of a second to import; only who asks for the file pays.
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//zhice//eligibility//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "申报日程")
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for due in dates:
        if due.days_left < 0:
            continue
        event = Event()
        event.add("uid", due.uid)
        event.add("dtstamp", datetime.combine(due.day, time(), tzinfo=UTC))
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", due.title)
        event.add("description", "日期以主管部门当年通知为准。")
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", due.title)
        alarm.add("trigger", timedelta(days=-_REMIND_DAYS_BEFORE))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
