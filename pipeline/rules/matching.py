"""Tell whether two records describe one power, by what a person would go by: its name, department and ground."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from pipeline.model import FOUNDING, Item

_ALIKE = 0.75
"""Share of common characters from which two names count as one; 公园占用许可 and 公园用地占用许可 have 0.86."""


def matched(gone: Mapping[str, Item], come: Mapping[str, Item]) -> dict[str, str]:
    """Return by its new code the old code of each power that seems to go on; each old one goes on at most once."""
    left: dict[str, dict[str, str]] = {}
    for code, item in gone.items():
        left.setdefault(item.department, {}).setdefault(item.name, code)
    found: dict[str, str] = {}
    # The same name first, so that a similar one does not take its place.
    for cutoff in (1.0, _ALIKE):
        for code, item in come.items():
            names = left.get(item.department, {}) or left.get(item.birthplace, {})
            near = difflib.get_close_matches(item.name, names, n=1, cutoff=cutoff) if code not in found else ()
            for name in near:
                found[code] = names.pop(name)
    return found


def same_power(one: Item, other: Item) -> bool:
    """Tell whether two records under one code describe one power: by name, alias or a common founding provision."""
    if one.name in other.aliases or other.name in one.aliases or _founded(one) & _founded(other):
        return True
    return bool(difflib.get_close_matches(one.name, [other.name], n=1, cutoff=_ALIKE))


def _founded(item: Item) -> set[tuple[str, int]]:
    return {(basis.law, basis.article) for basis in item.legal_basis if basis.role in FOUNDING}
