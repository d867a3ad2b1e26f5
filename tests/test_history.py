"""What git tells of a catalogue, and what is known without it."""

from __future__ import annotations

from pathlib import Path

import git
import pytest

from pipeline.history import codes_ever
from support import PATHS, QT, XK


@pytest.fixture
def repo(catalogue: Path) -> git.Repo:
    """Return the invented catalogue in a repository with one commit."""
    repo = git.Repo.init(catalogue, initial_branch="main")
    with repo.config_writer() as config:
        config.set_value("user", "name", "tester").set_value("user", "email", "tester@example.org")
        config.set_value("commit", "gpgsign", "false")
    repo.git.add(all=True)
    repo.index.commit("Begin")
    return repo


def _commit(repo: git.Repo) -> None:
    repo.git.add(all=True)
    repo.git.commit("--quiet", "--no-verify", "--message", "Change")


def test_every_code_in_the_files_was_used(catalogue: Path, repo: git.Repo) -> None:
    """The codes of all committed items are known, from a folder below the repository's top too."""
    assert repo.head.is_valid()
    assert codes_ever(catalogue) == set(PATHS)


def test_a_deleted_or_renamed_item_keeps_its_code(catalogue: Path, repo: git.Repo) -> None:
    """A code that was ever in a file stays used when the file is gone, renamed, or only on another branch."""
    (catalogue / PATHS[XK]).unlink()
    (catalogue / PATHS[QT]).rename(catalogue / PATHS[QT].replace("-0001", "-0007"))
    _commit(repo)
    repo.git.checkout("--quiet", "-b", "other")
    (catalogue / PATHS[QT].replace("-0001", "-0008")).write_text("x")
    _commit(repo)
    repo.git.checkout("--quiet", "main")
    assert codes_ever(catalogue) == {*PATHS, "999900-03-QT-0007", "999900-03-QT-0008"}


def test_without_git_nothing_is_known(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Outside git, and where the program is not installed, no code is known to have been used."""
    assert codes_ever(catalogue) == frozenset()
    request.getfixturevalue("repo")
    monkeypatch.setattr(git.Git, "GIT_PYTHON_GIT_EXECUTABLE", "/nonexistent/git")
    assert codes_ever(catalogue) == frozenset()
