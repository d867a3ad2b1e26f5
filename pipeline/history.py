"""What git knows about a catalogue: for now the release it is built from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import git

from pipeline.model import Release


def release(root: Path) -> Release | None:
    """Return the commit that ``root`` stands at; None outside git or before the first commit."""
    try:
        repo = git.Repo(root, search_parent_directories=True)
        commit = repo.head.commit
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, ValueError):
        return None
    committed = dt.datetime.fromtimestamp(commit.committed_date, tz=dt.timezone(dt.timedelta(hours=8))).date()
    return Release(commit=commit.hexsha, committed=committed, modified=repo.is_dirty(untracked_files=True, path=root))
