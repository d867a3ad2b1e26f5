"""The periods of public notice as a calendar to subscribe to; readers see until when they can be heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import icalendar

from pipeline.documents import ROOT, path_of
from pipeline.dumps.writing import writable
from pipeline.model import Entry, Period, Published, Settings
from pipeline.outputs import Output
from pipeline.workdays import BEIJING

_DAY = dt.timedelta(days=1)


def notices(published: Published) -> Iterator[Output]:
    """Yield the calendar where any item has a notice; raises DumpError where a text cannot stand in it."""
    settings = published.settings
    periods = [(entry, entry.item.notice) for entry in published.entries.values() if entry.item.notice]
    if not periods:
        return
    title = _fit(f"公示期 - {settings.title}", "title")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//power-catalogue//notices//ZH")
    calendar.add("version", "2.0")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)  # the same for programs older than RFC 7986
    for entry, notice in sorted(periods, key=lambda pair: (pair[1].start, pair[0].item.code)):
        calendar.add_component(_event(entry, notice, settings))
    yield Output(f"{ROOT}/{path_of('notices')}", calendar.to_ical())


def _event(entry: Entry, notice: Period, settings: Settings) -> icalendar.Event:
    """Return one period; the stamp is the day of the record, so that one record is always written the same."""
    item = entry.item
    event = icalendar.Event()
    event.add("uid", f"{item.code}-notice-{notice.start:%Y%m%d}@power-catalogue")
    event.add("dtstamp", dt.datetime.combine(notice.start, dt.time(), BEIJING).astimezone(dt.UTC))
    event.add("dtstart", notice.start)
    event.add("dtend", notice.end + _DAY)  # the day after the last, by RFC 5545
    event.add("summary", _fit(f"公示：{item.name}", f"{item.code}/name"))
    event.add("description", _fit(f"{entry.derived.department_name}　{item.summary}", f"{item.code}/summary"))
    event.add("categories", [entry.derived.category_name])
    event.add("transp", "TRANSPARENT")  # nobody is busy
    if settings.site_address:
        event.add("url", f"{settings.site_address}{entry.address}")
    return event


def _fit(text: str, field: str) -> str:
    return writable(text, path_of("notices"), field, "iCalendar")
