"""Dates, decisions and limits that cannot all be true are told at the one that must change."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CF, PATHS, QR, QT, XK, mutate, problems

CASES = [
    Case("T101", PATHS[QR], "end: 2026-04-15", "end: 2026-03-31"),
    Case("T101", PATHS[CF], "effective: 2026-07-01", "effective: 2026-06-05"),
    Case("T101", PATHS[QT], "effective: 2013-10-08", "effective: 2025-01-02", told="ended: 2025-01-01"),
    Case("T101", PATHS[XK], "date: 2025-09-01", "date: 2025-05-31"),
    Case("T102", PATHS[XK], "- kind: 恢复", "- kind: 取消"),
    Case("T102", PATHS[QT], "ended: 2025-01-01", "ended: 2024-12-31", told="- kind: 取消"),
    Case("T103", PATHS[XK], "value: 10", "value: 21"),
    Case("T103", PATHS[XK], "value: 10\n    unit: 工作日", "value: 51\n    unit: 日"),
    Case("T103", PATHS[XK], "value: 20\n    unit: 工作日\n", "immediate: true\n", told="value: 10"),
    Case("T104", PATHS[QT], "immediate: true", "immediate: false"),
    Case("T104", PATHS[XK], "    value: 10\n", "    immediate: true\n    value: 10\n"),
    Case("T105", "data/laws/gong-yuan-tiao-li.yaml", "effective: 2025-01-01", "effective: 2024-10-09"),
    Case(
        "T105",
        "data/laws/shi-li-guan-li-fa.yaml",
        "effective: 2010-03-01",
        "effective: 2024-01-02",
        told="effective: 2024-01-01",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A date or limit at odds with another yields that rule's code at its place, and no other finding."""
    case.prove(catalogue)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        (CF, "effective: 2026-07-01", "effective: 2026-06-06"),
        (QT, "effective: 2013-10-08", "effective: 2025-01-01"),
        (XK, "date: 2025-09-01", "date: 2025-06-01"),
        (XK, "value: 10", "value: 20"),
        (XK, "value: 10\n    unit: 工作日", "value: 30\n    unit: 日"),
    ],
)
def test_the_boundary_itself_is_allowed(catalogue: Path, code: str, old: str, new: str) -> None:
    """A notice of one day, force on the day after it, equal dates and limits are right; units are not guessed at."""
    mutate(catalogue, PATHS[code], old, new)
    assert problems(catalogue) == []
