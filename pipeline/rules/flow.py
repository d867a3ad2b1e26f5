"""A flow must be one that a person can walk from beginning to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.model import Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule


def _reached(starts: set[str], arrows: dict[str, set[str]]) -> set[str]:
    """Return every step that arrows lead to, the starts included."""
    seen: set[str] = set()
    queue = list(starts)
    while queue:
        step = queue.pop()
        if step not in seen:
            seen.add(step)
            queue += arrows.get(step, set()) - seen
    return seen


@rule("F101", Severity.ERROR)
def step_used_twice(item: Item, context: Context) -> Iterator[Found]:
    """步骤编号重复。

    为什么：去向靠编号找到步骤。
    怎么改：给每个步骤不同的编号。
    """
    for field, flow in item.flows():
        counts = Counter(step.id for step in flow)
        seen: set[str] = set()
        for index, step in enumerate(flow):
            if counts[step.id] > 1 and step.id in seen:
                yield Found((field, index, "id"), f"步骤编号“{step.id}”重复了", "换一个没有用过的编号。")
            seen.add(step.id)


@rule("F102", Severity.ERROR)
def branch_to_nowhere(item: Item, context: Context) -> Iterator[Found]:
    """去向的步骤不存在。

    为什么：流程在这里断了。
    怎么改：填本流程中已有的步骤编号。
    """
    for field, flow in item.flows():
        known = {step.id for step in flow}
        for index, step in enumerate(flow):
            for number, branch in enumerate(step.next):
                if branch.to not in known:
                    yield Found(
                        (field, index, "next", number, "to"),
                        f"没有“{branch.to}”这个步骤",
                        f"可以写：{'、'.join(sorted(known))}。",
                    )


@rule("F103", Severity.ERROR)
def not_one_start(item: Item, context: Context) -> Iterator[Found]:
    """流程没有或者不止一个开始。

    为什么：办事人要知道从哪里开始。
    怎么改：只把第一步的类型写成“开始”。
    """
    for field, flow in item.flows():
        if flow[0].kind != "开始":
            yield Found((field, 0, "kind"), f"第一步的类型是“{flow[0].kind}”", "第一步的类型写“开始”。")
        for index, step in enumerate(flow[1:], 1):
            if step.kind == "开始":
                yield Found((field, index, "kind"), f"“{step.name}”不是第一步，类型却是“开始”", "只有第一步是“开始”。")


@rule("F104", Severity.ERROR)
def step_not_reached_or_without_end(item: Item, context: Context) -> Iterator[Found]:
    """有的步骤走不到，或者走到以后没有结束。

    为什么：每一步都要从开始走得到，每条路都要有结果，循环要有出口。
    怎么改：补上通向它的去向，或者补上通向结束的去向。
    """
    for field, flow in item.flows():
        known = {step.id for step in flow}
        if len(known) < len(flow) or any(branch.to not in known for step in flow for branch in step.next):
            continue  # told by F101 or F102; what follows from it is not a second mistake
        forward = {step.id: {branch.to for branch in step.next} for step in flow}
        backward: dict[str, set[str]] = {}
        for source, targets in forward.items():
            for target in targets:
                backward.setdefault(target, set()).add(source)
        reached = _reached({flow[0].id}, forward)
        ending = _reached({step.id for step in flow if step.kind == "结束"}, backward)
        for index, step in enumerate(flow):
            if step.id not in reached:
                yield Found((field, index), f"“{step.name}”这一步从开始走不到", "补上通向它的去向（next）。")
            elif step.kind != "结束" and not step.next:
                yield Found(
                    (field, index), f"“{step.name}”没有去向，也不是结束", "补上去向（next），或者把类型改为“结束”。"
                )
            elif step.id not in ending and all(flow_step.next or flow_step.kind == "结束" for flow_step in flow):
                yield Found((field, index), f"从“{step.name}”走下去没有结束", "给循环一个出口，通向“结束”。")


@rule("F105", Severity.ERROR)
def decision_without_branches(item: Item, context: Context) -> Iterator[Found]:
    """判断没有两条以上写明条件的去向，或者结束之后还有去向。

    为什么：判断就是要说清什么情况走哪一步。
    怎么改：每条去向写明条件（when）。
    """
    for field, flow in item.flows():
        for index, step in enumerate(flow):
            if step.kind == "判断" and len(step.next) < 2:  # noqa: PLR2004  # a choice has two sides
                yield Found(
                    (field, index), f"判断“{step.name}”只有 {len(step.next)} 条去向", "至少写两条去向，各自写明条件。"
                )
            elif step.kind == "判断":
                for number, branch in enumerate(step.next):
                    if not branch.when:
                        yield Found(
                            (field, index, "next", number),
                            f"判断“{step.name}”的一条去向没有写条件",
                            "补上条件（when）。",
                        )
            elif step.kind == "结束" and step.next:
                yield Found((field, index, "next"), f"“{step.name}”是结束，却还有去向", "删去去向，或者改正类型。")
