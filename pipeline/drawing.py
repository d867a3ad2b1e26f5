"""Draw charts: Graphviz says where the boxes lie and how the lines run, many charts in one process; the SVG is ours.

Graphviz is given names, sizes and joints, never a word of the data, and no font: so nothing in a label can mean
anything to it, and every machine gives the same layout. Its answer is read as numbers and held against the plan. The
pictures are then written from the few elements a chart needs, with classes for a style sheet in place of colours.
"""

from __future__ import annotations

import math
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from pipeline.flowchart import EM, INCH, PITCH, Box, Link, Plan, bare

_BATCH = 50
_PAD = 2.0
"""Around the picture, for the outlines that lie on its edge; in points, as all sizes here."""
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
_INSTALL = (
    "没有找到 Graphviz 的 dot 程序，流程图画不出来。请先安装：Debian、Ubuntu 用 sudo apt-get install graphviz，"
    "macOS 用 brew install graphviz，Windows 见 https://graphviz.org/download/"
)
_PROBE = Plan(tuple(Box(name, "box", (), (), 60, 20, main=True) for name in ("n1", "n2")), (Link("n1", "n2", "lower"),))

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Point = tuple[float, float]


class DrawingError(Exception):
    """Graphviz is missing or broken: a fault of the machine, never of a chart."""


@dataclass(frozen=True)
class Chart:
    """What is to be drawn; ``key`` is unique on the page and makes its ids."""

    key: str
    plan: Plan
    title: str
    description: str


@dataclass(frozen=True)
class Drawing:
    """A clean ``<svg>`` element, ready to stand in a page."""

    svg: str


@dataclass(frozen=True)
class Undrawn:
    """Why one chart could not be drawn, in Chinese; its text version says the same."""

    reason: str


class _UnfitError(Exception):
    """A batch or a chart cannot be used; the message is the reason."""


class _Picture(NamedTuple):
    """A plan drawn, not yet named: what charts with equal plans share."""

    width: float
    height: float
    body: str


class _Layout(NamedTuple):
    """Where the things of a plan lie, from the top left."""

    width: float
    height: float
    middles: tuple[Point, ...]
    """Of each box, in the plan's order."""
    curves: tuple[tuple[Point, ...], ...]
    """Of each link, in the plan's order, from its upper end: a start and three points for each Bézier curve."""


def draw(charts: Iterable[Chart], *, seconds: float = 10, program: str = "dot") -> dict[str, Drawing | Undrawn]:
    """Draw all charts, equal plans laid out once; a chart that cannot be drawn costs no other.

    Each process of ``program`` has so many ``seconds``. Raises DrawingError when Graphviz is missing or broken.
    """
    charts = tuple(charts)
    plans = tuple(dict.fromkeys(chart.plan for chart in charts))
    batches = [plans[start : start + _BATCH] for start in range(0, len(plans), _BATCH)]
    pen = _Pen(program, seconds)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        drawn = [picture for pictures in pool.map(pen.draw, batches) for picture in pictures]
    if any(isinstance(picture, Undrawn) for picture in drawn):
        pen.prove()
    pictures = dict(zip(plans, drawn, strict=True))
    return {chart.key: _drawn(chart, pictures[chart.plan]) for chart in charts}


# --- running dot -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pen:
    """The program that lays out, and its patience."""

    program: str
    seconds: float

    def draw(self, plans: Sequence[Plan]) -> list[_Picture | Undrawn]:
        """Draw a batch laid out by one process; if anything is wrong with it, each of its members alone."""
        try:
            layouts = _layouts(self._run("".join(map(bare, plans))), plans)
            return [_picture(plan, layout) for plan, layout in zip(plans, layouts, strict=True)]
        except _UnfitError as unfit:
            if len(plans) == 1:
                return [Undrawn(str(unfit))]
        return [picture for plan in plans for picture in self.draw([plan])]

    def prove(self) -> None:
        """Raise DrawingError unless the simplest of charts can be drawn."""
        (picture,) = self.draw([_PROBE])
        if isinstance(picture, Undrawn):
            raise DrawingError(f"Graphviz 的 dot 程序不能用：{picture.reason}")

    def _run(self, source: str) -> str:
        """Return the layouts as ``dot`` writes them, one after the other."""
        # SERVER_NAME makes Graphviz refuse to read files; GV_FILE_PATH would allow some again.
        world = {name: value for name, value in os.environ.items() if name != "GV_FILE_PATH"} | {"SERVER_NAME": "1"}
        command = [self.program, "-Kdot", "-Tplain"]
        try:
            done = subprocess.run(
                command, input=source.encode(), capture_output=True, timeout=self.seconds, env=world, check=False
            )
        except subprocess.TimeoutExpired:
            raise _UnfitError(f"流程过于复杂，{self.seconds:g} 秒内画不完") from None
        except (FileNotFoundError, PermissionError) as error:
            raise DrawingError(_INSTALL) from error
        if done.returncode != 0:
            raise _UnfitError(f"dot 出错（退出码 {done.returncode}）：{_last_line(done.stderr)}")
        return done.stdout.decode(errors="replace")


def _last_line(message: bytes) -> str:
    return message.decode(errors="replace").strip().rpartition("\n")[2] or "没有说明原因"


# --- reading and judging its answer ----------------------------------------------------------------------------------


def _layouts(answer: str, plans: Sequence[Plan]) -> Iterator[_Layout]:
    """Yield for each plan its layout; exit code 0 proves nothing, so each is held against its plan."""
    parts = answer.split("stop\n")
    if len(parts) != len(plans) + 1 or parts[-1]:
        raise _UnfitError(f"应有 {len(plans)} 幅图，dot 只画出 {len(parts) - 1} 幅")
    for part, plan in zip(parts, plans, strict=False):
        yield _layout(part, plan)


def _layout(part: str, plan: Plan) -> _Layout:
    """Read one layout: ``graph scale w h``, ``node name x y w h …`` and ``edge tail head n x1 y1 … xn yn …``."""
    middles: dict[str, Point] = {}
    curves: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
    width = height = 0.0
    try:
        for line in part.splitlines():
            match line.split(" "):
                case ["graph", _, *size]:
                    ((width, height),) = _pairs(size)
                case ["node", name, x, y, *_]:
                    (middles[name],) = _flipped(_pairs((x, y)), height)
                case ["edge", upper, lower, count, *rest]:  # newer versions name the ports too
                    curve = _flipped(_pairs(rest[: 2 * int(count)]), height)
                    curves.setdefault((_name(upper), _name(lower)), []).append(tuple(curve))
        layout = _Layout(
            width + 2 * _PAD,
            height + 2 * _PAD,
            tuple(middles.pop(box.name) for box in plan.boxes),
            tuple(curves[link.upper, link.lower].pop(0) for link in plan.links),
        )
    except (ValueError, KeyError, IndexError):
        raise _UnfitError("画出的图与流程不一致") from None
    if middles or any(curves.values()) or any(len(curve) % 3 != 1 or len(curve) == 1 for curve in layout.curves):
        raise _UnfitError("画出的图与流程不一致")
    return layout


def _pairs(words: Sequence[str]) -> list[Point]:
    """Read numbers two by two, in points; raise ValueError where they are none."""
    numbers = [float(word) * INCH for word in words]
    if not math.isfinite(sum(numbers)):
        raise ValueError(words)
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _flipped(points: Iterable[Point], height: float) -> list[Point]:
    """Count points from the top left and with the padding; Graphviz counts from the bottom left."""
    return [(x + _PAD, height - y + _PAD) for x, y in points]


def _name(end: str) -> str:
    return end.partition(":")[0]


# --- writing the picture ---------------------------------------------------------------------------------------------


def _picture(plan: Plan, layout: _Layout) -> _Picture:
    """Write the body of a picture: lines first, so that boxes lie on them."""
    if any(_NOT_IN_XML.search(line.text) for box in plan.boxes for line in box.lines):
        raise _UnfitError("文字中有不能显示的字符")
    lines = (_line(link, curve) for link, curve in zip(plan.links, layout.curves, strict=True))
    boxes = (_box(box, middle) for box, middle in zip(plan.boxes, layout.middles, strict=True))
    return _Picture(layout.width, layout.height, "".join([*lines, *boxes]))


def _drawn(chart: Chart, picture: _Picture | Undrawn) -> Drawing | Undrawn:
    """Give a picture the title, description and ids of one chart.

    Its width is told in em, so that a style sheet sets the size of the letters and the chart follows.
    """
    if isinstance(picture, Undrawn):
        return picture
    title, description = f"chart-{chart.key}-title", f"chart-{chart.key}-desc"
    # Rounded up: letters may be larger than the style sheet says by a hair, never smaller.
    width = math.ceil(picture.width / EM * 100) / 100
    return Drawing(
        '<svg xmlns="http://www.w3.org/2000/svg" class="flowchart" role="img"'
        f' aria-labelledby="{title} {description}"'
        f' viewBox="0 0 {_short(picture.width)} {_short(picture.height)}" width="{width:g}em">'
        f'<title id="{title}">{escape(chart.title)}</title><desc id="{description}">{escape(chart.description)}</desc>'
        f'<g font-size="{EM}" text-anchor="middle" fill="currentColor">{picture.body}</g></svg>'
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


def _line(link: Link, curve: Sequence[Point]) -> str:
    """Write a line and the head at the end that has one; the line stops short under it, so that the tip is sharp."""
    points, head = list(curve), ""
    if link.arrow:
        end, before = (-1, -2) if link.arrow == "lower" else (0, 1)
        corners = _head(points[before], points[end])
        points[end] = (corners[1][0] + corners[2][0]) / 2, (corners[1][1] + corners[2][1]) / 2
        head = f'<polygon points="{_points(corners)}"/>'
    path = f"M{_points(points[:1])}C{_points(points[1:])}"
    return f'<g class="edge"><path fill="none" stroke="currentColor" d="{path}"/>{head}</g>'


def _head(before: Point, tip: Point) -> Sequence[Point]:
    """Return the head of an arrow that comes from one point and ends at another: its tip and its two corners."""
    length = math.dist(before, tip) or 1.0
    along = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    foot = tip[0] - along[0] * _HEAD_LENGTH, tip[1] - along[1] * _HEAD_LENGTH
    aside = -along[1] * _HEAD_WIDTH / 2, along[0] * _HEAD_WIDTH / 2
    return tip, (foot[0] + aside[0], foot[1] + aside[1]), (foot[0] - aside[0], foot[1] - aside[1])


def _points(points: Iterable[Point]) -> str:
    return " ".join([f"{x:.1f},{y:.1f}" for x, y in points])


def _short(number: float) -> str:
    """Write with one decimal at most: finer is not seen."""
    return f"{number:.1f}".removesuffix(".0")
