"""What axe finds on the built site, which must be nothing, whatever the page, the screen and what the reader opened."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from sites import PHONE, SMALLEST_SCREEN, WIDE, Site

pytestmark = pytest.mark.xdist_group("access")

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
    "preload": False,  # no rule of these reads style sheets
}
RUN = """async options => {
  // The beginning of a long list, table or text stands for all of it: the rest is of the same template.
  for (const one of document.querySelectorAll("#content :is(li, tr, .card):nth-child(n + 7)")) one.remove();
  for (const one of document.querySelectorAll("#content > .prose > :nth-child(n + 60)")) one.remove();
  // What axe cannot judge counts too, except words on a chart's shapes, whose colours a test of their own compares.
  const told = await axe.run({ exclude: [["svg.flowchart text"]] }, options);
  return [...told.violations, ...told.incomplete].flatMap(rule => rule.nodes.map(
    ({ target, any, all, none }) => `${rule.id}: ${target}: ${[...any, ...all, ...none].map(check => check.message)}`
  ));
}"""
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"


def findings(page: Page) -> list[str]:
    """Return what axe finds on a page, each as rule, place and reason."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, OPTIONS)
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page in a profile of its own."""
    with browser.new_context() as context:
        yield context.new_page()


def look(page: Page, width: int, scheme: int) -> None:
    """Give a page a width, and the light scheme where ``scheme`` is even, the dark one where it is odd."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme % 2 else "light")


@pytest.mark.parametrize(("turn", "width"), [(0, WIDE), (1, PHONE), (2, SMALLEST_SCREEN)])
def test_nothing_is_found_on_any_kind_of_page(site: Site, page: Page, turn: int, width: int) -> None:
    """Each kind of page passes at every width, in light and in dark, with all its folds open."""
    found = {}
    for number, address in enumerate(site.kinds()):
        look(page, width, number + turn)
        page.goto(site.address + address)
        page.evaluate(OPEN)
        found[address] = findings(page)
    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_nothing_is_found_among_results(site: Site, page: Page, scheme: int) -> None:
    """The search page passes with results, with near ones and with none, wide and on a phone."""
    for turn, (query, told) in enumerate([("许可", "找到"), ("饕餮许可", "最接近的是"), ("饕餮", "没有找到")]):
        look(page, (WIDE, PHONE)[turn % 2], scheme)
        page.goto(f"{site.address}search/?q={query}")
        page.locator("[data-search-status]", has_text=told).wait_for()
        assert findings(page) == [], query


@pytest.mark.parametrize("width", [PHONE, SMALLEST_SCREEN])
def test_nothing_is_found_with_the_menu_open(site: Site, page: Page, width: int) -> None:
    """The open menu of a phone passes, in light and in dark."""
    for scheme in (0, 1):
        look(page, width, scheme)
        page.goto(site.address)
        page.get_by_role("button", name="菜单").click()
        assert findings(page) == []


@pytest.mark.parametrize("size", ["large", "200%"])
def test_nothing_is_found_in_large_letters(site: Site, page: Page, size: str) -> None:
    """Home, lists, an item and the remarks pass in the site's large letters, and in letters of double size."""
    for turn, address in enumerate(["", "items/", "feedback/", site.item()]):
        look(page, (WIDE, SMALLEST_SCREEN)[turn % 2], turn // 2)
        page.goto(site.address + address)
        if size == "large":
            page.evaluate("localStorage.setItem('large-text', 'yes')")
            page.reload()
            assert page.locator("html.large-text").count() == 1
        else:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert findings(page) == [], address


CHART_WORDS = """() => {
  const { Color, getContrast } = axe.commons.color;
  const seen = text => {
    const colour = new Color();
    colour.parseString(text);
    return colour;
  };
  const faults = [];
  let compared = 0;
  for (const svg of document.querySelectorAll("svg.flowchart")) {
    const paper = getComputedStyle(svg.closest(".chart-scroll")).backgroundColor;
    for (const text of svg.querySelectorAll("text")) {
      const shape = text.closest("g.node")?.querySelector(":scope > :is(rect, polygon):not(.bar)");
      const ground = shape ? getComputedStyle(shape).fill : "none";
      const contrast = getContrast(seen(getComputedStyle(text).fill), seen(ground === "none" ? paper : ground));
      if (contrast < 4.5) faults.push(`${text.textContent}: ${contrast}`);
      compared += 1;
    }
  }
  return [compared, faults];
}"""


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_of_charts_stand_out(site: Site, page: Page, scheme: int) -> None:
    """Words on a chart's shapes and beside its arrows have a contrast of 4.5 to their ground."""
    look(page, WIDE, scheme)
    for address in site.items():
        page.goto(site.address + address)
        page.evaluate(AXE)
        compared, faults = page.evaluate(CHART_WORDS)
        assert compared > 5
        assert faults == [], address


SOUND = """<!doctype html><html lang="zh-CN"><title>试</title><main id="content"><h1>试</h1>
<img src="data:," alt="图"><p style="color:#444;background:#fff">字</p><a href="#a" style="padding:1em">一</a></main>"""

TINY = '<button aria-label="一" style="width:9px;height:9px;padding:0"></button>'


@pytest.mark.parametrize(
    ("sound", "broken", "rule"),
    [
        (' alt="图"', "", "image-alt"),
        ("#444", "#aaa", "color-contrast"),
        (' lang="zh-CN"', "", "html-has-lang"),
        ("<h1>试</h1>", "<h1>试</h1><h3>试</h3>", "heading-order"),
        ('<a href="#a" style="padding:1em">一</a>', TINY * 2, "target-size"),
    ],
)
def test_faults_are_found(page: Page, sound: str, broken: str, rule: str) -> None:
    """A page without fault passes; broken at one place, it is reported for just that."""
    page.set_content(SOUND)
    assert findings(page) == []
    assert sound in SOUND
    page.set_content(SOUND.replace(sound, broken))
    assert {told.split(":")[0] for told in findings(page)} == {rule}
