"""The data package describes the CSV files so that a stranger's tool can judge them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import frictionless
import msgspec
import pytest

from pipeline.model import Published, Settings
from pipeline.tables import TABLES
from pipeline.tables.package import describe
from pouring import COLUMNS

pytestmark = pytest.mark.xdist_group("tables")


def test_the_package_is_valid(poured_samples: Path) -> None:
    """Frictionless finds no fault: types, choices, keys, references, sizes and hashes are as described."""
    report = frictionless.validate(str(poured_samples / "datapackage.json"))
    assert report.flatten(["title", "type", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("items", ("XK,", "XY,"), "constraint-error"),
        ("fees", ("999900-", "999901-"), "foreign-key"),
        ("terms", ("risk-levels,1,", "risk-levels,2,"), "primary-key"),
    ],
)
def test_faults_would_be_found(poured: Path, tmp_path: Path, name: str, change: tuple[str, str], fault: str) -> None:
    """The description is strict enough that a wrong value, a broken reference or a doubled key is found by it."""
    shutil.copytree(poured, tmp_path / "v1")
    file = tmp_path / f"v1/tables/{name}.csv"
    text = file.read_bytes().decode()
    assert change[0] in text
    file.write_bytes(text.replace(*change, 1).encode())
    found = frictionless.validate(str(tmp_path / "v1/datapackage.json"))
    assert fault in {kind for (kind,) in found.flatten(["type"])}


def test_columns_are_titled_in_chinese(poured: Path) -> None:
    """Every column has the title and the description that the schema of the JSON gives the same field."""
    package = json.loads((poured / "datapackage.json").read_bytes())
    resources = {one["name"]: one for one in package["resources"]}
    assert list(resources) == [table.name for table in TABLES]
    fields = {field["name"]: field for field in resources["items"]["schema"]["fields"]}
    assert (fields["code"]["title"], fields["category"]["constraints"]["enum"][0]) == ("行政权力编码", "XK")
    assert fields["implementing_body_name"]["title"] == "实施主体：名称"
    for table in TABLES:
        assert all(column.title for column in COLUMNS[table.name]), table.name
        titles = [column.title for column in COLUMNS[table.name]]
        assert len(titles) == len(set(titles)), table.name


def test_licence_and_version_are_said(invented: Published) -> None:
    """The package names the catalogue's licence with its address; one without an address has no place there."""
    described = describe(invented.settings, "1.1", [])
    assert described["licenses"] == [{"title": "CC0 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}]
    assert (described["version"], described["name"]) == ("1.1", "administrative-powers-999900")
    bare = msgspec.structs.replace(invented.settings, licence=None)
    assert isinstance(bare, Settings)
    assert "licenses" not in describe(bare, "1.1", [])
