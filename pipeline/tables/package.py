"""Describe the CSV files as a Frictionless data package: titles, types, keys, licence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.model import Settings
from pipeline.outputs import Measured
from pipeline.tables.spec import Column, Kind, Table

_TYPES: Mapping[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "list": "array",
}


def describe(settings: Settings, version: str, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the description of all files."""
    licence = settings.licence
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"administrative-powers-{settings.division}",
        "title": settings.title,
        **({"description": settings.description} if settings.description else {}),
        **({"homepage": settings.site_address} if settings.site_address else {}),
        "version": version,
        **({"licenses": [{"title": licence.name, "path": licence.url}]} if licence and licence.url else {}),
        "resources": list(resources),
    }


def resource(table: Table, columns: Sequence[Column], path: str, file: Measured) -> dict[str, Any]:
    """Return the description of one file, which has been written."""
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "type": "table",
        "path": path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in columns],
            "missingValues": [""],
            "primaryKey": [column.name for column in columns[: len(table.keys)]],
            "foreignKeys": [
                {
                    "fields": list(one.columns),
                    "reference": {"resource": one.table if one.table != table.name else "", "fields": list(one.fields)},
                }
                for one in table.references
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.title,
        **({"description": column.description} if column.description else {}),
        **({"trueValues": ["true"], "falseValues": ["false"]} if column.kind == "boolean" else {}),
        **({"constraints": constraints} if constraints else {}),
    }
