"""The feeds are Atom that readers understand, and tell what records tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import feedparser  # type: ignore[import-untyped]
import msgspec
import pytest

from pipeline.documents import ROOT
from pipeline.dumps import DumpError
from pipeline.dumps.feeds import NEWEST, feeds
from pipeline.model import Event, Published
from support import CATALOGUE, CF, QT, XK, published_at

SITE = "https://power.example.org/list/"


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


def read(published: Published) -> dict[str, Any]:
    """Return every feed as a reader understands it, by its path below the API."""
    read = {output.path.removeprefix(f"{ROOT}/"): feedparser.parse(output.content) for output in feeds(published)}
    assert {path: feed.bozo_exception for path, feed in read.items() if feed.bozo} == {}
    return read


def addressed(published: Published) -> Published:
    """Return the same with a public address."""
    return msgspec.structs.replace(published, settings=msgspec.structs.replace(published.settings, site_address=SITE))


def test_a_reader_understands_every_feed(published: Published) -> None:
    """Each is Atom 1.0 with title, day, author and entries, and only what tells a day has a feed."""
    found = read(published)
    dated = [code for code, entry in published.entries.items() if entry.events]
    assert found.keys() == {
        "changes.atom",
        *(f"items/{code}.atom" for code in dated),
        *(f"departments/{key}.atom" for key, codes in published.by_department.items() if published.modified(codes)),
        *(f"categories/{key}.atom" for key, codes in published.by_category.items() if published.modified(codes)),
    }
    assert "departments/dang-an-ju.atom" not in found
    for feed in found.values():
        assert feed.version == "atom10"
        assert feed.feed.title
        assert feed.feed.author == published.settings.title
        assert feed.feed.updated == feed.entries[0].updated
        assert all(entry.title and entry.summary and entry.author for entry in feed.entries)
        assert [entry.updated for entry in feed.entries] == sorted((one.updated for one in feed.entries), reverse=True)


def test_an_item_is_told_from_its_record(published: Published) -> None:
    """The feed of an item holds its events, each at midnight in Beijing of its own day."""
    feed = read(published)[f"items/{XK}.atom"]
    assert [(entry.updated, entry.tags[0].term) for entry in feed.entries] == [
        (f"{event.date}T00:00:00+08:00", event.kind) for event in published.entries[XK].events
    ]
    assert feed.entries[0].title == "变更：临时占用公园许可"
    assert feed.entries[0].id == f"urn:x-power-catalogue:999900:items:{XK}:changed:2026-04-20"


def test_identifiers_hold_wherever_the_site_lies(published: Published) -> None:
    """With an address or without, feeds and entries have the same absolute identifiers, no two entries one."""
    without, within = read(published), read(addressed(published))
    for path, feed in without.items():
        ids = [feed.feed.id, *(entry.id for entry in feed.entries)]
        assert ids == [within[path].feed.id, *(entry.id for entry in within[path].entries)]
        assert len(set(ids)) == len(ids)
        assert all(name.startswith("urn:x-power-catalogue:999900:") for name in ids)


def test_links_lead_to_pages_and_to_itself(published: Published) -> None:
    """With an address links are whole; without one they lead from where the feed was fetched."""
    feed = read(addressed(published))[f"items/{XK}.atom"]
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": f"{SITE}{ROOT}/items/{XK}.atom",
        "alternate": f"{SITE}items/{XK}/",
    }
    assert feed.entries[0].link == f"{SITE}items/{XK}/"
    feed = read(published)[f"items/{XK}.atom"]
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": f"../../../{ROOT}/items/{XK}.atom",
        "alternate": f"../../../items/{XK}/",
    }


def test_a_feed_holds_the_newest(published: Published) -> None:
    """Of many events a feed holds the newest hundred."""
    day = dt.date(2020, 1, 1)
    many = tuple(
        Event(date=day + dt.timedelta(days=number), kind="changed", note="改了一处。")
        for number in range(NEWEST + 1, 0, -1)
    )
    entry = msgspec.structs.replace(published.entries[QT], events=many)
    feed = read(msgspec.structs.replace(published, entries={**published.entries, QT: entry}))[f"items/{QT}.atom"]
    assert len(feed.entries) == NEWEST
    assert feed.entries[-1].updated.startswith("2020-01-03")


@pytest.mark.parametrize("wrong", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_stops_the_build(published: Published, wrong: str) -> None:
    """A character that XML forbids raises, naming document, field and format."""
    entry = published.entries[CF]
    item = msgspec.structs.replace(entry.item, name=f"处罚{wrong}")
    broken = msgspec.structs.replace(
        published, entries={**published.entries, CF: msgspec.structs.replace(entry, item=item)}
    )
    with pytest.raises(DumpError, match=rf"changes\.atom 的 {CF}/name 里有不能写进 Atom 的字符"):
        list(feeds(broken))
