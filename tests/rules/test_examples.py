"""The handbook's examples are true: each bad one yields its code at its marked line, each good one nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples import CODES, FOLDER, lay
from pipeline.checking import check
from pipeline.loading import Sources, load, load_texts
from pipeline.ruledocs import entries
from pipeline.rules import RULES
from support import TODAY


def base_of(root: Path, code: str) -> Sources | None:
    """Return what a comparing rule compares with: the catalogue before the example, and what ``base.yaml`` adds."""
    if not code.startswith("C"):
        return None
    if (FOLDER / code / "base.yaml").exists():
        lay(code, "base", root)
    return load(root)


def found(root: Path, base: Sources | None) -> list[tuple[str, int, str]]:
    """Check a catalogue, and its citations against the texts that an example may have laid beside it."""
    sources = load(root)
    checked = check(sources, TODAY, texts=load_texts(root / "law-texts", sources), base=base)
    return [(problem.path, problem.line, problem.code) for problem in checked.problems]


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_yields_its_code_at_the_marked_line(catalogue: Path, code: str) -> None:
    """The one marked line is reported with that code, and nothing else is."""
    base = base_of(catalogue, code)
    ((path, line),) = lay(code, "bad", catalogue)
    assert found(catalogue, base) == [(path, line, code)]


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_the_same_without_a_finding(catalogue: Path, code: str) -> None:
    """The mended counterpart marks no line and yields nothing."""
    base = base_of(catalogue, code)
    assert lay(code, "good", catalogue) == []
    assert found(catalogue, base) == []


def test_every_rule_has_an_example() -> None:
    """No rule is in the handbook without an example; add ``tests/rules/examples/<CODE>/bad.yaml`` and ``good.yaml``."""
    assert {rule.code for rule in RULES} - set(CODES) == set()


def test_every_example_is_of_a_code() -> None:
    """No example is left over from a code that is gone."""
    assert set(CODES) - entries().keys() == set()


def test_a_fragment_replaces_adds_drops_copies_creates_and_deletes(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a fragment does not name stays; line numbers are those of the files as written."""
    fragments = catalogue / "examples/L101"
    fragments.mkdir(parents=True)
    (fragments / "bad.yaml").write_text(
        "# file: data/laws/a.yaml\n# copy of: data/laws/bu-zhu-xi-ze.yaml\n# without: issuing_body, kind\n"
        "id: a\nurl:\n  - 1 # ←\n\n# file: data/laws/new.yaml\nid: new # ←\n"
        "# file: catalogue.yml\n# deleted # ←\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("examples.FOLDER", fragments.parent)
    assert lay("L101", "bad", catalogue) == [("data/laws/a.yaml", 10), ("data/laws/new.yaml", 1), ("catalogue.yml", 1)]
    assert not (catalogue / "catalogue.yml").exists()
    assert (catalogue / "data/laws/new.yaml").read_text(encoding="utf-8") == "id: new\n"
    assert (catalogue / "data/laws/a.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../../schemas/law.schema.json\nid: a\ntitle: 示例抗旱补助细则\n"
        "versions:\n  - promulgated: 2019-06-01\n    effective: 2019-07-01\n    articles: 15\n"
        "confirmed: 2026-03-31\nurl:\n  - 1\n"
    )
