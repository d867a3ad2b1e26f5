"""The documents developers pull: each fits its published schema, and only what changed changes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import referencing

from pipeline import schema
from pipeline.documents import KINDS, ROOT, VERSION, Kind, path_of
from pipeline.dumps import DumpError, dumps, sources
from pipeline.dumps.contract import contract
from pipeline.formatting import formatted
from pipeline.model import PublicItem, Published, Release
from pipeline.outputs import Stream
from pipeline.parsing import parse
from pipeline.tables import TABLES, tables
from support import CANARY, CATALOGUE, CF, GF, PATHS, QR, QT, TODAY, XK, dumped, mutate, published_at
from support import ROOT as REPOSITORY

RELEASE = Release(commit="0123456789abcdef" * 2 + "01234567", committed=dt.date(2026, 5, 31), modified=True)
INDEX = f"{ROOT}/index.json"
LISTS = {f"{ROOT}/{path_of('modified')}", f"{ROOT}/{path_of('sums')}"}
"""They tell every document's hash."""
WHOLES = {f"{ROOT}/{path_of(name)}" for name in ("items", "items-lines", "database", "data-package", "catalogue")}
"""They hold all items, or the hashes of what does."""


@pytest.fixture(scope="module")
def published() -> Published:
    """Return the invented catalogue as published from a commit."""
    return published_at(CATALOGUE, release=RELEASE)


@pytest.fixture(scope="module")
def documents(published: Published) -> dict[str, bytes]:
    """Return every document by its path."""
    return dumped(published)


def kind_of(path: str) -> Kind:
    """Tell from a document's path of which kind it is; every document is of exactly one."""
    place = path.removeprefix(f"{ROOT}/")
    found = [kind for kind in KINDS if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/.]+", re.escape(kind.path)), place)]
    assert len(found) == 1, (path, found)
    return found[0]


def judged(documents: dict[str, bytes]) -> Iterator[tuple[str, str, Any]]:
    """Yield path, schema and data of every document in JSON of ours; a document of lines is one for each line."""
    for path, content in documents.items():
        kind = kind_of(path)
        if kind.schema:
            for line in content.splitlines():
                yield path, kind.schema, json.loads(line)


def table(name: str) -> tuple[str, str]:
    """Return where a table lies in both its forms."""
    return path_of("table", name), path_of("typed-table", name)


def test_there_is_one_document_a_record(published: Published, documents: dict[str, bytes]) -> None:
    """Every record and table has its documents, no document lacks a record, and no path is written twice."""
    keys: dict[str, Collection[str]] = {
        "items": published.entries,
        "departments": published.departments,
        "categories": published.by_category,
        "themes": published.by_theme,
        "laws": published.laws,
        "vocabularies": published.vocabularies,
        "schemas": contract(schema.authored()),
        "tables": [one.name for one in TABLES],
    }
    expected = {f"{ROOT}/{kind.path}" for kind in KINDS if kind.whole}
    for kind in KINDS:
        if not kind.whole and not kind.path.endswith(".atom"):
            folder = kind.path.partition("/")[0]
            expected |= {f"{ROOT}/{path_of(kind.name, key)}" for key in keys[folder]}
    assert {path for path in documents if not path.endswith(".atom") or "/" not in path.removeprefix(f"{ROOT}/")} == (
        expected
    )
    paths = [output.path for output in dumps(published, schema.authored(), tables(published, schema.authored()))]
    assert len(paths) == len(set(paths))


def test_every_document_fits_its_schema_as_published(documents: dict[str, bytes]) -> None:
    """A stranger who has nothing but the files can validate every document, resolving references among them."""
    schemas = {path: json.loads(content) for path, content in documents.items() if kind_of(path).name == "schema"}
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(
        (about["$id"], referencing.Resource.from_contents(about)) for about in schemas.values()
    )
    for about in schemas.values():
        jsonschema.Draft202012Validator.check_schema(about)
    validators = {
        path: jsonschema.Draft202012Validator(
            about, registry=registry, format_checker=jsonschema.FormatChecker(["date"])
        )
        for path, about in schemas.items()
    }
    for path, name, document in judged(documents):
        errors = validators[f"{ROOT}/{path_of('schema', name)}"].iter_errors(document)
        assert [error.message for error in errors] == [], path


def test_every_document_says_what_it_is(documents: dict[str, bytes]) -> None:
    """Version, licence and its own path stand in every document; the day is that of the record, never the build's."""
    licence = {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}
    for path, _, document in judged(documents):
        assert document["schema_version"] == VERSION
        about = document["document"]
        assert about["licence"] == licence
        assert f"{ROOT}/{about['path']}" == path or path.endswith("items.ndjson")
        assert f"{ROOT}/{about['path']}" in documents
        assert "address" not in about
        assert about.get("modified", "") < TODAY.isoformat()
    item = json.loads(documents[f"{ROOT}/items/{XK}.json"])
    assert item["document"]["modified"] == item["last_change"]["date"]
    assert "modified" not in json.loads(documents[f"{ROOT}/departments/dang-an-ju.json"])["document"]


def test_with_a_public_address_every_document_knows_its_own(published: Published) -> None:
    """Where the settings tell the site's address, a document's own is the whole of it."""
    site = "https://power.example.org/list/"
    settings = msgspec.structs.replace(published.settings, site_address=site)
    for path, _, document in judged(dumped(msgspec.structs.replace(published, settings=settings))):
        about = document["document"]
        assert about["address"] == f"{site}{ROOT}/{about['path']}"
        assert about["address"] == f"{site}{path}" or path.endswith("items.ndjson")


def test_published_schemas_say_nothing_of_what_is_withheld(documents: dict[str, bytes]) -> None:
    """The marks by which fields are made public are not themselves public; derived fields are told apart."""
    assert not any(b"x-public" in content or CANARY.encode() in content for content in documents.values())
    item = json.loads(documents[f"{ROOT}/schemas/item.schema.json"])
    assert set(item["properties"]) == schema.public_fields()["item"] | {"schema_version", "document", "derived"}
    assert {"schema_version", "derived", "code", "name"} <= set(item["required"])
    assert item["additionalProperties"] is False


def test_documents_are_compact_sorted_text(documents: dict[str, bytes]) -> None:
    """Every document is UTF-8 with its characters unescaped, keys sorted, no spare blanks, and a newline at its end."""
    for path, content in documents.items():
        if path.endswith(("json", "jsonld")):
            for line in content.decode("utf-8").splitlines(keepends=True):
                canonical = json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                assert line == canonical + "\n", path


def test_the_list_of_all_items_is_all_items(documents: dict[str, bytes]) -> None:
    """The whole is the single documents in the order of their codes, and so are the lines, byte for byte."""
    singles = [documents[f"{ROOT}/items/{code}.json"] for code in sorted(PATHS)]
    assert json.loads(documents[f"{ROOT}/items.json"])["items"] == [json.loads(single) for single in singles]
    assert documents[f"{ROOT}/items.ndjson"] == b"".join(singles)


def test_the_whole_is_never_whole_in_memory(published: Published) -> None:
    """What holds all items is written piece by piece, no piece longer than the longest item and what surrounds it."""
    streams = [output for output in dumps(published, schema.authored()) if isinstance(output, Stream)]
    assert [stream.path for stream in streams] == [
        f"{ROOT}/{path}" for path in ("items.json", "items.ndjson", "notices.ics")
    ]
    longest = max(len(content) for path, content in dumped(published).items() if kind_of(path).name == "item")
    for stream in streams:
        assert max(map(len, stream.pieces)) <= longest + 1


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
    """The next day, from another commit, all documents are the same to the byte but the index and the lists."""
    other = Release(commit="f" * 40, committed=dt.date(2026, 6, 2))
    tomorrow = dumped(published_at(CATALOGUE, dt.date(2026, 6, 2), other))
    assert {path for path in documents if documents[path] != tomorrow[path]} == {INDEX, *LISTS}


def test_a_day_that_changes_a_stage_changes_that_record_alone(documents: dict[str, bytes]) -> None:
    """When a notice ends, the item's documents change, and with them what holds it or all, the index and the lists."""
    later = dumped(published_at(CATALOGUE, dt.date(2026, 6, 8), RELEASE))
    changed = {path for path in documents if documents[path] != later[path]}
    told = (f"items/{CF}.json", f"items/{CF}.jsonld", "departments/gong-yuan-ju.xlsx", *table("items"))
    assert changed == {INDEX, *LISTS, *WHOLES, *(f"{ROOT}/{path}" for path in told)}


def test_a_changed_item_changes_no_other(catalogue: Path, documents: dict[str, bytes]) -> None:
    """An edit of one item leaves the documents of all others as they are; what is told of it changes with it."""
    mutate(catalogue, PATHS[XK], "reason: 公园整修。", "reason: 公园修整。")
    now = dumped(published_at(catalogue, release=RELEASE))
    told = ("changes.json", "changes.atom", "departments/gong-yuan-ju.atom", "categories/XK.atom", f"items/{XK}.atom")
    assert {path for path in documents if documents[path] != now[path]} == {
        *LISTS,
        *WHOLES,
        f"{ROOT}/items/{XK}.json",
        *(f"{ROOT}/{path}" for path in (*told, *table("decisions"))),
    }


def test_the_index_leads_to_every_document(documents: dict[str, bytes]) -> None:
    """Whoever starts at the index reaches every document, the tables by the data package; the rest lies beside them."""
    index = json.loads(documents[INDEX])
    lists = ("documents", "items", "departments", "categories", "themes", "laws", "vocabularies")
    named = {index["all_items"], *index["schemas"], *(one["path"] for name in lists for one in index[name])}
    named |= {one["path"] for one in json.loads(documents[f"{ROOT}/{path_of('data-package')}"])["resources"]}
    endings = (".atom", ".jsonld", ".xlsx", ".parquet")
    beside = {path for path in documents if not kind_of(path).whole and path.endswith(endings)}
    assert {f"{ROOT}/{path}" for path in named} == set(documents) - {INDEX} - beside
    assert {path.rpartition(".")[0] for path in beside} < {path.rpartition(".")[0] for path in set(documents) - beside}
    assert index["notice"] == "虚构的目录，任何事项都办不了。"
    assert index["licence"]["name"] == "CC0 1.0"
    stages = {one["code"]: one["stage"] for one in index["items"]}
    assert stages == {XK: "active", CF: "notice", QT: "repealed", QR: "scheduled", GF: "suspended"}


def test_records_carry_who_belongs_to_them(documents: dict[str, bytes]) -> None:
    """A department names its items and a law the items that cite it, even where there are none."""
    assert json.loads(documents[f"{ROOT}/departments/shui-li-ju.json"])["items"] == [QR, GF]
    assert json.loads(documents[f"{ROOT}/departments/dang-an-ju.json"])["items"] == []
    assert json.loads(documents[f"{ROOT}/laws/qu-shui-tiao-li.json"])["cited_by"] == [QR]


def test_a_retired_code_leads_to_its_successor(documents: dict[str, bytes], published: Published) -> None:
    """A repealed item keeps its documents and says where it lives on; without a successor its code is gone."""
    ended = {"code": QT, "ended": "2025-01-01", "path": f"items/{QT}.json"}
    retired = json.loads(documents[f"{ROOT}/retired.json"])["retired"]
    assert retired == [{**ended, "kind": "redirect", "successors": [XK]}]
    old = json.loads(documents[f"{ROOT}/items/{QT}.json"])
    assert old["derived"]["stage"] == "repealed"
    assert old["derived"]["successors"] == [XK]
    entry = published.entries[QT]
    alone = msgspec.structs.replace(entry, derived=msgspec.structs.replace(entry.derived, successors=()))
    without = msgspec.structs.replace(published, entries={**published.entries, QT: alone})
    retired = json.loads(dumped(without)[f"{ROOT}/retired.json"])["retired"]
    assert retired == [{**ended, "kind": "gone", "successors": []}]


def test_changes_tell_what_records_tell(documents: dict[str, bytes], published: Published) -> None:
    """Every dated fact of every item stands in the changes, newest first, and none that is yet to come."""
    changes = json.loads(documents[f"{ROOT}/changes.json"])["changes"]
    assert len(changes) == sum(len(entry.events) for entry in published.entries.values())
    assert changes[0]["date"] == "2026-05-25"
    assert [one["date"] for one in changes] == sorted((one["date"] for one in changes), reverse=True)
    assert {(one["date"], one["kind"]) for one in changes if one["code"] == QT} == {
        ("2025-01-01", "repealed"),
        ("2024-12-20", "changed"),
        ("2013-10-08", "effective"),
    }


def test_a_catalogue_without_days_has_no_feed_and_no_calendar(published: Published) -> None:
    """Where no record tells a day, nothing is invented: no feed and no calendar, and the index names none."""
    entries = {
        code: msgspec.structs.replace(entry, events=(), item=msgspec.structs.replace(entry.item, notice=None))
        for code, entry in published.entries.items()
    }
    documents = dumped(msgspec.structs.replace(published, entries=entries))
    assert not [path for path in documents if path.endswith((".atom", ".ics"))]
    named = [one["path"] for one in json.loads(documents[INDEX])["documents"]]
    assert "changes.json" in named
    assert "notices.ics" not in named
    assert "changes.atom" not in named


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
