"""Measure and break Chinese lines for no font in particular, so that a layout is the same on every machine."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_SPLIT = 18.0
"""How much a line break inside a word costs, in em²: as much as a line 4.2 em shorter than it could be."""
_BETWEEN = 6.0
"""How much it costs between two words."""
_JOINTS = ("或者", "以及", "并且", "和", "或", "并", "及", "与")
"""A reader takes breath before these."""
_WORDS = frozenset(
    word
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
_LONGEST = max(map(len, _WORDS))

_LATIN = r"[A-Za-z][0-9A-Za-z.,:/%+_-]*"
_NUMBER = r"[0-9][0-9A-Za-z.,:/%+_-]*"
_UNIT = re.compile(
    r"\s+|[（《〈“‘「『【〔(\[]*"
    rf"(?:{_NUMBER}(?: {_NUMBER})*(?: ?\S)?|{_LATIN}|\S)"
    r"[，。、；：？！…）》〉”’」』】〕％,.;:?!)\]]*"
)
"""What no line break splits: a word, a number and what it counts, marks that open or close and what they stand at."""


def measure(text: str) -> float:
    """Return the width of a text in em, for no font in particular: a Han character is 1."""
    return math.fsum(map(_advance, text))


@functools.cache
def _advance(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F", "A"}:
        return 1
    return 0.75 if character.isupper() else 0.3 if character == " " else 0.6


@functools.lru_cache(maxsize=4096)
def wrapped(text: str, most: float) -> tuple[str, ...]:
    """Break a text into as few lines as do, about equally long, and rather after a mark than inside a word.

    No line is wider than ``most`` em, unless a single Latin word is.
    """
    text = " ".join(text.split())
    if measure(text) <= most:
        return (text,) if text else ()
    units = _UNIT.findall(text)
    costs = _costs(units)
    widths = [measure(unit) for unit in units]
    best = [_Setting(0, 0, 0)]
    for end in range(1, len(units) + 1):
        width = 0.0
        choices = []
        for start in range(end - 1, -1, -1):
            width += widths[start]
            if width > most and start < end - 1:
                break
            choices.append(_Setting(best[start].lines + 1, best[start].cost + (most - width) ** 2 + costs[end], start))
        best.append(min(choices))
    lines: list[str] = []
    end = len(units)
    while end:
        start = best[end].start
        lines.append("".join(units[start:end]).strip())
        end = start
    return tuple(reversed(lines))


class _Setting(NamedTuple):
    """The best way to set the first units: in how many lines, at what cost, and where the last line starts."""

    lines: int
    cost: float
    start: int


def _costs(units: Sequence[str]) -> list[float]:
    """Return what a line break costs before each unit and after the last: least where a reader pauses anyway."""
    costs = [_SPLIT] * len(units) + [0.0]
    for start, end in _words(units):
        costs[start] = costs[end] = _BETWEEN
        costs[start + 1 : end] = [_SPLIT] * (end - start - 1)
    for place in range(1, len(units)):
        before, after = units[place - 1][-1], "".join(units[place : place + 2])
        if (
            before in "，。、；：）》” "
            or after[0] in "（《“ "
            or (costs[place] == _BETWEEN and after.startswith(_JOINTS))
        ):
            costs[place] = 0.0
    costs[-1] = 0.0
    return costs


def _words(units: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where words and joints begin and end, from left to right the longest that is known."""
    start = 0
    while start < len(units):
        ends = range(min(start + _LONGEST, len(units)), start, -1)
        word = next(
            (end for end in ends if _bare(units[start:end]) in _WORDS or _bare(units[start:end]) in _JOINTS), None
        )
        if word:
            yield start, word
        start = word or start + 1


def _bare(units: Sequence[str]) -> str:
    """Return the characters of some units without the marks that stand at them."""
    return "".join(units).strip("（《〈“‘「『【〔(，。、；：？！…）》〉”’」』】〕％,.;:?!) ")
