"""Nothing of the built site sticks out or overlaps, and its pages say what they must."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from geometry import FAULTS, SMALLEST
from sites import PHONE, SMALLEST_SCREEN, WIDE, Site, Watched

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


STATES = {
    "as it is": "",
    "large letters": "html { font-size: 125% }",
    "letters of double size": "html { font-size: 200% }",
    "spaced letters": "* { line-height: 1.5 !important; letter-spacing: .12em !important }"
    "* { word-spacing: .16em !important } p { margin-bottom: 2em !important }",
}
"""What readers do to the letters, from WCAG 1.4.4 and 1.4.12."""

CUT = """styles => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
  const wide = document.documentElement, faults = [];
  if (wide.scrollWidth > wide.clientWidth) faults.push(`the page is ${wide.scrollWidth} wide`);
  const lines = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest("svg, .unseen, .sheet thead, option, textarea")) continue;
    if (!parent.checkVisibility() || getComputedStyle(parent).clipPath !== "none") continue;
    const style = getComputedStyle(parent);
    if (style.overflowX !== "visible" && style.display !== "inline" && parent.scrollWidth > parent.clientWidth + 1
      && !/auto|scroll/.test(style.overflowX)) faults.push(`“${text.data.trim()}” is cut`);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, right, top, bottom } of range.getClientRects()) lines.push({ text, left, right, top, bottom });
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, index) => {
    for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
      const other = lines[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      // Lines may stand closer than their letters' full height, which leaves room for accents.
      const height = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (one.text !== other.text && across > 2 && down > height * .4) {
        faults.push(`“${one.text.data.trim()}” overlaps “${other.text.data.trim()}”`);
      }
    }
  });
  return faults;
}"""


@pytest.mark.parametrize("width", [SMALLEST_SCREEN, PHONE, WIDE])
def test_no_words_are_cut_or_overlap(site: Site, context: BrowserContext, width: int) -> None:
    """At no width and in no size or spacing of letters does a page scroll sideways, or are words cut or overlapping."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    faults = {}
    for address in site.kinds():
        page.goto(site.address + address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for state, styles in STATES.items():
            faults[address, state] = page.evaluate(CUT, styles)
    assert {where: found for where, found in faults.items() if found} == {}


def test_large_letters_are_remembered(site: Site, context: BrowserContext) -> None:
    """Whoever chooses large letters once has them on every kind of page, until they are chosen away."""
    page = context.new_page()
    page.goto(site.address)
    page.get_by_role("button", name="大字").click()
    for address in site.kinds():
        page.goto(site.address + address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px", address
        assert page.locator("[data-large-text]").get_attribute("aria-pressed") == "true", address
    page.get_by_role("button", name="大字").click()
    page.goto(site.address)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "16px"


def test_nothing_moves_for_whom_it_disturbs(site: Site, context: BrowserContext) -> None:
    """Where the system asks for less motion nothing moves or fades."""
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(site.address + site.item())
    moving = """Array.from(document.querySelectorAll("*"), one => getComputedStyle(one)).filter(
      style => style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior !== "auto"
    ).length"""
    assert page.evaluate(moving) == 0


def test_edges_stay_in_the_readers_own_colours(site: Site, context: BrowserContext) -> None:
    """Where the system replaces all colours, what is chosen, the bars of risk and the shapes of charts still show."""
    page = context.new_page()
    page.emulate_media(forced_colors="active")
    page.goto(f"{site.address}items/page-2/")
    page.get_by_role("button", name="大字").click()
    ground = "one => getComputedStyle(one).backgroundColor"
    paper = page.locator("body").evaluate(ground)
    assert page.locator("[data-large-text]").evaluate(ground) != paper
    assert page.locator(".pagination [aria-current]").evaluate(ground) != paper
    page.goto(site.address + site.item())
    bars = page.locator(".factor").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::after').backgroundColor)"
    )
    assert bars
    assert paper not in bars
    edge = "one => getComputedStyle(one).stroke"
    assert page.locator("svg.flowchart g.node > :is(rect, polygon):not(.bar)").first.evaluate(edge) != paper


def test_dates_decide_what_a_page_says(site: Site, watched: Watched) -> None:
    """An item under notice tells the days left and how to object; a repealed and a suspended one say so on top."""
    says = {"notice": "个工作日", "suspended": "暂停", "repealed": "取消", "scheduled": "施行"}
    for stage, word in says.items():
        for code in site.published.by_stage[stage]:
            watched.page.goto(f"{site.address}items/{code}/")
            assert word in watched.page.locator("main").inner_text()[:900], (stage, code)
