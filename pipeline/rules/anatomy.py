"""What a rule is: a function with a code and a severity that yields what it found and where."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.model import Catalogue
from pipeline.problems import Found, Severity
from pipeline.rules.matching import matched

Scope = Literal["file", "catalogue", "item", "department", "law", "vocabulary", "base item"]
"""What a rule is given one by one; ``base item`` means the items as they were at the base, whose files may be gone."""


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its own record."""

    catalogue: Catalogue
    """All records that could be read; a broken file's record is absent here but present in ``names``."""
    names: Mapping[str, Mapping[str, list[str]]]
    """By kind, the name each file claims and the paths that claim it, so that one broken file causes no cascade."""
    today: dt.date
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
