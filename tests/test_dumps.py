"""The documents developers pull: each fits its published schema, and only what changed changes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import referencing

from pipeline import schema
from pipeline.dumps import ROOT, DumpError, dumps, sources
from pipeline.dumps.contract import VERSION
from pipeline.formatting import formatted
from pipeline.model import PublicItem, Published, Release
from pipeline.parsing import parse
from support import CATALOGUE, CF, GF, PATHS, QR, QT, TODAY, XK, dumped, mutate, published_at
from support import ROOT as REPOSITORY

RELEASE = Release(commit="0123456789abcdef" * 2 + "01234567", committed=dt.date(2026, 5, 31), modified=True)
INDEX = f"{ROOT}/index.json"


@pytest.fixture(scope="module")
def published() -> Published:
    """Return the invented catalogue as published from a commit."""
    return published_at(CATALOGUE, release=RELEASE)


@pytest.fixture(scope="module")
def documents(published: Published) -> dict[str, bytes]:
    """Return every document by its path."""
    return dumped(published)


def schema_of(path: str) -> str:
    """Tell from a document's path which published schema it follows."""
    folder, _, name = path.removeprefix(f"{ROOT}/").rpartition("/")
    return {"": name.removesuffix(".json"), "items": "item", "vocabularies": "vocabulary"}.get(folder, folder[:-1])


def is_schema(path: str) -> bool:
    """Tell whether a document is itself a schema."""
    return path.startswith(f"{ROOT}/schemas/")


def test_there_is_one_document_a_record(published: Published, documents: dict[str, bytes]) -> None:
    """Beside index, list of all items and schemas, every record has a document and no document lacks a record."""
    expected = {
        INDEX,
        f"{ROOT}/items.json",
        *(f"{ROOT}/items/{code}.json" for code in published.entries),
        *(f"{ROOT}/departments/{key}.json" for key in published.departments),
        *(f"{ROOT}/laws/{key}.json" for key in published.laws),
        *(f"{ROOT}/vocabularies/{key}.json" for key in published.vocabularies),
        *(
            f"{ROOT}/schemas/{name}.schema.json"
            for name in ("department", "index", "item", "items", "law", "vocabulary")
        ),
    }
    assert set(documents) == expected
    paths = [output.path for output in dumps(published, schema.authored())]
    assert len(paths) == len(set(paths))


def test_every_document_fits_its_schema_as_published(documents: dict[str, bytes]) -> None:
    """A stranger who has nothing but the files can validate every document, resolving references among them."""
    schemas = {path: json.loads(content) for path, content in documents.items() if is_schema(path)}
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(
        (about["$id"], referencing.Resource.from_contents(about)) for about in schemas.values()
    )
    for about in schemas.values():
        jsonschema.Draft202012Validator.check_schema(about)
    for path, content in documents.items():
        if not is_schema(path):
            about = schemas[f"{ROOT}/schemas/{schema_of(path)}.schema.json"]
            checker = jsonschema.FormatChecker(["date"])
            validator = jsonschema.Draft202012Validator(about, registry=registry, format_checker=checker)
            document = json.loads(content)
            assert document["schema_version"] == VERSION
            assert [error.message for error in validator.iter_errors(document)] == [], path


def test_published_schemas_say_nothing_of_what_is_withheld(documents: dict[str, bytes]) -> None:
    """The marks by which fields are made public are not themselves public; derived fields are told apart."""
    assert not any(b"x-public" in content for content in documents.values())
    item = json.loads(documents[f"{ROOT}/schemas/item.schema.json"])
    assert set(item["properties"]) == schema.public_fields()["item"] | {"schema_version", "derived"}
    assert {"schema_version", "derived", "code", "name"} <= set(item["required"])
    assert item["additionalProperties"] is False


def test_documents_are_compact_sorted_text(documents: dict[str, bytes]) -> None:
    """Every document is UTF-8 with its characters unescaped, keys sorted, no spare blanks, and a newline at its end."""
    for path, content in documents.items():
        text = content.decode("utf-8")
        canonical = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert text == canonical + "\n", path


def test_the_list_of_all_items_is_all_items(documents: dict[str, bytes]) -> None:
    """The whole is the single documents in the order of their codes."""
    whole = json.loads(documents[f"{ROOT}/items.json"])
    assert whole == {
        "schema_version": VERSION,
        "items": [json.loads(documents[f"{ROOT}/items/{code}.json"]) for code in sorted(PATHS)],
    }


def test_only_the_index_knows_commit_and_day(documents: dict[str, bytes]) -> None:
    """The commit and the dates of a release stand in the index and nowhere else."""
    index = json.loads(documents[INDEX])
    assert index["date"] == TODAY.isoformat()
    assert index["release"] == {"commit": RELEASE.commit, "committed": "2026-05-31", "modified": True}
    for mark in (RELEASE.commit, "2026-05-31", TODAY.isoformat()):
        assert [path for path, content in documents.items() if mark.encode() in content] == [INDEX]


def test_without_git_there_is_no_release() -> None:
    """Outside git the index says nothing of a commit, and an unmodified release says nothing of changes."""
    assert "release" not in json.loads(dumped(published_at(CATALOGUE))[INDEX])
    clean = msgspec.structs.replace(RELEASE, modified=False)
    index = json.loads(dumped(published_at(CATALOGUE, release=clean))[INDEX])
    assert "modified" not in index["release"]


def test_a_day_that_changes_no_stage_changes_no_record(documents: dict[str, bytes]) -> None:
    """The next day, from another commit, every document but the index is the same to the byte."""
    other = Release(commit="f" * 40, committed=dt.date(2026, 6, 2))
    tomorrow = dumped(published_at(CATALOGUE, dt.date(2026, 6, 2), other))
    assert [path for path in documents if documents[path] != tomorrow[path]] == [INDEX]


def test_a_day_that_changes_a_stage_changes_that_record_alone(documents: dict[str, bytes]) -> None:
    """When a notice ends, the item's document changes, and with it the list and the index."""
    later = dumped(published_at(CATALOGUE, dt.date(2026, 6, 8), RELEASE))
    changed = {path for path in documents if documents[path] != later[path]}
    assert changed == {INDEX, f"{ROOT}/items.json", f"{ROOT}/items/{CF}.json"}


def test_a_changed_item_changes_no_other(catalogue: Path, documents: dict[str, bytes]) -> None:
    """An edit of one item leaves the documents of all others as they are."""
    mutate(catalogue, PATHS[XK], "reason: 公园整修。", "reason: 公园修整。")
    now = dumped(published_at(catalogue, release=RELEASE))
    assert {path for path in documents if documents[path] != now[path]} == {
        f"{ROOT}/items.json",
        f"{ROOT}/items/{XK}.json",
    }


def test_the_index_leads_to_every_document(documents: dict[str, bytes]) -> None:
    """Whoever starts at the index reaches every document, and every path in it exists."""
    index = json.loads(documents[INDEX])
    named = [index["all_items"], *index["schemas"]]
    named += [one["path"] for kind in ("items", "departments", "laws", "vocabularies") for one in index[kind]]
    assert {f"{ROOT}/{path}" for path in named} == set(documents) - {INDEX}
    assert index["notice"] == "虚构的目录，任何事项都办不了。"
    assert index["licence"]["name"] == "CC0 1.0"
    stages = {one["code"]: one["stage"] for one in index["items"]}
    assert stages == {XK: "active", CF: "notice", QT: "repealed", QR: "scheduled", GF: "suspended"}


def test_records_carry_who_belongs_to_them(documents: dict[str, bytes]) -> None:
    """A department names its items and a law the items that cite it, even where there are none."""
    assert json.loads(documents[f"{ROOT}/departments/shui-li-ju.json"])["items"] == [QR, GF]
    assert json.loads(documents[f"{ROOT}/departments/dang-an-ju.json"])["items"] == []
    assert json.loads(documents[f"{ROOT}/laws/qu-shui-tiao-li.json"])["cited_by"] == [QR]


def test_a_document_that_breaks_its_promise_is_not_published(published: Published) -> None:
    """A document that does not fit its published schema raises, naming document, field and schema."""
    short = msgspec.structs.replace(published.departments["shui-li-ju"], name="局")
    wrong = msgspec.structs.replace(published, departments={**published.departments, "shui-li-ju": short})
    with pytest.raises(DumpError, match=r"departments/shui-li-ju\.json 的 name 不符合公布的结构 department"):
        dumped(wrong)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"item": {"remedies": ()}}, f"items/{XK}.json 的 remedies "),
        ({"derived": {"stage": "gone"}}, "index.json 的 items/\\d/stage "),
    ],
)
def test_a_wrong_field_deep_down_is_named(published: Published, change: dict[str, Any], where: str) -> None:
    """The error names the way to the field."""
    entry = published.entries[XK]
    parts = {part: msgspec.structs.replace(getattr(entry, part), **fields) for part, fields in change.items()}
    entries = {**published.entries, XK: msgspec.structs.replace(entry, **parts)}
    broken = msgspec.structs.replace(published, entries=entries)
    with pytest.raises(DumpError, match=where):
        dumped(broken)


# --- the same as YAML ------------------------------------------------------------------------------------------------


def read_back(path: str, raw: bytes) -> PublicItem:
    """Read a YAML file as strictly as the catalogue's own."""
    parsed = parse(path, raw)
    assert parsed.problems == []
    assert parsed.document
    assert schema.check("item", parsed.document) == []
    return msgspec.convert(parsed.document.data, PublicItem, strict=False)


def test_every_item_is_there_as_its_department_would_write_it(wider: Path) -> None:
    """An item's YAML is in its one written form, fits the schema, and reads back to the same public record."""
    for root, today in [(wider, TODAY), (REPOSITORY, dt.date(2026, 11, 22))]:
        published = published_at(root, today)
        files = {output.path: output.content for output in sources(published, schema.read("item"))}
        assert list(files) == [f"items/{code}/item.yaml" for code in published.entries]
        for (path, raw), entry in zip(files.items(), published.entries.values(), strict=True):
            assert read_back(path, raw) == entry.item, path
            assert formatted(path, raw, schema.read("item")) == raw, path


def test_the_yaml_is_the_departments_own_but_for_what_is_withheld(published: Published) -> None:
    """What a department wrote without comments or withheld fields comes out as it went in."""
    files = {output.path: output.content.decode() for output in sources(published, schema.read("item"))}
    for code in (CF, QR, GF, QT):
        authored = (CATALOGUE / PATHS[code]).read_text(encoding="utf-8")
        kept = [line for line in authored.splitlines() if not line.startswith("#")]
        assert files[f"items/{code}/item.yaml"].splitlines() == kept, code
