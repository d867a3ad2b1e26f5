"""Tell a flow twice from one reading: as a chart in the DOT language and as an equal text.

No measure here is left to a font: every box is sized from the East Asian width of its words, and the words of a branch
are a box of their own, so the same flow gives the same picture on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

import graphviz  # type: ignore[import-untyped]

from pipeline import wording
from pipeline.lettering import measure, wrapped
from pipeline.model import Flow, RiskLevel, RiskPoint, Step, StepKind

EM = 14
"""The size of the letters in points; a point of the layout is a pixel of the drawing."""
PITCH = 20
"""From one line of a box to the next, in points."""
MARKS: Mapping[RiskLevel, str] = {1: "▲ 一级风险", 2: "◆ 二级风险", 3: "● 三级风险"}
"""A level told without colour: by shape and word."""
PARALLEL = "同时进行"
"""What stands on each of several ways that are taken together."""

_STEP_WIDTH = 11.0
_DECISION_WIDTH = 8.5
_BRANCH_WIDTH = 7.0
"""The longest lines, in em: two columns of steps fit a screen 360 px wide with letters of 12 px."""
_DOCUMENT_LINES = 2
_MARGIN = 8
"""Between words and outline, in points."""
_INCH = 72
"""Points; Graphviz takes sizes in inches."""

_CLASSES: Mapping[StepKind, str] = {"开始": "start", "办理": "task", "判断": "decision", "结束": "end"}
_LOOKS: Mapping[StepKind, Mapping[str, str]] = {
    "开始": {"style": "rounded"}, "办理": {}, "判断": {"shape": "hexagon"}, "结束": {"style": "rounded"},
}  # fmt: skip


# --- arrows: the one reading that chart and text share ---------------------------------------------------------------


class Arrow(NamedTuple):
    """One way from a step to the next; steps are counted from 1."""

    source: int
    target: int
    when: str
    """The condition, ``同时进行`` for one of several ways taken together, else empty."""
    back: bool
    """The way leads to a step already passed, or to the step itself."""


def arrows(flow: Flow) -> tuple[Arrow, ...]:
    """Return all ways of a valid flow in the order written."""
    numbers = {step.id: number for number, step in enumerate(flow, 1)}
    ways = [
        (number, numbers[branch.to], branch.when or (PARALLEL if _forks(step) else ""))
        for number, step in enumerate(flow, 1)
        for branch in step.next
    ]
    ahead = _ahead((source, target) for source, target, _ in ways)
    return tuple(Arrow(*way, back=way[0] in ahead[way[1]]) for way in ways)


def _forks(step: Step) -> bool:
    return sum(branch.when is None for branch in step.next) > 1


def _ahead(ways: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """Return for each step itself and the later steps that can be reached without ever going to an earlier one."""
    ahead: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for source, target in sorted(ways, reverse=True):
        ahead[target] |= {target}
        ahead[source] |= {source} | (ahead[target] if target > source else frozenset())
    return ahead


def _levels(points: Iterable[RiskPoint]) -> dict[str, RiskLevel]:
    """Return the gravest level of each step; 1 is the gravest."""
    levels: dict[str, RiskLevel] = {}
    for point in points:
        levels[point.step] = min(point.level, levels.get(point.step, point.level))
    return levels


# --- the text version ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TextBranch:
    """Where a step leads, ready to be read out."""

    when: str
    number: int
    """The step led to."""
    name: str
    back: bool

    def __str__(self) -> str:
        """Say it in one phrase: 材料齐全 → 第 3 步 审查; 补正后 → 回到第 2 步 受理; → 第 4 步 决定."""
        way = f"→ {'回到' if self.back else ''}第 {self.number} 步 {self.name}"
        return f"{self.when} {way}" if self.when else way


@dataclass(frozen=True)
class TextStep:
    """One step in words; what a step lacks is empty."""

    number: int
    name: str
    actor: str
    kind: StepKind
    limit: str
    documents: tuple[str, ...]
    note: str
    risk: str
    branches: tuple[TextBranch, ...]


def steps_text(
    flow: Flow, points: Iterable[RiskPoint] = (), marks: Mapping[RiskLevel, str] = MARKS
) -> tuple[TextStep, ...]:
    """Say in words all that the chart of a valid flow shows, and what it has no room for."""
    levels = _levels(points)
    branches: dict[int, list[TextBranch]] = {}
    for arrow in arrows(flow):
        branch = TextBranch(arrow.when, arrow.target, flow[arrow.target - 1].name, arrow.back)
        branches.setdefault(arrow.source, []).append(branch)
    return tuple(
        TextStep(
            number=number,
            name=step.name,
            actor=step.actor,
            kind=step.kind,
            limit=wording.duration(step.time_limit) if step.time_limit else "",
            documents=step.documents,
            note=step.note or "",
            risk=marks[levels[step.id]] if step.id in levels else "",
            branches=tuple(branches.get(number, ())),
        )
        for number, step in enumerate(flow, 1)
    )


@dataclass(frozen=True)
class Illustration:
    """One flow as a page shows it: heading, drawing as safe SVG (None when it could not be drawn) and text."""

    heading: str
    svg: str | None
    steps: tuple[TextStep, ...]


def summary(flow: Flow) -> str:
    """Describe the chart in one sentence, for those who do not see it."""
    decisions = sum(step.kind == "判断" for step in flow)
    return (
        f"共 {len(flow)} 步" + (f"，其中 {decisions} 处判断" if decisions else "") + "。图中内容与下面的文字说明相同。"
    )


# --- the chart -------------------------------------------------------------------------------------------------------


class _Line(NamedTuple):
    """One line of a box, and what it tells: ``name``, ``actor``, ``limit``, ``document``, ``risk`` or ``when``."""

    role: str
    text: str


def dot(flow: Flow, points: Iterable[RiskPoint] = (), marks: Mapping[RiskLevel, str] = MARKS) -> str:
    """Return the chart of a valid flow as DOT, one statement a line.

    Steps are ``n1`` to ``nN``, the words of branches ``b1`` to ``bM``; labels are all that comes from the data. The
    class of a node tells its kind and risk, then after ``line-`` the role of each line of its label.
    """
    levels = _levels(points)
    ways = arrows(flow)
    main = _main_path(ways)
    boxes = [_lines(number, step, marks, levels.get(step.id)) for number, step in enumerate(flow, 1)]
    widest = max(measure(line.text) for lines in boxes for line in lines) * EM + 2 * _MARGIN
    graph = graphviz.Digraph(
        "flow",
        graph_attr={"nodesep": "0.25", "ranksep": "0.26", "pad": "0.03", "ordering": "out"},
        node_attr={"shape": "box", "fixedsize": "true", "fontname": "sans-serif", "fontsize": str(EM)},
        edge_attr={"arrowsize": "0.7"},
    )
    for number, (step, lines) in enumerate(zip(flow, boxes, strict=True), 1):
        width = max(widest, _hexagon_width(lines)) if step.kind == "判断" else widest
        classes = _CLASSES[step.kind] + (f" risk-{levels[step.id]}" if step.id in levels else "")
        group = {"group": "main"} if number in main else {}
        _box(graph, f"n{number}", lines, width, {"class": classes, **_LOOKS[step.kind], **group})
    for run in _runs(ways, main):
        decides = flow[run.arrow.source - 1].kind == "判断" and run.arrow.source in main
        _way(graph, f"b{run.number}", run, from_corner=decides and run.side == "right")
    return str(graph.source)


def _main_path(ways: Sequence[Arrow]) -> tuple[int, ...]:
    """Return the longest way from the first step that never goes to an earlier one; of equals the one written first."""
    paths: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for source in sorted({number for way in ways for number in way[:2]}, reverse=True):
        onward = [paths[way.target] for way in ways if way.source == source and way.target > source]
        paths[source] = (source, *max(onward, key=len, default=()))
    return paths[1]


class _Run(NamedTuple):
    """Where an arrow runs; sorts by the box it hangs from, then from left to right."""

    upper: int
    place: float
    number: int
    """The arrow's, in the order written, from 1."""
    arrow: Arrow
    side: Literal["left", "main", "right"]


def _runs(ways: Sequence[Arrow], main: Sequence[int]) -> list[_Run]:
    """Lay out the arrows: what repeats the main path on its left, branches on its right, a way back beside its branch.

    So few lines cross, and a narrow screen shows the main path first. A way back hangs from its target.
    """
    ahead = _ahead(way[:2] for way in ways)
    straight = {[way[:2] for way in ways].index(pair) + 1 for pair in pairwise(main)}
    runs = []
    for number, way in enumerate(ways, 1):
        if number in straight:
            runs.append(_Run(way.source, 0, number, way, "main"))
        elif not way.back:
            runs.append(_Run(way.source, number, number, way, "right"))
        elif way.source in main and way.target in main:
            runs.append(_Run(way.target, -1, number, way, "left"))
        else:
            leading = (
                n for n, one in enumerate(ways, 1) if one.source == way.target and way.source in ahead[one.target]
            )
            runs.append(_Run(way.target, next(leading, number) - 0.5, number, way, "right"))
    return sorted(runs)


def _way(graph: graphviz.Digraph, name: str, run: _Run, *, from_corner: bool) -> None:
    """Add an arrow; its words, if any, are a box called ``name`` that the line passes through.

    Weights keep the main path straight, and words straight above the step they lead to.
    """
    source, target = f"n{run.arrow.source}", f"n{run.arrow.target}"
    port = ":w" if run.side == "left" else ""
    weight = "12" if run.side == "main" else "1"
    lines = [_Line("when", text) for text in wrapped(run.arrow.when, _BRANCH_WIDTH)]
    if not lines and run.arrow.back:
        graph.edge(target + port, source + port, dir="back")
    elif not lines:
        graph.edge(source, target, weight=weight)
    else:
        width = max(measure(line.text) for line in lines) * EM + _MARGIN
        group = {"group": "main"} if run.side == "main" else {}
        _box(graph, name, lines, width, {"class": "branch", "color": "transparent", **group})
        if run.arrow.back:
            graph.edge(target + port, name, dir="back")
            graph.edge(name, source + port, dir="none", weight="2")
        else:
            graph.edge(source + ":e" * from_corner, name + ":n" * from_corner, dir="none", weight=weight)
            graph.edge(name, target, weight="12" if run.side == "main" else "4")


def _box(graph: graphviz.Digraph, name: str, lines: Sequence[_Line], width: float, look: Mapping[str, str]) -> None:
    """Add a box of a width in points, as high as its lines need."""
    label = graphviz.nohtml(r"\n".join(_escaped(line.text) for line in lines))
    classes = " ".join([look["class"], *(f"line-{line.role}" for line in lines)])
    size = {"width": f"{width / _INCH:.3f}", "height": f"{_height(lines) / _INCH:.3f}"}
    graph.node(name, label, **{**look, "class": classes, **size})


def _lines(number: int, step: Step, marks: Mapping[RiskLevel, str], level: RiskLevel | None) -> list[_Line]:
    """Return what the box of a step says."""
    most = _DECISION_WIDTH if step.kind == "判断" else _STEP_WIDTH
    lines = [_Line("name", text) for text in wrapped(f"{number}. {step.name}", most)]
    lines += [_Line("actor", text) for text in wrapped(step.actor, most)]
    if step.time_limit:
        lines.append(_Line("limit", f"限 {wording.duration(step.time_limit)}"))
    lines += [_Line("document", text) for text in _documents(step.documents, most)]
    if level:
        lines.append(_Line("risk", marks[level]))
    return lines


def _documents(documents: Sequence[str], most: float) -> tuple[str, ...]:
    """Name as many documents as there is room for, and count them where not all are named."""
    for count in range(len(documents), 0, -1):
        text = "、".join(documents[:count]) + (f"等 {len(documents)} 件" if count < len(documents) else "")
        lines = wrapped(text, most) if measure(text) <= _DOCUMENT_LINES * most else ()
        if 0 < len(lines) <= _DOCUMENT_LINES:
            return lines
    return (f"文书材料 {len(documents)} 件",) if documents else ()


def _height(lines: Sequence[_Line]) -> float:
    return len(lines) * PITCH + _MARGIN


def _hexagon_width(lines: Sequence[_Line]) -> float:
    """Return the width at which the slanting sides, a quarter of it each, leave room for every line."""
    middle = (len(lines) - 1) / 2
    return max(
        (measure(line.text) * EM + _MARGIN) / (1 - (abs(index - middle) + 0.4) * PITCH / _height(lines))
        for index, line in enumerate(lines)
    )


def _escaped(text: str) -> str:
    """Take from a text every meaning it has to Graphviz: entities, escapes, HTML."""
    return str(graphviz.escape(text.replace("&", "&amp;")))
