"""A finding that is excepted is left out and counted, for as long as its exception lasts and is needed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline import reporting
from pipeline.loading import EXCEPTIONS
from support import GF, PATHS, QR, TODAY, XK, checked, line_of, mutate, problems

_NOTICE = "notice:\n  start: 2013-09-02\n  end: 2013-09-13\n"


def _except(root: Path, *entries: tuple[str, str, str]) -> None:
    """Write an exceptions file of rule, item and last day."""
    text = "".join(
        f"- rule: {rule}\n  item: {item}\n  reason: 市司法局同意暂缓处理。\n  until: {until}\n"
        for rule, item, until in entries
    )
    (root / EXCEPTIONS).write_text(text, encoding="utf-8")


@pytest.fixture
def short(catalogue: Path) -> Path:
    """Return a catalogue with one finding: an item without its notice."""
    mutate(catalogue, PATHS[GF], _NOTICE, "")
    assert [code for _, _, code in problems(catalogue)] == ["G103"]
    return catalogue


def test_an_excepted_finding_is_left_out_and_counted(short: Path) -> None:
    """What is excepted does not stop publishing, and the count tells that it was there."""
    _except(short, ("G103", GF, "2026-06-01"))
    found = checked(short)
    assert (found.problems, found.excepted) == ((), 1)
    assert found.catalogue is not None
    assert GF in found.catalogue.items
    assert reporting.summary(found.problems, found.excepted) == "没有发现问题，另有 1 个列为例外"


def test_only_that_rule_and_that_item_are_excepted(short: Path) -> None:
    """Another item's finding of the same rule stays, and so does another rule's of the same item."""
    mutate(short, PATHS[QR], "notice:\n  start: 2026-04-01\n  end: 2026-04-15\n", "")
    mutate(short, PATHS[GF], "- 按户公示补助金额。", "- 待定")
    _except(short, ("G103", GF, "2026-06-01"))
    assert [(path, code) for path, _, code in problems(short)] == [(PATHS[QR], "G103"), (PATHS[GF], "I107")]


def test_an_expired_exception_is_overdue_and_no_longer_excepts(short: Path) -> None:
    """The day after its last, an exception and its finding are both told."""
    _except(short, ("G103", GF, "2026-05-31"))
    assert problems(short, dt.date(2026, 5, 31)) == []
    told = checked(short).problems
    assert [(one.path, one.line, one.code, one.severity.label) for one in told] == [
        (EXCEPTIONS, 4, "X102", "逾期"),
        (PATHS[GF], line_of(short, PATHS[GF], "effective:"), "G103", "错误"),
    ]


def test_an_exception_nobody_needs_is_an_error_at_its_line(short: Path) -> None:
    """Once the data is right, or the item gone, the exception has to go too; so has one written twice."""
    _except(
        short,
        ("G103", GF, "2026-06-01"),
        ("G103", XK, "2026-06-01"),
        ("G103", "999900-99-QT-0001", "2026-06-01"),
        ("G103", GF, "2026-12-31"),
        ("I107", GF, "2025-01-01"),
    )
    assert problems(short) == [(EXCEPTIONS, line, "X101") for line in (5, 9, 13, 17)]


def test_an_exception_that_the_calendar_made_needless_is_overdue(catalogue: Path) -> None:
    """What the passing of time takes away stops nothing."""
    _except(catalogue, ("L103", XK, "2026-06-01"))
    (told,) = checked(catalogue).problems
    assert (told.path, told.line, told.code, told.severity.label) == (EXCEPTIONS, 1, "X104", "逾期")


@pytest.mark.parametrize("rule", ["S102", "Y101", "P102", "B101", "X901", "Q101", "K103"])
def test_some_rules_have_no_exception(catalogue: Path, rule: str) -> None:
    """A file that cannot be judged, an unknown rule and a mere note cannot be excepted."""
    _except(catalogue, (rule, XK, "2026-06-01"))
    assert problems(catalogue) == [(EXCEPTIONS, 1, "X103")]


def test_what_cannot_be_judged_makes_no_exception_needless(short: Path) -> None:
    """A broken file hides its findings; the exception from them is not blamed for it."""
    _except(short, ("G103", GF, "2026-06-01"))
    mutate(short, PATHS[GF], "effective: 2013-10-08", "effective: 2013-13-08")
    assert [(path, code) for path, _, code in problems(short)] == [(PATHS[GF], "S106")]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("  reason: 市司法局同意暂缓处理。\n", "", 1, "S101"),
        ("until: 2026-06-01", "until: 2026-06-31", 4, "S106"),
        ("rule: G103", "rule: G03", 1, "S105"),
    ],
)
def test_a_wrong_exceptions_file_excepts_nothing(short: Path, old: str, new: str, line: int, code: str) -> None:
    """The file has a shape like any other; with mistakes in it, every finding is told."""
    _except(short, ("G103", GF, "2026-06-01"))
    mutate(short, EXCEPTIONS, old, new)
    assert problems(short) == [(EXCEPTIONS, line, code), (PATHS[GF], line_of(short, PATHS[GF], "effective:"), "G103")]


def test_without_exceptions_nothing_changes(catalogue: Path) -> None:
    """The file is optional and may be empty of exceptions."""
    assert checked(catalogue, TODAY).excepted == 0
    (catalogue / EXCEPTIONS).write_text("[]\n", encoding="utf-8")
    assert problems(catalogue) == []
