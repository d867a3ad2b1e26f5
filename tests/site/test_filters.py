"""The results of the built site, narrowed and sorted: the same items as in its lists, on any screen and by keyboard."""

from __future__ import annotations

import json
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from pipeline.facets import filed
from sites import PHONE, Site, Watched

pytestmark = pytest.mark.xdist_group("finding")

OPEN = "() => { for (const fold of document.querySelectorAll('[data-filters] details')) fold.open = true; }"
COUNTS = """() => Array.from(document.querySelectorAll("[data-filters] input"), box => [
  box.name, box.value, Number.parseInt(box.parentElement.querySelector(".count").textContent),
])"""
SMALL = """() => {
  const pressed = ".filters :is(summary, select), .choice, [data-search-chosen] button";
  const seen = Array.from(document.querySelectorAll(pressed)).filter(one => one.checkVisibility());
  return seen.filter(one => one.offsetHeight < 40).map(one => one.textContent);
}"""
SHOW_ALL = """async () => {
  const more = document.querySelector(".search-more");
  while (!more.hidden) {
    more.click();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return Array.from(document.querySelectorAll("[data-search-results] h2 a"), link => link.href);
}"""


def test_counts_are_those_of_the_lists(site: Site, watched: Watched) -> None:
    """Before anything is narrowed, every choice counts as many items as its list has, whichever facet it belongs to."""
    page = watched.page
    page.goto(f"{site.address}search/?sort=name")
    expect(page.locator("[data-search-status]")).to_have_text(f"全部 {len(site.published.entries)} 个事项")
    told = {(facet, value): count for facet, value, count in page.evaluate(COUNTS)}
    published = site.published
    expected = {
        (facet, key): len(codes)
        for facet, by in {
            "department": published.by_department,
            "category": published.by_category,
            "theme": published.by_theme,
            "risk": published.by_risk,
            "stage": published.by_stage,
        }.items()
        for key, codes in by.items()
    }
    assert {pair: count for pair, count in told.items() if pair[0] not in {"audience", "fee"}} == expected
    free = sum(not entry.item.fees.charged for entry in published.entries.values())
    assert (told["fee", "free"], told["fee", "fee"]) == (free, len(published.entries) - free)
    assert watched.faults == []


@pytest.mark.parametrize("address", ["departments/gong-an-ju/", "categories/ZS/", "risks/1/", "stages/notice/"])
def test_a_list_leads_to_its_items(site: Site, watched: Watched, address: str) -> None:
    """The line above a list opens the page of results with the very items of the list."""
    page = watched.page
    page.goto(site.address + address)
    page.get_by_role("link", name="筛选或者换个顺序").click()
    expect(page.locator("[data-search-results] h2").first).to_be_visible()
    found = page.evaluate(SHOW_ALL)
    facet = urlsplit(page.url).query.partition("=")[0]
    key = address.split("/")[1]
    expected = [code for code, entry in site.published.entries.items() if key in filed(entry)[facet]]
    assert sorted(found) == sorted(urljoin(site.address, f"items/{code}/") for code in expected)
    assert len(expected) > 1
    assert watched.faults == []


@pytest.mark.parametrize("width", [320, PHONE, 1280])
def test_choices_fit_the_screen(site: Site, watched: Watched, width: int) -> None:
    """With every choice unfolded nothing sticks out or overlaps, and what can be pressed is large enough."""
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.address}search/?q=许可&category=XK&fee=free")
    expect(page.get_by_role("button", name="清除全部")).to_be_visible()
    page.evaluate(OPEN)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    close = page.get_by_role("button", name="收起，看结果")
    expect(close).to_be_visible(visible=width < 1280)
    if width < 1280:
        close.press("Enter")
        expect(page.locator(".filters > summary")).to_be_focused()
        expect(page.locator("[data-search-status]")).to_be_in_viewport()
    assert watched.faults == []


@pytest.mark.parametrize("address", ["", "items/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_suggestions_are_whole(site: Site, watched: Watched, address: str, width: int) -> None:
    """Nothing cuts or covers the suggestions, at home and in the header, and they stay within the screen."""
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.address + address)
    box = page.get_by_role("combobox")
    box.press_sequentially("许可")
    expect(page.get_by_role("option")).to_have_count(8)
    covered = """() => Array.from(document.querySelectorAll("[role=option]"), one => {
      one.scrollIntoView({ block: "nearest" });
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const inside = left >= 0 && right <= innerWidth;
      return inside && one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    })"""
    assert page.evaluate(covered) == [True] * 8
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert watched.faults == []


def test_the_table_is_small(site: Site) -> None:
    """The table names every item once, and needs few bytes for each."""
    content = (site.folder / "pagefind/facets.json").read_bytes()
    ids = json.loads(content)["ids"].split()
    assert len(set(ids)) == len(ids) == len(site.published.entries)
    assert all((site.folder / f"pagefind/fragment/{one}.pf_fragment").is_file() for one in ids)
