"""The types and the schemas say the same, and the words of the model mean what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from pipeline import schema
from pipeline.dumps.contract import contract
from pipeline.model import (
    Citation,
    Coordination,
    Department,
    Derived,
    Document,
    Exemption,
    Item,
    Law,
    LawVersion,
    PublicItem,
    Record,
    Repeal,
    Settings,
    Vocabulary,
)
from pipeline.parsing import parse
from pipeline.problems import START
from support import CATALOGUE, PATHS, QR, QT, XK, catalogue_at

TYPES: dict[str, type[Record]] = {
    "catalogue": Settings,
    "coordination": Coordination,
    "department": Department,
    "item": Item,
    "law": Law,
    "vocabulary": Vocabulary,
}
_PLAIN = {
    inspect.StrType: ("string", None),
    inspect.DateType: ("string", "date"),
    inspect.IntType: ("integer", None),
    inspect.BoolType: ("boolean", None),
}


def differences(where: str, kind: inspect.Type, about: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    """Yield every place at which a type and a schema disagree."""
    if "$ref" in about:
        about = parts[about["$ref"].removeprefix("#/$defs/")]
    match kind:
        case inspect.UnionType():
            (present,) = (one for one in kind.types if not isinstance(one, inspect.NoneType))
            yield from differences(where, present, about, parts)
        case inspect.StructType():
            yield from _differing_fields(where, kind, about, parts)
        case inspect.VarTupleType():
            yield from differences(f"{where}/items", kind.item_type, about["items"], parts)
        case inspect.LiteralType():
            if set(kind.values) != set(about["enum"]):
                yield f"{where}: words differ in {set(kind.values) ^ set(about['enum'])}"
        case _:
            if _PLAIN[type(kind)] != (about.get("type"), about.get("format")):
                yield f"{where}: {type(kind).__name__} here, {about.get('type')} {about.get('format')} there"


def _differing_fields(
    where: str, kind: inspect.StructType, about: dict[str, Any], parts: dict[str, Any]
) -> Iterator[str]:
    fields = {field.encode_name: field for field in kind.fields}
    if fields.keys() != about["properties"].keys():
        yield f"{where}: fields differ in {sorted(fields.keys() ^ about['properties'].keys())}"
    needed = {name for name, field in fields.items() if field.required}
    if needed != set(about["required"]):
        yield f"{where}: required differ in {sorted(needed ^ set(about['required']))}"
    for name in fields.keys() & about["properties"].keys():
        yield from differences(f"{where}/{name}", fields[name].type, about["properties"][name], parts)


@pytest.mark.parametrize(("kind", "record"), TYPES.items())
def test_types_and_schemas_are_alike(kind: str, record: type[Record]) -> None:
    """Type and schema have the same fields, the same required ones, the same words to choose from, at every depth."""
    about = schema.read(kind)
    assert list(differences(kind, inspect.type_info(record), about, about.get("$defs", {}))) == []


def test_exceptions_are_read_as_typed() -> None:
    """The file of exceptions has the same shape in the model and in its schema."""
    assert (
        list(differences("exceptions", inspect.type_info(tuple[Exemption, ...]), schema.read("exceptions"), {})) == []
    )


def test_derived_facts_are_published_as_typed() -> None:
    """What is derived has the same shape in the model and in the published schema."""
    about = contract(schema.authored())["item"]["properties"]["derived"]
    assert list(differences("derived", inspect.type_info(Derived), about, {})) == []


def test_a_difference_would_be_seen() -> None:
    """The comparison finds a field, a requirement, a word and a type that only one side has."""
    about = msgspec.json.decode(msgspec.json.encode(schema.read("item")))
    del about["properties"]["quota"]
    about["required"].remove("summary")
    about["properties"]["category"]["enum"].append("XX")
    about["$defs"]["basis"]["properties"]["checked"].pop("format")
    assert sorted(differences("item", inspect.type_info(Item), about, about["$defs"])) == [
        "item/category: words differ in {'XX'}",
        "item/legal_basis/items/checked: DateType here, string None there",
        "item: fields differ in ['quota']",
        "item: required differ in ['summary']",
    ]


def test_the_public_item_has_exactly_the_fields_marked_public() -> None:
    """A field that is not marked public has no place in the public type, and a marked one has."""
    fields = {field.encode_name for field in msgspec.structs.fields(PublicItem)}
    assert fields == schema.public_fields()["item"]
    assert {field.encode_name for field in msgspec.structs.fields(Item)} - fields == {"editor_note"}


_ITEM: dict[str, Any] = parse(XK, (CATALOGUE / PATHS[XK]).read_bytes()).document.data  # type: ignore[union-attr]
_VALUES = st.sampled_from(
    [
        *("", "公园", "公园的名称", "2026-02-28", "2026-02-29", "0001-01-01", "0000-01-01", "2026-W01-1", "20260101"),
        *("２０２６-01-01", "2026-01-01 ", "abc", "XK", "工作日", "https://a.example/", "-1", "999900-03-XK-0001"),
        *(0, 1, 2, 3, -1, 999, 10**15, True, False, None, [], {}, ["公园"], {"a": 1}, ["person-1", "person-1"]),
    ]
)


def _ways(where: tuple[str | int, ...], value: object) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every value inside a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*where, key)
        yield from _ways((*where, key), one)


@settings(max_examples=200)
@given(st.sampled_from(list(_ways((), _ITEM))), _VALUES)
def test_what_the_schema_lets_pass_the_model_takes(where: tuple[str | int, ...], value: object) -> None:
    """Wherever one value of an item is replaced, either the schema objects or the typed record can be built."""
    data = msgspec.json.decode(msgspec.json.encode(_ITEM))
    *way, last = where
    inner = data
    for key in way:
        inner = inner[key]
    inner[last] = value
    problems = schema.check("item", Document(XK, data, {}))
    assert bool(problems) != schema.validator("item").is_valid(data)
    if not problems:
        msgspec.convert(data, Item)


# --- what records know -----------------------------------------------------------------------------------------------


def test_every_citation_is_found_where_it_stands() -> None:
    """Citations come from the bases, fees, discretion and remedies, each with the way to it."""
    item = catalogue_at(CATALOGUE).items[XK]
    assert [where for where, _ in item.citations()] == [
        ("legal_basis", 0),
        ("fees", "items", 0, "basis", 0),
        ("discretion", 0, "basis"),
        ("remedies", 0, "basis", 0),
        ("remedies", 1, "basis", 0),
    ]
    assert [citation.article for _, citation in item.citations()] == [12, 15, 13, 20, 10]


def test_an_item_has_an_outer_flow_and_perhaps_an_inner_one() -> None:
    """An absent internal flow is no flow."""
    items = catalogue_at(CATALOGUE).items
    assert [(name, len(flow)) for name, flow in items[XK].flows()] == [("flow", 4), ("internal_flow", 2)]
    assert [name for name, _ in items[QR].flows()] == ["flow"]


@pytest.mark.parametrize(
    ("code", "today", "day"),
    [
        (QT, "2026-06-01", "2024-12-31"),
        (QT, "2025-01-01", "2024-12-31"),
        (QT, "2024-12-31", "2024-12-31"),
        (QT, "2020-01-01", "2020-01-01"),
        (QR, "2026-06-01", "2026-09-01"),
        (QR, "2026-10-01", "2026-10-01"),
    ],
)
def test_the_day_a_law_must_hold(code: str, today: str, day: str) -> None:
    """An ended power is judged by its last day, a coming one by its first, any other by today."""
    item = catalogue_at(CATALOGUE).items[code]
    assert item.day_of_exercise(dt.date.fromisoformat(today)) == dt.date.fromisoformat(day)


def test_a_law_in_time() -> None:
    """A law is in force from its first version's day until the day of its repeal, which is the first without it."""
    days = [dt.date(2010, 2, 28), dt.date(2010, 3, 1), dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2030, 1, 1)]
    versions = (
        LawVersion(promulgated=dt.date(2009, 12, 1), effective=days[1], articles=48),
        LawVersion(promulgated=dt.date(2023, 10, 24), effective=days[3], articles=60),
    )
    law = Law(id="a", title="示例法", kind="法律", issuing_body="甲", versions=versions, repealed=Repeal(date=days[4]))
    assert [law.in_force(day) for day in days] == [False, True, True, True, False]
    found = [law.version_on(day) for day in days]
    assert [version and version.articles for version in found] == [None, 48, 48, 60, 60]
    assert law.called == "示例法"
    assert msgspec.structs.replace(law, short_title="简称").called == "简称"


def test_an_absent_field_stays_absent() -> None:
    """A record written out has only the fields that were written in."""
    assert msgspec.to_builtins(Citation(law="a", article=3)) == {"law": "a", "article": 3}


def test_a_document_without_marks_points_at_its_beginning() -> None:
    """Where nothing is known of places, a problem stands at the first line."""
    assert Document("a.yaml", {}, {}).mark(("a", 0)) == START
