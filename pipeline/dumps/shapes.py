"""Words to write a JSON Schema in: every field has a Chinese title and says what it is."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

CODE: Schema = {"type": "string", "pattern": "^[0-9]{6}-[0-9]{2}-(XK|CF|ZS|QZ|QR|CJ|GF|QT)-[0-9]{4}(-[0-9]{2})?$"}


def text(title: str, description: str) -> Schema:
    """Return a field of plain text."""
    return {"title": title, "description": description, "type": "string"}


def number(title: str, description: str) -> Schema:
    """Return a field that counts."""
    return {"title": title, "description": description, "type": "integer", "minimum": 0}


def day(title: str, description: str) -> Schema:
    """Return a field of a date, ``YYYY-MM-DD``."""
    return {"title": title, "description": description, "type": "string", "format": "date"}


def code(title: str, description: str) -> Schema:
    """Return a field of one item's code."""
    return {"title": title, "description": description, **CODE}


def codes(title: str, description: str) -> Schema:
    """Return a list of items' codes."""
    return {"title": title, "description": description, "type": "array", "items": CODE}


def sentences(title: str, description: str) -> Schema:
    """Return a list of plain texts."""
    return {"title": title, "description": description, "type": "array", "items": {"type": "string"}}


def record(title: str, description: str, properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    """Return an object that has these properties and no other."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": [key for key in properties if key not in optional],
        "properties": properties,
    }


def entries(title: str, description: str, properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    """Return a list of such objects."""
    return {
        "title": title,
        "description": description,
        "type": "array",
        "items": record(title, description, properties, optional),
    }


LICENCE = record(
    "许可",
    "数据的许可。",
    {"name": text("名称", "许可名称。"), "url": text("网址", "许可全文。")},
    optional=("url",),
)
ABOUT: Schema = {
    "schema_version": {
        "title": "结构版本",
        "description": "本文件所依据的结构的版本；第一版之内只增加。",
        "type": "string",
        "pattern": r"^1\.[0-9]+$",
    },
    "document": record(
        "本文件",
        "本文件的情况，不是记录的内容。",
        {
            "path": text("路径", "相对于 api/v1/ 的路径。"),
            "address": text("网址", "完整的网址；网站没有设置公开网址的没有。"),
            "licence": LICENCE,
            "modified": day("变化日期", "所载记录写明的最近一次变化的日期，不是发布日期；没有写明的没有。"),
        },
        optional=("address", "licence", "modified"),
    ),
}
"""What every JSON document says of itself."""
