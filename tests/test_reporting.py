"""Problems as clerks and the git host read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reporting
from pipeline.problems import Problem, Severity


def problem(
    severity: Severity = Severity.ERROR, message: str = "施行日期早于公示", path: str = "data/a.yaml"
) -> Problem:
    """Return a problem at line 3, column 7."""
    return Problem(path, 3, 7, "T101", severity, message, "核对日期。")


def test_text_says_where_what_and_how_to_mend() -> None:
    """The first line can be clicked in an editor, the second says what to do."""
    assert reporting.text(problem()) == "data/a.yaml:3:7: 错误 T101 施行日期早于公示\n    改法：核对日期。"


@pytest.mark.parametrize(
    ("severity", "command", "label"),
    [
        (Severity.ERROR, "error", "错误"),
        (Severity.OVERDUE, "warning", "逾期"),
        (Severity.WARNING, "warning", "警告"),
        (Severity.NOTE, "notice", "提示"),
    ],
)
def test_annotations_stand_at_the_line(severity: Severity, command: str, label: str) -> None:
    """An annotation has the host's word for the severity and ours in its title."""
    assert reporting.github(problem(severity)) == (
        f"::{command} file=data/a.yaml,line=3,col=7,title={label} T101::施行日期早于公示。核对日期。"
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_becomes_a_command(message: str, path: str) -> None:
    """Whatever a message quotes or a file is called, the annotation stays one line and one command."""
    line = reporting.github(problem(message=message, path=path))
    assert "\n" not in line
    assert "\r" not in line
    head, _, tail = line.removeprefix("::").partition("::")
    assert head.startswith("error file=")
    assert [part.partition("=")[0] for part in head.removeprefix("error ").split(",")] == [
        "file",
        "line",
        "col",
        "title",
    ]
    restored = tail.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    assert restored == f"{message}。核对日期。"


def test_a_summary_counts_by_severity() -> None:
    """Counts come in the order of gravity, without those that are zero."""
    found = [problem(Severity.NOTE), problem(), problem(Severity.OVERDUE), problem()]
    assert reporting.summary(found) == "2 个错误，1 个逾期，1 个提示"
    assert reporting.summary([]) == "没有发现问题"


def test_lines_come_in_the_style_asked_for() -> None:
    """Both styles tell every problem once, in the given order."""
    found = [problem(), problem(Severity.NOTE)]
    assert list(reporting.lines(found, "text")) == [reporting.text(one) for one in found]
    assert list(reporting.lines(found, "github")) == [reporting.github(one) for one in found]


def test_problems_sort_by_place() -> None:
    """Problems stand in the order of files, lines and columns, as a reader goes through them."""
    first, second, third = (problem()._replace(path=path, line=line) for path, line in (("a", 9), ("b", 2), ("b", 10)))
    assert sorted([third, second, first]) == [first, second, third]
