"""Draw charts: Graphviz says where the boxes lie and how the lines run, many charts in one process; the SVG is ours.

Graphviz is given names, sizes and joints, never a word of the data, and no font: so nothing in a label can mean
anything to it, and every machine gives the same layout. Its answer is read as numbers and held against the plan.
"""

from __future__ import annotations

import math
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pipeline.flowchart import INCH, Box, Layout, Link, Picture, Plan, Point, bare, framed, picture

_BATCH = 50
_PAD = 2.0
"""Around the picture, for the outlines that lie on its edge; in points, as all sizes here."""
_INSTALL = (
    "没有找到 Graphviz 的 dot 程序，流程图画不出来。请先安装：Debian、Ubuntu 用 sudo apt-get install graphviz，"
    "macOS 用 brew install graphviz，Windows 见 https://graphviz.org/download/"
)
_PROBE = Plan(tuple(Box(name, "box", (), (), 60, 20, main=True) for name in ("n1", "n2")), (Link("n1", "n2", "lower"),))

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def draw(charts: Iterable[Chart], *, seconds: float = 10, program: str = "dot") -> dict[str, Drawing | Undrawn]:
    """Draw all charts, equal plans laid out once; a chart that cannot be drawn costs no other.

    Each process of ``program`` has so many ``seconds``. Raises DrawingError when Graphviz is missing or broken.
    """
    charts = tuple(charts)
    plans = tuple(dict.fromkeys(chart.plan for chart in charts))
    batches = [plans[start : start + _BATCH] for start in range(0, len(plans), _BATCH)]
    pen = _Pen(program, seconds)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        drawn = [one for batch in pool.map(pen.draw, batches) for one in batch]
    if any(isinstance(one, Undrawn) for one in drawn):
        pen.prove()
    pictures = dict(zip(plans, drawn, strict=True))
    return {chart.key: _named(chart, pictures[chart.plan]) for chart in charts}


def _named(chart: Chart, drawn: Picture | Undrawn) -> Drawing | Undrawn:
    if isinstance(drawn, Undrawn):
        return drawn
    return Drawing(framed(drawn, chart.key, chart.title, chart.description))


# --- running dot -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pen:
    """The program that lays out, and its patience."""

    program: str
    seconds: float

    def draw(self, plans: Sequence[Plan]) -> list[Picture | Undrawn]:
        """Draw a batch laid out by one process; if anything is wrong with it, each of its members alone."""
        try:
            _prove_showable(plans)
            layouts = _layouts(self._run("".join(map(bare, plans))), plans)
            return [picture(plan, layout) for plan, layout in zip(plans, layouts, strict=True)]
        except _UnfitError as unfit:
            if len(plans) == 1:
                return [Undrawn(str(unfit))]
        return [drawn for plan in plans for drawn in self.draw([plan])]

    def prove(self) -> None:
        """Raise DrawingError unless the simplest of charts can be drawn."""
        (drawn,) = self.draw([_PROBE])
        if isinstance(drawn, Undrawn):
            raise DrawingError(f"Graphviz 的 dot 程序不能用：{drawn.reason}")

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


def _prove_showable(plans: Iterable[Plan]) -> None:
    if any(_NOT_IN_XML.search(line.text) for plan in plans for box in plan.boxes for line in box.lines):
        raise _UnfitError("文字中有不能显示的字符")


def _last_line(message: bytes) -> str:
    return message.decode(errors="replace").strip().rpartition("\n")[2] or "没有说明原因"


# --- reading and judging its answer ----------------------------------------------------------------------------------


def _layouts(answer: str, plans: Sequence[Plan]) -> Iterator[Layout]:
    """Yield for each plan its layout; exit code 0 proves nothing, so each is held against its plan."""
    parts = answer.split("stop\n")
    if len(parts) != len(plans) + 1 or parts[-1]:
        raise _UnfitError(f"应有 {len(plans)} 幅图，dot 只画出 {len(parts) - 1} 幅")
    for part, plan in zip(parts, plans, strict=False):
        yield _layout(part, plan)


def _layout(part: str, plan: Plan) -> Layout:
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
        layout = Layout(
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
