"""What a check says: mistakes in the data are values, never exceptions."""

from __future__ import annotations

import enum
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""The way to a value inside a document, e.g. ``("flow", 2, "next", 0, "to")``."""


class Severity(enum.IntEnum):
    """How much a finding stops; the order is the order of gravity."""

    ERROR = 0
    """The data is wrong: nothing is published."""
    OVERDUE = 1
    """The calendar made it so: shown, never stops publishing."""
    WARNING = 2
    """Probably wrong."""
    NOTE = 3
    """Worth a look."""

    @property
    def label(self) -> str:
        """Return the Chinese word clerks read."""
        return ("错误", "逾期", "警告", "提示")[self]


class Mark(NamedTuple):
    """A place in a file, counted from 1 as editors count; columns are characters."""

    line: int
    column: int


START = Mark(1, 1)

CRASH = "X901"
"""The code of a rule's own fault: not the clerk's mistake."""


class Problem(NamedTuple):
    """One finding at one place; sorts by file, place and code."""

    path: str
    """Relative to the catalogue's root, with forward slashes."""
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    """What is wrong, in one Chinese sentence that quotes the value as written."""
    hint: str
    """How to mend it."""

    def __str__(self) -> str:
        """Render as ``file:line:column: severity code message``."""
        return f"{self.path}:{self.line}:{self.column}: {self.severity.label} {self.code} {self.message}"


class Found(NamedTuple):
    """What a rule saw and where; the engine adds file, line, code and severity."""

    where: KeyPath
    message: str
    hint: str
