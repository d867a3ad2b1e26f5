"""The clock of the notice runs from promulgation; the old text may be cited until the new one takes effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cases import Case
from instruments import law
from pipeline.problems import Severity
from support import GF, PATHS, QR, XK, checked, line_of, mutate, problems

_LAW = "data/laws/gong-yuan-tiao-li.yaml"
_CITATION = "law: gong-yuan-tiao-li\n    article: 12"
_TELLING = {"L103", "L106", "L108", "L109"}
"""The rules that look at what has changed in the law."""


def _codified(root: Path, promulgated: str = "2026-03-12", effective: str = "2026-08-15") -> None:
    """Let a code take the place of an old law that the licence is founded on."""
    law(root, "lao-fa", "法律")
    law(root, "xin-fa-dian", "法律", promulgated=promulgated, effective=effective)
    mutate(
        root, "data/laws/lao-fa.yaml", "confirmed:", f"repealed:\n  date: {effective}\n  by: xin-fa-dian\nconfirmed:"
    )
    mutate(root, PATHS[XK], _CITATION, "law: lao-fa\n    article: 12")


def _amended(root: Path, promulgated: str = "2026-03-12", effective: str = "2026-08-15") -> None:
    """Let the law that the licence is founded on receive a new text."""
    version = f"  - promulgated: {promulgated}\n    effective: {effective}\n    articles: 40\n"
    mutate(root, _LAW, "departments:", f"{version}departments:")


def _checked(code: str, day: str, before: Callable[[Path], None]) -> Case:
    """Let the one basis of the licence be checked last on that day."""
    return Case(code, PATHS[XK], "checked: 2026-05-20", f"checked: {day}", before=before)


CASES = [
    _checked("L108", "2026-03-11", _codified),
    _checked("L109", "2026-05-10", partial(_codified, promulgated="2026-05-11")),
    _checked("L109", "2026-05-10", partial(_amended, promulgated="2026-05-11")),
    _checked("L106", "2026-04-30", partial(_amended, promulgated="2026-04-01", effective="2026-05-01")),
    # Twenty working days from promulgation have not passed, but the new text is already the law.
    _checked("L106", "2026-05-10", partial(_amended, promulgated="2026-05-11", effective="2026-05-11")),
    Case("L106", PATHS[GF], "发放补助。\n    checked: 2026-05-20", "发放补助。\n    checked: 2023-12-31"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """A check older than the law yields that rule's code at the date of the check, and no other finding."""
    case.prove(catalogue)


def told(root: Path, day: str) -> list[tuple[int, str, Severity]]:
    """Return line, code and severity of what is said of the licence's law on that day."""
    found = checked(root, dt.date.fromisoformat(day)).problems
    return [(one.line, one.code, one.severity) for one in found if one.path == PATHS[XK] and one.code in _TELLING]


@pytest.mark.parametrize(
    ("day", "code", "severity"),
    [
        ("2026-03-11", None, None),
        ("2026-03-12", "L109", Severity.NOTE),
        ("2026-04-10", "L109", Severity.NOTE),
        ("2026-04-13", "L108", Severity.OVERDUE),
        ("2026-08-14", "L108", Severity.OVERDUE),
        ("2026-08-15", "L103", Severity.OVERDUE),
    ],
)
def test_a_code_that_takes_the_place_of_a_law(
    catalogue: Path, day: str, code: str | None, severity: Severity | None
) -> None:
    """Promulgated on 12 March, in force on 15 August: declared by 10 April, the old law citable until 14 August."""
    _codified(catalogue)
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-03-11")
    text = "law: lao-fa" if code == "L103" else "checked: 2026-03-11"
    expected = [(line_of(catalogue, PATHS[XK], text), code, severity)] if code else []
    assert told(catalogue, day) == expected


@pytest.mark.parametrize("day", ["2026-03-12", "2026-04-13", "2026-08-14"])
@pytest.mark.parametrize("change", [_codified, _amended])
def test_who_has_checked_since_is_left_alone(catalogue: Path, change: Callable[[Path], None], day: str) -> None:
    """A check on the very day of promulgation is enough until the new text takes effect."""
    change(catalogue)
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-03-12")
    assert told(catalogue, day) == []


def test_a_new_text_in_effect_is_checked_again(catalogue: Path) -> None:
    """What was checked after promulgation but before effect must be looked at once the new text is the law."""
    _amended(catalogue)
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-03-12")
    line = line_of(catalogue, PATHS[XK], "checked: 2026-03-12")
    assert told(catalogue, "2026-08-14") == []
    assert told(catalogue, "2026-08-15") == [(line, "L106", Severity.OVERDUE)]


def test_two_changes_of_one_law_are_one_finding(catalogue: Path) -> None:
    """Where the text in effect was not looked at, the next one is not told as well: one check settles both."""
    _amended(catalogue)
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2024-12-31")
    mutate(catalogue, _LAW, "versions:\n", "versions:\n  - promulgated: 2019-12-01\n    effective: 2020-01-01\n")
    assert [code for _, code, _ in told(catalogue, "2026-06-01")] == ["L106"]


def test_the_due_date_and_the_last_day_of_the_old_text_are_named(catalogue: Path) -> None:
    """The message says by when to declare, the hint how long the old text may be cited."""
    _codified(catalogue)
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-03-11")
    (found,) = checked(catalogue).problems
    assert "2026-04-10" in found.message
    assert "2026-08-14" in found.hint


def test_a_power_that_ends_with_its_law_has_nothing_to_declare(catalogue: Path) -> None:
    """Where the end is already decided, neither the clock nor the new text asks for more."""
    _codified(catalogue)
    mutate(catalogue, PATHS[XK], "checked: 2026-05-20", "checked: 2026-03-11")
    mutate(catalogue, PATHS[XK], "effective: 2025-01-01", "effective: 2025-01-01\nended: 2026-08-15")
    assert told(catalogue, "2026-06-01") == []
    assert told(catalogue, "2026-08-15") == []


def test_an_ended_power_is_not_checked_again(catalogue: Path) -> None:
    """The law it had may be amended later as often as it likes."""
    version = "  - promulgated: 2024-06-01\n    effective: 2024-12-15\n"
    mutate(catalogue, "data/laws/jiu-gong-yuan-tiao-li.yaml", "repealed:", f"{version}repealed:")
    assert problems(catalogue) == []


def test_the_first_text_may_be_checked_before_it_takes_effect(catalogue: Path) -> None:
    """On the day a new law takes effect, who checked it since promulgation has nothing to do again."""
    found = checked(catalogue, dt.date(2026, 9, 1)).problems
    assert [one.code for one in found if one.path == PATHS[QR] and one.code in _TELLING] == []


def test_a_date_beyond_the_announced_holidays_is_said_to_be_reckoned(catalogue: Path) -> None:
    """In a year whose holidays are not announced the due date is told as what it is."""
    _amended(catalogue, "2098-12-20", "2099-08-15")
    found = [one for one in checked(catalogue, dt.date(2098, 12, 24)).problems if one.code == "L109"]
    assert found
    assert all("放假安排还没有公布" in one.message for one in found)
