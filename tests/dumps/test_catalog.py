"""The description of the catalogue fits the official shapes of DCAT-AP and leads to the files."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest

from official import CPSV_AP, DCAT_AP, graph_of, violations
from pipeline.documents import KINDS, ROOT, Use
from pipeline.model import Published
from support import CATALOGUE, dumped, published_at

# What pySHACL and rdflib themselves use of rdflib is deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

PATH = f"{ROOT}/catalogue.jsonld"
SITE = "https://power.example.org/list/"


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


@pytest.fixture(scope="module")
def documents(published: Published) -> dict[str, bytes]:
    """Return every document by its path."""
    return dumped(published)


@pytest.mark.parametrize("site", [None, SITE])
def test_it_fits_the_official_shapes(published: Published, site: str | None) -> None:
    """PySHACL finds nothing to say against it, by DCAT-AP and by CPSV-AP, with an address or without."""
    settings = msgspec.structs.replace(published.settings, site_address=site)
    graph = graph_of([dumped(msgspec.structs.replace(published, settings=settings))[PATH]])
    assert violations(graph, DCAT_AP) == []
    assert violations(graph, CPSV_AP) == []


def test_the_shapes_would_see_a_fault(documents: dict[str, bytes]) -> None:
    """A catalogue without a publisher, and a distribution without an address, break the official shapes."""
    document = json.loads(documents[PATH])
    del document["publisher"], document["dataset"]["distribution"][0]["accessURL"]
    found = {path.rpartition("/")[2] for _, path in violations(graph_of([json.dumps(document).encode()]), DCAT_AP)}
    assert found == {"publisher", "dcat#accessURL"}


def test_each_distribution_is_a_file_as_it_is(documents: dict[str, bytes]) -> None:
    """Every file of data has a distribution with its true size and hash."""
    distributions = json.loads(documents[PATH])["dataset"]["distribution"]
    for one in distributions:
        content = documents[f"{ROOT}/{one['downloadURL']}"]
        assert one["byteSize"] == len(content)
        assert one["checksum"]["checksumValue"] == hashlib.sha256(content).hexdigest()
    data = {kind.path for kind in KINDS if kind.whole and kind.use in {Use.WHOLE, Use.TABLE, Use.CHANGE}}
    # The index tells the day, and the list of files holds the hash of this very description.
    assert {one["downloadURL"] for one in distributions} == data - {"index.json", "modified.csv"}


def test_without_a_licence_none_is_claimed(published: Published) -> None:
    """A catalogue that names no licence says nothing of one, anywhere."""
    settings = msgspec.structs.replace(published.settings, licence=None)
    documents = dumped(msgspec.structs.replace(published, settings=settings))
    assert "license" not in json.loads(documents[PATH])["dataset"]
    assert b'"licence"' not in documents[f"{ROOT}/index.json"]
    assert violations(graph_of([documents[PATH]]), DCAT_AP) == []
