"""The page of one administrative power: the product itself."""

from __future__ import annotations

from pipeline import feedback
from pipeline.flowchart import Illustration
from pipeline.model import Entry, Published
from pipeline.outputs import Page
from pipeline.pages import head, qr
from pipeline.pages.environment import render


def page(entry: Entry, published: Published, charts: tuple[Illustration, ...]) -> Page:
    """Render an item's page; depends on the item, what is derived of it, and the names of what it refers to."""
    item = entry.item
    repository, site = published.settings.repository, published.settings.site_address
    path = f"data/items/{item.department}/{item.code}.yaml"
    return render(
        "item.html",
        published,
        entry.address,
        title=item.name,
        description=item.summary,
        head=head.article(entry, published),
        entry=entry,
        item=item,
        derived=entry.derived,
        charts=charts,
        department=published.departments[item.department],
        feedback=feedback.of_item(published.settings, item),
        edit=feedback.edit(repository, path) if repository else None,
        code=qr.picture(f"{site}{entry.address}") if site else None,
    )
