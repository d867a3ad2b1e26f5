"""Illustrate every item: its flows as drawings and as text, drawn together because one process draws many."""

from __future__ import annotations

from pipeline.drawing import Chart, Drawing, draw
from pipeline.flowchart import Illustration, dot, steps_text, summary
from pipeline.model import Published

_HEADINGS = {"flow": "办理流程", "internal_flow": "内部流程"}


def illustrate(published: Published) -> dict[str, tuple[Illustration, ...]]:
    """Return the illustrations of every item by its code; a flow that could not be drawn keeps its text."""
    charts = {
        (code, field): Chart(
            key=f"{field.replace('_', '-')}-{code}",
            dot=dot(flow, entry.item.risk.points),
            title=f"{entry.item.name}{_HEADINGS[field]}图",
            description=summary(flow),
        )
        for code, entry in published.entries.items()
        for field, flow in entry.item.flows()
    }
    drawings = draw(charts.values())

    def illustration(code: str, field: str) -> Illustration:
        drawing = drawings[charts[code, field].key]
        entry = published.entries[code]
        flow = dict(entry.item.flows())[field]
        svg = drawing.svg if isinstance(drawing, Drawing) else None
        return Illustration(_HEADINGS[field], svg, steps_text(flow, entry.item.risk.points))

    return {
        code: tuple(illustration(code, field) for field, _ in entry.item.flows())
        for code, entry in published.entries.items()
    }
