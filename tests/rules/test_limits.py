"""Time limits fit the statute and hold the steps that must fit into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import CF2, Case
from support import PATHS, XK, mutate, problems

_TWENTY = "    value: 20\n    unit: 工作日\n    from: 自受理之日起\n"
_JOINT = "joint_bodies:\n  - name: 市水利局\n    department: shui-li-ju\n    role: 占用水面的，出具意见\n"
_LONGER = """\
  - role: 程序
    law: gong-yuan-tiao-li
    article: 14
    provides: 自受理之日起六十个工作日内决定。
    checked: 2026-05-20
"""
_STEP = "    time_limit:\n      value: {}\n      unit: {}\n"
_DECIDE = "    name: 作出决定\n    actor: 负责人\n    kind: 结束\n    phase: 决定\n"

CASES = [
    Case("T106", PATHS[XK], _TWENTY, _TWENTY.replace("20", "46"), told="value: 46"),
    Case("T107", PATHS[XK], _DECIDE, _DECIDE + _STEP.format(11, "工作日"), told="value: 10"),
    Case("T107", PATHS[XK], _DECIDE, _DECIDE + _STEP.format(2, "月"), told="value: 10"),
    Case("T107", CF2, "value: 60\n      unit: 日\n    next", "value: 61\n      unit: 日\n    next", told="value: 90"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(wider: Path, case: Case) -> None:
    """A limit beyond the statute, or steps beyond the limit, yield that rule's code at the limit."""
    case.prove(wider)


def test_a_licence_of_one_body_has_twenty_working_days(catalogue: Path) -> None:
    """Without joint handling the forty-five working days do not apply."""
    mutate(catalogue, PATHS[XK], _JOINT, "")
    mutate(catalogue, PATHS[XK], _TWENTY, _TWENTY.replace("20", "21"))
    assert [code for _, _, code in problems(catalogue)] == ["T106"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_TWENTY, _TWENTY.replace("20", "45")),
        (_TWENTY, _TWENTY.replace("20", "3").replace("工作日", "月")),
        ("  excludes:\n", "  note: 条例规定了更长的期限。\n  excludes:\n"),
        ("duties:\n", f"{_LONGER}duties:\n"),
    ],
)
def test_a_licence_limit_that_may_be_right_is_not_told(catalogue: Path, old: str, new: str) -> None:
    """Joint handling has forty-five working days; three months may be shorter; an explained limit is explained."""
    mutate(catalogue, PATHS[XK], old, new)
    if old != _TWENTY:
        mutate(catalogue, PATHS[XK], _TWENTY, _TWENTY.replace("20", "60"))
    assert problems(catalogue) == []


@pytest.mark.parametrize("phase", ["听证", "检验鉴定", "公示", "补正", "送达"])
def test_time_that_does_not_count_is_not_counted(wider: Path, phase: str) -> None:
    """A hearing, an inspection, a notice, a correction and service take nothing from the limit."""
    mutate(wider, CF2, "    name: 事先告知\n", "    name: 事先告知\n" + _STEP.format(80, "日"))
    assert [code for _, _, code in problems(wider)] == ["T107"]
    mutate(wider, CF2, "    phase: 告知\n", f"    phase: {phase}\n")
    assert "T107" not in [code for _, _, code in problems(wider)]


def test_expert_review_is_known_by_its_name(wider: Path) -> None:
    """No phase is called so, but its time does not count either."""
    mutate(wider, CF2, "    name: 事先告知\n", "    name: 专家评审后告知\n" + _STEP.format(80, "日"))
    assert problems(wider) == []


def test_time_before_acceptance_does_not_count(catalogue: Path) -> None:
    """The limit runs from acceptance: the five days of checking the materials come before it."""
    mutate(catalogue, PATHS[XK], _DECIDE, _DECIDE + _STEP.format(10, "工作日"))
    assert problems(catalogue) == []


def test_units_that_depend_on_the_calendar_are_not_compared(catalogue: Path) -> None:
    """Twelve days may be fewer than ten working days."""
    mutate(catalogue, PATHS[XK], _DECIDE, _DECIDE + _STEP.format(12, "日"))
    assert problems(catalogue) == []
