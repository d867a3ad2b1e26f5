"""The tags customary on Chinese government sites: true values only, and no text leaves its attribute."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import msgspec
import pytest

from pipeline.documents import ATOM, JSON, JSON_LD
from pipeline.model import Published
from pipeline.pages import pages
from pipeline.pages.head import article, column
from pipeline.pages.linked import script, service
from support import CATALOGUE, CF, XK, dumped, published_at


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
            metas = "".join(line for line in page.head.splitlines(keepends=True) if line.startswith("<meta"))
            assert tags(metas) == ({"ColumnName": page.title} if page.address else {})


def test_pages_lead_to_the_same_in_other_forms(published: Published) -> None:
    """Items, groups and lists name their feed and data, which exist; what has no feed names none."""
    documents = dumped(published)
    link = re.compile(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"(?: title="[^"]+")?>')
    found = {
        page.address: [(kind, urljoin(page.address, href)) for kind, href in link.findall(page.head)]
        for page in pages(published, dict.fromkeys(published.entries, ()))
    }
    assert {place for links in found.values() for _, place in links} <= documents.keys()
    atom, data, linked = ATOM, JSON, JSON_LD
    assert found[""] == found["api/"] == [(atom, "api/v1/changes.atom")]
    assert found[f"items/{XK}/"] == [
        (atom, f"api/v1/items/{XK}.atom"),
        (data, f"api/v1/items/{XK}.json"),
        (linked, f"api/v1/items/{XK}.jsonld"),
    ]
    assert found["categories/XK/"] == [(atom, "api/v1/categories/XK.atom"), (data, "api/v1/categories/XK.json")]
    assert found["departments/dang-an-ju/"] == [(data, "api/v1/departments/dang-an-ju.json")]
    assert found["themes/person-1/"] == [(data, "api/v1/themes/person-1.json")]
    assert found["search/"] == []


def test_no_text_leaves_its_attribute(published: Published) -> None:
    """Quotes and brackets in a name are text."""
    hostile = '"><script>alert(1)</script>&amp;'
    entry = published.entries[XK]
    entry = msgspec.structs.replace(entry, item=msgspec.structs.replace(entry.item, name=hostile))
    assert tags(article(entry, published))["ArticleTitle"] == hostile
    assert tags(column(hostile)) == {"ColumnName": hostile}
