"""JUnit XML, which nearly every continuous integration shows: a test case a finding, and one for each sound file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from pipeline.problems import Problem
from pipeline.reporting.inert import inert
from pipeline.reporting.report import Report


def write(report: Report) -> Iterator[str]:
    """Yield one XML document; what stops the change is a failure, anything else a passed case with a remark."""
    cases = len(report.problems) + sum(1 for _ in _sound(report))
    counts = {"tests": str(cases), "failures": str(report.blocking), "errors": "0"}
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": "形式审查", **counts})
    for problem in report.problems:
        _add(suite, problem, blocks=report.blocks(problem))
    for path in _sound(report):
        ET.SubElement(suite, "testcase", {"classname": inert(path), "name": "没有发现问题"})
    ET.indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _sound(report: Report) -> Iterator[str]:
    """Yield the files in which nothing was found."""
    found = {problem.path for problem in report.problems}
    return (path for path in report.files if path not in found)


def _add(suite: ET.Element, problem: Problem, *, blocks: bool) -> None:
    name = inert(f"{problem.code} {problem.line}:{problem.column} {problem.message}")
    case = ET.SubElement(suite, "testcase", {"classname": inert(problem.path), "name": name})
    text = inert(f"{problem}") + f"\n改法：{inert(problem.hint)}"
    if blocks:
        about = {"type": f"{problem.severity.label} {problem.code}", "message": inert(problem.message)}
        ET.SubElement(case, "failure", about).text = text
    else:
        ET.SubElement(case, "system-out").text = text
