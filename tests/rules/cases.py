"""A rule's proof: one small mistake in a clean catalogue, one finding at its place, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.provisions import Texts
from support import line_of, mutate, problems

_WIDER = "data/items/gong-yuan-ju/999900-03-{}.yaml"
CF2, QZ, QZ2, ZS, CJ, CJ2 = (
    _WIDER.format(code) for code in ("CF-0002", "QZ-0001", "QZ-0002", "ZS-0001", "CJ-0001", "CJ-0002")
)
"""What the wider catalogue adds: a penalty by the ordinary procedure, a seizure, a demolition, a tax, two disputes."""


@dataclass(frozen=True)
class Case:
    """One mistake and where it must be told."""

    code: str
    path: str
    old: str
    new: str
    told: str | None = None
    """A text that begins on the line at fault, where that is not the line that was changed."""
    told_in: str | None = None
    """The file at fault, where that is not the file that was changed."""
    copy_of: str | None = None
    """The file that ``path`` is a copy of, where the mistake takes one more file."""
    before: Callable[[Path], object] | None = None
    """What makes the catalogue ready for the mistake; after it the catalogue is still clean."""
    texts: Texts = field(default_factory=dict)
    """The texts of laws that the check is given."""

    def __str__(self) -> str:
        return f"{self.code}-{self.path.rpartition('/')[2]}"

    def prove(self, root: Path) -> None:
        """Make the mistake in the catalogue at ``root``; fail unless this and only this is found."""
        if self.before:
            self.before(root)
            assert problems(root, texts=self.texts) == []
        if self.copy_of:
            shutil.copyfile(root / self.copy_of, root / self.path)
        changed = mutate(root, self.path, self.old, self.new)
        path = self.told_in or self.path
        line = line_of(root, path, self.told) if self.told else changed
        assert problems(root, texts=self.texts) == [(path, line, self.code)]
