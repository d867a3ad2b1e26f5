"""Leave out the findings an office has excepted for a time; an exception nobody needs is itself a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.model import Document, Exemption
from pipeline.problems import Found, Problem, Severity

UNNEEDED, EXPIRED, NOT_ALLOWED, NO_LONGER = "X101", "X102", "X103", "X104"
"""The codes of findings about exceptions."""

_FIXED = frozenset("BYPSX")
"""Letters of rules without exception: a file that cannot be read or has the wrong shape cannot be judged at all."""


@dataclass(frozen=True)
class Excepted:
    """What remains to be told, and how many findings were excepted."""

    problems: tuple[Problem, ...]
    count: int


def except_from(
    problems: Sequence[Problem],
    exemptions: Sequence[Exemption],
    document: Document,
    severities: Mapping[str, Severity],
    today: dt.date,
) -> Excepted:
    """Take away what the exemptions except on that day, and add what is wrong with the exemptions themselves.

    ``document`` is the file they stand in, ``severities`` holds all rules by their codes.
    """
    met = {(problem.code, PurePosixPath(problem.path).stem) for problem in problems}
    # What cannot be read or judged hides the findings that an exemption is there for.
    hidden = any(problem.code[0] in _FIXED for problem in problems)
    excepted: set[tuple[str, str]] = set()
    told: list[Problem] = []
    for index, exemption in enumerate(exemptions):
        key = (exemption.rule, exemption.item)
        if finding := _refused(exemption, severities):
            told.append(_problem(document, index, NOT_ALLOWED, Severity.ERROR, finding))
        elif key in excepted or (key not in met and not hidden):
            told.append(_unneeded(document, index, exemption, severities[exemption.rule], twice=key in excepted))
        elif exemption.until < today:
            told.append(_problem(document, index, EXPIRED, Severity.OVERDUE, _expired(exemption)))
        else:
            excepted.add(key)
    kept = [problem for problem in problems if (problem.code, PurePosixPath(problem.path).stem) not in excepted]
    return Excepted((*kept, *told), len(problems) - len(kept))


def _refused(exemption: Exemption, severities: Mapping[str, Severity]) -> Found | None:
    """Say why there is no exception from that rule."""
    severity = severities.get(exemption.rule)
    hint = "改正数据，删去这一条。"
    if exemption.rule[0] in _FIXED:
        return Found(("rule",), f"规则“{exemption.rule}”不能列为例外", hint)
    if severity is None:
        return Found(("rule",), f"没有“{exemption.rule}”这条规则", "写检查结果中的规则代码。")
    if severity is Severity.NOTE:
        return Found(("rule",), f"规则“{exemption.rule}”只是提示，不必列为例外", "删去这一条。")
    return None


def _expired(exemption: Exemption) -> Found:
    message = f"“{exemption.item}”对规则“{exemption.rule}”的例外已于“{exemption.until}”到期"
    return Found(("until",), message, "改正数据，删去这一条；仍有理由的，经审核延长有效期。")


def _unneeded(document: Document, index: int, exemption: Exemption, severity: Severity, *, twice: bool) -> Problem:
    """Tell of an exception from a finding that is not there; where the calendar took it away, nothing is wrong yet."""
    message = (
        f"“{exemption.item}”对规则“{exemption.rule}”的例外写了两次"
        if twice
        else f"“{exemption.item}”没有规则“{exemption.rule}”的检查结果，例外不再需要"
    )
    found = Found((), message, "删去这一条。")
    if severity is Severity.OVERDUE and not twice:
        return _problem(document, index, NO_LONGER, Severity.OVERDUE, found)
    return _problem(document, index, UNNEEDED, Severity.ERROR, found)


def _problem(document: Document, index: int, code: str, severity: Severity, found: Found) -> Problem:
    where, message, hint = found
    return Problem(document.path, *document.mark((index, *where)), code, severity, message, hint)
