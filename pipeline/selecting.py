"""Which files a person asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from pipeline.problems import CRASH, Problem


class SelectionError(ValueError):
    """What was asked about is not in the catalogue."""


def selected(paths: Sequence[str], root: Path, known: Iterable[str]) -> frozenset[str]:
    """Return as paths of the catalogue what was named relative to the working folder or else to the root.

    ``known`` names what can be asked about although it is not on the disk: a file that was deleted.
    """
    return frozenset(_relative(path, root, frozenset(known)) for path in paths)


def split(problems: Sequence[Problem], chosen: frozenset[str]) -> tuple[list[Problem], int]:
    """Return the findings in the chosen files or folders, and how many there are elsewhere.

    A rule's own fault concerns everybody and is never among those left out.
    """
    told = [problem for problem in problems if problem.code == CRASH or within(problem.path, chosen)]
    return told, len(problems) - len(told)


def within(path: str, chosen: frozenset[str]) -> bool:
    """Tell whether a file is one of those chosen or lies below one; without a choice all are."""
    return not chosen or any(folder in chosen for folder in (path, *map(str, PurePosixPath(path).parents)))


def _relative(path: str, root: Path, known: frozenset[str]) -> str:
    for candidate in (Path(path), root / path):
        if candidate.exists() or candidate.is_symlink():
            # The folder is resolved, the file is not: a link is told as a link.
            place = candidate.parent.resolve() / candidate.name if candidate.name not in ("", "..") else candidate
            if not place.is_symlink():
                place = place.resolve()
            if place.is_relative_to(root.resolve()):
                return place.relative_to(root.resolve()).as_posix()
    if path in known:
        return path
    raise SelectionError(f"目录里没有“{path}”这个文件或者文件夹")
