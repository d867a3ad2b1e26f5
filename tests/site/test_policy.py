"""The built site asks no other host, and its content-security policy stops what is not ours and nothing else."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext

from sites import PHONE, Site, Watched

pytestmark = pytest.mark.xdist_group("policy")


def test_no_page_asks_another_host_or_complains(site: Site, watched: Watched) -> None:
    """Every kind of page loads without a request to another host, a missing file or a word on the console."""
    for address in site.kinds():
        watched.page.goto(site.address + address)
    assert watched.faults == []


@pytest.mark.parametrize("how", ["site", "guarded"])
def test_nothing_the_reader_does_breaks_the_policy(
    how: str, request: pytest.FixtureRequest, context: BrowserContext
) -> None:
    """Menu, large letters, folds, copying, printing and the search: with the meta tag alone, and with the headers."""
    site: Site = request.getfixturevalue(how)
    watched = Watched(context.new_page(), site)
    page = watched.page
    page.set_viewport_size({"width": PHONE, "height": 740})
    # What the headers add concerns no page in particular.
    for address in site.kinds() if how == "site" else ["", "search/", f"items/{next(iter(site.published.entries))}/"]:
        page.goto(site.address + address)
        for selector in ("[data-menu]", "[data-large-text]", "[data-copy]"):
            for button in page.locator(f"{selector}:visible").all():
                button.click()
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="screen")
        with page.expect_response("**/pagefind/wasm.*") as loaded:
            page.locator("input[type=search]:visible").first.focus()
        loaded.value.finished()
    page.goto(f"{site.address}search/?q=驾驶证")
    page.locator("[data-search-results] li a").first.click()
    page.wait_for_url("**/items/*/")
    assert watched.faults == []
    page.goto(f"{page.url}flow.svg")  # here the browser asks in vain for an icon of the whole host
    assert page.locator("svg text").count() > 1
    assert not [fault for fault in watched.faults if fault.startswith("violation of ")]


def test_the_policy_stops_what_is_not_ours(site: Site, watched: Watched) -> None:
    """Were foreign text to become an element all the same, it would neither run, nor load, nor send anything."""
    page = watched.page
    page.goto(site.address)
    expected = ["script-src-elem", "script-src-attr", "style-src-elem", "base-uri", "connect-src", "form-action"]
    page.evaluate(
        """async expected => {
      const told = new Set(), all = () => expected.every(one => told.has(one));
      addEventListener("securitypolicyviolation", event => told.add(event.effectiveDirective));
      const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
      add("script", { textContent: "window.ran = true" });
      add("style", { textContent: "body { color: red }" });
      add("base", { href: "https://elsewhere.example/" });
      document.body.setAttribute("onclick", "window.ran = true");
      document.body.click();
      await fetch("https://elsewhere.example/").catch(() => {});
      const form = Object.assign(document.createElement("form"), { action: "https://elsewhere.example/" });
      document.body.append(form);
      form.submit();
      // The browser tells in its own time; a page that is left tells no more.
      for (let times = 0; times < 500 && !all(); times += 1) await new Promise(resolve => setTimeout(resolve, 20));
    }""",
        expected,
    )
    page.goto(site.address)
    assert page.evaluate("window.ran") is None
    told = {fault.split(":")[0].split()[-1] for fault in watched.faults if fault.startswith("violation of ")}
    assert told >= set(expected)
    assert not [fault for fault in watched.faults if fault.startswith("request to ")]


FRAME = """address => new Promise(resolve => {
  const frame = Object.assign(document.createElement("iframe"), { src: address, onload: resolve });
  document.body.append(frame); // an error page loads too
})"""


def test_with_the_headers_nobody_frames_us(site: Site, guarded: Site, context: BrowserContext) -> None:
    """What no meta tag can forbid the headers do: another page shows the site in a frame without them only."""
    page = context.new_page()
    shown = []
    for address in (site.address, guarded.address):
        page.goto(f"{site.address}build.json")  # which the browser shows as a page without a policy
        page.evaluate(FRAME, address)
        shown.append(page.frame_locator("iframe").locator("main").count())
    assert shown == [1, 0]


def test_linked_data_are_data(site: Site, watched: Watched) -> None:
    """The policy lets each item's linked data stand: the browser reads them whole and runs nothing."""
    for codes in site.published.by_category.values():
        watched.page.goto(f"{site.address}items/{codes[0]}/")
        data = watched.page.locator("script[type='application/ld+json']").text_content() or ""
        assert json.loads(data)["name"] == site.published.entries[codes[0]].item.name
    assert watched.faults == []
