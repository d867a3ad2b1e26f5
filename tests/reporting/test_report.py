"""What is told whatever the format: counts, what blocks, the order of gravity, fingerprints."""

from __future__ import annotations

import pytest

from pipeline.problems import Severity
from pipeline.reporting import Report, summary
from pipeline.reporting.explaining import explained
from pipeline.reporting.report import fingerprints
from pipeline.rules import RULES
from reports import PATH, problem

ERROR, OVERDUE, WARNING, NOTE = (problem(severity) for severity in Severity)


def test_a_summary_counts_by_severity() -> None:
    """Counts come in the order of gravity, without those that are zero."""
    assert summary([NOTE, ERROR, OVERDUE, ERROR]) == "2 个错误，1 个逾期，1 个提示"
    assert summary([]) == "没有发现问题"


@pytest.mark.parametrize(
    ("touched", "strict", "expected"),
    [
        (frozenset[str](), False, [ERROR]),
        (frozenset({PATH}), False, [ERROR, OVERDUE]),
        (frozenset({"data/items/x.yaml"}), False, [ERROR]),
        (frozenset[str](), True, [ERROR, OVERDUE, WARNING]),
    ],
)
def test_what_blocks(touched: frozenset[str], strict: bool, expected: list[object]) -> None:  # noqa: FBT001
    """Errors always block, what is overdue in a touched file does, warnings only if asked, notes never."""
    report = Report([ERROR, OVERDUE, WARNING, NOTE], touched=touched, strict=strict)
    assert [one for one in report.problems if report.blocks(one)] == expected
    assert report.blocking == len(expected)


def test_the_gravest_come_first() -> None:
    """What blocks leads, then the order of severity; alike ones keep their order."""
    here = OVERDUE._replace(path="data/laws/a.yaml")
    report = Report([NOTE, WARNING, here, OVERDUE, ERROR], touched={PATH})
    assert report.by_gravity() == [ERROR, OVERDUE, here, WARNING, NOTE]


def test_fingerprints_outlive_lines_and_folders() -> None:
    """A finding keeps its name when lines move, also lines it names, or the file moves; no two share one."""
    found = [problem(message="“id”重复了，第 3 行已经写过"), ERROR, ERROR._replace(line=9), ERROR._replace(code="T102")]
    moved = [
        one._replace(line=one.line + 5, message=one.message.replace("第 3 行", "第 8 行"), path=f"data/items/b/{name}")
        for one, name in zip(found, [PATH.rpartition("/")[2]] * 4, strict=True)
    ]
    assert list(fingerprints(found)) == list(fingerprints(moved))
    assert len(set(fingerprints(found))) == len(found)


def test_a_line_that_is_not_there_is_none() -> None:
    """The line of a finding is given where the file has it, as text however broken its bytes."""
    report = Report([ERROR], {PATH: b"a\nb\n\xff\xfec"})
    assert report.line(ERROR) == "��c"
    assert report.line(ERROR._replace(line=4)) is None
    assert report.line(ERROR._replace(path="gone")) is None


@pytest.mark.parametrize("code", [rule.code for rule in RULES] + ["B101", "P101", "S101", "X901", "Y101"])
def test_every_code_is_explained(code: str) -> None:
    """For rules and for gates alike there is a sentence, a reason and a remedy."""
    about = explained(code)
    assert about.text.startswith(about.title)
    assert about.title.endswith("。")
    assert "\n为什么：" in about.text
    assert "\n怎么改：" in about.text
