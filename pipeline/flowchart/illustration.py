"""What a page shows of one flow."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.flowchart.text import Key, TextStep


@dataclass(frozen=True)
class Illustration:
    """One flow as a page shows it: drawn and told."""

    name: str
    """What its files are called: ``flow`` or ``internal-flow``."""
    heading: str
    dot: str
    svg: str | None
    """A safe ``<svg>`` element; None when it could not be drawn."""
    undrawn: str
    """Why it could not be drawn; empty when it was."""
    steps: tuple[TextStep, ...]
    legend: tuple[Key, ...]
