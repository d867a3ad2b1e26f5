"""The description of the API is OpenAPI 3.1, and describes the documents that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.readers import read_from_filename

from pipeline.documents import KINDS, ROOT, VERSION
from support import CATALOGUE, dumped, published_at


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    """Return every document of the small catalogue by its path."""
    return dumped(published_at(CATALOGUE))


def test_the_official_validator_accepts_it(documents: dict[str, bytes], tmp_path: Path) -> None:
    """With the schemas beside it, where its references lead, it is valid OpenAPI 3.1."""
    for path, content in documents.items():
        if "schema" in path or path.endswith("openapi.json"):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    described, base = read_from_filename(str(tmp_path / ROOT / "openapi.json"))
    OpenAPIV31SpecValidator(described, base_uri=base).validate()


def test_it_describes_what_is_there(documents: dict[str, bytes]) -> None:
    """Every document is of exactly one described path, and every path that needs no key is a document."""
    described = json.loads(documents[f"{ROOT}/openapi.json"])
    assert described["info"]["version"] == VERSION
    patterns = {path: re.compile(re.sub(r"\\{\w+\\}", "[^/.]+", re.escape(path))) for path in described["paths"]}
    for document in documents:
        place = document.removeprefix(ROOT)
        assert sum(bool(pattern.fullmatch(place)) for pattern in patterns.values()) == 1, document
    assert {f"{ROOT}{path}" for path in patterns if "{" not in path} < set(documents)
    operations = [one["get"]["operationId"] for one in described["paths"].values()]
    assert sorted(operations) == sorted(kind.name for kind in KINDS)


def test_references_lead_to_published_schemas(documents: dict[str, bytes]) -> None:
    """Every schema it names lies where the reference leads."""
    named = re.findall(rb'"\$ref":"([^"]+)"', documents[f"{ROOT}/openapi.json"])
    assert len(named) >= 10
    assert {f"{ROOT}/{path.decode()}" for path in named} <= set(documents)


def test_the_server_is_where_the_site_is() -> None:
    """With a public address the server is named; without one it is where the description was fetched from."""
    published = published_at(CATALOGUE)
    settings = msgspec.structs.replace(published.settings, site_address="https://power.example.org/list/")
    path = f"{ROOT}/openapi.json"
    within = json.loads(dumped(msgspec.structs.replace(published, settings=settings))[path])
    assert within["servers"] == [{"url": "https://power.example.org/list/api/v1"}]
    assert json.loads(dumped(published)[path])["servers"] == [{"url": "../v1"}]
