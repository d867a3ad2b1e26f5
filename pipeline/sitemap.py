"""Tell search engines where the pages are: a site map and robots.txt, where the site's public address is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote
from xml.etree import ElementTree as ET

from pipeline.model import Published
from pipeline.outputs import File, Output

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000
"""How many addresses one site map may hold by its protocol."""
_UNLISTED = "404.html"

Places = Mapping[str, dt.date | None]
"""Whole addresses, and the day of the last change where it is known."""


def mapped(outputs: Iterable[File], published: Published) -> Iterator[File]:
    """Pass all outputs on; where the settings tell the site's address, yield the site map and robots.txt after them."""
    pages = []
    for output in outputs:
        if output.path.endswith(".html") and output.path != _UNLISTED:
            pages.append(output.path.removesuffix("index.html"))
        yield output
    if site := published.settings.site_address:
        changed = {entry.address: entry.item.last_change for entry in published.entries.values()}
        days = {page: change.date if (change := changed.get(page)) else None for page in sorted(pages)}
        yield from _maps(site, {site + quote(page): day for page, day in days.items()})
        yield Output("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n".encode())


def _maps(site: str, places: Places) -> Iterator[Output]:
    """Yield one site map, or several and the index of them."""
    if len(places) <= _MOST:
        yield Output("sitemap.xml", _xml("urlset", "url", places))
        return
    pairs = list(places.items())
    names: list[str] = []
    for start in range(0, len(pairs), _MOST):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield Output(names[-1], _xml("urlset", "url", dict(pairs[start : start + _MOST])))
    yield Output("sitemap.xml", _xml("sitemapindex", "sitemap", dict.fromkeys(site + name for name in names)))


def _xml(root: str, child: str, places: Places) -> bytes:
    tree = ET.Element(root, xmlns=_NAMESPACE)
    for address, day in places.items():
        place = ET.SubElement(tree, child)
        ET.SubElement(place, "loc").text = address
        if day:
            ET.SubElement(place, "lastmod").text = day.isoformat()
    ET.indent(tree)
    text: bytes = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
