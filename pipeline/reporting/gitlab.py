"""GitLab's code quality report, shown in the merge request."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.problems import Severity
from pipeline.reporting.inert import dumped
from pipeline.reporting.report import Report, fingerprints

_SEVERITIES = {
    Severity.ERROR: "critical", Severity.OVERDUE: "major", Severity.WARNING: "minor", Severity.NOTE: "info",
}  # fmt: skip


def write(report: Report) -> Iterator[str]:
    """Yield one JSON document; the gravest come first."""
    problems = report.by_gravity()
    yield dumped(
        [
            {
                "description": f"{problem.message}。{problem.hint}",
                "check_name": problem.code,
                "fingerprint": fingerprint,
                "severity": "critical" if report.blocks(problem) else _SEVERITIES[problem.severity],
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
            for problem, fingerprint in zip(problems, fingerprints(problems), strict=True)
        ]
    )
