"""Ways through a flow."""

from __future__ import annotations

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.model import Flow


@dataclass(frozen=True)
class _Way:
    """The heaviest ways on from one step, each None where there is no such way."""

    straight: int | None
    """To a goal, no step twice."""
    looping: int | None
    """To a goal, once round one loop."""
    loop: int | None
    """Round a loop, where no goal can be reached without walking back."""


def heaviest(flow: Flow, weights: Mapping[str, int], start: str, goals: Container[str]) -> int | None:
    """Return the weight of the heaviest way from a step to the first goal on it; None where no goal is reached.

    Of steps that are taken side by side, or one instead of the other, the heaviest counts. No step counts twice, and
    one loop is walked, once.
    """
    arrows = {step.id: () if step.id in goals else tuple(branch.to for branch in step.next) for step in flow}
    ways: dict[str, _Way | None] = {}

    def walk(step: str) -> None:
        ways[step] = None  # under way: an arrow to it closes a loop
        onward: list[_Way] = []
        closes = False
        for target in arrows.get(step, ()):
            if target not in ways:
                walk(target)
            way = ways[target]
            closes |= way is None
            onward += [way] if way else []
        ways[step] = _joined(weights.get(step, 0), onward, closes=closes, goal=step in goals)

    walk(start)
    way = ways[start]
    return max((weight for weight in (way.straight, way.looping) if weight is not None), default=None) if way else None


def _joined(weight: int, onward: list[_Way], *, closes: bool, goal: bool) -> _Way:
    """Put a step before the ways that lead on from it."""
    straight = max((way.straight for way in onward if way.straight is not None), default=0 if goal else None)
    looping = max((way.looping for way in onward if way.looping is not None), default=None)
    loop = max((way.loop for way in onward if way.loop is not None), default=0 if closes else None)
    if straight is None:
        return _Way(None, None, None if loop is None else weight + loop)
    if loop is not None:
        looping = max(loop + straight, looping or 0)
    return _Way(weight + straight, None if looping is None else weight + looping, None)


def reached_without(flow: Flow, avoided: AbstractSet[str]) -> frozenset[str]:
    """Return every step that can be reached from the first one on a way that avoids some steps."""
    arrows = {step.id: [branch.to for branch in step.next] for step in flow}
    seen: set[str] = set()
    queue = [flow[0].id]
    while queue:
        step = queue.pop()
        if step not in seen and step not in avoided:
            seen.add(step)
            queue += arrows.get(step, [])
    return frozenset(seen)
