"""Legal ground that is missing, too weak, out of force or misquoted is told at the citation."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cases import Case
from support import CF, GF, PATHS, QR, QT, TODAY, XK, checked, line_of, mutate, problems

CASES = [
    Case("L101", PATHS[GF], "role: 设定", "role: 规定"),
    Case("L101", PATHS[CF], "role: 罚则", "role: 规定", told="- role: 违则"),
    Case("L102", PATHS[GF], "role: 程序", "role: 设定", told="law: bu-zhu-xi-ze"),
    Case("L102", PATHS[GF], "role: 程序", "role: 罚则", told="law: bu-zhu-xi-ze"),
    Case(
        "L103",
        PATHS[XK],
        "law: gong-yuan-tiao-li\n    article: 12",
        "law: jiu-gong-yuan-tiao-li\n    article: 12",
    ),
    Case(
        "L103",
        PATHS[XK],
        "- law: gong-yuan-tiao-li\n          article: 15",
        "- law: qu-shui-tiao-li\n          article: 15",
    ),
    Case("L104", PATHS[XK], "article: 12", "article: 41"),
    Case("L104", PATHS[XK], "article: 13", "article: 41"),
    Case("L105", PATHS[QR], "认定水源。\n    checked: 2026-05-20", "认定水源。\n    checked: 2026-06-02"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A citation that is wrong in one way yields that rule's code at the citation, and no other finding."""
    case.prove(catalogue)


def test_the_last_article_and_the_present_day_are_allowed(catalogue: Path) -> None:
    """Citing the very last article is right, and so is having checked it today."""
    mutate(catalogue, PATHS[XK], "article: 12", "article: 40")
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-06-01")
    assert problems(catalogue) == []


def test_a_law_that_lapses_never_stops_publishing(catalogue: Path) -> None:
    """What the calendar alone makes wrong is shown as overdue, and the catalogue is still fit to be published."""
    repeal = "repealed:\n  date: 2026-06-01\n"
    mutate(catalogue, "data/laws/bu-zhu-xi-ze.yaml", "versions:", f"{repeal}versions:")
    found = checked(catalogue)
    line = line_of(catalogue, PATHS[GF], "law: bu-zhu-xi-ze")
    assert [(one.path, one.line, one.code) for one in found.problems] == [(PATHS[GF], line, "L103")]
    assert found.catalogue is not None
    assert problems(catalogue, TODAY - dt.timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("code", "law", "day_in_force"),
    [
        (QT, "jiu-gong-yuan-tiao-li", "2024-12-31"),
        (QR, "qu-shui-tiao-li", "2026-09-01"),
    ],
)
def test_ended_and_coming_powers_are_judged_by_their_own_days(
    catalogue: Path, code: str, law: str, day_in_force: str
) -> None:
    """A repealed power needs its law on its last day, a coming one on its first: a day missed is a finding."""
    assert problems(catalogue) == []
    path = f"data/laws/{law}.yaml"
    if code == QT:
        mutate(catalogue, path, "  date: 2025-01-01", f"  date: {day_in_force}")
    else:
        mutate(catalogue, path, f"effective: {day_in_force}", "effective: 2026-09-02")
    assert problems(catalogue) == [(PATHS[code], line_of(catalogue, PATHS[code], f"law: {law}"), "L103")]
