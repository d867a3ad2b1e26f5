"""Plan the chart of a flow: which boxes, what stands in them, how they are joined; where they lie is left to a layout.

No measure here is left to a font: every box is sized from the East Asian width of its words, and the words of a branch
are a box of their own, so the same flow gives the same picture on every machine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline import wording
from pipeline.flowchart.reading import MARKS, Arrow, ahead, arrows, is_counterparty, levels
from pipeline.lettering import measure, wrapped
from pipeline.model import Flow, RiskLevel, RiskPoint, Step, StepKind

EM = 14
"""The size of the letters in points; a point of the layout is a pixel of the drawing."""
PITCH = 20
"""From one line of a box to the next, in points."""
CLASSES: Mapping[StepKind, str] = {"开始": "start", "办理": "task", "判断": "decision", "结束": "end"}

_STEP_WIDTH = 11.0
_DECISION_WIDTH = 8.5
_BRANCH_WIDTH = 7.0
"""The longest lines, in em: two columns of steps fit a screen 360 px wide with letters of 12 px."""
_DOCUMENT_LINES = 2
_MARGIN = 8
"""Between words and outline, in points."""
_STRAIGHT = 12
_NEAR = 4
_BACK = 2
"""Weights: the main path is kept straight above all, then words near a step."""

Shape = Literal["box", "rounded", "hexagon", "words"]
"""An outline; ``words`` stand free on the line they belong to."""
Port = Literal["", "n", "e", "w"]
"""The side of a box where a line must end; empty where it may end anywhere."""

_SHAPES: Mapping[StepKind, Shape] = {"开始": "rounded", "办理": "box", "判断": "hexagon", "结束": "rounded"}


class Line(NamedTuple):
    """One line of a box, and what it tells: ``name``, ``actor``, ``limit``, ``document``, ``risk`` or ``when``."""

    role: str
    text: str


class Box(NamedTuple):
    """A step, called ``n1`` to ``nN``, or the words of a branch, ``b1`` to ``bM``; sizes in points."""

    name: str
    shape: Shape
    classes: tuple[str, ...]
    lines: tuple[Line, ...]
    width: float
    height: float
    main: bool
    """It lies on the main path."""


class Link(NamedTuple):
    """A line between two boxes, ``upper`` and ``lower`` as they are to lie."""

    upper: str
    lower: str
    arrow: Literal["", "upper", "lower"]
    """At which of its ends the head is."""
    weight: int = 1
    upper_port: Port = ""
    lower_port: Port = ""


class Plan(NamedTuple):
    """A chart before it is laid out. Equal plans are equal pictures."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]


def plan(flow: Flow, points: Iterable[RiskPoint] = (), marks: Mapping[RiskLevel, str] = MARKS) -> Plan:
    """Return the plan of a valid flow, with the gravest risk of each step marked."""
    risks = levels(points)
    ways = arrows(flow)
    main = _main_path(ways)
    texts = [_lines(number, step, marks, risks.get(step.id)) for number, step in enumerate(flow, 1)]
    widest = max(measure(line.text) for lines in texts for line in lines) * EM + 2 * _MARGIN
    boxes = [
        Box(
            name=f"n{number}",
            shape=_SHAPES[step.kind],
            classes=_classes(step, risks.get(step.id)),
            lines=lines,
            width=max(widest, _hexagon_width(lines)) if step.kind == "判断" else widest,
            height=_height(lines),
            main=number in main,
        )
        for number, (step, lines) in enumerate(zip(flow, texts, strict=True), 1)
    ]
    links: list[Link] = []
    entries = Counter(way.target for way in ways)
    for run in _runs(ways, main):
        decides = flow[run.arrow.source - 1].kind == "判断" and run.arrow.source in main
        alone = entries[run.arrow.target] == 1
        words, joined = _way(f"b{run.number}", run, from_corner=decides and run.side == "right", alone=alone)
        boxes += words
        links += joined
    return Plan(tuple(boxes), tuple(links))


# --- where things lie ------------------------------------------------------------------------------------------------


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
    passed = ahead(way[:2] for way in ways)
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
                n for n, one in enumerate(ways, 1) if one.source == way.target and way.source in passed[one.target]
            )
            runs.append(_Run(way.target, next(leading, number) - 0.5, number, way, "right"))
    return sorted(runs)


def _way(name: str, run: _Run, *, from_corner: bool, alone: bool) -> tuple[list[Box], list[Link]]:
    """Return an arrow as links; its words, if any, are a box called ``name`` that the line passes through.

    The words stand straight above a step that they ``alone`` lead to; else the line may be long, and they begin it.
    """
    source, target = f"n{run.arrow.source}", f"n{run.arrow.target}"
    port: Port = "w" if run.side == "left" else ""
    weight = _STRAIGHT if run.side == "main" else 1
    lines = tuple(Line("when", text) for text in wrapped(run.arrow.when, _BRANCH_WIDTH))
    if not lines and run.arrow.back:
        return [], [Link(target, source, "upper", upper_port=port, lower_port=port)]
    if not lines:
        return [], [Link(source, target, "lower", weight)]
    width = max(measure(line.text) for line in lines) * EM + _MARGIN
    words = Box(name, "words", ("branch",), lines, width, _height(lines), main=run.side == "main")
    if run.arrow.back:
        return [words], [Link(target, name, "upper", upper_port=port), Link(name, source, "", _BACK, lower_port=port)]
    before, after = (_STRAIGHT, _STRAIGHT) if run.side == "main" else (1, _NEAR) if alone else (_NEAR, 1)
    corner: tuple[Port, Port] = ("e", "n") if from_corner else ("", "")
    return [words], [Link(source, name, "", before, *corner), Link(name, target, "lower", after)]


# --- what stands in a box --------------------------------------------------------------------------------------------


def _classes(step: Step, level: RiskLevel | None) -> tuple[str, ...]:
    return (
        CLASSES[step.kind],
        *([f"risk-{level}"] if level else []),
        *(["counterparty"] if is_counterparty(step.actor) else []),
    )


def _lines(number: int, step: Step, marks: Mapping[RiskLevel, str], level: RiskLevel | None) -> tuple[Line, ...]:
    """Return what the box of a step says."""
    most = _DECISION_WIDTH if step.kind == "判断" else _STEP_WIDTH
    lines = [Line("name", text) for text in wrapped(f"{number}. {step.name}", most)]
    lines += [Line("actor", text) for text in wrapped(step.actor, most)]
    if step.time_limit:
        lines.append(Line("limit", f"限 {wording.duration(step.time_limit)}"))
    lines += [Line("document", text) for text in _documents(step.documents, most)]
    if level:
        lines.append(Line("risk", marks[level]))
    return tuple(lines)


def _documents(documents: Sequence[str], most: float) -> tuple[str, ...]:
    """Name as many documents as there is room for, and count them where not all are named."""
    for count in range(len(documents), 0, -1):
        text = "、".join(documents[:count]) + (f"等 {len(documents)} 件" if count < len(documents) else "")
        lines = wrapped(text, most) if measure(text) <= _DOCUMENT_LINES * most else ()
        if 0 < len(lines) <= _DOCUMENT_LINES:
            return lines
    return (f"文书材料 {len(documents)} 件",) if documents else ()


def _height(lines: Sequence[Line]) -> float:
    return len(lines) * PITCH + _MARGIN


def _hexagon_width(lines: Sequence[Line]) -> float:
    """Return the width at which the slanting sides, a quarter of it each, leave room for every line."""
    middle = (len(lines) - 1) / 2
    return max(
        (measure(line.text) * EM + _MARGIN) / (1 - (abs(index - middle) + 0.4) * PITCH / _height(lines))
        for index, line in enumerate(lines)
    )
