"""Check the shape of a Document against its JSON Schema and say in plain Chinese what is wrong, and where."""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, cast

import jsonschema
import jsonschema_rs
import referencing

from pipeline import secrecy
from pipeline.model import KINDS, Document
from pipeline.parsing import KEY
from pipeline.problems import Found, KeyPath, Problem, Severity

Schema = dict[str, Any]

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "boolean": "true 或者 false",
    "array": "列表（每行以“- ”开头）",
    "object": "“键: 值”形式的一组字段",
}

_DATES = jsonschema.FormatChecker(formats=["date"])


def folder() -> Traversable:
    """Return where the schemas are: inside the installed package, or beside it in a checkout."""
    inside = resources.files("pipeline") / "schemas"
    return inside if inside.is_dir() else resources.files("pipeline").joinpath("..", "schemas")


@functools.cache
def read(name: str) -> Schema:
    """Read one schema by its name below ``schemas/`` without the ending, e.g. ``item`` or ``public/v1/index``."""
    schema: Schema = json.loads((folder() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """Return a validator that asserts dates and resolves nothing outside the schema itself."""
    schema = read(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema,
        format_checker=_DATES,
        registry=referencing.Registry(),
    )


@functools.cache
def _compiled(name: str) -> jsonschema_rs.Draft202012Validator:
    """Return the same schema compiled: fifty times faster, so the slow one only explains what this one refuses."""
    # One judge of dates for both: to the compiled one's own, the year 0 is a year.
    dates = {"date": lambda text: _DATES.conforms(text, "date")}
    return jsonschema_rs.Draft202012Validator(read(name), validate_formats=True, formats=dates)


def check(kind: str, document: Document) -> list[Problem]:
    """Return the shape's problems: one for each mistake, at the place of the mistake."""
    if _compiled(kind).is_valid(document.data):
        return []
    found: dict[KeyPath, tuple[str, Found]] = {}
    for error in validator(kind).iter_errors(document.data):
        for code, finding in _explain(error):
            found.setdefault(finding.where, (code, finding))
    return [
        Problem(document.path, *document.mark(where), code, Severity.ERROR, finding.message, finding.hint)
        for where, (code, finding) in found.items()
    ]


def _explain(error: jsonschema.ValidationError) -> Iterator[tuple[str, Found]]:
    """Yield code and finding for each mistake behind one validation error."""
    where: KeyPath = tuple(error.absolute_path)
    schema: Schema = cast("Schema", error.schema)
    value: Any = error.instance
    title = schema.get("title") or (str(where[-1]) if where else "文件")
    match error.validator:
        case "required" | "dependentRequired":
            known = schema.get("properties", {})
            misspelt = {nearest(key, known) for key in value if key not in known}
            for key in _missing(error, error.validator_value, value):
                if key not in misspelt:  # else it is told as an unknown key: that is one mistake
                    about = known.get(key, {})
                    message = f"“{title}”缺少“{about.get('title', key)}”（{key}）"
                    yield "S101", Found((*where, key, KEY), message, about.get("description", ""))
        case "additionalProperties":
            known = schema["properties"]
            for key in sorted(set(value) - set(known)):
                if secrecy.is_mark(key):
                    message = f"“{title}”里有“{key}”这个字段，它是不公开的标记"
                    yield "S110", Found((*where, key, KEY), message, secrecy.HINT)
                    continue
                yield "S102", Found((*where, key, KEY), f"“{title}”里没有“{key}”这个字段", _suggest(key, known))
        case _:
            code, message, hint = _wrong_value(str(error.validator), error.validator_value, value, schema)
            yield code, Found(where, f"“{title}”{message}", hint or schema.get("description", ""))


def _wrong_value(keyword: str, expected: Any, value: Any, schema: Schema) -> tuple[str, str, str]:
    """Return code, the message after the title, and a hint; an empty hint means the schema's own description."""
    match keyword:
        case "type" if value is None:
            return "S103", "没有写内容", ""
        case "type":
            return "S103", f"应当是{_TYPES[expected]}，现在写的是“{_shown(value)}”", ""
        case "enum" | "const":
            allowed = "、".join(_shown(choice) for choice in schema.get("enum", [expected]))
            return "S104", f"不能写“{_shown(value)}”", f"可以写：{allowed}。"
        case "pattern":
            return "S105", f"的写法不对：“{_shown(value)}”", ""
        case "format":
            return "S106", f"不是有效的日期：“{_shown(value)}”", "写成年-月-日，例如 2026-11-20。"
        case "anyOf":  # so far always: one of several fields must be there
            return "S101", "缺少必要的字段", ""
        case "uniqueItems":
            return "S108", "里有重复的内容", "删去重复的一条。"
    if keyword in _LIMITS:
        return "S107", _LIMITS[keyword].format(expected), ""
    return "S199", "不符合要求", ""


_LIMITS = {
    "minLength": "太短，至少 {} 个字",
    "maxLength": "太长，最多 {} 个字",
    "minItems": "至少要有 {} 条",
    "maxItems": "最多只能有 {} 条",
    "minimum": "不能小于 {}",
    "maximum": "不能大于 {}",
    "minProperties": "至少要写 {} 个字段",
}


def _missing(error: jsonschema.ValidationError, needed: Any, value: Schema) -> list[str]:
    """Return the keys one error misses; the library makes one error a key and names it only in its message."""
    if error.validator == "required":
        return [key for key in needed if key not in value and f"'{key}'" in error.message]
    return [key for present, keys in needed.items() if present in value for key in keys if key not in value]


def _suggest(key: str, known: Schema) -> str:
    """Name the nearest known key, or all of them."""
    if near := nearest(key, known):
        return f"是不是 {near}（{known[near].get('title', '')}）？"
    return "可以写的字段：" + "、".join(known) + "。"


def nearest(key: str, known: Schema) -> str | None:
    """Return the known key that was probably meant, by its English name or its Chinese title."""
    for name, about in known.items():
        if key == about.get("title"):
            return name
    return next(iter(difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.7)), None)


def _shown(value: object) -> str:
    """Return a value as the author wrote it, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "列表" if isinstance(value, list) else "一组字段"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004  # as much as reads well in a sentence


def authored() -> dict[str, Schema]:
    """Return the schemas of the records departments write, by kind."""
    return {kind: read(kind) for kind in KINDS}


def public_fields() -> dict[str, frozenset[str]]:
    """Return by kind the fields that are marked public; what is not marked is withheld."""
    return {
        kind: frozenset(name for name, about in schema["properties"].items() if about.get("x-public") is True)
        for kind, schema in authored().items()
    }
