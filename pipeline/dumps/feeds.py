"""What readers subscribe to, as Atom: the whole catalogue, and each department, category and item.

An entry is a thing that happened, by the item's own record. Identifiers are URNs, so that they stay the same wherever
the site moves; times are midnight in Beijing, since records tell days. What tells no day has no feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from pipeline.documents import ATOM, ROOT, path_of
from pipeline.dumps.naming import urn
from pipeline.dumps.writing import writable
from pipeline.model import EVENTS, Entry, Event, Published, Settings
from pipeline.outputs import Output
from pipeline.workdays import midnight

NEWEST = 100
"""How many entries a feed holds at most."""


class _Feed(NamedTuple):
    """One feed before it is written."""

    path: str
    name: str
    title: str
    page: str
    """The page it belongs to, relative to the site."""
    codes: tuple[str, ...]


def feeds(published: Published) -> Iterator[Output]:
    """Yield every feed that has something to tell; raises DumpError where a text cannot stand in XML."""
    for feed in _feeds(published):
        if happened := published.happened(feed.codes):
            yield Output(f"{ROOT}/{feed.path}", _written(feed, happened[:NEWEST], published.settings))


def _feeds(published: Published) -> Iterator[_Feed]:
    yield _Feed(path_of("changes-feed"), "changes", "全部变化", "", tuple(published.entries))
    for key, one in published.departments.items():
        codes = published.by_department[key]
        yield _Feed(path_of("department-feed", key), f"departments:{key}", one.name, f"departments/{key}/", codes)
    for term in published.vocabularies["categories"].terms:
        path, codes = path_of("category-feed", term.id), published.by_category[term.id]
        yield _Feed(path, f"categories:{term.id}", term.title, f"categories/{term.id}/", codes)
    for code, entry in published.entries.items():
        yield _Feed(path_of("item-feed", code), f"items:{code}", entry.item.name, entry.address, (code,))


def _written(feed: _Feed, happened: Sequence[tuple[Event, Entry]], settings: Settings) -> bytes:
    def fit(text: str, field: str) -> str:
        return writable(text, feed.path, field, "Atom")

    # Without a public address, links lead from where the feed was fetched.
    root = settings.site_address or "../" * f"{ROOT}/{feed.path}".count("/")
    atom = FeedGenerator()
    atom.id(urn(settings, feed.name))
    atom.title(fit(f"{feed.title} - {settings.title}", "标题"))
    atom.updated(midnight(happened[0][0].date))
    atom.author(name=fit(settings.title, "title"))
    atom.language("zh-CN")
    atom.generator("power-catalogue")
    atom.link(href=f"{root}{ROOT}/{feed.path}", rel="self", type=ATOM)
    atom.link(href=f"{root}{feed.page}", rel="alternate", type="text/html")
    if settings.licence:
        atom.rights(fit(settings.licence.name, "licence/name"))
    for event, entry in happened:
        item = entry.item
        told = atom.add_entry(order="append")
        told.id(urn(settings, "items", item.code, event.kind, event.date.isoformat()))
        told.title(fit(f"{EVENTS[event.kind]}：{item.name}", f"{item.code}/name"))
        told.updated(midnight(event.date))
        told.author(name=fit(entry.derived.department_name, f"{item.code}/department"))
        told.link(href=f"{root}{entry.address}", rel="alternate", type="text/html")
        told.category(term=event.kind, label=EVENTS[event.kind])
        told.summary(fit(event.note, f"{item.code}/{event.kind}"))
    written: bytes = atom.atom_str(pretty=True)
    return written
