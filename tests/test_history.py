"""Reading a catalogue as it was, and every code it ever used: whatever else the revisions hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from git import Git

from pipeline import history
from pipeline.history import HistoryError, codes_ever
from pipeline.loading import load
from pipeline.parsing import MAX_BYTES
from repositories import commit, git
from support import CATALOGUE, PATHS, QR, QT, XK, mutate


def test_a_revision_is_read_as_it_was_on_the_disk(catalogue: Path) -> None:
    """Every file comes back byte for byte, in the same order, whatever the working tree holds now."""
    revision = commit(catalogue)
    mutate(catalogue, PATHS[QR], "name: 取水水源认定", "name: 改过的名称")
    (catalogue / "catalogue.yml").unlink()
    assert history.resolve(catalogue, "main") == revision
    assert sorted(history.sources(catalogue, revision).files) == sorted(load(CATALOGUE).files)


def test_a_catalogue_in_a_folder_of_a_repository(catalogue: Path) -> None:
    """The root may stand anywhere in the repository; what lies beside it is not read."""
    (catalogue.parent / "data").mkdir()
    (catalogue.parent / "data/x.yaml").write_text("x: 1\n")
    revision = commit(catalogue.parent)
    assert sorted(history.sources(catalogue, revision).files) == sorted(load(CATALOGUE).files)


def test_hostile_files_are_left_out(catalogue: Path) -> None:
    """Links, submodules, foreign and oversized files are not read, and no name is more than a name."""
    (catalogue / "data/laws/big.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    commit(catalogue)
    blob = git(catalogue, "hash-object", "-w", "--stdin", given=b"x: 1\n")
    names = ["120000,link.yaml", "100644,new\nline.yaml", "100644,--all", "100644,tab\t.yaml", "100755,$(id).yaml"]
    for mode, _, name in (entry.partition(",") for entry in names):
        git(catalogue, "update-index", "--add", "--cacheinfo", f"{mode},{blob},data/laws/{name}")
    git(catalogue, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/laws/module.yaml")
    git(catalogue, "commit", "--quiet", "--message", "x")
    known = {source.path for source in load(CATALOGUE).files}
    found = {source.path for source in history.sources(catalogue, git(catalogue, "rev-parse", "HEAD")).files}
    assert found - known == {"data/laws/new\nline.yaml", "data/laws/tab\t.yaml", "data/laws/$(id).yaml"}
    assert known <= found


def test_a_revision_without_a_catalogue_is_empty(catalogue: Path) -> None:
    """Before there was a catalogue there was nothing published."""
    (catalogue / "data").rename(catalogue / "later")
    (catalogue / "catalogue.yml").unlink()
    revision = commit(catalogue)
    assert history.sources(catalogue, revision).files == []


@pytest.mark.parametrize("revision", ["", "nowhere", "--all", "-h", "main:data", "a\x00b", "a\x1b[1m", "0" * 40])
def test_what_is_no_revision_is_a_fault(catalogue: Path, revision: str) -> None:
    """An unknown name, an option or a file in the place of a commit raises a fault that says what to do."""
    commit(catalogue)
    with pytest.raises(HistoryError, match=r"git fetch|--base") as told:
        history.resolve(catalogue, revision)
    assert str(told.value).isprintable()


def test_outside_git_is_a_fault(catalogue: Path) -> None:
    """A folder that is not in git cannot be compared."""
    with pytest.raises(HistoryError, match="--base"):
        history.resolve(catalogue, "main")


def test_a_shallow_clone_says_how_to_deepen_it(catalogue: Path, tmp_path: Path) -> None:
    """Where the clone has only part of the history, the advice is to fetch the rest."""
    first = commit(catalogue)
    commit(catalogue)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{catalogue}", "clone")
    with pytest.raises(HistoryError, match="--unshallow"):
        history.resolve(tmp_path / "clone", first)


def test_a_missing_object_is_a_fault(catalogue: Path) -> None:
    """A repository that lacks a file of the revision is not taken for a catalogue without it."""
    revision = commit(catalogue)
    blob = git(catalogue, "rev-parse", f"HEAD:{PATHS[QR]}")
    (catalogue / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(HistoryError, match="--refetch"):
        history.sources(catalogue, revision)


def test_a_deleted_or_renamed_item_keeps_its_code(catalogue: Path) -> None:
    """A code that was ever in a file stays used when the file is gone, renamed, or only on another branch."""
    commit(catalogue)
    assert codes_ever(catalogue) == set(PATHS)
    (catalogue / PATHS[XK]).unlink()
    (catalogue / PATHS[QT]).rename(catalogue / PATHS[QT].replace("-0001", "-0007"))
    commit(catalogue)
    git(catalogue, "checkout", "--quiet", "-b", "other")
    (catalogue / PATHS[QT].replace("-0001", "-0008")).write_text("x")
    commit(catalogue)
    git(catalogue, "checkout", "--quiet", "main")
    assert codes_ever(catalogue) == {*PATHS, "999900-03-QT-0007", "999900-03-QT-0008"}


def test_without_git_no_code_is_known(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside git, and where the program is not installed, no code is known to have been used."""
    assert codes_ever(catalogue) == frozenset()
    commit(catalogue)
    monkeypatch.setattr(Git, "GIT_PYTHON_GIT_EXECUTABLE", "/nonexistent/git")
    assert codes_ever(catalogue) == frozenset()
