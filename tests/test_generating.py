"""The generated files that are kept in git are those the present data and schemas yield."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from pipeline import schema
from pipeline.cli import cli
from pipeline.dumps.contract import contract
from pipeline.generating import codeowners, generate, has_examples
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
    assert files.keys() - published.keys() == {
        CATALOGUE / ".github/CODEOWNERS",
        CATALOGUE / "site/docs/guides/rules.md",
        ROOT / "docs/rules.md",
        ROOT / "docs/headers/apache.conf",
        ROOT / "docs/headers/nginx.conf",
    }


def test_without_the_examples_there_is_no_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package has no tests, so it refuses to write a handbook that lacks the examples, and says so."""
    assert has_examples()
    monkeypatch.setattr("pipeline.generating._EXAMPLES", tmp_path / "examples")
    assert not has_examples()
    assert not [path for path in generate(CATALOGUE, catalogue_at(CATALOGUE)) if path.name == "rules.md"]
    said = CliRunner().invoke(cli, ["generate", "--check", "--root", str(CATALOGUE)]).output
    assert "没有更新规则手册：这里没有 tests/rules/examples" in said


def test_the_handbook_shows_every_example() -> None:
    """Each fixture of the rules' tests stands in both pages, mistake and mended counterpart."""
    fixtures = [path for path in (ROOT / "tests/rules/examples").glob("*/*.yaml") if path.stem != "base"]
    pages = [content for path, content in generate(ROOT, catalogue_at(ROOT)).items() if path.name == "rules.md"]
    assert [page.count("```yaml") for page in pages] == [len(fixtures)] * 2


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
        "/data/exceptions.yaml @powers/legal",
    ]


@pytest.mark.parametrize("teams", [True, False])
def test_without_a_repository_no_team_is_made_up(teams: bool) -> None:  # noqa: FBT001  # both cases of one fact
    """Where nobody can be asked there is no line; offices with a team are asked all the same."""
    catalogue = catalogue_at(CATALOGUE)
    offices = catalogue.settings.offices if teams else ()
    settings = msgspec.structs.replace(catalogue.settings, repository=None, offices=offices)
    text = codeowners(msgspec.structs.replace(catalogue, settings=settings))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(line.split()[1:] == ["@powers/legal"] for line in lines)
    assert len(lines) == (8 if teams else 0)
