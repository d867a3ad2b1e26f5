"""What a rule is: a function with a code and a severity that yields what it found and where."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.model import Catalogue, Item
from pipeline.problems import Found, Severity
from pipeline.provisions import Texts
from pipeline.rules.matching import matched
from pipeline.surveying import Pair, pairs

Scope = Literal["file", "catalogue", "item", "department", "law", "vocabulary", "coordination", "base item"]
"""What a rule is given one by one; ``base item`` means the items as they were at the base, whose files may be gone."""


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its own record."""

    catalogue: Catalogue
    """All records that could be read; a broken file's record is absent here but present in ``names``."""
    names: Mapping[str, Mapping[str, list[str]]]
    """By kind, the name each file claims and the paths that claim it, so that one broken file causes no cascade."""
    today: dt.date
    texts: Texts = field(default_factory=dict)
    """The texts of laws that citations are held against, by the law's identifier."""
    base: Catalogue | None = None
    """What was published when the change began; None when there is nothing to compare with."""

    @functools.cached_property
    def born(self) -> Mapping[str, list[str]]:
        """Return the codes of all items by the department that they were first of."""
        codes: dict[str, list[str]] = {}
        for item in self.catalogue.items.values():
            codes.setdefault(item.birthplace, []).append(item.code)
        return codes

    @functools.cached_property
    def alike(self) -> Mapping[str, list[Pair]]:
        """Return by the code of the second the pairs that look like one power and are not settled."""
        items, found = self.catalogue.items, dict[str, list[Pair]]()
        if self.catalogue.coordination is None:
            return found  # what is settled is not known, and must not be listed again
        settled = {frozenset(one.items): one.date for one in self.catalogue.coordination.pairs}
        # A code that contradicts its item (I103) is told first; the item may be a copy just begun.
        for pair in pairs(item for item in items.values() if self._agrees(item)):
            decided = settled.get(frozenset((pair.first, pair.second)))
            changes = (items[code].last_change for code in (pair.first, pair.second))
            if decided is None or any(change and change.date > decided for change in changes):
                found.setdefault(pair.second, []).append(pair)
        return found

    def _agrees(self, item: Item) -> bool:
        """Tell whether a code is the one that its item should have."""
        department = self.catalogue.departments.get(item.birthplace)
        number = f"{department.number:02}" if department else ""
        return item.code.startswith(f"{self.catalogue.settings.division}-{number}-{item.category}-")

    @functools.cached_property
    def holders(self) -> frozenset[str]:
        """Return the departments in whose folder stands any item, readable or not."""
        return frozenset(path.split("/")[-2] for paths in self.names.get("item", {}).values() for path in paths)

    @functools.cached_property
    def readable(self) -> frozenset[str]:
        """Return the departments that have items, all of which could be read."""
        broken = (
            path.split("/")[-2]
            for code, paths in self.names.get("item", {}).items()
            if code not in self.catalogue.items
            for path in paths
        )
        return self.holders - frozenset(broken)

    @functools.cached_property
    def citing(self) -> frozenset[tuple[str, str]]:
        """Return every department with every law that one of its items cites."""
        return frozenset(
            (item.department, citation.law)
            for item in self.catalogue.items.values()
            for _, citation in item.citations()
        )

    @functools.cached_property
    def recoded(self) -> Mapping[str, str]:
        """Return the code at the base of each item that has another one now, by its new code."""
        if self.base is None:
            return {}
        gone = {code: item for code, item in self.base.items.items() if code not in self.codes}
        come = {
            code: item
            for code, item in self.catalogue.items.items()
            if code not in self.base.items and code == item.code
        }
        return matched(gone, come) if gone else {}

    @functools.cached_property
    def renumbered(self) -> frozenset[str]:
        """Return the codes at the base that items have given up for another."""
        return frozenset(self.recoded.values())

    @functools.cached_property
    def codes(self) -> frozenset[str]:
        """Return every code that an item or a file's name claims."""
        return frozenset({item.code for item in self.catalogue.items.values()} | self.names.get("item", {}).keys())

    def known(self, kind: str, name: str) -> bool:
        """Tell whether a file of that kind and name exists, readable or not."""
        return name in self.names.get(kind, {})


@dataclass(frozen=True)
class Rule:
    """One rule; its function's docstring is its page in the handbook."""

    code: str
    severity: Severity
    scope: Scope
    check: Callable[[Any, Context], Iterator[Found]]

    @property
    def text(self) -> str:
        """Return the Chinese explanation that stands above the function."""
        return (self.check.__doc__ or "").strip()


def rule(
    code: str, severity: Severity, scope: Scope = "item"
) -> Callable[[Callable[[Any, Context], Iterator[Found]]], Rule]:
    """Make a Rule of the function below; registers nothing, ``RULES`` is an explicit list."""
    return lambda check: Rule(code, severity, scope, check)
