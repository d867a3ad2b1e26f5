"""Catalogues in git, made without the machine's own settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_WORLD = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(root: Path, *words: str, given: bytes = b"") -> str:
    """Run git in a folder and return what it says."""
    done = subprocess.run(
        ["git", *words],  # noqa: S607  # the machine's own git
        cwd=root,
        input=given,
        capture_output=True,
        check=True,
        env={**os.environ, **_WORLD},
    )
    return done.stdout.decode().strip()


def commit(root: Path) -> str:
    """Commit everything below a folder, making it a repository if need be, and return the commit."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x")
    return git(root, "rev-parse", "HEAD")
