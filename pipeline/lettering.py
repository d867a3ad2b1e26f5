"""Measure and break Chinese lines for no font in particular, so that a layout is the same on every machine."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_SPLIT = 12.0
"""How much a line break inside a word costs, in em²: as much as a line 3.5 em shorter than it could be."""

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
    widths = [measure(unit) for unit in units]
    best = [_Setting(0, 0, 0)]
    for end in range(1, len(units) + 1):
        width = 0.0
        seam = 0.0 if _is_seam(units, end) else _SPLIT
        choices = []
        for start in range(end - 1, -1, -1):
            width += widths[start]
            if width > most and start < end - 1:
                break
            choices.append(_Setting(best[start].lines + 1, best[start].cost + (most - width) ** 2 + seam, start))
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


def _is_seam(units: Sequence[str], end: int) -> bool:
    """Tell whether a reader pauses after the first ``end`` units anyway."""
    return end == len(units) or units[end - 1][-1] in "，。、；：）》” " or units[end][0] in "（《“ "
