"""The shape of a file: each mistake is told once, at its place, in the words of the schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline import schema
from pipeline.model import KINDS, Document
from pipeline.parsing import parse
from support import CATALOGUE, CF, PATHS, QR, QT, XK, checked, line_of, mutate

SETTINGS = "catalogue.yml"
LAW = "data/laws/gong-yuan-tiao-li.yaml"
AUTHORED = (*KINDS, "catalogue", "coordination")


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "column", "told"),
    [
        # Missing: told where the object begins that lacks the key.
        (PATHS[QR], "duties:\n  - 到现场看水源。\n", "", "S101", 1, "code:"),
        (PATHS[QR], "    provides: 取水之前要认定水源。\n", "", "S101", 5, "role: 设定\n    law: qu"),
        (PATHS[XK], "    value: 10\n    unit: 工作日\n", "    unit: 工作日\n", "S101", 5, "unit: 工作日\n  excludes"),
        (PATHS[XK], "    value: 10\n    unit: 工作日\n", "    value: 10\n", "S101", 5, "value: 10"),
        (SETTINGS, "jurisdiction: 示例市\n", "", "S101", 1, "title: 示例市"),
        # Unknown: told at the key, and the key that was meant is not told as missing.
        (PATHS[QR], "summary:", "sumary:", "S102", 1, "sumary:"),
        (PATHS[QR], "summary:", "一句话说明:", "S102", 1, "一句话说明:"),
        (PATHS[XK], "    hours:", "    hour:", "S102", 5, "hour:"),
        (LAW, "document_no:", "number:", "S102", 1, "number:"),
        # Of another type.
        (PATHS[XK], "article: 12", 'article: "12"', "S103", 14, 'article: "12"'),
        (PATHS[XK], "article: 12", "article: １２", "S103", 14, "article: １"),
        (PATHS[XK], "charged: true", 'charged: "true"', "S103", 12, 'charged: "true"'),
        (PATHS[QR], "name: 取水水源认定", "name: 20260601", "S103", 7, "name: 20260601"),
        (PATHS[QR], "themes:\n  - person-2", "themes: person-2", "S103", 9, "themes:"),
        (PATHS[QR], "summary: 打井", "summary:\n  - 打井", "S103", 3, "- 打井"),
        (PATHS[QR], "  name: 示例市水利局\n  nature: 法定机关\n", "  - 示例市水利局\n", "S103", 3, "- 示例市水利局"),
        (SETTINGS, 'division: "999900"', "division: 999900", "S103", 11, "division:"),
        # Not one of the words.
        (PATHS[CF], "category: CF", "category: XX", "S104", 11, "category:"),
        (PATHS[QR], "level: 1\n  categories", "level: 4\n  categories", "S104", 10, "level: 4\n"),
        (PATHS[XK], "form: 原件", "form: 正本", "S104", 11, "form: 正本"),
        (PATHS[XK], "levels:\n  - 市\n  - 县", "levels: [市，县]", "S104", 10, "levels:"),
        (LAW, "kind: 行政法规", "kind: 规定", "S104", 7, "kind:"),
        # Written in another way.
        (PATHS[QR], f"code: {QR}", "code: 999900-07-QR-1", "S105", 7, "code: 9"),
        (PATHS[XK], "phone: 000-1234567", "phone: 0001234567转8", "S105", 12, "phone:"),
        (PATHS[XK], "online: https:", "online: http:", "S105", 9, "online:"),
        (PATHS[QT], "law: jiu-gong", "law: Jiu-gong", "S105", 10, "law: Jiu"),
        (PATHS[QR], f"code: {QR}", "code: QR", "S105", 7, "code: QR"),
        # Not a day of the calendar.
        (PATHS[QR], "effective: 2026-09-01", "effective: 2026-9-1", "S106", 12, "effective:"),
        (PATHS[QR], "effective: 2026-09-01", "effective: 2026-02-29", "S106", 12, "effective:"),
        (PATHS[QR], "effective: 2026-09-01", 'effective: "20260901"', "S106", 12, "effective:"),
        (PATHS[QR], "effective: 2026-09-01", "effective: 2026-W36-2", "S106", 12, "effective:"),
        (PATHS[QR], "effective: 2026-09-01", "effective: 今年秋天", "S106", 12, "effective:"),
        # Too short, too long, too few, too many, too small, too great.
        (PATHS[QR], "name: 取水水源认定", "name: 认定", "S107", 7, "name: 认定"),
        (PATHS[QR], "summary: 打井", f"summary: {'长' * 160}", "S107", 10, "summary:"),
        (PATHS[QR], "themes:\n  - person-2", "themes: []", "S107", 9, "themes:"),
        (PATHS[QR], "- process", "- process" + "".join(f"\n    - a{n}" for n in range(6)), "S107", 5, "- process"),
        (PATHS[QT], "    immediate: true", "    {}", "S107", 5, "{}"),
        (PATHS[XK], "article: 12", "article: 0", "S107", 14, "article: 0"),
        (PATHS[XK], "copies: 1", "copies: 21", "S107", 13, "copies: 21"),
        # Twice the same.
        (PATHS[XK], "- 市\n  - 县", "- 市\n  - 市", "S108", 3, "- 市\n  - 市"),
    ],
)
def test_one_mistake_is_told_once_at_its_place(  # noqa: PLR0913, PLR0917  # a row of the table
    catalogue: Path, path: str, old: str, new: str, code: str, column: int, told: str
) -> None:
    """Each way of getting a field wrong yields its code at that line and column, and no other finding."""
    mutate(catalogue, path, old, new)
    found = [(one.path, one.line, one.column, one.code) for one in checked(catalogue).problems]
    assert found == [(path, line_of(catalogue, path, told), column, code)]


@pytest.mark.parametrize("text", ["公园\n", "- code: 1\n", "1\n"])
def test_a_file_that_is_no_record(text: str) -> None:
    """A file that holds something else than fields is told at its beginning."""
    document = parse("a.yaml", text.encode()).document
    assert document is not None
    assert [(one.line, one.column, one.code) for one in schema.check("item", document)] == [(1, 1, "S103")]


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("summary:", "sumary:", "里没有“sumary”这个字段", "summary（一句话说明）"),
        ("summary:", "一句话说明:", "里没有“一句话说明”这个字段", "summary（一句话说明）"),
        ("subtype:", "zzzz:", "里没有“zzzz”这个字段", "可以写的字段：sample、code、"),
        ("level: 1\n  categories", "level: 4\n  categories", "“风险等级”不能写“4”", "可以写：1、2、3。"),
        ("article: 8", 'article: "8"', "“条”应当是整数，现在写的是“8”", "阿拉伯数字"),
        ("charged: false", "charged: 0", "“是否收费”应当是true 或者 false，现在写的是“0”", "收费写 true"),
        ("effective: 2026-09-01", "effective: 2026-9-1", "“施行日期”不是有效的日期：“2026-9-1”", "例如 2026-11-20"),
        ("duties:\n  - 到现场看水源。\n", "", "缺少“责任事项”（duties）", "必须做到的事"),
        ("name: 取水水源认定", "name: 认定", "“行政权力名称”太短，至少 4 个字", "规范名称"),
        ("summary: 打井", f"summary: {'长' * 160}", "“一句话说明”太长，最多 160 个字", "大白话"),
    ],
)
def test_messages_name_the_field_in_chinese_and_quote_the_value(
    catalogue: Path, old: str, new: str, message: str, hint: str
) -> None:
    """A clerk reads the Chinese title of the field, what he wrote, and what to write instead."""
    mutate(catalogue, PATHS[QR], old, new)
    (problem,) = checked(catalogue).problems
    assert message in problem.message
    assert hint in problem.hint


def test_a_long_value_is_quoted_shortened(catalogue: Path) -> None:
    """No message grows with the value it quotes."""
    mutate(catalogue, PATHS[QR], f"code: {QR}", f"code: {'9' * 15}{'x' * 1000}")
    (problem,) = checked(catalogue).problems
    assert "…" in problem.message
    assert len(problem.message) < 100


def test_a_keyword_without_words_of_its_own_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema that demands what the messages do not know yet yields S199, never a crash and never silence."""
    odd = {"properties": {"a": {"title": "份数", "multipleOf": 2}}}
    monkeypatch.setattr(schema, "read", lambda _: odd)
    for function in (schema.validator, schema._compiled):  # noqa: SLF001  # what it remembers must not outlive the test
        monkeypatch.setattr(schema, function.__name__, function.__wrapped__)
    (problem,) = schema.check("odd", Document("a.yaml", {"a": 3}, {("a",): (1, 4)}))  # type: ignore[dict-item]
    assert (problem.line, problem.column, problem.code) == (1, 4, "S199")


# --- what is true of the schemas themselves --------------------------------------------------------------------------


def _within(where: str, about: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a schema and every schema inside it, each with its path."""
    yield where, about
    for word in ("properties", "$defs"):
        for key, inner in about.get(word, {}).items():
            yield from _within(f"{where}/{key}", inner)
    if "items" in about:
        yield from _within(f"{where}/items", about["items"])


SCHEMAS = [entry for kind in AUTHORED for entry in _within(kind, schema.read(kind))]


@pytest.mark.parametrize(("where", "about"), SCHEMAS, ids=[where for where, _ in SCHEMAS])
def test_every_field_is_explained_and_every_object_closed(where: str, about: dict[str, Any]) -> None:
    """Every field, entry and part has a Chinese title and description; no object takes unknown keys."""
    if "$ref" in about:
        target = about["$ref"].removeprefix("#/$defs/")
        assert target in schema.read(where.split("/", maxsplit=1)[0])["$defs"]
        return
    for word in ("title", "description"):
        assert re.search("[\u4e00-\u9fff]", about[word]), f"{where} has no Chinese {word}"
    assert about["description"].endswith("。")
    if about.get("type") == "object":
        assert about["additionalProperties"] is False
        assert set(about["required"]) <= set(about["properties"])


@pytest.mark.parametrize("kind", AUTHORED)
def test_the_schemas_are_schemas(kind: str) -> None:
    """Each is a valid JSON Schema 2020-12 that refuses an empty record."""
    jsonschema.Draft202012Validator.check_schema(schema.read(kind))
    assert not schema.validator(kind).is_valid({})


@pytest.mark.parametrize("kind", KINDS)
def test_every_top_level_field_says_whether_it_is_public(kind: str) -> None:
    """Nobody can add a field without deciding whether it is published."""
    fields = schema.read(kind)["properties"]
    assert {
        name: about.get("x-public") for name, about in fields.items() if about.get("x-public") not in {True, False}
    } == {}
    assert schema.public_fields()[kind] == {name for name, about in fields.items() if about["x-public"]}


def test_text_is_bounded() -> None:
    """Every text is limited by a length, a pattern or a format, so that no field takes a book."""
    loose = [
        where
        for where, about in SCHEMAS
        if about.get("type") == "string" and not {"maxLength", "pattern", "format"} & set(about)
    ]
    assert loose == []


def test_schemas_come_from_the_engine_not_from_the_catalogue() -> None:
    """A catalogue cannot bring its own schema: the folder lies with the package."""
    assert json.loads((schema.folder() / "item.schema.json").read_text(encoding="utf-8")) == schema.read("item")
    assert not list(CATALOGUE.rglob("*.schema.json"))
