"""The built site without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from sites import Site

pytestmark = pytest.mark.xdist_group("scriptless")


def test_everything_is_there_without_script(site: Site, browser: Browser) -> None:
    """With JavaScript off an item page of each category shows all its sections, the chart and its text included."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for code in (codes[0] for codes in site.published.by_category.values()):
        item = site.published.entries[code].item
        page.goto(f"{site.address}items/{code}/")
        text = page.locator("main").inner_text()
        for expected in (item.name, item.summary, item.flow[0].name, item.legal_basis[0].provides):
            assert expected in text, (code, expected)
        assert page.locator("svg[role=img]").count() >= 1
    context.close()
