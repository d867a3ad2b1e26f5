"""Look a table's columns up in the published schemas, so that a table says of a field what the JSON says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.tables.spec import Column, Field, Kind, Table

Schema = Mapping[str, Any]


def columns_of(table: Table, schemas: Mapping[str, Schema]) -> tuple[Column, ...]:
    """Return the columns of a table, keys first; ``schemas`` holds the published ones by kind of record.

    Raises KeyError when a way leads to no published field.
    """
    whole = schemas[table.record]
    identifier, *numbers = table.keys
    ways = list(table.paths)
    row = _within(whole, table.paths[ways[0]])
    keys = [_column(identifier, whole, whole)]
    for field in numbers:
        named = len(ways) > 1 and len(keys) == 1
        keys.append(
            Column(
                name=field.column,
                kind="text" if named else "integer",
                title=field.title,
                description="" if named else "从 1 起。",
                required=True,
                choices=tuple(ways) if named else (),
            )
        )
    return (*keys, *(_column(field, row, whole) for field in table.fields))


def _within(whole: Schema, path: str) -> Schema:
    """Return the schema of what a row stands for."""
    schema = whole
    for part in path.split("[]")[:-1]:
        schema = _resolved([*_along(schema, part.removeprefix("."), whole)][-1][0]["items"], whole)
    return schema


def _column(field: Field, row: Schema, whole: Schema) -> Column:
    steps = list(_along(row, field.path, whole)) if field.path else [(row, True)]
    schema = steps[-1][0]
    return Column(
        name=field.column,
        kind=_kind(schema),
        title=field.title or "：".join(step["title"] for step, _ in steps),
        description=schema.get("description", ""),
        # A boolean that is absent is false.
        required=all(required for _, required in steps) or (len(steps) == 1 and _kind(schema) == "boolean"),
        choices=tuple(schema.get("enum", ())),
    )


def _along(schema: Schema, path: str, whole: Schema) -> Iterator[tuple[Schema, bool]]:
    """Yield the schema of every field on a way, and whether the one before must have it."""
    for name in path.split("."):
        required = name in schema.get("required", ())
        schema = _resolved(schema["properties"][name], whole)
        yield schema, required


def _resolved(schema: Schema, whole: Schema) -> Schema:
    reference = schema.get("$ref")
    target: Schema = whole["$defs"][reference.rpartition("/")[2]] if reference else schema
    return target


def _kind(schema: Schema) -> Kind:
    if schema.get("format") == "date":
        return "date"
    kinds: dict[str, Kind] = {"string": "text", "integer": "integer", "boolean": "boolean", "array": "list"}
    return kinds[schema["type"]] if "type" in schema else "integer" if isinstance(schema["enum"][0], int) else "text"
