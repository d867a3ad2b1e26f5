"""The calendar of notices is one that calendar programs read, the same on every build."""

from __future__ import annotations

import datetime as dt

import icalendar
import msgspec
import pytest

from pipeline.dumps import DumpError
from pipeline.dumps.notices import notices
from pipeline.model import Published
from support import CATALOGUE, CF, XK, published_at, whole


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


def read(published: Published) -> list[icalendar.Component]:
    """Return the events of the calendar as a program reads them."""
    (output,) = notices(published)
    return list(icalendar.Calendar.from_ical(whole(output)).walk("VEVENT"))


def test_every_notice_is_a_whole_period(published: Published) -> None:
    """Each notice is an event of whole days, which ends on the day after its last, by the standard."""
    events = read(published)
    items = {code: entry.item for code, entry in published.entries.items() if entry.item.notice}
    assert [str(event["uid"]).partition("-notice-")[0] for event in events] == sorted(
        items, key=lambda code: (notice.start, code) if (notice := items[code].notice) else (dt.date.min, code)
    )
    (event,) = (event for event in events if str(event["uid"]).startswith(CF))
    assert event.decoded("dtstart") == dt.date(2026, 5, 25)
    assert event.decoded("dtend") == dt.date(2026, 6, 6)
    assert str(event["summary"]) == f"公示：{published.entries[CF].item.name}"
    assert str(event["description"]).startswith("市公园局")


def test_stamps_and_names_follow_from_the_record(published: Published) -> None:
    """The stamp is midnight in Beijing of the notice's first day, and no two events have one name."""
    events = read(published)
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert event.decoded("dtstamp").astimezone(dt.timezone(dt.timedelta(hours=8))).date() == event.decoded(
            "dtstart"
        )
    later = published_at(CATALOGUE, dt.date(2026, 7, 9))
    assert [whole(output) for output in notices(published)] == [whole(output) for output in notices(later)]


def test_an_address_is_told_where_there_is_one(published: Published) -> None:
    """With a public address every event leads to its item's page."""
    assert not any("url" in event for event in read(published))
    settings = msgspec.structs.replace(published.settings, site_address="https://power.example.org/")
    urls = {str(event["url"]) for event in read(msgspec.structs.replace(published, settings=settings))}
    assert f"https://power.example.org/items/{XK}/" in urls


def test_what_a_calendar_cannot_hold_stops_the_build(published: Published) -> None:
    """A control character raises, naming document, field and format."""
    entry = published.entries[CF]
    item = msgspec.structs.replace(entry.item, summary="处罚\x07")
    broken = {**published.entries, CF: msgspec.structs.replace(entry, item=item)}
    with pytest.raises(DumpError, match=rf"notices\.ics 的 {CF}/summary 里有不能写进 iCalendar 的字符"):
        read(msgspec.structs.replace(published, entries=broken))
