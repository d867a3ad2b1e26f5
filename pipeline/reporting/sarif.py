"""SARIF 2.1.0, which code scanning of GitHub and others reads."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from typing import Any
from urllib.parse import quote

from pipeline.problems import Problem, Severity
from pipeline.reporting.explaining import explained
from pipeline.reporting.inert import dumped
from pipeline.reporting.report import Report, fingerprints
from pipeline.rules import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {
    Severity.ERROR: "error", Severity.OVERDUE: "warning", Severity.WARNING: "warning", Severity.NOTE: "note",
}  # fmt: skip


def write(report: Report) -> Iterator[str]:
    """Yield one JSON document; every rule is described in it, also those that found nothing."""
    problems = report.by_gravity()
    codes = sorted({rule.code for rule in RULES} | {problem.code for problem in problems})
    driver = {
        "name": "catalogue check",
        "version": metadata.version("power-catalogue"),
        "rules": [_rule(code) for code in codes],
    }
    results = [
        _result(problem, codes.index(problem.code), fingerprint, blocks=report.blocks(problem))
        for problem, fingerprint in zip(problems, fingerprints(problems), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    about = explained(code)
    return {
        "id": code,
        "shortDescription": {"text": about.title},
        "help": {"text": about.text},
        "defaultConfiguration": {"level": _LEVELS[about.severity]},
    }


def _result(problem: Problem, index: int, fingerprint: str, *, blocks: bool) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": "error" if blocks else _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}。{problem.hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(problem.path, errors="replace")},
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
        "partialFingerprints": {"catalogueFinding/v1": fingerprint},
    }
