"""The page of a power in the browser: its contents, its copying buttons, its sheet of paper and its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Response

from pipeline import frame
from pipeline.illustrating import illustrate
from pipeline.pages import item
from sites import Site, Watched, serving
from support import ROOT

pytestmark = pytest.mark.xdist_group("item")

LONGEST = "511900-33-QT-0001"
KB = 1024
PAPER = "https://power.example.gov.cn/"


def sample(site: Site) -> list[str]:
    """Return the codes of the longest twenty pages, and of one item of each category and each stage."""
    entries = site.published.entries
    longest = sorted(entries, key=lambda code: -(site.folder / f"items/{code}/index.html").stat().st_size)
    groups = [*site.published.by_category.values(), *site.published.by_stage.values()]
    return sorted({*longest[:20], *(codes[-1] for codes in groups if codes)})


# --- contents --------------------------------------------------------------------------------------------------------


def test_contents_tell_what_is_being_read(site: Site, watched: Watched) -> None:
    """Wherever one goes on the page, the contents mark that section and show its link; above all sections, none."""
    page = watched.page
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{site.address}items/{LONGEST}/")
    hashes = page.locator(".contents a").evaluate_all("all => all.map(one => one.hash)")
    for hash_ in [*hashes, *reversed(hashes)]:
        page.evaluate("hash => document.querySelector(hash).scrollIntoView()", hash_)
        page.locator(f".contents a[aria-current][href='{hash_}']").wait_for()
        marked, contents = (page.locator(one).bounding_box() for one in (".contents [aria-current]", "nav.contents"))
        assert marked
        assert contents
        assert contents["y"] <= marked["y"] < marked["y"] + marked["height"] <= contents["y"] + contents["height"]
    page.evaluate("scrollTo(0, 0)")
    page.locator(".contents:not(:has([aria-current]))").wait_for()
    assert watched.faults == []


def test_on_a_phone_the_contents_are_a_touch_away(site: Site, browser: Browser) -> None:
    """A strip at the lower edge leads back to the contents, without script too, and hides no stop of the keyboard."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}items/{LONGEST}/#basis")
    strip = page.locator(".to-contents a")
    box = strip.bounding_box()
    assert box
    assert box["height"] >= 44
    assert 740 - 1 <= box["y"] + box["height"] <= 740
    strip.click()
    assert page.url.endswith("#contents")
    context.close()


def test_the_strip_covers_no_focus(site: Site, watched: Watched) -> None:
    """Tabbing down a phone's page, what has the focus is never under the strip."""
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.address}items/{LONGEST}/#flow")
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => { const one = document.activeElement.getBoundingClientRect();
            const strip = document.querySelector(".to-contents").getBoundingClientRect();
            return document.activeElement.closest(".to-contents, .chart-scroll") || one.bottom <= strip.top }"""
        )
        assert focused, page.evaluate("document.activeElement.outerHTML.slice(0, 90)")


# --- copying ---------------------------------------------------------------------------------------------------------


def test_code_and_address_can_be_copied(site: Site, browser: Browser) -> None:
    """The buttons put the code, and the page's address without its fragment, on the clipboard, and say so aloud."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = f"{site.address}items/{LONGEST}/"
    page.goto(f"{address}#basis")
    for name, copied in [("复制编码", LONGEST), ("复制网址", address)]:
        page.get_by_role("button", name=name).click()
        page.locator("[role=status]").get_by_text("已复制").wait_for(state="attached")
        assert page.evaluate("navigator.clipboard.readText()") == copied
        page.get_by_role("button", name=name).wait_for()  # the name comes back
    context.close()


# --- paper -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def addressed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve the sample of pages as they are on a site that knows its public address; yield address and codes."""
    codes = sample(site)
    entries = {code: site.published.entries[code] for code in codes}
    settings = msgspec.structs.replace(site.published.settings, site_address=PAPER)
    published = msgspec.structs.replace(site.published, settings=settings)
    charts = illustrate(msgspec.structs.replace(published, entries=entries))
    frames = frame.draw(ROOT, settings)
    folder = tmp_path_factory.mktemp("addressed")
    poured = [frames.pour(item.page(entry, published, charts[code])) for code, entry in entries.items()]
    for output in [*frames.files, *poured]:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)
    with serving(folder) as address:
        yield address, codes


CUT = """() => Array.from(document.querySelectorAll("main *"))
  .filter(one => one.checkVisibility() && !one.closest(".unseen"))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 90))"""


def test_a_power_prints_on_two_pages_at_most(addressed: tuple[str, list[str]], browser: Browser) -> None:
    """The longest pages and one of each kind, QR code and all, are one or two sheets of A4, nothing cut at the side."""
    address, codes = addressed
    assert len(codes) >= 30
    width_of_text = round((210 - 28) / 25.4 * 96)
    context = browser.new_context(viewport={"width": width_of_text, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    for code in codes:
        page.goto(f"{address}items/{code}/")
        sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        assert 1 <= sheets <= 2, code
        assert page.evaluate(CUT) == [], code
    context.close()


def test_paper_has_what_one_takes_along(addressed: tuple[str, list[str]], site: Site, browser: Browser) -> None:
    """On paper stand name, code, every step and material, law and remedy and the address; no button, no risk."""
    address, codes = addressed
    context = browser.new_context()
    page = context.new_page()
    page.emulate_media(media="print")
    for code in codes[::6]:
        page.goto(f"{address}items/{code}/")
        text = page.locator("body").inner_text()
        power = site.published.entries[code].item
        expected = [power.name, code, f"{PAPER}items/{code}/", *(step.name for step in power.flow)]
        expected += [material.name for material in power.materials]
        expected += [f"《{site.published.laws[basis.law].called}》" for basis in power.legal_basis]
        expected += [remedy.body for remedy in power.remedies]
        assert [one for one in expected if one not in text] == [], code
        for unwanted in ("廉政风险和防控", "收藏", "复制", "本页内容"):
            assert unwanted not in text, (code, unwanted)
        assert page.get_by_role("img", name="本页网址的二维码").is_visible()
    context.close()


# --- weight ----------------------------------------------------------------------------------------------------------


def test_an_items_page_is_light(site: Site) -> None:
    """Every item's page, chart and all, is smaller than 60 KB as it is."""
    sizes = {code: (site.folder / f"items/{code}/index.html").stat().st_size for code in site.published.entries}
    assert {code: size for code, size in sizes.items() if size >= 60 * KB} == {}


def test_a_first_visit_is_light(site: Site, browser: Browser) -> None:
    """The first visit to the largest page, with all it loads, is less than 250 KB, uncompressed."""
    pages = {path: path.stat().st_size for path in site.folder.glob("items/*/index.html")}
    largest: Path = max(pages, key=lambda path: pages[path])
    context = browser.new_context()
    page: Page = context.new_page()
    answers: list[Response] = []

    def received(answer: Response) -> None:
        answers.append(answer)

    page.on("response", received)
    page.goto(f"{site.address}items/{largest.parent.name}/", wait_until="networkidle")
    assert len(answers) > 5
    assert sum(len(answer.body()) for answer in answers) < 250 * KB
    context.close()
