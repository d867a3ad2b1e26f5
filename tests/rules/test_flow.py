"""Flows that nobody could walk are told at the step that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import GF, PATHS, QR, XK, line_of, mutate, problems

CASES = [
    Case("F101", PATHS[GF], "- id: survey", "- id: pay", told="- id: pay\n    name: 发放补助"),
    Case("F101", PATHS[XK], "- id: register", "- id: sign", told="- id: sign\n    name: 签批"),
    # It hides the step of the same number, from which the flow goes on; that is the same mistake.
    Case(
        "F101",
        PATHS[QR],
        "- id: certify\n",
        "- id: apply\n    name: 再申请\n    actor: 申请人\n    kind: 结束\n  - id: certify\n",
    ),
    Case("F102", PATHS[QR], "- to: certify", "- to: certified"),
    Case("F102", PATHS[XK], "- to: sign", "- to: sing"),
    Case("F103", PATHS[QR], "kind: 开始", "kind: 办理"),
    Case("F103", PATHS[QR], "kind: 办理", "kind: 开始"),
    Case("F104", PATHS[XK], "- to: supplement", "- to: decide", told="- id: supplement"),
    Case("F104", PATHS[QR], "kind: 结束", "kind: 办理", told="- id: certify"),
    Case("F105", PATHS[XK], "        when: 不齐全\n", "", told="- to: supplement"),
    Case("F105", PATHS[XK], "kind: 办理", "kind: 判断", told="- id: supplement"),
    Case("F105", PATHS[QR], "kind: 办理", "kind: 结束", told="- to: certify"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A flow broken at one step yields that rule's code at that step, and no other finding."""
    case.prove(catalogue)


def test_a_loop_without_exit_is_told_at_every_step_in_it(catalogue: Path) -> None:
    """Steps that can be reached but never lead to an end are each told, as is the end that is cut off."""
    mutate(catalogue, PATHS[QR], "- to: certify", "- to: apply")
    steps = [line_of(catalogue, PATHS[QR], f"- id: {step}") for step in ("apply", "survey", "certify")]
    assert problems(catalogue) == [(PATHS[QR], line, "F104") for line in steps]
