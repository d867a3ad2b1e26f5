"""Whoever has a keyboard only can use the built site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from sites import PHONE, Site, Watched

pytestmark = pytest.mark.xdist_group("keyboard")


def test_first_tab_stop_skips_to_the_text(site: Site, watched: Watched) -> None:
    """On every kind of page the first stop of the keyboard is a visible link to the text."""
    for address in site.kinds():
        watched.page.goto(site.address + address)
        watched.page.keyboard.press("Tab")
        focused = watched.page.locator(":focus")
        assert "正文" in focused.inner_text(), address
        box = focused.bounding_box()
        assert box, address
        assert min(box["x"], box["y"]) >= 0, address
        assert box["height"] >= 20, address


def test_keyboard_never_leaves_the_screen(site: Site, browser: Browser) -> None:
    """On a phone every stop of the keyboard is something that can be seen."""
    context = browser.new_context(viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    for address in ("", "search/", f"items/{next(iter(site.published.entries))}/"):
        page.goto(site.address + address)
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            box = page.locator(":focus").bounding_box()
            what = page.evaluate("document.activeElement.outerHTML.slice(0, 90)")
            assert box, (address, what)
            assert box["width"] > 1, (address, what)
            assert box["x"] >= 0, (address, what)
            assert box["x"] + 1 < PHONE, (address, what)
    context.close()
