"""Nothing of the built site sticks out or overlaps, and its pages say what they must."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from geometry import FAULTS, SMALLEST
from sites import PHONE, Site, Watched

pytestmark = pytest.mark.xdist_group("layout")


def test_every_item_page_is_quiet_and_well_laid_out(site: Site, watched: Watched) -> None:
    """Item pages load without a fault; on a phone their charts' words stay in their shapes, apart and 12 px high."""
    page = watched.page
    page.set_viewport_size({"width": PHONE, "height": 740})
    for code, entry in site.published.entries.items():
        page.goto(f"{site.address}items/{code}/")
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        charts = page.locator("svg.flowchart")
        assert charts.evaluate_all(f"all => all.map({FAULTS})") == [[] for _ in entry.item.flows()], code
        assert all(round(size, 1) >= 12 for size in charts.evaluate_all(f"all => all.map({SMALLEST})")), code
    assert watched.faults == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_sticks_out(site: Site, browser: Browser, width: int) -> None:
    """At no width does a page scroll sideways; wide charts and tables scroll in their own boxes."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for address in site.kinds():
        page.goto(site.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_dates_decide_what_a_page_says(site: Site, watched: Watched) -> None:
    """An item under notice tells the days left and how to object; a repealed and a suspended one say so on top."""
    says = {"notice": "个工作日", "suspended": "暂停", "repealed": "取消", "scheduled": "施行"}
    for stage, word in says.items():
        for code in site.published.by_stage[stage]:
            watched.page.goto(f"{site.address}items/{code}/")
            assert word in watched.page.locator("main").inner_text()[:900], (stage, code)
