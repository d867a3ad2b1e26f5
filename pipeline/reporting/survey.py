"""For the offices: what looks double or missing, and what else is worth a look."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.problems import Problem, Severity

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
