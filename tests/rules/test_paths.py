"""The heaviest way through a flow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Branch, Flow, Step
from pipeline.rules.paths import heaviest, reached_without


def flow(*arrows: str) -> Flow:
    """Make a flow of arrows such as ``a-bc``: from a to b and to c."""
    return tuple(
        Step(id=step, name=step, actor="甲", kind="办理", next=tuple(Branch(to=target) for target in targets))
        for step, _, targets in (arrow.partition("-") for arrow in arrows)
    )


def test_steps_in_a_row_add_up() -> None:
    """One after the other, each counts."""
    assert heaviest(flow("a-b", "b-c", "c-"), {"a": 1, "b": 2, "c": 4}, "a", {"c"}) == 7


def test_of_parallel_steps_the_longest_counts() -> None:
    """Side by side, or one instead of the other, the heaviest counts once."""
    assert heaviest(flow("a-bc", "b-d", "c-d", "d-"), {"a": 1, "b": 5, "c": 3, "d": 1}, "a", {"d"}) == 7


def test_a_loop_counts_once() -> None:
    """A way back adds its steps once, however often it may be walked."""
    assert heaviest(flow("a-b", "b-cd", "c-b", "d-"), {"a": 1, "b": 2, "c": 4, "d": 8}, "a", {"d"}) == 15


def test_of_two_loops_the_heavier_counts() -> None:
    """Two ways back from one step are not walked on one way."""
    assert heaviest(flow("a-bcd", "b-a", "c-a", "d-"), {"b": 2, "c": 4, "d": 8}, "a", {"d"}) == 12


def test_what_ends_elsewhere_does_not_count() -> None:
    """A refusal before the goal is no part of the way to it."""
    assert heaviest(flow("a-bc", "b-", "c-"), {"a": 1, "b": 9, "c": 2}, "a", {"c"}) == 3


def test_the_way_ends_at_the_first_goal() -> None:
    """What follows the decision is after the limit."""
    assert heaviest(flow("a-b", "b-c", "c-"), {"a": 1, "b": 2, "c": 4}, "a", {"b", "c"}) == 3


def test_without_a_goal_there_is_no_way() -> None:
    """Neither a dead end, nor a bare loop, nor a branch to nowhere leads to a goal."""
    assert heaviest(flow("a-b", "b-a"), {"a": 1}, "a", {"z"}) is None
    assert heaviest(flow("a-x"), {"a": 1}, "a", {"z"}) is None


_NAMES = "abcdefgh"


def _drawn(targets: list[str]) -> Flow:
    """Make a flow whose steps lead to the drawn targets, each once."""
    pairs = zip(_NAMES, targets, strict=False)
    return flow(*(f"{step}-{''.join(dict.fromkeys(onward))}" for step, onward in pairs))


flows = st.lists(st.text(_NAMES, max_size=3), min_size=1, max_size=len(_NAMES)).map(_drawn)
weights = st.fixed_dictionaries({name: st.integers(0, 9) for name in _NAMES})


def _simple_ways(steps: Flow, start: str, goals: set[str]) -> list[list[str]]:
    """Return every way to a first goal that takes no step twice."""
    arrows = {step.id: [branch.to for branch in step.next] for step in steps}
    found: list[list[str]] = []
    queue = [[start]]
    while queue:
        way = queue.pop()
        if way[-1] in goals:
            found.append(way)
        else:
            queue += [[*way, target] for target in arrows.get(way[-1], []) if target in arrows and target not in way]
    return found


@given(flows, weights, st.sets(st.sampled_from(_NAMES)))
def test_the_heaviest_way_is_bounded(steps: Flow, weight: dict[str, int], wanted: set[str]) -> None:
    """A way is found exactly where there is one; it weighs no less than any step on a way, no more than all steps."""
    goals = wanted & {step.id for step in steps}
    total = heaviest(steps, weight, "a", goals)
    ways = _simple_ways(steps, "a", goals)
    assert (total is None) == (not ways)
    if total is not None:
        assert total <= sum(weight[step.id] for step in steps)
        assert total >= max(min(sum(weight[name] for name in way) for way in ways), 0)


@given(flows, weights)
def test_without_loops_it_is_the_heaviest_simple_way(steps: Flow, weight: dict[str, int]) -> None:
    """Where arrows only lead forward, the answer is exactly the heaviest of all ways."""
    forward = tuple(
        Step(id=step.id, name="步", actor="甲", kind="办理", next=tuple(one for one in step.next if one.to > step.id))
        for step in steps
    )
    goals = {step.id for step in forward if not step.next}
    ways = _simple_ways(forward, "a", goals)
    expected = max((sum(weight[name] for name in way) for way in ways), default=None)
    assert heaviest(forward, weight, "a", goals) == expected


@given(flows, weights, st.sampled_from(_NAMES))
def test_no_step_on_a_way_is_lost(steps: Flow, weight: dict[str, int], heavy: str) -> None:
    """A single heavy step that can be reached, and from which a goal can, is always counted."""
    names = {step.id for step in steps}
    goals = {step.id for step in steps if not step.next}
    arrows = {step.id: [] if step.id in goals else [one.to for one in step.next if one.to in names] for step in steps}

    def reach(start: str) -> set[str]:
        seen, queue = set[str](), [start]
        while queue:
            name = queue.pop()
            if name not in seen:
                seen.add(name)
                queue += arrows[name]
        return seen

    if heavy in names and heavy in reach("a") and reach(heavy) & goals:
        total = heaviest(steps, {**weight, heavy: 100}, "a", goals)
        assert total is not None
        assert total >= 100


@given(flows, st.sets(st.sampled_from(_NAMES)))
def test_what_is_avoided_is_never_reached(steps: Flow, avoided: set[str]) -> None:
    """The avoided steps are not reached, and what is reached without them is reached with them too."""
    reached = reached_without(steps, avoided)
    assert not reached & avoided
    assert reached <= reached_without(steps, set())
