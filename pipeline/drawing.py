"""Draw charts with Graphviz, many in one process, as SVG that is safe inside a page.

What ``dot`` returns is never passed on. Each picture is held against its source and written anew from the few elements
a chart needs, with classes for a style sheet in place of colours and fonts. Words are set from the middle of their box,
because where ``dot`` puts them depends on the installed fonts.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from pipeline.flowchart import EM, PITCH

_BATCH = 50
_BASELINE = 0.36
"""From the middle of a line of Han characters down to its baseline, in em."""
_INSTALL = (
    "没有找到 Graphviz 的 dot 程序，流程图画不出来。请先安装：Debian、Ubuntu 用 sudo apt-get install graphviz，"
    "macOS 用 brew install graphviz，Windows 见 https://graphviz.org/download/"
)
_PROBE = 'digraph probe {\n\tn1 [class="line-name" shape=box]\n\tn2 [class="line-name" shape=box]\n\tn1 -> n2\n}\n'

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"-?\d+(?:\.\d+)?"
_PAIR = re.compile(rf"({_NUMBER}),({_NUMBER})")
_POINTS = re.compile(rf"{_PAIR.pattern}(?: {_PAIR.pattern})*")
_PATH = re.compile(rf"M{_PAIR.pattern}C{_PAIR.pattern}(?: {_PAIR.pattern})+")
_TRANSFORM = re.compile(rf"scale\(1 1\) rotate\(0\) translate\(({_NUMBER}) ({_NUMBER})\)")
_VIEW_BOX = re.compile(rf"0\.00 0\.00 ({_NUMBER}) ({_NUMBER})")

_NODE = re.compile(r"^\t(?!graph |node |edge )(\w+) \[", re.MULTILINE)
_EDGE = re.compile(r"^\t(\w+(?::\w+)?) -> (\w+(?::\w+)?)", re.MULTILINE)
"""Statements as the graphviz package writes them: one a line."""


class DrawingError(Exception):
    """Graphviz is missing or broken: a fault of the machine, never of a chart."""


@dataclass(frozen=True)
class Chart:
    """What is to be drawn; ``key`` is unique on the page and makes its ids."""

    key: str
    dot: str
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
    """A batch or a picture cannot be used; the message is the reason."""


class _Picture(NamedTuple):
    """One drawn source, not yet named: what charts with equal sources share."""

    width: float
    height: float
    body: ET.Element


def draw(charts: Iterable[Chart], *, seconds: float = 10, program: str = "dot") -> dict[str, Drawing | Undrawn]:
    """Draw all charts, equal sources once; a chart that cannot be drawn costs no other.

    Each process of ``program`` has so many ``seconds``. Raises DrawingError when Graphviz is missing or draws nothing.
    """
    charts = tuple(charts)
    sources = sorted({chart.dot for chart in charts})
    batches = [sources[start : start + _BATCH] for start in range(0, len(sources), _BATCH)]
    pen = _Pen(program, seconds)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        drawn = [picture for pictures in pool.map(pen.draw, batches) for picture in pictures]
    if any(isinstance(picture, Undrawn) for picture in drawn):
        pen.prove()
    pictures = dict(zip(sources, drawn, strict=True))
    return {chart.key: _named(chart, pictures[chart.dot]) for chart in charts}


# --- running dot -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pen:
    """The program that draws, and its patience."""

    program: str
    seconds: float

    def draw(self, sources: Sequence[str]) -> list[_Picture | Undrawn]:
        """Draw a batch in one process; if anything is wrong with it, each of its members alone."""
        try:
            return list(_rebuilt(self._run(sources), sources))
        except _UnfitError as unfit:
            if len(sources) == 1:
                return [Undrawn(str(unfit))]
        return [picture for source in sources for picture in self.draw([source])]

    def prove(self) -> None:
        """Raise DrawingError unless the simplest of charts can be drawn."""
        (picture,) = self.draw([_PROBE])
        if isinstance(picture, Undrawn):
            raise DrawingError(f"Graphviz 的 dot 程序不能用：{picture.reason}")

    def _run(self, sources: Sequence[str]) -> str:
        """Return the pictures as ``dot`` writes them, one after the other."""
        # SERVER_NAME makes Graphviz refuse to read files; GV_FILE_PATH would allow some again.
        world = {name: value for name, value in os.environ.items() if name != "GV_FILE_PATH"} | {"SERVER_NAME": "1"}
        try:
            done = subprocess.run(
                [self.program, "-Kdot", "-Tsvg"],
                input="".join(sources).encode(),
                capture_output=True,
                timeout=self.seconds,
                env=world,
                check=False,
            )
            if done.returncode != 0:
                raise _UnfitError(f"dot 出错（退出码 {done.returncode}）：{_last_line(done.stderr)}")
            return done.stdout.decode()
        except subprocess.TimeoutExpired:
            raise _UnfitError(f"流程过于复杂，{self.seconds:g} 秒内画不完") from None
        except UnicodeError:
            raise _UnfitError("文字编码不对") from None
        except (FileNotFoundError, PermissionError) as error:
            raise DrawingError(_INSTALL) from error


def _last_line(message: bytes) -> str:
    return message.decode(errors="replace").strip().rpartition("\n")[2] or "没有说明原因"


# --- judging and rebuilding what it drew -----------------------------------------------------------------------------


def _rebuilt(output: str, sources: Sequence[str]) -> Iterator[_Picture]:
    """Yield for each source its picture, rebuilt."""
    pictures = output.split("<?xml ")[1:]  # no label can hold this: dot escapes the bracket
    if len(pictures) != len(sources):
        raise _UnfitError(f"应有 {len(sources)} 幅图，dot 只画出 {len(pictures)} 幅")
    for picture, source in zip(pictures, sources, strict=True):
        yield _picture(picture[picture.find("<svg ") :], source)  # without the prologue there is no entity to expand


def _picture(svg: str, source: str) -> _Picture:
    """Rebuild one picture after comparing its nodes and edges with the source."""
    try:
        root = ET.fromstring(svg)  # noqa: S314  # the document type is cut off
    except ET.ParseError:
        raise _UnfitError("画出的图不完整，文字中可能有不能显示的字符") from None
    graph = root.find(f"{_SVG}g")
    if graph is None:
        raise _UnfitError("画出的图是空的")
    groups = {kind: [one for one in graph if one.get("class", "").split(" ")[0] == kind] for kind in ("node", "edge")}
    nodes, edges = (sorted(one.findtext(f"{_SVG}title", "") for one in groups[kind]) for kind in ("node", "edge"))
    if nodes != sorted(_NODE.findall(source)) or edges != sorted("->".join(ends) for ends in _EDGE.findall(source)):
        raise _UnfitError("画出的图与流程不一致")
    width, height = _numbers(_VIEW_BOX, root.get("viewBox"))
    shift = _numbers(_TRANSFORM, graph.get("transform"))
    body = ET.Element("g", {"font-size": str(EM), "text-anchor": "middle", "fill": "currentColor"})
    body.extend([_edge(one, shift) for one in groups["edge"]])
    body.extend([_node(one, shift) for one in groups["node"]])
    return _Picture(width, height, body)


def _node(group: ET.Element, shift: Sequence[float]) -> ET.Element:
    """Rebuild a node; a class ``line-name`` in the source belongs to a line of text and becomes its class ``name``."""
    texts = [element for element in group if element.tag == f"{_SVG}text"]
    shapes = [element for element in group if element.tag not in {f"{_SVG}text", f"{_SVG}title"}]
    classes = group.get("class", "").split(" ")
    roles = [name.removeprefix("line-") for name in classes if name.startswith("line-")]
    if not shapes or len(roles) != len(texts):
        raise _UnfitError("画出的图缺少边框或者文字")
    node = ET.Element("g", {"class": " ".join(name for name in classes if not name.startswith("line-"))})
    node.extend([_shape(shape, shift) for shape in shapes if shape.get("stroke") not in {"none", "transparent"}])
    x, y = _middle(_points(shapes[0], shift))
    first = y - (len(texts) - 1) / 2 * PITCH + _BASELINE * EM
    for line, (role, text) in enumerate(zip(roles, texts, strict=True)):
        written = ET.SubElement(node, "text", {"class": role, "x": _short(x), "y": _short(first + line * PITCH)})
        written.text = text.text
    return node


def _edge(group: ET.Element, shift: Sequence[float]) -> ET.Element:
    edge = ET.Element("g", {"class": "edge"})
    edge.extend([_shape(shape, shift) for shape in group if shape.tag != f"{_SVG}title"])
    return edge


def _shape(shape: ET.Element, shift: Sequence[float]) -> ET.Element:
    """Rebuild a line or an outline of nothing but its geometry."""
    points = _points(shape, shift)
    ink = {"fill": "none", "stroke": "currentColor"} if shape.get("fill") == "none" else {}
    if shape.tag == f"{_SVG}path":
        start, *rest = (f"{_short(x)},{_short(y)}" for x, y in points)
        return ET.Element("path", {**ink, "d": f"M{start}C{' '.join(rest)}"})
    return ET.Element("polygon", {**ink, "points": " ".join(f"{_short(x)},{_short(y)}" for x, y in points[:-1])})


def _points(shape: ET.Element, shift: Sequence[float]) -> list[tuple[float, float]]:
    """Return the points of a curve or polygon as they lie in the view box; no other element is fit."""
    pattern, attribute = {f"{_SVG}path": (_PATH, "d"), f"{_SVG}polygon": (_POINTS, "points")}.get(shape.tag, (None, ""))
    value = shape.get(attribute, "")
    if pattern is None or not pattern.fullmatch(value):
        raise _UnfitError(f"画出的图含有不认识的成分 {shape.tag.removeprefix(_SVG)}")
    return [(float(x) + shift[0], float(y) + shift[1]) for x, y in _PAIR.findall(value)]


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    across, down = zip(*points, strict=True)
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _numbers(pattern: re.Pattern[str], value: str | None) -> tuple[float, ...]:
    found = pattern.fullmatch(value or "")
    if not found:
        raise _UnfitError("画出的图没有尺寸")
    return tuple(float(number) for number in found.groups())


def _short(number: float) -> str:
    """Write with one decimal at most: finer is not seen."""
    return f"{round(number, 1) + 0:g}"


# --- naming ----------------------------------------------------------------------------------------------------------


def _named(chart: Chart, picture: _Picture | Undrawn) -> Drawing | Undrawn:
    """Give a picture the title, description and ids of one chart.

    Its width is told in em, so that a style sheet sets the size of the letters and the chart follows.
    """
    if isinstance(picture, Undrawn):
        return picture
    title, description = f"chart-{chart.key}-title", f"chart-{chart.key}-desc"
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "flowchart",
            "role": "img",
            "aria-labelledby": f"{title} {description}",
            "viewBox": f"0 0 {_short(picture.width)} {_short(picture.height)}",
            "width": f"{_short(picture.width / EM)}em",
        },
    )
    ET.SubElement(svg, "title", id=title).text = chart.title
    ET.SubElement(svg, "desc", id=description).text = chart.description
    svg.append(picture.body)
    return Drawing(ET.tostring(svg, encoding="unicode"))
