"""For people at a terminal: where, what, the line itself with the place marked, and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.problems import Problem
from pipeline.reporting.inert import inert
from pipeline.reporting.report import Report

_WIDE = 2
_MOST = 100
"""Columns of a line that are shown."""
_BEFORE = 60
"""Columns shown before the place, where the line has to be cut."""


def write(report: Report) -> Iterator[str]:
    """Yield the lines of each finding in turn."""
    for problem in report.problems:
        yield from lines(problem, report)


def lines(problem: Problem, report: Report) -> Iterator[str]:
    """Yield the lines of one finding; the first can be clicked in an editor."""
    yield inert(str(problem)) + ("（本次改动涉及，须先处理）" if _by_change(problem, report) else "")
    source = report.line(problem)
    if source is not None and source.strip():
        yield from excerpt(source, problem.line, problem.column)
    yield f"    改法：{inert(problem.hint)}"


def excerpt(source: str, line: int, column: int) -> Iterator[str]:
    """Yield a line of a file and below it a caret under the place; a gutter keeps it from being read as a command."""
    before, after = inert(source[: column - 1]), inert(source[column - 1 :])
    if width(before) + width(after) > _MOST:
        before, after = _end(before, _BEFORE), _start(after, _MOST - _BEFORE)
    gutter = " " * len(str(line))
    yield f"    {line} | {before}{after}"
    yield f"    {gutter} | {' ' * width(before)}^"


def width(text: str) -> int:
    """Return how many columns a terminal takes for a text: two for a wide character, none for a combining one."""
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else 1


def _start(text: str, most: int) -> str:
    """Return as much of a text's beginning as has room."""
    taken = 0
    for index, letter in enumerate(text):
        taken += _columns(letter)
        if taken > most:
            return text[:index] + "…"
    return text


def _end(text: str, most: int) -> str:
    """Return as much of a text's end as has room."""
    taken = 0
    for index in range(len(text), 0, -1):
        taken += _columns(text[index - 1])
        if taken > most:
            return "…" + text[index:]
    return text


def _by_change(problem: Problem, report: Report) -> bool:
    return report.blocks(problem) and problem.path in report.touched and problem.severity.name == "OVERDUE"
