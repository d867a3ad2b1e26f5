"""Every flow of a catalogue drawn and told, in the page, as files of its own and in the dumps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.build import build
from pipeline.drawing import Chart, Drawing, Undrawn, draw
from pipeline.flowchart import dot, plan, steps_text
from pipeline.illustrating import files, illustrate, undrawn
from support import CATALOGUE, TODAY, XK, dumped, published_at

PUBLISHED = published_at(CATALOGUE)
SVG = "{http://www.w3.org/2000/svg}"


def test_each_flow_is_a_picture_and_a_source() -> None:
    """An item offers each of its flows as SVG, which opens by itself, and as the DOT it was drawn from."""
    offered = {output.path: output.content.decode() for output in files(PUBLISHED, illustrate(PUBLISHED))}
    expected = {
        f"items/{code}/{field.replace('_', '-')}.{ending}"
        for code, entry in PUBLISHED.entries.items()
        for field, _ in entry.item.flows()
        for ending in ("svg", "dot")
    }
    assert set(offered) == expected
    item = PUBLISHED.entries[XK].item
    assert offered[f"items/{XK}/flow.dot"] == dot(plan(item.flow, item.risk.points))
    for path, content in offered.items():
        if path.endswith(".svg"):
            assert content.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg font-family=')
            root = ET.fromstring(content.encode())  # noqa: S314  # our own output
            assert root.findtext(f"{SVG}title", "").endswith("流程图")


def test_dumps_tell_the_flows_in_words() -> None:
    """An item's record holds the same text as its page, a few sentences a step."""
    for code, entry in PUBLISHED.entries.items():
        derived = json.loads(dumped(PUBLISHED)[f"api/v1/items/{code}.json"])["derived"]
        for field, flow in entry.item.flows():
            assert derived[f"{field}_text"] == [str(step) for step in steps_text(flow, entry.item.risk.points)]
        assert ("internal_flow_text" in derived) == bool(entry.item.internal_flow)


def test_a_flow_that_cannot_be_drawn_keeps_its_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One chart too many for Graphviz: the build ends well, the page tells the steps, a warning names it."""

    def draw_all_but_one(charts: Iterable[Chart]) -> dict[str, Drawing | Undrawn]:
        return draw(charts) | {f"flow-{XK}": Undrawn("画不完")}

    monkeypatch.setattr("pipeline.illustrating.draw", draw_all_but_one)
    site = tmp_path / "site"
    built = build(CATALOGUE, site, TODAY)
    assert built.undrawn == (f"{XK} 的办理流程图没有画成，页面上只有文字说明：画不完",)
    page = (site / "items" / XK / "index.html").read_text(encoding="utf-8")
    assert "这张流程图没有画成" in page
    assert "办理流程的文字说明" in page
    assert PUBLISHED.entries[XK].item.flow[0].name in page
    assert not (site / "items" / XK / "flow.svg").exists()
    assert (site / "items" / XK / "flow.dot").exists()


def test_all_drawn_is_no_warning() -> None:
    """Where every chart was drawn nothing is said."""
    assert list(undrawn(illustrate(PUBLISHED))) == []
