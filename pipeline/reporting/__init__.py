"""Write what a check found: for people, for git hosts and for other programs. Every writer is a pure function."""

from collections.abc import Callable, Iterator, Mapping

from pipeline.reporting import github, gitlab, json_report, junit, sarif, text
from pipeline.reporting.report import Report, summary
from pipeline.reporting.survey import survey

WRITERS: Mapping[str, Callable[[Report], Iterator[str]]] = {
    "text": text.write,
    "github": github.write,
    "json": json_report.write,
    "sarif": sarif.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
}
"""By the name of its format, what yields a report's lines."""

FOR_PEOPLE = frozenset({"text", "github"})
"""The formats that are lines to read, and may be followed by more of them; the others are one document."""

__all__ = ["FOR_PEOPLE", "WRITERS", "Report", "summary", "survey"]
