"""A flow has the phases the law demands, in an order that can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import CF2, CJ, QZ, QZ2, Case
from support import CF, PATHS, XK, mutate, problems

_SHORTCUT = "    name: 发现线索\n    actor: 经办人\n    kind: 开始\n    next:\n      - to: file\n"

CASES = [
    Case("F106", PATHS[XK], "    phase: 审查\n", "", told="- id: apply"),
    Case("F106", PATHS[XK], "    phase: 送达\n", "", told="- id: apply"),
    Case("F106", CF2, "    phase: 立案\n", "", told="- id: clue"),
    Case("F106", CF2, "    phase: 调查取证\n", "", told="- id: clue"),
    Case("F106", CF2, "    phase: 告知\n", "", told="- id: clue"),
    Case("F106", CF2, "    phase: 决定\n", "", told="- id: clue"),
    Case("F106", CF2, "    phase: 送达\n", "", told="- id: clue"),
    Case("F106", QZ, "    phase: 决定\n", "", told="- id: inspect"),
    Case("F106", QZ, "    phase: 执行\n", "", told="- id: inspect"),
    Case("F106", QZ2, "    phase: 催告\n", "", told="- id: urge"),
    Case("F106", QZ2, "    phase: 送达\n", "", told="- id: urge"),
    Case("F107", CJ, "    phase: 申请\n    next:\n      - to: accept\n",
         "    phase: 申请\n    next:\n      - to: accept\n      - to: decide\n", told="- id: decide"),
    Case("F107", CF2, "      - to: inform\n", "      - to: inform\n      - to: decide\n", told="- id: decide"),
    Case("F108", CJ, "    phase: 调解\n", "", told="- id: apply"),
    Case("F108", CJ, "    phase: 送达\n", "", told="- id: apply"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(wider: Path, case: Case) -> None:
    """A phase left out is told at the flow, a decision too early at its step, and nothing else is found."""
    case.prove(wider)


def test_the_order_is_told_for_every_phase_that_is_skipped(wider: Path) -> None:
    """A way straight from the clue to the decision skips filing, investigation and notice."""
    mutate(wider, CF2, _SHORTCUT, f"{_SHORTCUT}      - to: decide\n")
    assert [code for _, _, code in problems(wider)] == ["F107"] * 3


def test_a_penalty_on_the_spot_needs_no_phases(wider: Path) -> None:
    """The simple procedure has two steps and no case file."""
    mutate(wider, PATHS[CF], "    name: 立案\n", "    name: 发现\n")
    assert problems(wider) == []


@pytest.mark.parametrize("kind", ["代履行", "加处罚款或者滞纳金"])
def test_what_may_begin_without_a_demand_needs_none(wider: Path, kind: str) -> None:
    """A surcharge, and clearing a road at once, are not preceded by a demand."""
    mutate(wider, QZ2, "    - 排除妨碍、恢复原状\n", f"    - {kind}\n")
    mutate(wider, QZ2, "    phase: 催告\n", "")
    assert problems(wider) == []


def test_an_item_that_secures_and_enforces_is_not_judged(wider: Path) -> None:
    """Where measures and enforcement are in one item, which phases its flow must have is not known."""
    mutate(wider, QZ2, "    - 排除妨碍、恢复原状\n", "    - 排除妨碍、恢复原状\n    - 扣押财物\n")
    mutate(wider, QZ2, "    phase: 催告\n", "")
    assert problems(wider) == []


def test_an_inspection_on_site_is_an_examination(catalogue: Path) -> None:
    """A licence may be examined on site or by a test."""
    mutate(catalogue, PATHS[XK], "    phase: 审查\n", "    phase: 现场核查\n")
    assert problems(catalogue) == []


def test_a_broken_flow_has_no_order(wider: Path) -> None:
    """Where a branch leads nowhere, that is told and no order is concluded from it."""
    mutate(wider, CF2, "      - to: inform\n", "      - to: informed\n      - to: decide\n")
    assert "F107" not in [code for _, _, code in problems(wider)]
