"""The tags customary on Chinese government sites: true values only, and no text leaves its attribute."""

from __future__ import annotations

import re
from html import unescape

import msgspec
import pytest

from pipeline.model import Published
from pipeline.pages import pages
from pipeline.pages.head import article, column
from pipeline.pages.linked import script, service
from support import CATALOGUE, CF, XK, published_at


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


def tags(head: str) -> dict[str, str]:
    """Return the meta tags of a head by their names, each of which stands once."""
    found = re.findall(r'<meta name="([A-Za-z]+)" content="([^"<>]*)">', head)
    assert len(found) == head.count("<meta ") == len(dict(found))
    return {name: unescape(text) for name, text in found}


def test_an_article_names_column_title_day_and_source(published: Published) -> None:
    """An item's page gives the day of its last change and the department it comes from."""
    assert tags(article(published.entries[XK], published)) == {
        "ColumnName": "全部事项",
        "ArticleTitle": "临时占用公园许可",
        "PubDate": "2026-04-20",
        "ContentSource": "市公园局",
    }


def test_no_day_is_invented(published: Published) -> None:
    """Where the department wrote no day of a change, none is told."""
    assert published.entries[CF].item.last_change is None
    assert "PubDate" not in tags(article(published.entries[CF], published))


def test_every_page_is_a_column_or_an_article(published: Published) -> None:
    """Lists and the search name themselves, items name the list they lie in; the home page names neither."""
    items = {entry.address: entry for entry in published.entries.values()}
    for page in pages(published, dict.fromkeys(published.entries, ())):
        if entry := items.get(page.address):
            assert page.head == article(entry, published)
            assert page.head.endswith(script(service(entry, published)))
        else:
            assert tags(page.head) == ({"ColumnName": page.title} if page.address else {})


def test_no_text_leaves_its_attribute(published: Published) -> None:
    """Quotes and brackets in a name are text."""
    hostile = '"><script>alert(1)</script>&amp;'
    entry = published.entries[XK]
    entry = msgspec.structs.replace(entry, item=msgspec.structs.replace(entry.item, name=hostile))
    assert tags(article(entry, published))["ArticleTitle"] == hostile
    assert tags(column(hostile)) == {"ColumnName": hostile}
