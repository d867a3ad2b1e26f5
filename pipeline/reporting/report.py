"""What is written, whatever the format: findings in order, and which of them stop the change."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.problems import CRASH, Problem, Severity

_OWN_LINE = re.compile(r"第 \d+ 行")


@dataclass(frozen=True)
class Report:
    """The findings to be told, and the files they are in."""

    problems: Sequence[Problem]
    """By file and place."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Every file that was checked, by its path."""
    hidden: int = 0
    """How many findings there are outside what was asked about."""
    touched: AbstractSet[str] = frozenset()
    """The files that the change touches: what is overdue there has to be put right with it."""
    strict: bool = False
    """Whether everything but notes stops the change."""
    excepted: int = 0
    """How many findings were left out because the office excepted them."""

    def without_notes(self) -> Report:
        """Return the same without what is only worth a look: dozens of notes would bury the mistakes."""
        told = [problem for problem in self.problems if problem.severity is not Severity.NOTE]
        return dataclasses.replace(self, problems=told)

    def blocks(self, problem: Problem) -> bool:
        """Tell whether the change must not go on with this finding."""
        return (
            problem.severity is Severity.ERROR
            or (problem.severity is Severity.OVERDUE and problem.path in self.touched)
            or (self.strict and problem.severity is not Severity.NOTE)
        )

    @property
    def blocking(self) -> int:
        """Return how many findings stop the change."""
        return sum(map(self.blocks, self.problems))

    @property
    def crashed(self) -> bool:
        """Tell whether a rule failed by itself."""
        return any(problem.code == CRASH for problem in self.problems)

    def by_gravity(self) -> list[Problem]:
        """Return the findings with the gravest first, and those alike by file and place."""
        return sorted(self.problems, key=lambda problem: (not self.blocks(problem), problem.severity))

    def line(self, problem: Problem) -> str | None:
        """Return the line of the file that a finding is about, None when there is no such line."""
        lines = self.files.get(problem.path, b"").split(b"\n", problem.line)
        return lines[problem.line - 1].decode("utf-8", "replace") if len(lines) >= problem.line else None


def summary(problems: Sequence[Problem], excepted: int = 0) -> str:
    """Return one line that counts by severity: 2 个错误，1 个警告，另有 1 个列为例外."""
    counts = Counter(problem.severity for problem in problems)
    told = "，".join(f"{counts[severity]} 个{severity.label}" for severity in Severity if counts[severity])
    return (told or "没有发现问题") + (f"，另有 {excepted} 个列为例外" if excepted else "")


def fingerprints(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield for each finding a name that it keeps when lines move or the file changes its folder."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        what = (problem.code, PurePosixPath(problem.path).name, _OWN_LINE.sub("", problem.message))
        seen[what] += 1
        yield hashlib.blake2b(
            "\0".join((*what, str(seen[what]))).encode("utf-8", "surrogatepass"), digest_size=16
        ).hexdigest()
