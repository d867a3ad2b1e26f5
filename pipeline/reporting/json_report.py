"""For other programs: the findings as they are; the shape is ``schemas/report.schema.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.problems import Severity
from pipeline.reporting.inert import dumped
from pipeline.reporting.report import Report, fingerprints


def write(report: Report) -> Iterator[str]:
    """Yield one JSON document."""
    counts = Counter(problem.severity for problem in report.problems)
    yield dumped(
        {
            "version": 1,
            "files": len(report.files),
            "counts": {severity.name.lower(): counts[severity] for severity in Severity},
            "blocking": report.blocking,
            "hidden": report.hidden,
            "problems": [
                {
                    "path": problem.path,
                    "line": problem.line,
                    "column": problem.column,
                    "code": problem.code,
                    "severity": problem.severity.name.lower(),
                    "blocking": report.blocks(problem),
                    "message": problem.message,
                    "hint": problem.hint,
                    "fingerprint": fingerprint,
                }
                for problem, fingerprint in zip(report.problems, fingerprints(report.problems), strict=True)
            ],
        }
    )
