"""Nothing of the built site sticks out or overlaps, and its pages say what they must."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from geometry import FAULTS, SMALLEST
from sites import PHONE, Site, Watched

pytestmark = pytest.mark.xdist_group("layout")


MEASURE = f"""async addresses => {{
  // A frame keeps the parsed style sheets from page to page; its faults are those of the page around it.
  const frame = Object.assign(document.createElement("iframe"), {{ width: {PHONE}, height: 740 }});
  document.body.append(frame);
  const measured = [];
  for (const address of addresses) {{
    await new Promise(resolve => {{ Object.assign(frame, {{ onload: resolve, src: address }}); }});
    for (const one of frame.contentDocument.querySelectorAll("details")) one.open = true;
    const charts = Array.from(frame.contentDocument.querySelectorAll("svg.flowchart"));
    measured.push([charts.map({FAULTS}), charts.map({SMALLEST})]);
  }}
  return measured;
}}"""


def test_every_item_page_is_quiet_and_well_laid_out(site: Site, watched: Watched) -> None:
    """Item pages load without a fault; on a phone their charts' words stay in their shapes, apart and 12 px high."""
    around = '<link rel="icon" href="data:,">'  # else the browser asks in vain for an icon
    watched.page.route("**/around", lambda route: route.fulfill(body=around, content_type="text/html"))
    watched.page.goto(f"{site.address}around")
    addresses = [f"{site.address}items/{code}/" for code in site.published.entries]
    measured = watched.page.evaluate(MEASURE, addresses)
    for (code, entry), (faults, sizes) in zip(site.published.entries.items(), measured, strict=True):
        assert faults == [[] for _ in entry.item.flows()], code
        assert all(round(size, 1) >= 12 for size in sizes), code
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
