"""The periods of public notice as a calendar to subscribe to; readers see until when they can be heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import icalendar

from pipeline.documents import ROOT, path_of
from pipeline.dumps.writing import writable
from pipeline.model import Entry, Period, Published, Settings
from pipeline.outputs import Stream
from pipeline.workdays import midnight

_DAY = dt.timedelta(days=1)
_END = b"END:VCALENDAR\r\n"


def notices(published: Published) -> Iterator[Stream]:
    """Yield the calendar where any item has a notice.

    Reading its pieces raises DumpError where a text cannot stand in it.
    """
    if any(entry.item.notice for entry in published.entries.values()):
        yield Stream(f"{ROOT}/{path_of('notices')}", _pieces(published))


def _pieces(published: Published) -> Iterator[bytes]:
    """Yield the calendar's head, each period, and its end: all as components would fill the memory."""
    settings = published.settings
    title = _fit(f"公示期 - {settings.title}", "title")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//power-catalogue//notices//ZH")
    calendar.add("version", "2.0")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)  # the same for programs older than RFC 7986
    yield calendar.to_ical().removesuffix(_END)
    periods = [
        (notice.start, code, notice) for code, entry in published.entries.items() if (notice := entry.item.notice)
    ]
    for _, code, notice in sorted(periods, key=lambda period: period[:2]):
        yield _event(published.entries[code], notice, settings).to_ical()
    yield _END


def _event(entry: Entry, notice: Period, settings: Settings) -> icalendar.Event:
    """Return one period; the stamp is the day of the record, so that one record is always written the same."""
    item = entry.item
    event = icalendar.Event()
    event.add("uid", f"{item.code}-notice-{notice.start:%Y%m%d}@power-catalogue")
    event.add("dtstamp", midnight(notice.start).astimezone(dt.UTC))
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
