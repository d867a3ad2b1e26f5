"""Invented instruments of every kind, for what only a kind decides."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pipeline.model import Instrument

KINDS: dict[Instrument, str] = {kind: f"kind-{number}" for number, kind in enumerate(get_args(Instrument))}
"""The identifier of the invented instrument of each kind."""


def register(root: Path) -> None:
    """Add one instrument of every kind to the registry of the catalogue at ``root``."""
    for kind, name in KINDS.items():
        law(root, name, kind)


def law(root: Path, name: str, kind: Instrument, **dates: str) -> None:
    """Add an instrument of 99 articles, in force since 2020 unless other dates are given."""
    promulgated, effective = dates.get("promulgated", "2019-12-01"), dates.get("effective", "2020-01-01")
    (root / f"data/laws/{name}.yaml").write_text(
        f"id: {name}\ntitle: 示例{kind}\nkind: {kind}\nissuing_body: 示例代表大会\n"
        f"versions:\n  - promulgated: {promulgated}\n    effective: {effective}\n    articles: 99\n"
        "confirmed: 2026-03-31\n",
        encoding="utf-8",
        newline="\n",
    )
