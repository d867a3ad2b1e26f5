"""A page's address as a QR code."""

from __future__ import annotations

import re

import segno

from pipeline.pages.qr import picture

ADDRESS = "https://park.example/items/999900-03-XK-0001/"


def modules(svg: str) -> set[tuple[float, float]]:
    """Read the dark modules out of the picture's one path of moves and strokes to the right."""
    found: set[tuple[float, float]] = set()
    x = y = 0.0
    for command, numbers in re.findall(r"([MmhH])([-\d. ]+)", re.findall(r' d="([^"]+)"', svg)[0]):
        if command == "h":
            found |= {(x + step, y) for step in range(int(numbers))}
            x += int(numbers)
        else:
            dx, dy = (float(number) for number in re.findall(r"-?\d*\.?\d+", numbers))
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
    return found


def test_the_picture_is_the_code() -> None:
    """Every dark module of the code is drawn and no other, four modules from each edge."""
    code = segno.make_qr(ADDRESS, error="m")
    dark = {
        (column + 4.0, row + 4.5)
        for row, line in enumerate(code.matrix)
        for column, module in enumerate(line)
        if module
    }
    svg = picture(ADDRESS)
    assert modules(svg) == dark
    width = len(code.matrix) + 8
    assert f'viewBox="0 0 {width} {width}"' in svg


def test_the_picture_carries_no_size_style_or_foreign_text() -> None:
    """Style sheets give the size; no address, however written, becomes an element."""
    svg = picture("https://park.example/<script>&\"'/")
    assert re.fullmatch(r'<svg viewBox="[\d ]+"[^<>]*><path [^<>]*/></svg>', svg)
    assert not re.search(r"\b(?:style|width|height|onload)=", svg)
