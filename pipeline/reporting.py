"""Write problems as text for people and as annotations for the git host."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.problems import Problem, Severity

_GITHUB = {Severity.ERROR: "error", Severity.OVERDUE: "warning", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def text(problem: Problem) -> str:
    """Return two lines: where and what, then how to mend it."""
    return f"{problem}\n    改法：{problem.hint}"


def github(problem: Problem) -> str:
    """Return a workflow command; untrusted text is escaped so that it cannot be a command of its own."""
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    title = _property(f"{problem.severity.label} {problem.code}")
    return f"::{_GITHUB[problem.severity]} {place},title={title}::{_escaped(f'{problem.message}。{problem.hint}')}"


def summary(problems: Sequence[Problem], excepted: int = 0) -> str:
    """Return one line that counts by severity: 2 个错误，1 个警告，另有 1 个列为例外."""
    counts = Counter(problem.severity for problem in problems)
    told = "，".join(f"{counts[severity]} 个{severity.label}" for severity in Severity if counts[severity])
    return (told or "没有发现问题") + (f"，另有 {excepted} 个列为例外" if excepted else "")


def lines(problems: Iterable[Problem], style: str) -> Iterable[str]:
    """Return the problems in the style asked for: ``text`` or ``github``."""
    write = {"text": text, "github": github}[style]
    return map(write, problems)


_SURVEY = (
    ("overlaps", "可能交叉、重叠或者拆分的事项", frozenset({"O101", "O102"})),
    ("omissions", "可能的漏项", frozenset({"O103", "O104"})),
)


def survey(problems: Iterable[Problem], style: str) -> str:
    """Return the notes as three lists, overlaps, omissions and all others, as ``text`` or as ``json``."""
    notes = [problem for problem in problems if problem.severity is Severity.NOTE]
    named = frozenset().union(*(codes for _, _, codes in _SURVEY))
    lists = {key: [note for note in notes if note.code in codes] for key, _, codes in _SURVEY}
    lists["others"] = [note for note in notes if note.code not in named]
    if style == "json":
        plain = {
            key: [{**note._asdict(), "severity": note.severity.label} for note in own] for key, own in lists.items()
        }
        return json.dumps(plain, ensure_ascii=False, indent=2)
    titles = {**{key: title for key, title, _ in _SURVEY}, "others": "其他提示"}
    return "\n\n".join(
        "\n".join(
            [f"{titles[key]}：{len(own)} 处", *(f"  {note.message}\n    {note.path}:{note.line}" for note in own)]
        )
        for key, own in lists.items()
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
