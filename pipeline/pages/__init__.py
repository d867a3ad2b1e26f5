"""Render every page of the site from what is published: pure, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.flowchart import Illustration
from pipeline.model import Published
from pipeline.outputs import Page
from pipeline.pages import data, groups, home, item


def pages(published: Published, charts: Mapping[str, tuple[Illustration, ...]]) -> Iterator[Page]:
    """Yield all pages; ``charts`` holds by code what was drawn and worded of an item's flows."""
    yield home.home(published)
    yield home.search(published)
    yield home.remarks(published)
    yield data.data(published)
    yield home.mine(published)
    yield from groups.pages(published)
    for entry in published.entries.values():
        yield item.page(entry, published, charts.get(entry.item.code, ()))
