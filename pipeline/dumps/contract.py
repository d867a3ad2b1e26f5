"""The published schemas: what the authored schemas mark public, with what is derived told apart.

They are kept in ``schemas/public/v1/`` so that a change of the contract is seen in review; a test keeps them fresh.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.dumps import catalog, services, signposts
from pipeline.dumps.derivation import DERIVED
from pipeline.dumps.shapes import ABOUT, Schema, codes

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def contract(authored: Mapping[str, Mapping[str, Any]]) -> dict[str, Schema]:
    """Return the published schemas by name, made from the authored ones by kind."""
    term = authored["vocabulary"]["properties"]["terms"]["items"]
    every_item = {
        "title": "事项",
        "description": "按编码排列。",
        "type": "array",
        "items": {"$ref": "item.schema.json"},
    }
    return {
        "index": _document("index", "索引", signposts.INDEX, ("release", "licence", "notice")),
        "item": _published("item", authored["item"], {"derived": DERIVED}),
        "items": _document("items", "全部事项", {"items": every_item}),
        "department": _published("department", authored["department"], {"items": codes("事项", "该部门的事项编码。")}),
        "category": _term("category", "权力类别", term, "该类别的事项编码。"),
        "theme": _term("theme", "主题", term, "该主题的事项编码。"),
        "law": _published("law", authored["law"], {"cited_by": codes("引用它的事项", "引用该法律文件的事项编码。")}),
        "vocabulary": _published("vocabulary", authored["vocabulary"], {}),
        "changes": _document("changes", "变化", signposts.CHANGES),
        "retired": _document("retired", "取消的编码", signposts.RETIRED),
        "service": _linked("service", "一个事项的关联数据", services.SCHEMA),
        "catalogue": _linked("catalogue", "数据目录", catalog.SCHEMA),
    }


def _published(name: str, authored: Mapping[str, Any], derived: Schema) -> Schema:
    """Keep what is marked public, drop the marks, add what every document says of itself and the derived fields."""
    public = {
        key: {word: value for word, value in about.items() if not word.startswith("x-")}
        for key, about in authored["properties"].items()
        if about.get("x-public") is True
    }
    optional = public.keys() - authored["required"]
    schema = _document(name, authored["title"], {**public, **derived}, optional)
    return schema | ({"$defs": authored["$defs"]} if "$defs" in authored else {})


def _term(name: str, title: str, term: Mapping[str, Any], items: str) -> Schema:
    """Return the schema of a vocabulary's term with the items under it; all of a public vocabulary is public."""
    optional = term["properties"].keys() - term["required"]
    return _document(name, title, {**term["properties"], "items": codes("事项", items)}, optional)


def _document(
    name: str, title: str, properties: Mapping[str, Any], optional: tuple[str, ...] | set[str] = ()
) -> Schema:
    whole = {**ABOUT, **properties}
    return {
        "$schema": _DRAFT,
        "$id": f"{name}.schema.json",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": [key for key in whole if key not in optional],
        "properties": whole,
    }


def _linked(name: str, title: str, schema: Schema) -> Schema:
    """Add what every document says of itself to the schema of a JSON-LD document."""
    return {
        "$schema": _DRAFT,
        "$id": f"{name}.schema.json",
        **schema,
        "title": title,
        "required": [*ABOUT, *schema["required"]],
        "properties": {**ABOUT, **schema["properties"]},
    }
