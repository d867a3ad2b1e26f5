"""The generated files that are kept in git are those the present data and schemas yield."""

from __future__ import annotations

import json

import msgspec
import pytest

from pipeline import schema
from pipeline.dumps.contract import contract
from pipeline.generating import codeowners, generate
from support import CATALOGUE, ROOT, catalogue_at

_PUBLIC = ROOT / "schemas/public/v1"


def test_generated_files_are_fresh() -> None:
    """What stands in the repository is what would be generated now; if not, run ``make generate``."""
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, content in generate(ROOT, catalogue_at(ROOT)).items()
        if not path.is_file() or path.read_text(encoding="utf-8") != content
    ]
    assert stale == []


def test_no_published_schema_is_left_over() -> None:
    """The folder of published schemas holds the contract and nothing else."""
    assert {path.name for path in _PUBLIC.iterdir()} == {f"{name}.schema.json" for name in contract(schema.authored())}


def test_published_schemas_are_written_beside_the_authored_ones() -> None:
    """They belong to the engine: generating for another catalogue writes the same ones to the same place."""
    files = generate(CATALOGUE, catalogue_at(CATALOGUE))
    published = {path: content for path, content in files.items() if path.is_relative_to(_PUBLIC)}
    assert {path: json.loads(content) for path, content in published.items()} == {
        _PUBLIC / f"{name}.schema.json": about for name, about in contract(schema.authored()).items()
    }
    assert files.keys() - published.keys() == {CATALOGUE / ".github/CODEOWNERS"}


def test_departments_and_offices_are_asked() -> None:
    """Each department reviews its own folder, offices with a team review everything."""
    lines = [line for line in codeowners(catalogue_at(CATALOGUE)).splitlines() if not line.startswith("#")]
    assert lines == [
        "/data/items/gong-yuan-ju/ @powers/gong-yuan-ju @powers/legal",
        "/data/items/shui-li-ju/ @powers/shui-li-ju @powers/legal",
        "/data/items/dang-an-ju/ @powers/dang-an-ju @powers/legal",
        "/data/departments/ @powers/legal",
        "/data/laws/ @powers/legal",
        "/data/vocabularies/ @powers/legal",
        "/data/coordination.yaml @powers/legal",
    ]


@pytest.mark.parametrize("teams", [True, False])
def test_without_a_repository_no_team_is_made_up(teams: bool) -> None:  # noqa: FBT001  # both cases of one fact
    """Where nobody can be asked there is no line; offices with a team are asked all the same."""
    catalogue = catalogue_at(CATALOGUE)
    offices = catalogue.settings.offices if teams else ()
    settings = msgspec.structs.replace(catalogue.settings, repository=None, offices=offices)
    text = codeowners(msgspec.structs.replace(catalogue, settings=settings))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(line.endswith(" @powers/legal") for line in lines)
    assert len(lines) == (7 if teams else 0)
