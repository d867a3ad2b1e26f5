"""Annotations at the changed lines, as workflow commands of GitHub's runner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.problems import Problem, Severity
from pipeline.reporting.inert import inert
from pipeline.reporting.report import Report

SHOWN = 10
"""How many errors, and as many warnings and notices, the host shows for one step."""

_COMMANDS = {
    Severity.ERROR: "error", Severity.OVERDUE: "warning", Severity.WARNING: "warning", Severity.NOTE: "notice",
}  # fmt: skip


def write(report: Report) -> Iterator[str]:
    """Yield a command for each finding, the gravest first: the host leaves out what is too much."""
    counts: Counter[str] = Counter()
    for problem in report.by_gravity():
        command = "error" if report.blocks(problem) else _COMMANDS[problem.severity]
        counts[command] += 1
        yield annotation(problem, command)
    if counts and max(counts.values()) > SHOWN:
        yield f"每一类只有前 {SHOWN} 处标在改动旁，其余的在这份记录里。"


def annotation(problem: Problem, command: str) -> str:
    """Return a workflow command; untrusted text is escaped so that it cannot be a command of its own."""
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    title = _property(f"{problem.severity.label} {problem.code}")
    return f"::{command} {place},title={title}::{_escaped(f'{problem.message}。{problem.hint}')}"


def _escaped(text: str) -> str:
    return inert(text).replace("%", "%25")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
