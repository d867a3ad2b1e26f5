"""Write the picture of a chart that has been laid out, from the few elements a chart needs.

Classes stand for a style sheet in place of colours and fonts; without one the picture is black on white.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from pipeline.flowchart.plan import EM, PITCH, Box, Link, Plan

_BASELINE = 0.36
"""From the middle of a line of Han characters down to its baseline, in em."""
_ROUNDED = ' rx="12"'
_SLANT = 0.25
"""How much of a hexagon's width each of its slanting sides takes, as Graphviz has it."""
_HEAD_LENGTH, _HEAD_WIDTH = 7.0, 5.0
"""The head of an arrow."""
_BAR = 5.0
_CORNER = 9.0
"""The bar at the left of a box: how wide, and how far it keeps from its corners."""

Point = tuple[float, float]


class Layout(NamedTuple):
    """Where the things of a plan lie, from the top left."""

    width: float
    height: float
    middles: tuple[Point, ...]
    """Of each box, in the plan's order."""
    curves: tuple[tuple[Point, ...], ...]
    """Of each link, in the plan's order, from its upper end: a start and three points for each Bézier curve."""


class Picture(NamedTuple):
    """What lies inside an ``<svg>`` of this size: a plan drawn, not yet named, which equal charts share."""

    width: float
    height: float
    body: str


def picture(plan: Plan, layout: Layout) -> Picture:
    """Draw a plan as it was laid out: lines first, so that boxes lie on them."""
    boxes = (_box(box, middle) for box, middle in zip(plan.boxes, layout.middles, strict=True))
    return Picture(layout.width, layout.height, "".join([_lines(plan.links, layout.curves), *boxes]))


def framed(drawn: Picture, key: str, title: str, description: str) -> str:
    """Return the ``<svg>`` element of one chart, with title, description and ids of its own.

    Its width is told in em, so that a style sheet sets the size of the letters and the chart follows.
    """
    names = f"chart-{key}-title", f"chart-{key}-desc"
    # Rounded up: letters may be larger than the style sheet says by a hair, never smaller.
    width = math.ceil(drawn.width / EM * 100) / 100
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" role="img" aria-labelledby="{" ".join(names)}"'
        f' viewBox="0 0 {_short(drawn.width)} {_short(drawn.height)}" width="{width:g}em">'
        f'<title id="{names[0]}">{escape(title)}</title><desc id="{names[1]}">{escape(description)}</desc>'
        f'<g font-size="{EM}" text-anchor="middle" fill="currentColor">{drawn.body}</g></svg>'
    )


def _box(box: Box, middle: Point) -> str:
    """Write a box: its outline, the bar of a step that people do themselves, and its words about the middle."""
    x, y = middle
    left, top = x - box.width / 2, y - box.height / 2
    first = y - (len(box.lines) - 1) / 2 * PITCH + _BASELINE * EM
    words = (
        f'<text class="{line.role}" x="{_short(x)}" y="{_short(first + number * PITCH)}">{escape(line.text)}</text>'
        for number, line in enumerate(box.lines)
    )
    outline = "" if box.shape == "words" else _outline(box, left, top)
    bar = f'<polygon class="bar" points="{_points(_bar(box, left, top))}"/>' if "counterparty" in box.classes else ""
    return f'<g class="{" ".join(("node", *box.classes))}">{outline}{bar}{"".join(words)}</g>'


def _outline(box: Box, left: float, top: float) -> str:
    """Write the outline of a box, thicker where a risk lies."""
    thick = 2.4 if any(name.startswith("risk-") for name in box.classes) else 1.2
    ink = f'fill="none" stroke="currentColor" stroke-width="{thick}"'
    if box.shape == "hexagon":
        slant = box.width * _SLANT
        right, middle, bottom = left + box.width, top + box.height / 2, top + box.height
        corners = (left, middle), (left + slant, top), (right - slant, top), (right, middle)
        return f'<polygon {ink} points="{_points((*corners, (right - slant, bottom), (left + slant, bottom)))}"/>'
    frame = f'x="{_short(left)}" y="{_short(top)}" width="{_short(box.width)}" height="{_short(box.height)}"'
    return f"<rect {ink} {frame}{_ROUNDED * (box.shape == 'rounded')}/>"


def _bar(box: Box, left: float, top: float) -> Sequence[Point]:
    """Return the bar at the left of a box, which in a hexagon is its corner filled."""
    if box.shape == "hexagon":
        middle = top + box.height / 2
        reach = _CORNER * box.height / 2 / (box.width * _SLANT)
        return (left, middle), (left + _CORNER, middle - reach), (left + _CORNER, middle + reach)
    upper, lower = top + _CORNER, top + box.height - _CORNER
    return (left, upper), (left + _BAR, upper), (left + _BAR, lower), (left, lower)


def _lines(links: Sequence[Link], curves: Sequence[Sequence[Point]]) -> str:
    """Write all lines as one path and all their heads as another: one element each would be most of the picture."""
    drawn = [_line(link, curve) for link, curve in zip(links, curves, strict=True)]
    lines, heads = ("".join(paths) for paths in zip(*drawn, strict=True)) if drawn else ("", "")
    return f'<path class="lines" fill="none" stroke="currentColor" d="{lines}"/><path class="heads" d="{heads}"/>'


def _line(link: Link, curve: Sequence[Point]) -> tuple[str, str]:
    """Return a line and the head at the end that has one; the line stops short under it, so that the tip is sharp."""
    points, head = list(curve), ""
    if link.arrow:
        end, before = (-1, -2) if link.arrow == "lower" else (0, 1)
        corners = _head(points[before], points[end])
        points[end] = (corners[1][0] + corners[2][0]) / 2, (corners[1][1] + corners[2][1]) / 2
        head = f"M{_points(corners)}z"
    return f"M{_points(points[:1])}C{_points(points[1:])}", head


def _head(before: Point, tip: Point) -> Sequence[Point]:
    """Return the head of an arrow that comes from one point and ends at another: its tip and its two corners."""
    length = math.dist(before, tip) or 1.0
    along = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    foot = tip[0] - along[0] * _HEAD_LENGTH, tip[1] - along[1] * _HEAD_LENGTH
    aside = -along[1] * _HEAD_WIDTH / 2, along[0] * _HEAD_WIDTH / 2
    return tip, (foot[0] + aside[0], foot[1] + aside[1]), (foot[0] - aside[0], foot[1] - aside[1])


def _points(points: Iterable[Point]) -> str:
    return " ".join([f"{_short(x)},{_short(y)}" for x, y in points])


def _short(number: float) -> str:
    """Write with one decimal at most: finer is not seen."""
    return f"{number:.1f}".removesuffix(".0")
