"""Charts in a real browser: two hundred generated flows, laid out with the site's own style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.flows import generated, risks
from geometry import FAULTS, SMALLEST
from pipeline.drawing import Chart, Drawing, draw
from pipeline.flowchart import plan
from pipeline.model import Branch, Flow, Step
from support import ROOT

# One worker draws the charts.
pytestmark = pytest.mark.xdist_group("charts")

FLOWS = 200


HOSTILE = (
    "</text></svg><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "]]><svg onload=alert(3)>",
    "javascript:alert(4)",
    r"\N\G\L\n",
    "&lt;script&gt;&#60;b&#62;",
    "<!-- --><foreignObject>",
    '" URL="javascript:alert(5)" label="',
    "a];}digraph b{",
)
"""What whoever would slip something into a page might write as the name of a step."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """Show all charts on one page as wide as a phone."""
    flows = [generated(seed, size=3 + seed % 38) for seed in range(FLOWS)]
    charts = [Chart(str(seed), plan(flow, risks(flow, seed)), f"图 {seed}", "") for seed, flow in enumerate(flows)]
    charts.append(Chart("hostile", plan(_hostile()), HOSTILE[0], HOSTILE[1]))
    drawn = [drawing.svg for drawing in draw(charts).values() if isinstance(drawing, Drawing)]
    assert len(drawn) == len(charts)
    style = (ROOT / "pipeline/theme/assets/flowchart.css").read_text(encoding="utf-8")
    boxes = "".join(f'<div class="chart-scroll">{svg}</div>' for svg in drawn)
    file = Path(tmp_path_factory.mktemp("charts")) / "charts.html"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{style}</style>'
    file.write_text(
        f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{boxes}</body></html>', encoding="utf-8"
    )
    dialogs: list[str] = []
    requests: list[str] = []
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        yield page
        assert dialogs == []
        assert requests == [file.as_uri()]


def _hostile() -> Flow:
    """Make a flow with something hostile at every place where words stand."""
    return tuple(
        Step(
            id=f"s{number}",
            name=text,
            actor=text,
            kind="判断" if number else "开始",
            documents=(text,),
            next=(Branch(to=f"s{number + 1}", when=text), Branch(to="s0", when=text)) if text != HOSTILE[-1] else (),
        )
        for number, text in enumerate(HOSTILE)
    )


def test_words_stay_in_their_shapes_and_shapes_apart(page: Page) -> None:
    """Of 3 to 40 steps, long names and many branches: no label leaves its shape, no two shapes overlap."""
    faults = page.eval_on_selector_all(
        "svg.flowchart", f"all => all.flatMap((svg, seed) => ({FAULTS})(svg).map(fault => `${{seed}}: ${{fault}}`))"
    )
    assert faults == []


def test_charts_are_legible_on_a_phone(page: Page) -> None:
    """On a screen 360 px wide letters are never under 12 px, and a wide chart scrolls in its own box, not the page."""
    sizes = page.eval_on_selector_all("svg.flowchart", f"all => all.map({SMALLEST})")
    assert len(sizes) == FLOWS + 1
    assert round(min(sizes), 1) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    scrolling = page.eval_on_selector_all(
        ".chart-scroll", "all => all.filter(box => box.scrollWidth > box.clientWidth).length"
    )
    assert scrolling > 0


def test_hostile_words_come_out_inert(page: Page) -> None:
    """Whatever is written into a flow is shown as written: no element, attribute, script or link comes of it."""
    chart = page.locator("svg.flowchart").last
    assert chart.get_attribute("aria-labelledby") == "chart-hostile-title chart-hostile-desc"
    elements = chart.evaluate("svg => [...new Set([...svg.querySelectorAll('*')].map(one => one.localName))].sort()")
    assert elements == ["desc", "g", "path", "polygon", "rect", "text", "title"]
    names = chart.evaluate("svg => [...svg.querySelectorAll('*')].flatMap(one => one.getAttributeNames())")
    assert not [name for name in names if name.startswith("on") or "href" in name]
    shown = "".join("".join(chart.locator("text").all_text_contents()).split())
    for number, text in enumerate(HOSTILE, 1):
        assert "".join(f"{number}. {text}".split()) in shown
    assert page.evaluate("document.scripts.length") == 0
