"""What a fault is: one mistake of a clerk, made in whatever file of the data fits, and where it must be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.problems import Problem, Severity

_MARK = re.compile("⟪([A-Z][0-9]{3})⟫")
_HERE = "{code}"


class Finding(NamedTuple):
    """Where a mistake must be told, and by which code."""

    path: str
    line: int
    code: str


@dataclass(frozen=True)
class Fault:
    """One mistake. It is made at the first place that fits, so that it survives changes of the data."""

    name: str
    """Names the fault; no two are named alike."""
    clerk: str
    """What the clerk did, one line of Chinese."""
    files: str
    """A pattern of paths; of the files that match, the first in which ``find`` occurs is taken."""
    find: str = r"\A"
    """A regular expression, ``^`` and ``$`` standing for lines; its first occurrence is replaced."""
    put: str = ""
    r"""What is put there, ``\1`` being what a group found and ``{code}`` the file's name without its ending.

    ``⟪L101⟫`` stands on the line where L101 must be told; the marks are not written.
    """
    encode: Callable[[str], bytes] = str.encode
    """How the text becomes bytes."""
    to: str | None = None
    """Where the file is put instead, with ``{folder}`` and ``{code}`` of where it was found."""
    keep: bool = False
    """Whether the file also stays as it is where it was found."""
    link: bool = False
    """Whether ``to`` is only a link to where the file was found."""
    gone: bool = False
    """Whether the file is taken away."""
    told: str | None = None
    """The code told at the beginning of the file, where that is not marked."""
    elsewhere: tuple[tuple[str, str, str], ...] = ()
    """Findings in files that were not changed: a pattern of paths, a regular expression, and the code.

    Each line on which the expression begins is expected to be told.
    """


class Broken(NamedTuple):
    """What a fault does to the files of a catalogue, and what must be found then."""

    writes: Mapping[str, bytes]
    """Paths and their new contents."""
    links: Mapping[str, str]
    """Paths and what they are made to point to."""
    removed: frozenset[str]
    expected: tuple[Finding, ...]


def make(fault: Fault, files: Mapping[str, bytes]) -> Broken:
    """Make the mistake in a catalogue's files; raises LookupError when no file fits."""
    path, text, found = _place(fault, files)
    names = {"folder": PurePosixPath(path).parent.as_posix(), "code": PurePosixPath(path).stem}
    target = (fault.to or path).format(**names)
    marked = text[: found.start()] + found.expand(fault.put.replace(_HERE, names["code"])) + text[found.end() :]
    after, expected = _unmarked(target, marked)
    if fault.told:
        expected.append(Finding(target, 1, fault.told))
    expected += _elsewhere(fault, files)
    written = {} if fault.link or fault.gone else {target: fault.encode(after)}
    removed = {path} - ({path} if fault.keep or fault.link else set(written))
    return Broken(written, {target: path} if fault.link else {}, frozenset(removed), tuple(sorted(expected)))


def unexpected_and_missed(
    broken: Broken, problems: Iterable[Problem], baseline: Iterable[Problem]
) -> tuple[list[Finding], list[Finding]]:
    """Compare what a check found with what it must find, apart from what it finds in the untouched catalogue.

    A note that nothing expects is left out: what is worth a look may change with every change.
    """
    usual = {(one.path, one.code, one.message) for one in baseline}
    missed = list(broken.expected)
    noted = {finding.code for finding in missed}
    found = [
        Finding(one.path, one.line, one.code)
        for one in problems
        if (one.path, one.code, one.message) not in usual and (one.severity is not Severity.NOTE or one.code in noted)
    ]
    unexpected = []
    for finding in found:
        if finding in missed:
            missed.remove(finding)
        else:
            unexpected.append(finding)
    return unexpected, missed


def _matching(pattern: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file whose path matches, in the order of the paths."""
    for path in sorted(files):
        if PurePosixPath(path).match(pattern):
            yield path, files[path].decode()


def _place(fault: Fault, files: Mapping[str, bytes]) -> tuple[str, str, re.Match[str]]:
    """Return path and text of the first file that fits, and what was found in it."""
    for path, text in _matching(fault.files, files):
        if found := re.search(fault.find, text, re.MULTILINE):
            return path, text, found
    raise LookupError(f"{fault.name}: {fault.find!r} occurs in no file {fault.files}")


def _unmarked(path: str, marked: str) -> tuple[str, list[Finding]]:
    """Return the text without its marks, and the findings they stand for."""
    found = [Finding(path, marked.count("\n", 0, mark.start()) + 1, mark[1]) for mark in _MARK.finditer(marked)]
    return _MARK.sub("", marked), found


def _elsewhere(fault: Fault, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield the findings in files that the fault leaves alone."""
    for pattern, find, code in fault.elsewhere:
        for path, text in _matching(pattern, files):
            for found in re.finditer(find, text, re.MULTILINE):
                yield Finding(path, text.count("\n", 0, found.start()) + 1, code)
