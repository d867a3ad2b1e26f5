"""The built site without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sites import PHONE, Site

pytestmark = pytest.mark.xdist_group("scriptless")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a phone's page without JavaScript."""
    with browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 740}) as context:
        yield context.new_page()


def test_every_kind_of_page_is_readable(site: Site, page: Page) -> None:
    """Every kind of page has its heading and text, the menu stands open, and no button is there that does nothing."""
    for address in site.kinds():
        page.goto(site.address + address)
        assert page.locator("h1").is_visible(), address
        assert len(page.locator("main").inner_text()) > 60, address
        assert page.get_by_role("navigation", name="主导航").get_by_role("link").count() == 8, address
        assert page.get_by_role("navigation", name="主导航").is_visible(), address
        buttons = page.get_by_role("button")
        assert {button.get_attribute("type") for button in buttons.all()} <= {"submit"}, address


def test_the_search_page_shows_other_ways(site: Site, page: Page) -> None:
    """The search page says that search needs scripts and leads to the lists."""
    page.goto(f"{site.address}search/?q=许可")
    assert page.locator("noscript p").is_visible()
    assert "脚本" in page.locator("noscript p").inner_text()
    assert page.locator("main").get_by_role("link", name="全部事项").is_visible()


def test_folds_open(site: Site, page: Page) -> None:
    """What is folded away opens all the same."""
    page.goto(f"{site.address}laws/xing-zheng-fu-yi-fa/")
    fold = page.locator("details").first
    inside = fold.locator("> :not(summary)").first
    assert not inside.is_visible()
    fold.locator("summary").click()
    assert inside.is_visible()


def test_everything_is_there_without_script(site: Site, page: Page) -> None:
    """An item page of each category shows all its sections, the chart and its text included."""
    for code in (codes[0] for codes in site.published.by_category.values()):
        item = site.published.entries[code].item
        page.goto(f"{site.address}items/{code}/")
        text = page.locator("main").inner_text()
        for expected in (item.name, item.summary, item.flow[0].name, item.legal_basis[0].provides):
            assert expected in text, (code, expected)
        assert page.locator("svg[role=img]").count() >= 1
