"""Every format read back: nothing is lost, and untrusted text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import schema
from pipeline.problems import Severity
from pipeline.reporting import WRITERS, Report
from pipeline.reporting.inert import inert
from pipeline.reporting.text import excerpt, width
from pipeline.rules import RULES
from reports import PATH, harmless, problem, texts, written

ALL = [problem(severity, code=code) for severity, code in zip(Severity, ("T101", "L103", "Y101", "X901"), strict=True)]
REPORT = Report(ALL, {PATH: "一\n二\nname: 公园\n".encode(), "catalogue.yml": b""}, hidden=2, touched={PATH})


@pytest.mark.parametrize("style", WRITERS)
@settings(max_examples=40)
@given(
    message=texts,
    path=texts,
    hint=texts,
    raw=st.binary(max_size=60) | texts.map(lambda t: f"\n\n{t}".encode("utf-8", "surrogatepass")),
)
def test_untrusted_text_stays_text(style: str, message: str, path: str, hint: str, raw: bytes) -> None:
    """Whatever a message quotes, a file is called or holds: no control character, command or markup gets through."""
    path = f"data/{path}"
    found = problem(message=message, path=path, hint=hint)
    text = written(style, Report([found], {path: raw}))
    lines = text.split("\n")
    if style == "github":
        assert len(lines) == 1
        assert re.match(r"::error file=[^,:]*,line=3,col=7,title=错误 T101::", lines[0])
        lines = [lines[0].removeprefix("::")]
    assert harmless("\n".join(lines))
    if style in {"json", "sarif", "gitlab"}:
        assert any(message in value for value in _strings(json.loads(text)))
    if style == "junit":
        (failure,) = _xml(text).iter("failure")
        assert failure.get("message") == inert(message)


def _xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # what we wrote ourselves, from outside nothing


def _strings(document: Any) -> Iterator[str]:
    """Yield every text in a JSON document."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, list | dict):
        for inner in document.values() if isinstance(document, dict) else document:
            yield from _strings(inner)


def test_text_shows_place_line_and_remedy() -> None:
    """The place can be clicked, the caret stands under it, the remedy follows; a blocking overdue item says why."""
    assert written("text", Report(ALL[:2], REPORT.files, touched={PATH})).split("\n") == [
        f"{PATH}:3:7: 错误 T101 施行日期早于公示",
        "    3 | name: 公园",
        "      |       ^",
        "    改法：核对日期。",
        f"{PATH}:3:7: 逾期 L103 施行日期早于公示（本次改动涉及，须先处理）",
        "    3 | name: 公园",
        "      |       ^",
        "    改法：核对日期。",
    ]


def test_text_does_without_a_line_that_is_not_there() -> None:
    """A deleted or blank line is not shown."""
    gone = written("text", Report([problem()]))
    assert gone == written("text", Report([problem()], {PATH: b"\n\n  \n"}))
    assert gone == f"{PATH}:3:7: 错误 T101 施行日期早于公示\n    改法：核对日期。"


@given(st.text(alphabet="a公，“é\u0301ｱ㎡ \x1b\u202e", max_size=200), st.integers(0, 200))
def test_the_caret_stands_under_the_place(source: str, column: int) -> None:
    """By the widths of a terminal, the caret is as far right as the character, also where the line had to be cut."""
    column = min(column, len(source))
    shown, mark = excerpt(source, 12, column + 1)
    assert shown.startswith("    12 | ")
    assert mark.strip(" |") == "^"
    before = width(mark[:-1])
    # A combining mark has no width, so several beginnings of the line may be equally wide.
    tails = [shown[index:].removesuffix("…") for index in range(len(shown) + 1) if width(shown[:index]) == before]
    assert width(shown) <= 9 + 104
    rest = inert(source[column:])
    assert any(tail == rest[: len(tail)] for tail in tails) or not rest


def test_width_counts_columns() -> None:
    """Han characters and full-width signs take two columns, letters one, combining marks none."""
    assert [width(text) for text in ("公园", "a，", "“x”", "e\u0301", "ｱ", "")] == [4, 3, 3, 1, 1, 0]


def test_github_puts_the_gravest_first() -> None:
    """Annotations come in the order of gravity, and more than the host shows is said."""
    report = Report([problem(Severity.NOTE), *[problem()] * 11], touched={PATH})
    lines = written("github", report).split("\n")
    assert [line.split()[0] for line in lines] == ["::error"] * 11 + ["::notice"] + ["每一类只有前"]
    assert written("github", Report(ALL)).count("\n") == 3


@pytest.mark.parametrize(
    ("severity", "command", "label"),
    [
        (Severity.ERROR, "error", "错误"),
        (Severity.OVERDUE, "warning", "逾期"),
        (Severity.WARNING, "warning", "警告"),
        (Severity.NOTE, "notice", "提示"),
    ],
)
def test_github_has_its_own_words(severity: Severity, command: str, label: str) -> None:
    """An annotation has the host's word for the severity and ours in its title."""
    place = f"file={PATH},line=3,col=7,title={label} T101"
    assert written("github", Report([problem(severity)])) == f"::{command} {place}::施行日期早于公示。核对日期。"
    blocked = written("github", Report([problem(Severity.OVERDUE)], touched={PATH}))
    assert blocked.startswith("::error ")


def test_json_fits_its_schema() -> None:
    """The document is as the schema says and holds every finding with its counts."""
    document = json.loads(written("json", REPORT))
    jsonschema.Draft202012Validator(schema.read("report")).validate(document)
    assert document["counts"] == {"error": 1, "overdue": 1, "warning": 1, "note": 1}
    assert (document["files"], document["blocking"], document["hidden"]) == (2, 2, 2)
    assert [one["blocking"] for one in document["problems"]] == [True, True, False, False]
    told = [(one["path"], one["line"], one["column"], one["code"], one["message"]) for one in document["problems"]]
    assert told == [(one.path, one.line, one.column, one.code, one.message) for one in ALL]


def test_sarif_describes_rules_and_points_at_places() -> None:
    """Every rule is there with its help, every result names its rule by index and its place, and nothing is by line."""
    odd = problem(path="data/items/a b#?%公.yaml")
    document = json.loads(written("sarif", Report([*ALL, odd], touched={PATH})))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {rule.code for rule in RULES} | {"Y101", "X901"}
    assert all(rule["help"]["text"].startswith(rule["shortDescription"]["text"]) for rule in rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [result["level"] for result in run["results"]] == ["error", "error", "error", "warning", "note"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == odd.path
    assert "#" not in place["artifactLocation"]["uri"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    moved = [one._replace(line=40) for one in [*ALL, odd]]
    assert _prints(json.loads(written("sarif", Report(moved, touched={PATH})))) == _prints(document)


def _prints(document: Any) -> list[Any]:
    return [result["partialFingerprints"] for result in document["runs"][0]["results"]]


def test_gitlab_gets_what_it_asks_for() -> None:
    """Every entry has the fields of a code quality report and a fingerprint of its own."""
    entries = json.loads(written("gitlab", Report(ALL)))
    assert [entry["severity"] for entry in entries] == ["critical", "major", "minor", "info"]
    assert all(set(entry) == {"description", "check_name", "fingerprint", "severity", "location"} for entry in entries)
    assert all(entry["location"] == {"path": PATH, "lines": {"begin": 3}} for entry in entries)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert json.loads(written("gitlab", Report([]))) == []


def test_junit_counts_its_cases() -> None:
    """What blocks is a failure, what does not has passed with a remark, and every sound file is a case."""
    suites = _xml(written("junit", REPORT))
    cases = list(suites.iter("testcase"))
    assert [suites.get(name) for name in ("tests", "failures", "errors")] == ["5", "2", "0"]
    assert [[child.tag for child in case] for case in cases] == [
        ["failure"], ["failure"], ["system-out"], ["system-out"], [],
    ]  # fmt: skip
    assert cases[-1].get("classname") == "catalogue.yml"
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
