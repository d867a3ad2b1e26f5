"""What a reader keeps stays in the reader's browser, and whatever is found there is harmless."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

from sites import Site, Watched

pytestmark = pytest.mark.xdist_group("item")

KEY = "mine:/"


def codes(page: Page, part: str) -> list[str]:
    """Return the codes that one of the lists leads to."""
    links = page.locator(f"[data-mine={part}] li a").evaluate_all("all => all.map(one => one.href)")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def test_what_is_kept_is_listed_until_it_is_removed(site: Site, watched: Watched) -> None:
    """A power kept and one only seen are listed with department and day; removing and clearing empty the lists."""
    page = watched.page
    first, second, third = list(site.published.entries)[:3]
    for code in (first, second, third):
        page.goto(f"{site.address}items/{code}/")
        keep = page.get_by_role("button", name="收藏", exact=True)
        assert keep.get_attribute("aria-pressed") == "false"
        if code != third:
            keep.click()
            assert keep.get_attribute("aria-pressed") == "true"
    page.goto(f"{site.address}items/{first}/")
    assert page.get_by_role("button", name="收藏", exact=True).get_attribute("aria-pressed") == "true"

    page.goto(f"{site.address}mine/")
    assert codes(page, "kept") == [second, first]
    assert codes(page, "seen") == [first, third, second]
    entry = site.published.entries[second]
    line = page.locator("[data-mine=kept] li").first.inner_text()
    assert entry.item.name in line
    assert entry.derived.department_name in line
    page.locator("[data-mine=kept] li button").first.click()
    assert codes(page, "kept") == [first]
    assert page.evaluate("document.activeElement.textContent") == "移除"  # the next one's
    page.get_by_role("button", name="清空最近看过").click()
    assert codes(page, "seen") == []
    page.reload()
    assert (codes(page, "kept"), codes(page, "seen")) == ([first], [])
    page.locator("[data-mine=kept] li a").click()
    page.wait_for_url(f"**/items/{first}/")
    assert watched.faults == []


def test_only_the_last_twenty_are_remembered(site: Site, watched: Watched) -> None:
    """Of what was seen, twenty are listed, the latest first, each once."""
    page = watched.page
    visited = list(site.published.entries)[:22]
    for code in [*visited, visited[-2]]:
        page.goto(f"{site.address}items/{code}/")
    page.goto(f"{site.address}mine/")
    assert codes(page, "seen") == [visited[-2], visited[-1], *reversed(visited[2:-2])]


HOSTILE = "<img src=x onerror=alert(1)>"


def test_whatever_is_in_the_store_is_only_text(site: Site, watched: Watched) -> None:
    """Names are shown as letters; what is no code, no day or too long is not shown, and no address leaves the site."""
    page = watched.page
    good = {"code": "511900-01-XK-9999", "name": HOSTILE, "department": HOSTILE, "day": "2026-11-20"}
    bad: list[object] = [
        {**good, "code": "../../x"},
        {**good, "code": "//elsewhere.example/511900-01-XK-9999"},
        {**good, "code": ["511900-01-XK-9999"]},
        {**good, "day": "javascript:1"},
        {**good, "name": "长" * 201},
        {"code": good["code"]},
        None,
        7,
    ]
    page.goto(f"{site.address}mine/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps({"kept": [*bad, good]})])
    page.reload()
    assert page.locator("[data-mine=kept] li a").evaluate_all("all => all.map(one => one.href)") == [
        f"{site.address}items/{good['code']}/"
    ]
    assert HOSTILE in page.locator("[data-mine=kept] li").inner_text()
    assert page.locator("main img").count() == 0
    for text in ("nonsense", "7", "null", '{"kept": 7}', "[]"):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        page.reload()
        assert codes(page, "kept") == []
        assert page.get_by_text("还没有收藏").is_visible()
    assert watched.faults == []


FORBID = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""
)


def test_without_a_store_it_says_so(site: Site, watched: Watched) -> None:
    """Where the browser keeps nothing, no power offers to be kept, and the page of what is kept gives the reason."""
    page = watched.page
    page.add_init_script(FORBID)
    page.goto(f"{site.address}items/{next(iter(site.published.entries))}/")
    page.get_by_role("button", name="复制编码").wait_for()
    assert not page.locator("[data-keep]").is_visible()
    page.goto(f"{site.address}mine/")
    assert page.get_by_text("浏览器不允许本站保存内容").is_visible()
    assert not page.get_by_text("浏览器没有运行脚本").is_visible()
    assert not page.locator("[data-mine]").first.is_visible()
    assert watched.faults == []


def test_without_script_it_says_so(site: Site, browser: Browser) -> None:
    """With JavaScript off the page says what does not work, and shows no empty list and no dead button."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}mine/")
    assert page.get_by_text("浏览器没有运行脚本").is_visible()
    assert page.locator("main button:visible").count() == 0
    assert page.locator("main h2:visible").count() == 0
    context.close()
