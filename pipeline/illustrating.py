"""Illustrate every item: its flows as drawings and as text, drawn together because one process draws many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.drawing import Chart, Undrawn, draw
from pipeline.flowchart import Illustration, dot, legend, plan, steps_text, summary
from pipeline.model import Flow, PublicItem, Published
from pipeline.outputs import Output

Illustrations = Mapping[str, tuple[Illustration, ...]]
"""The flows of every item by its code, the one that citizens meet first."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HEADINGS = {"flow": "办理流程", "internal_flow": "内部流程"}


def illustrate(published: Published) -> Illustrations:
    """Draw and tell all flows; one that could not be drawn keeps its text and the reason."""
    charts = {
        (code, field): _chart(entry.item, field, flow)
        for code, entry in published.entries.items()
        for field, flow in entry.item.flows()
    }
    drawings = draw(charts.values())

    def illustration(item: PublicItem, field: str, flow: Flow) -> Illustration:
        chart = charts[item.code, field]
        drawing = drawings[chart.key]
        steps = steps_text(flow, item.risk.points)
        return Illustration(
            name=_name(field),
            heading=_HEADINGS[field],
            dot=dot(chart.plan),
            svg=None if isinstance(drawing, Undrawn) else drawing.svg,
            undrawn=drawing.reason if isinstance(drawing, Undrawn) else "",
            steps=steps,
            legend=legend(steps),
        )

    return {
        code: tuple(illustration(entry.item, field, flow) for field, flow in entry.item.flows())
        for code, entry in published.entries.items()
    }


def files(published: Published, illustrations: Illustrations) -> Iterator[Output]:
    """Yield every chart as a picture of its own and as its source, beside the page of its item."""
    for code, entry in published.entries.items():
        for one in illustrations[code]:
            if one.svg:
                svg = one.svg.replace("<svg ", '<svg font-family="sans-serif" ', 1)
                yield Output(f"{entry.address}{one.name}.svg", f"{_DECLARATION}{svg}\n".encode())
            yield Output(f"{entry.address}{one.name}.dot", one.dot.encode())


def undrawn(illustrations: Illustrations) -> Iterator[str]:
    """Say of every chart that could not be drawn which it is and why."""
    for code, own in illustrations.items():
        for one in own:
            if one.undrawn:
                yield f"{code} 的{one.heading}图没有画成，页面上只有文字说明：{one.undrawn}"


def _chart(item: PublicItem, field: str, flow: Flow) -> Chart:
    return Chart(
        key=f"{_name(field)}-{item.code}",
        plan=plan(flow, item.risk.points),
        title=f"{item.name}{_HEADINGS[field]}图",
        description=summary(flow),
    )


def _name(field: str) -> str:
    return field.replace("_", "-")
