"""The static API described for machines: OpenAPI 3.1, made from the list of documents."""

from __future__ import annotations

import re
from typing import Any

from pipeline.documents import JSON, JSON_LD, KINDS, NDJSON, ROOT, VERSION, Kind, path_of
from pipeline.dumps.shapes import CODE
from pipeline.model import Settings

_PARAMETER = re.compile(r"{(\w+)}")
_PARAMETERS: dict[str, dict[str, Any]] = {
    "code": {"description": "行政权力编码。", "schema": CODE},
    "id": {"description": "编号，见索引。", "schema": {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}},
    "table": {
        "description": f"表名，见 {path_of('data-package')}。",
        "schema": {"type": "string", "pattern": "^[a-z]+(_[a-z]+)*$"},
    },
}


def description(settings: Settings) -> dict[str, Any]:
    """Return the OpenAPI document: one path a kind of document, each with the schema it follows."""
    site, licence = settings.site_address, settings.licence
    terms = {"name": licence.name, **({"url": licence.url} if licence.url else {})} if licence else None
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.title,
            "version": VERSION,
            "description": "静态文件，只能读取，不要密钥。第一版之内只增加，不改名、不删除、不改类型。",
            **({"license": terms} if terms else {}),
        },
        # Without a public address, from where this document was fetched.
        "servers": [{"url": f"{site}{ROOT}" if site else "../v1"}],
        "tags": [{"name": use} for use in dict.fromkeys(kind.use.value for kind in KINDS)],
        "paths": {f"/{kind.path}": {"get": _operation(kind)} for kind in KINDS},
    }


def _operation(kind: Kind) -> dict[str, Any]:
    return {
        "operationId": kind.name,
        "tags": [kind.use.value],
        "summary": kind.title,
        "description": kind.about,
        "parameters": [
            {"name": name, "in": "path", "required": True, **_PARAMETERS[name]}
            for name in _PARAMETER.findall(kind.path)
        ],
        "responses": {
            "200": {"description": kind.title, "content": {kind.media_type: {"schema": _schema(kind)}}},
            **({} if kind.whole else {"404": {"description": "没有这个文件。"}}),
        },
    }


def _schema(kind: Kind) -> dict[str, Any]:
    """Return what the body looks like; of lines, what each of them does."""
    if kind.schema and kind.media_type in {JSON, JSON_LD}:
        return {"$ref": path_of("schema", kind.schema)}
    if kind.media_type == NDJSON:
        return {"type": "string", "description": f"每行一个 JSON，符合 {path_of('schema', kind.schema)}。"}
    return {"type": "string"} if kind.media_type.startswith("text/") else {}
