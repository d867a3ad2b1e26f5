"""A client whose types are generated from the published schemas reads every record."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pydantic
import pytest

from official import wide
from pipeline.documents import KINDS, NDJSON, ROOT
from support import dumped


def main_type(module: ModuleType) -> Any:
    """Return the type of a whole document; only that has a version."""
    found = [one for one in vars(module).values() if "schema_version" in getattr(one, "model_fields", ())]
    assert len(found) == 1
    return found[0]


def by_schema(documents: dict[str, bytes]) -> dict[str, list[bytes]]:
    """Return the documents that follow each schema."""
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for kind in KINDS:
        if kind.schema and kind.media_type != NDJSON:
            pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/.]+", re.escape(f"{ROOT}/{kind.path}")))
            found[kind.schema] += [content for path, content in documents.items() if pattern.fullmatch(path)]
    return found


def test_generated_types_read_every_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator takes the schemas as they are published, and its types take every document as it is."""
    documents = dumped(wide())
    schemas = tmp_path / "schemas"
    schemas.mkdir()
    names = sorted({kind.schema for kind in KINDS if kind.schema})
    for name in names:
        (schemas / f"{name}.schema.json").write_bytes(documents[f"{ROOT}/schemas/{name}.schema.json"])
    program = Path(sys.executable).with_name("datamodel-codegen")
    command: list[str | Path] = [
        program,
        "--input",
        schemas,
        "--input-file-type",
        "jsonschema",
        "--output",
        tmp_path / "client",
    ]
    options = ["--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    types = {name: main_type(importlib.import_module(f"client.{name}_schema")) for name in names}
    read = {
        name: [types[name].model_validate_json(document) for document in several]
        for name, several in by_schema(documents).items()
    }
    assert read.keys() == types.keys()
    assert {item.code for item in read["item"]} == set(wide().entries)
    with pytest.raises(pydantic.ValidationError):
        types["item"].model_validate_json(b"{}")
