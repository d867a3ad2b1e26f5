"""Write a plan in the DOT language: whole, for whoever draws it with other tools, or bare, to be laid out."""

from __future__ import annotations

from collections.abc import Mapping

import graphviz  # type: ignore[import-untyped]

from pipeline.flowchart.plan import EM, Box, Link, Plan, Shape

INCH = 72
"""Points; Graphviz takes and gives sizes in inches."""

_GRAPH: Mapping[str, str] = {"nodesep": "0.25", "ranksep": "0.26", "ordering": "out"}
_NODE: Mapping[str, str] = {"shape": "box", "fixedsize": "true"}
_LOOKS: Mapping[Shape, Mapping[str, str]] = {
    "box": {}, "rounded": {"style": "rounded"}, "hexagon": {}, "words": {"color": "transparent"},
}  # fmt: skip
_DIRECTIONS = {"": "none", "upper": "back", "lower": "forward"}


def dot(plan: Plan) -> str:
    """Return the whole plan, one statement a line; labels are all in it that comes from the data.

    The class of a node tells its kind and risk, then after ``line-`` the role of each line of its label.
    """

    def words(box: Box) -> dict[str, str]:
        classes = " ".join([*box.classes, *(f"line-{line.role}" for line in box.lines)])
        label = r"\n".join(_escaped(line.text) for line in box.lines)
        return {"label": f'"{label}"', "class": f'"{classes}"'}

    lettering = {"fontname": '"sans-serif"', "fontsize": str(EM)}
    return _digraph(
        f"node [{_list({**_NODE, **lettering})}]",
        "edge [arrowsize=0.7]",
        *(f"{box.name} [{_list({**words(box), **_place(box), **_LOOKS[box.shape]})}]" for box in plan.boxes),
        *(f"{_ends(link)} [weight={link.weight} dir={_DIRECTIONS[link.arrow]}]" for link in plan.links),
    )


def bare(plan: Plan) -> str:
    """Return what decides where things lie and nothing else: names that are ours, sizes, and who is joined to whom."""
    return _digraph(
        f'node [{_list(_NODE)} label=""]',
        "edge [dir=none]",
        *(f"{box.name} [{_list(_place(box))}]" for box in plan.boxes),
        *(f"{_ends(link)} [weight={link.weight}]" for link in plan.links),
    )


def _digraph(*statements: str) -> str:
    lines = "".join(f"\t{statement}\n" for statement in (f"graph [{_list(_GRAPH)}]", *statements))
    return f"digraph flow {{\n{lines}}}\n"


def _ends(link: Link) -> str:
    """Return the two ends of a link with their ports, the upper one first."""
    ends = (link.upper, link.upper_port), (link.lower, link.lower_port)
    return " -> ".join(f"{name}:{port}" if port else name for name, port in ends)


def _place(box: Box) -> dict[str, str]:
    """Return the attributes of a box that a layout needs."""
    return {
        "width": f"{box.width / INCH:.3f}",
        "height": f"{box.height / INCH:.3f}",
        **({"shape": "hexagon"} if box.shape == "hexagon" else {}),
        **({"group": "main"} if box.main else {}),
    }


def _list(attributes: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in attributes.items())


def _escaped(text: str) -> str:
    """Take from a text every meaning it has to Graphviz: entities, escapes, quotes."""
    return str(graphviz.escape(text.replace("&", "&amp;"))).replace('"', r"\"")
