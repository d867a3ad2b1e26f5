"""The JSON documents developers pull: stable, versioned, each validated against the schema published beside it.

The promise of ``api/v1/`` stands in ``docs/api.md``: within version 1 nothing is renamed, removed or retyped.
Commit and date stand only in the index, so that an unchanged record stays an unchanged file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs
import msgspec

from pipeline.dumps.contract import VERSION, contract
from pipeline.dumps.source import sources
from pipeline.model import Published
from pipeline.outputs import Output

__all__ = ["ROOT", "DumpError", "dumps", "sources"]

ROOT = "api/v1"

Schema = Mapping[str, Any]


class DumpError(Exception):
    """A document does not fit its published schema; names document and field."""


def dumps(published: Published, authored: Mapping[str, Schema]) -> Iterator[Output]:
    """Yield every JSON document of the static API; ``authored`` holds the source schemas by kind.

    Raises DumpError on the first document that does not fit its published schema.
    """
    schemas = contract(authored)
    validators = {
        # The whole holds the same records that are each validated by themselves.
        name: jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        for name, schema in schemas.items()
        if name != "items"
    }

    def document(path: str, kind: str, content: Mapping[str, Any]) -> Output:
        versioned = {"schema_version": VERSION, **content}
        for error in validators[kind].iter_errors(versioned):
            field = "/".join(str(part) for part in error.instance_path)
            raise DumpError(f"{path} 的 {field or '顶层'} 不符合公布的结构 {kind}：{error.message}")
        return _output(path, versioned)

    yield document("index.json", "index", _index(published, sorted(schemas)))
    whole: list[bytes] = []
    for code, entry in published.entries.items():
        record = document(f"items/{code}.json", "item", {**_plain(entry.item), "derived": _plain(entry.derived)})
        whole.append(record.content.rstrip())
        yield record
    # The records' own bytes once more: as objects, ten thousand of them would fill the memory.
    yield Output(f"{ROOT}/items.json", b'{"items":[%b],"schema_version":"%b"}\n' % (b",".join(whole), VERSION.encode()))
    for key, department in published.departments.items():
        yield document(
            f"departments/{key}.json", "department", {**_plain(department), "items": list(published.by_department[key])}
        )
    for key, law in published.laws.items():
        yield document(f"laws/{key}.json", "law", {**_plain(law), "cited_by": list(published.by_law[key])})
    for key, vocabulary in published.vocabularies.items():
        yield document(f"vocabularies/{key}.json", "vocabulary", _plain(vocabulary))
    for name, schema in schemas.items():
        yield _output(f"schemas/{name}.schema.json", schema)


def _index(published: Published, schemas: list[str]) -> dict[str, Any]:
    settings = published.settings
    return {
        "title": settings.title,
        "jurisdiction": settings.jurisdiction,
        "division": settings.division,
        "date": published.today.isoformat(),
        **({"release": _plain(published.release)} if published.release else {}),
        **({"licence": _plain(settings.licence)} if settings.licence else {}),
        **({"notice": settings.banner} if settings.banner else {}),
        "all_items": "items.json",
        "items": [
            {
                "code": code,
                "name": entry.item.name,
                "category": entry.item.category,
                "department": entry.item.department,
                "risk_level": entry.item.risk.level,
                "stage": entry.derived.stage,
                "path": f"items/{code}.json",
            }
            for code, entry in published.entries.items()
        ],
        "departments": [
            {
                "id": key,
                "number": one.number,
                "name": one.name,
                "items": len(published.by_department[key]),
                "path": f"departments/{key}.json",
            }
            for key, one in published.departments.items()
        ],
        "laws": [{"id": key, "title": one.title, "path": f"laws/{key}.json"} for key, one in published.laws.items()],
        "vocabularies": [
            {"id": key, "title": one.title, "path": f"vocabularies/{key}.json"}
            for key, one in published.vocabularies.items()
        ],
        "schemas": [f"schemas/{name}.schema.json" for name in schemas],
    }


def _plain(record: msgspec.Struct) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def _output(path: str, content: Any) -> Output:
    """Encode as compact UTF-8 with sorted keys, ending in a newline as text files do."""
    return Output(f"{ROOT}/{path}", msgspec.json.encode(content, order="sorted") + b"\n")
