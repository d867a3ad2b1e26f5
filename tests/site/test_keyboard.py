"""Whoever has a keyboard only can use the built site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from sites import PHONE, WIDE, Site, Watched

pytestmark = pytest.mark.xdist_group("keyboard")

START = """() => {
  // Of a long list the first entries stand for all: the others are of the same template.
  for (const one of document.querySelectorAll("#content :is(li, tr, .card):nth-child(n + 5)")) one.remove();
  const sign = one => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = getComputedStyle(one);
    return [outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor].join();
  };
  const stops = Array.from(document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]"))
    .filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  const before = new Map(stops.map(one => [one, sign(one)]));
  const shows = ({ left, right, top, bottom }, one) =>
    one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  let place = -1, last = null;
  // Runs at every stop; returns what is wrong with it, or nothing when the keyboard has been everywhere and left.
  window.stopped = () => {
    const one = document.activeElement;
    // The keyboard leaves to the browser's own controls, and where there are none, it begins anew.
    if (one === document.body || (one === stops[0] && place >= 0)) {
      return place + 1 < stops.length ? [`left before ${stops[place + 1].outerHTML}`] : null;
    }
    place += 1;
    const boxes = Array.from(one.getClientRects()), whole = one.getBoundingClientRect(), faults = [];
    if (one !== stops[place]) faults.push("is out of turn");
    if (before.get(one) === sign(one)) faults.push("shows no sign of the focus");
    if (whole.width < 8 || whole.height < 8) faults.push("has no size");
    if (whole.left < 0 || whole.right > innerWidth) faults.push("sticks out of the screen");
    if (!boxes.some(box => shows(box, one))) faults.push("is off the screen or hidden behind something");
    // In reading order each stop is lower than the last or to its right; a list of contents stands beside the text.
    const { left, right, top, bottom } = boxes[0], end = boxes.at(-1);
    const above = bottom + scrollY <= last?.top, beside = !above && top + scrollY < last?.bottom;
    if ((above && left <= last.left) || (beside && right <= last.left)) faults.push("stands before the last stop");
    last = one.closest("#content nav")
      ? null : { left: end.left, top: end.top + scrollY, bottom: end.bottom + scrollY };
    return faults.map(fault => `${one.outerHTML.slice(0, 120)} ${fault}`);
  };
}"""
MOST = 250
"""More stops than any page has; whoever is not through by then is trapped."""


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_keyboard_goes_everywhere_and_out_again(site: Site, watched: Watched, width: int) -> None:
    """On every kind of page Tab stops at all that can be used, in reading order, visibly, and then leaves the page."""
    page = watched.page
    page.set_viewport_size({"width": width, "height": 740})
    faults = {}
    for address in site.kinds():
        page.goto(site.address + address)
        page.evaluate(START)
        faults[address] = walked(page)
    assert {address: found for address, found in faults.items() if found} == {}
    assert watched.faults == []


def walked(page: Page) -> list[str]:
    """Press Tab until the page is left; return what was wrong on the way."""
    faults: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate("stopped()")
        if found is None:
            return faults
        faults += found
    return [*faults, "is a trap"]


def test_the_first_stop_skips_to_the_text(site: Site, watched: Watched) -> None:
    """On every kind of page the first stop is a visible link to the text; after it the keyboard goes on there."""
    page = watched.page
    for address in site.kinds():
        page.goto(site.address + address)
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "跳到正文", address
        box = focused.bounding_box()
        assert box, address
        assert min(box["x"], box["y"]) >= 0, address
        assert box["height"] >= 24, address
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content", address
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#content, footer') !== null"), address
    assert watched.faults == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes(site: Site, watched: Watched, key: str) -> None:
    """On a phone the menu opens and closes by Enter and Space, closes by Escape, and never takes the focus with it."""
    page = watched.page
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.goto(site.address)
    button, menu = page.get_by_role("button", name="菜单"), page.get_by_role("navigation", name="主导航")
    button.focus()
    for shown in (True, False, True):
        page.keyboard.press(key)
        assert menu.is_visible() is shown
        assert button.get_attribute("aria-expanded") == str(shown).lower()
        assert page.evaluate("document.activeElement.textContent") == "菜单"
    menu.get_by_role("link", name="部门").focus()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.textContent") == "菜单"
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert watched.faults == []


def test_escape_leaves_the_focus_in_the_text(site: Site, watched: Watched) -> None:
    """Whoever has gone on into the text and closes the menu stays where they are."""
    page = watched.page
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.goto(site.address)
    page.get_by_role("button", name="菜单").click()
    link = page.locator("main .tile a").first
    link.focus()
    page.keyboard.press("Escape")
    assert not page.get_by_role("navigation", name="主导航").is_visible()
    assert page.evaluate("one => one === document.activeElement", link.element_handle())
