"""Tell a flow in words: all that its chart shows, and what the chart has no room for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import wording
from pipeline.flowchart.plan import CLASSES
from pipeline.flowchart.reading import MARKS, arrows, is_counterparty, levels
from pipeline.model import Flow, RiskLevel, RiskPoint, StepKind


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
    counterparty: bool
    """Whether those the power meets do it themselves."""
    kind: StepKind
    limit: str
    documents: tuple[str, ...]
    note: str
    risk: str
    branches: tuple[TextBranch, ...]

    def __str__(self) -> str:
        """Say it in a few sentences, as in 3. 补正（申请人，5 个工作日内）。→ 回到第 2 步 材料是否齐全。."""
        sentences = (
            f"{self.number}. {self.name}（{self.actor}{f'，{self.limit}内' if self.limit else ''}）",
            f"文书：{'、'.join(self.documents)}" if self.documents else "",
            self.note.removesuffix("。"),
            self.risk,
            "；".join(map(str, self.branches)),
        )
        return "".join(f"{sentence}。" for sentence in sentences if sentence)


def steps_text(
    flow: Flow, points: Iterable[RiskPoint] = (), marks: Mapping[RiskLevel, str] = MARKS
) -> tuple[TextStep, ...]:
    """Say in words all that the chart of a valid flow shows, and what it has no room for."""
    risks = levels(points)
    branches: dict[int, list[TextBranch]] = {}
    for arrow in arrows(flow):
        branch = TextBranch(arrow.when, arrow.target, flow[arrow.target - 1].name, arrow.back)
        branches.setdefault(arrow.source, []).append(branch)
    return tuple(
        TextStep(
            number=number,
            name=step.name,
            actor=step.actor,
            counterparty=is_counterparty(step.actor),
            kind=step.kind,
            limit=wording.duration(step.time_limit) if step.time_limit else "",
            documents=step.documents,
            note=step.note or "",
            risk=marks[risks[step.id]] if step.id in risks else "",
            branches=tuple(branches.get(number, ())),
        )
        for number, step in enumerate(flow, 1)
    )


class Key(NamedTuple):
    """One entry of a legend: what something in the chart looks like, as its class, and what it means."""

    look: str
    meaning: str


_KINDS: Mapping[str, str] = {
    "start": "圆角框：开始、结束",
    "task": "方框：办理",
    "decision": "六角框：判断，按条件走不同的路",
}
_COUNTERPARTY_MEANING = "左边有粗条：办事人或者当事人来做"


def legend(steps: Sequence[TextStep]) -> tuple[Key, ...]:
    """Explain what the chart of these steps holds, and nothing else."""
    looks = {CLASSES[step.kind].replace("end", "start") for step in steps}
    keys = [Key(look, meaning) for look, meaning in _KINDS.items() if look in looks]
    keys += [Key("counterparty", _COUNTERPARTY_MEANING)] * any(step.counterparty for step in steps)
    risks = {step.risk for step in steps}
    return (*keys, *(Key(f"risk-{level}", f"{mark}点") for level, mark in MARKS.items() if mark in risks))


def summary(flow: Flow) -> str:
    """Describe the chart in one sentence, for those who do not see it."""
    decisions = sum(step.kind == "判断" for step in flow)
    return (
        f"共 {len(flow)} 步" + (f"，其中 {decisions} 处判断" if decisions else "") + "。图中内容与下面的文字说明相同。"
    )
