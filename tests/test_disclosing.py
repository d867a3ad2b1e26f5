"""Nothing passes that is not marked public, wherever one looks in the dumps."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline import schema
from pipeline.deriving import derive
from pipeline.disclosing import disclose
from pipeline.dumps import dumps, sources
from pipeline.model import PublicItem
from support import CANARY, CATALOGUE, PATHS, TODAY, XK, catalogue_at, dumped, mutate, published_at, whole


def leaks(documents: Mapping[str, bytes]) -> list[str]:
    """Return the documents in which the canary can be found."""
    return [path for path, content in documents.items() if CANARY.encode() in content]


def test_the_canary_is_there_to_be_found() -> None:
    """The one withheld field of the catalogue holds the canary, and the canary stands nowhere else."""
    note = catalogue_at(CATALOGUE).items[XK].editor_note
    assert note is not None
    assert CANARY in note
    holders = [path for path in CATALOGUE.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert [path.relative_to(CATALOGUE).as_posix() for path in holders] == [PATHS[XK]]


def test_what_is_withheld_is_in_no_document() -> None:
    """Neither the withheld text nor the name of its field is in any dump or published schema."""
    documents = dumped(published_at(CATALOGUE))
    assert leaks(documents) == []
    assert [path for path, content in documents.items() if b"editor_note" in content] == []


def test_what_is_withheld_is_in_no_yaml(catalogue: Path) -> None:
    """Neither is it in any item's YAML; the same text in a public field is found there."""
    item = schema.read("item")
    files = {output.path: output.content for output in sources(published_at(catalogue), item)}
    assert leaks(files) == []
    assert [path for path, content in files.items() if b"editor_note" in content] == []
    mutate(catalogue, PATHS[XK], "reason: 公园整修。", f"reason: {CANARY}")
    assert leaks({output.path: output.content for output in sources(published_at(catalogue), item)}) == [
        f"items/{XK}/item.yaml"
    ]


def test_a_leak_would_be_seen(catalogue: Path) -> None:
    """The same text in a public field is found, in all that tell of it: documents, lists, tables and feeds."""
    mutate(catalogue, PATHS[XK], "reason: 公园整修。", f"reason: {CANARY}")
    assert set(leaks(dumped(published_at(catalogue)))) == {
        *(f"api/v1/items/{XK}.{ending}" for ending in ("json", "atom")),
        *(f"api/v1/{name}" for name in ("items.json", "items.ndjson", "changes.json", "changes.atom")),
        *(f"api/v1/{name}" for name in ("catalogue.sqlite", "tables/decisions.csv", "tables/decisions.parquet")),
        "api/v1/departments/gong-yuan-ju.atom",
        "api/v1/categories/XK.atom",
    }


def test_withheld_text_changes_no_public_byte(catalogue: Path) -> None:
    """With the note and without it, every document is the same to the byte."""
    mutate(catalogue, PATHS[XK], "editor_note:", "# 没有备注 ")
    assert catalogue_at(catalogue).items[XK].editor_note is None
    assert dumped(published_at(catalogue)) == dumped(published_at(CATALOGUE))


@pytest.mark.parametrize("mark", [False, None, "true", 1])
def test_only_an_explicit_mark_makes_a_field_public(monkeypatch: pytest.MonkeyPatch, mark: object) -> None:
    """A field whose mark is false, absent or anything but true is withheld from documents and schemas alike."""
    authored: dict[str, dict[str, Any]] = copy.deepcopy(schema.authored())
    field = authored["item"]["properties"]["quota"]
    if mark is None:
        del field["x-public"]
    else:
        field["x-public"] = mark
    monkeypatch.setattr(schema, "authored", lambda: authored)
    public = disclose(catalogue_at(CATALOGUE), schema.public_fields())
    assert public.items[XK].quota is None
    documents = [whole(output) for output in dumps(derive(public, None, TODAY), authored)]
    assert not any("每个公园同时不超过 3 处".encode() in content or b'"quota"' in content for content in documents)


def test_other_records_are_projected_as_well() -> None:
    """What is unmarked in departments, laws and vocabularies is withheld too."""
    public = dict(schema.public_fields())
    public |= {
        "department": public["department"] - {"phone"},
        "law": public["law"] - {"confirmed"},
        "vocabulary": public["vocabulary"] - {"description"},
    }
    shown = disclose(catalogue_at(CATALOGUE), public)
    assert all(one.phone is None for one in shown.departments.values())
    assert all(one.confirmed is None for one in shown.laws.values())
    assert all(one.description is None for one in shown.vocabularies.values())


@pytest.mark.parametrize(("kind", "field"), [("item", "summary"), ("department", "name"), ("law", "kind")])
def test_a_field_no_record_can_do_without_must_be_public(kind: str, field: str) -> None:
    """To unmark a required field is a fault of the schema that raises; nothing is published half."""
    public = dict(schema.public_fields())
    public[kind] -= {field}
    with pytest.raises(TypeError, match=field):
        disclose(catalogue_at(CATALOGUE), public)


def test_disclosed_items_cannot_hold_what_is_withheld() -> None:
    """The public type has no place for the withheld field, so no later step can bring it back."""
    item = disclose(catalogue_at(CATALOGUE), schema.public_fields()).items[XK]
    assert type(item) is PublicItem
    assert not hasattr(item, "editor_note")
