"""Flows by the hundred: valid as the rules want them, as long and as tangled as offices ever write them."""

from __future__ import annotations

import random

from pipeline.model import Branch, Duration, Flow, RiskLevel, RiskPoint, Step, StepKind

_NAMES = (
    "受理", "提出申请", "材料是否齐全", "一次告知补正", "两名以上工作人员现场核查并制作笔录", "听取陈述申辩",
    "组织听证", "法制审核", "负责人集体讨论决定", "送达决定书并告知救济途径",
    "委托有资质的机构检验、检测、鉴定", "公示", "缴纳费用", "期满清场和现场验收", "归档",
    "按照GB/T39554.1核对编码", "调解能否达成协议", "责令改正并复查",
)  # fmt: skip
_ACTORS = (
    "申请人", "政务服务窗口", "执法人员", "机关负责人", "市场监督管理局行政审批科审查人员",
    "城管部门负责人、公安交管部门负责人", "当事人或者其代理人", "专家评审组",
)  # fmt: skip
_DOCUMENTS = (
    "申请表", "授权委托书", "现场核查记录", "不予行政许可决定书", "送达回证", "检验检测报告（原件）",
    "补正材料一次性告知书",
)  # fmt: skip
_CONDITIONS = (
    "齐全", "不齐", "同意", "不同意", "情况紧急、需要当场实施的", "属于本机关职权", "逾期不履行又没有正当理由",
    "符合法定条件", "材料不齐",
)  # fmt: skip


_DECIDING, _FORKING, _LIMITED, _RISKY = 0.4, 0.1, 0.4, 0.35
"""Which share of the steps decides, forks, has a time limit, carries a risk."""
_TANGLED = 7
"""From so many steps on a flow has more than one end, and its decisions lead anywhere."""


def generated(seed: int, size: int) -> Flow:
    """Return a valid flow of so many steps; the same seed gives the same flow.

    Every step but an end leads onward to the next, so that all can be reached and all end; decisions have two to five
    ways, some of them back; some steps fork in ways taken together.
    """
    chance = random.Random(seed)  # noqa: S311  # samples are not secrets
    ends = {size, *(chance.sample(range(size // 2 + 2, size), size // 8) if size > _TANGLED else ())}
    ways: dict[int, list[Branch]] = {}
    kinds: dict[int, StepKind] = {1: "开始", **dict.fromkeys(ends, "结束")}
    for number in sorted(set(range(1, size)) - ends):
        chosen = chance.random()
        targets = [number + 1]
        if number > 1 and chosen < _DECIDING:
            kinds[number] = "判断"
            targets += _others(chance, number, size)
        elif chosen < _DECIDING + _FORKING and number + 2 < size:
            targets.append(chance.randint(number + 2, size))
        conditions = chance.sample(_CONDITIONS, len(targets)) if kinds.get(number) == "判断" else [None] * len(targets)
        ways[number] = [Branch(to=f"s{to}", when=when) for to, when in zip(targets, conditions, strict=True)]
    led_to = {branch.to for branches in ways.values() for branch in branches}
    for orphan in range(2, size + 1):
        if f"s{orphan}" not in led_to:
            source = max(number for number in ways if number < orphan)
            when = "另有规定的" if kinds.get(source) == "判断" else None
            ways[source].append(Branch(to=f"s{orphan}", when=when))
    return tuple(
        Step(
            id=f"s{number}",
            name=chance.choice(_NAMES),
            actor=chance.choice(_ACTORS),
            kind=kinds.get(number, "办理"),
            time_limit=Duration(value=chance.randint(1, 60), unit="工作日") if chance.random() < _LIMITED else None,
            documents=tuple(chance.sample(_DOCUMENTS, chance.choice((0, 0, 1, 2, 5)))),
            next=tuple(ways.get(number, ())),
        )
        for number in range(1, size + 1)
    )


def _others(chance: random.Random, number: int, size: int) -> list[int]:
    """Return where else a decision leads: to any step but itself and the next; in a short flow back to the first."""
    if size < _TANGLED:
        return [1]
    others = [other for other in range(1, size + 1) if other not in {number, number + 1}]
    return chance.sample(others, chance.choice((1, 1, 1, 2, 2, 3, 4)))


def risks(flow: Flow, seed: int) -> list[RiskPoint]:
    """Return risk points on some of the steps."""
    chance = random.Random(seed)  # noqa: S311  # samples are not secrets
    levels: tuple[RiskLevel, ...] = (1, 2, 3)

    def point(step: str) -> RiskPoint:
        level = chance.choice(levels)
        return RiskPoint(step=step, post="岗位", level=level, risk="表现", measures=("措施",), responsible="负责人")

    return [point(step.id) for step in flow if chance.random() < _RISKY]
