"""What the schema says of one place in a file: the order of its keys and whether text belongs there."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


class Shape:
    """One place of a schema; a place that the schema does not know has no order and no type."""

    def __init__(self, schema: Schema, root: Schema | None = None) -> None:
        self._root = schema if root is None else root
        name = schema.get("$ref", "").removeprefix("#/$defs/")
        self._schema: Schema = self._root.get("$defs", {}).get(name, {}) if name else schema
        self.ranks = {key: rank for rank, key in enumerate(self._schema.get("properties", {}))}
        """The keys with their places in the order."""

    @property
    def is_text(self) -> bool:
        """Tell whether only text fits here."""
        choices = self._schema.get("enum")
        if choices is not None:
            return all(isinstance(choice, str) for choice in choices)
        return self._schema.get("type") == "string"

    @property
    def is_date(self) -> bool:
        """Tell whether a date belongs here."""
        return self._schema.get("format") == "date"

    def value(self, key: str) -> Shape:
        """Return the shape of a key's value."""
        return Shape(self._schema.get("properties", {}).get(key, {}), self._root)

    def entry(self) -> Shape:
        """Return the shape of a list's entries."""
        return Shape(self._schema.get("items", {}), self._root)
