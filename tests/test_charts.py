"""Charts in a real browser: two hundred generated flows, laid out with the site's own style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from benchmarks.flows import generated, risks
from geometry import FAULTS, SMALLEST
from pipeline.drawing import Chart, Drawing, draw
from pipeline.flowchart import plan
from support import ROOT, browsing

# One worker starts one browser.
pytestmark = pytest.mark.xdist_group("charts")

FLOWS = 200


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Show all charts on one page as wide as a phone."""
    flows = [generated(seed, size=3 + seed % 38) for seed in range(FLOWS)]
    charts = [Chart(str(seed), plan(flow, risks(flow, seed)), f"图 {seed}", "") for seed, flow in enumerate(flows)]
    drawn = [drawing.svg for drawing in draw(charts).values() if isinstance(drawing, Drawing)]
    assert len(drawn) == FLOWS
    style = (ROOT / "pipeline/theme/assets/flowchart.css").read_text(encoding="utf-8")
    boxes = "".join(f'<div class="chart-scroll">{svg}</div>' for svg in drawn)
    file = Path(tmp_path_factory.mktemp("charts")) / "charts.html"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{style}</style>'
    file.write_text(
        f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{boxes}</body></html>', encoding="utf-8"
    )
    with browsing() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(file.as_uri())
        yield page


def test_words_stay_in_their_shapes_and_shapes_apart(page: Page) -> None:
    """Of 3 to 40 steps, long names and many branches: no label leaves its shape, no two shapes overlap."""
    faults = page.eval_on_selector_all(
        "svg.flowchart", f"all => all.flatMap((svg, seed) => ({FAULTS})(svg).map(fault => `${{seed}}: ${{fault}}`))"
    )
    assert faults == []


def test_charts_are_legible_on_a_phone(page: Page) -> None:
    """On a screen 360 px wide letters are never under 12 px, and a wide chart scrolls in its own box, not the page."""
    sizes = page.eval_on_selector_all("svg.flowchart", f"all => all.map({SMALLEST})")
    assert len(sizes) == FLOWS
    assert round(min(sizes), 1) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    scrolling = page.eval_on_selector_all(
        ".chart-scroll", "all => all.filter(box => box.scrollWidth > box.clientWidth).length"
    )
    assert scrolling > 0
