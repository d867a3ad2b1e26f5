"""What git knows about a catalogue: the release it is built from, and the codes it has ever used."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path, PurePosixPath

from pipeline.model import Release

# The library otherwise refuses to be imported where git is missing, and a catalogue outside git needs none.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

import git

_BEIJING = dt.timezone(dt.timedelta(hours=8))


class HistoryError(Exception):
    """The folder is in git, but git cannot be asked."""


def release(root: Path) -> Release | None:
    """Return the commit that ``root`` stands at; None outside git or before the first commit."""
    try:
        repo = git.Repo(root, search_parent_directories=True)
        commit = repo.head.commit
        modified = repo.is_dirty(untracked_files=True, path=root)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, ValueError):
        return None
    except git.GitError as error:
        raise HistoryError(f"无法读取 git 仓库：{error}") from error
    committed = dt.datetime.fromtimestamp(commit.committed_date, tz=_BEIJING).date()
    return Release(commit=commit.hexsha, committed=committed, modified=modified)


def codes_ever(root: Path) -> frozenset[str]:
    """Return the codes of all items that any branch has ever held, those since deleted included.

    Outside git, or where git is not installed, nothing is known; a shallow clone knows what it holds.
    """
    try:
        repo = git.Repo(root, search_parent_directories=True)
        # Without renames a file that moved was added too; with -m so was one that came with a merge.
        added = ("--all", "-m", "--diff-filter=A", "--no-renames", "--name-only", "--format=", "-z")
        paths: str = repo.git.log(*added, "--", (root / "data/items").absolute())
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, git.GitCommandNotFound):
        return frozenset()
    except git.GitError as error:
        raise HistoryError(f"无法读取 git 仓库：{error}") from error
    return frozenset(PurePosixPath(path).stem for path in paths.split("\0") if path.endswith(".yaml"))
