"""Reports for the tests of the writers."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from pipeline.problems import Problem, Severity
from pipeline.reporting import WRITERS, Report

PATH = "data/items/gong-yuan-ju/999900-03-XK-0001.yaml"

HOSTILE = [
    "::error::x", "##[add-mask]公", "a\n::error::x", "a\r\n##[group]x", "\x1b[31m", "\x9b31m", "\u202e", "\ud800",
    "]]>", "</failure><x/>", "&lt;", "\x00", "\x7f", "\ufffe", "%0A::error::x", "a,line=1::x", '"', "\\", "x\u2028y",
]  # fmt: skip

texts = st.sampled_from(HOSTILE) | st.text(max_size=40) | st.text(alphabet=string.printable, max_size=40)
"""Whatever a file could be called or a message could quote."""


def problem(
    severity: Severity = Severity.ERROR,
    message: str = "施行日期早于公示",
    path: str = PATH,
    hint: str = "核对日期。",
    code: str = "T101",
) -> Problem:
    """Return a problem at line 3, column 7."""
    return Problem(path, 3, 7, code, severity, message, hint)


def written(style: str, report: Report) -> str:
    """Return what the writer of that format yields."""
    return "\n".join(WRITERS[style](report))


def harmless(text: str) -> bool:
    """Tell whether a text only shows: no control character, nothing that GitHub's runner obeys."""
    shows = all(letter.isprintable() or letter == "\n" for letter in text)
    return shows and "##[" not in text and not any(line.strip().startswith("::") for line in text.split("\n"))
