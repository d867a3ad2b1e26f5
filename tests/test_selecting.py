"""Which findings are told when files or folders are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.problems import CRASH, Problem, Severity
from pipeline.selecting import SelectionError, selected, split
from support import PATHS, QR, XK


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (PATHS[QR], PATHS[QR]),
        ("data/items/", "data/items"),
        ("data/../data/laws", "data/laws"),
        (".", "."),
        ("catalogue.yml", "catalogue.yml"),
        ("data/items/gone.yaml", "data/items/gone.yaml"),
    ],
)
def test_paths_are_those_of_the_catalogue(catalogue: Path, given: str, expected: str) -> None:
    """Relative to the root, to the working folder or absolute, a path names the same; a deleted file can be named."""
    assert selected([given], catalogue, ["data/items/gone.yaml"]) == {expected}
    if expected != "data/items/gone.yaml":
        assert selected([str(catalogue / given)], catalogue, []) == {expected}


def test_the_working_folder_comes_first(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a department's folder its files are named without the way to them."""
    monkeypatch.chdir((catalogue / PATHS[QR]).parent)
    assert selected([f"{QR}.yaml", "."], catalogue, []) == {PATHS[QR], str(Path(PATHS[QR]).parent.as_posix())}


def test_a_link_is_named_as_a_link(catalogue: Path) -> None:
    """A link in the catalogue stands for itself, not for what it points to."""
    (catalogue / "data/laws/link.yaml").symlink_to("/etc/passwd")
    assert selected(["data/laws/link.yaml"], catalogue, []) == {"data/laws/link.yaml"}


@pytest.mark.parametrize("given", ["nowhere", "/etc", ".."])
def test_what_is_not_in_the_catalogue_is_refused(catalogue: Path, given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that does not exist or lies outside is wrong use, never an empty and so sound selection."""
    monkeypatch.chdir(catalogue.parent)
    with pytest.raises(SelectionError):
        selected([given], catalogue, [])


def test_findings_elsewhere_are_counted() -> None:
    """A folder covers what is below it and nothing that merely begins alike; a rule's own fault is always told."""
    paths = [PATHS[QR], PATHS[XK], "data/items/gong-yuan-ju.yaml"]
    found = [Problem(path, 1, 1, "T101", Severity.ERROR, "", "") for path in paths]
    crash = found[0]._replace(code=CRASH)
    folder = str(Path(PATHS[XK]).parent.as_posix())
    assert split([crash, *found], frozenset({folder})) == ([crash, found[1]], 2)
    assert split(found, frozenset()) == (found, 0)
    assert split(found, frozenset({"."})) == (found, 0)
