"""The hook: what is staged is checked before it is committed, by the same program as everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import PATHS, ROOT, XK


@pytest.fixture
def git(catalogue: Path, tmp_path: Path) -> Path:
    """Make the invented catalogue a repository with the hook set up and ``catalogue`` on the path."""
    program = tmp_path / "bin/catalogue"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    run(catalogue, "init", "--quiet")
    for key, value in {
        "user.name": "tester",
        "user.email": "tester@example.org",
        "commit.gpgsign": "false",
        "core.hooksPath": str(ROOT / "tools"),
    }.items():
        run(catalogue, "config", key, value)
    run(catalogue, "add", "--all")
    run(catalogue, "commit", "--quiet", "--no-verify", "--message", "Begin")
    return catalogue


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in the repository, with the program for the hook."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT")}
    environment |= {"PATH": f"{root.parent / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": _python_path()}
    return subprocess.run(
        ["git", *words],  # noqa: S607  # the system's own
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _python_path() -> str:
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])


def commit(root: Path) -> subprocess.CompletedProcess[str]:
    """Commit what is staged."""
    return run(root, "commit", "--message", "Change")


def write(root: Path, old: str, new: str) -> None:
    """Change one place of an item in the folder."""
    path = root / PATHS[XK]
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8", newline="\n")


def test_a_sound_change_is_committed(git: Path) -> None:
    """A formatted item without mistakes passes, and what is not data is not even looked at."""
    write(git, "name: 临时占用公园许可", "name: 临时占用公园的许可")
    run(git, "add", "--all")
    done = commit(git)
    assert done.returncode == 0, done.stderr
    assert "没有发现问题" in done.stdout + done.stderr
    (git / "readme.md").write_text("x")
    run(git, "add", "--all")
    assert "检查了" not in commit(git).stderr


@pytest.mark.parametrize(
    ("new", "told"), [("name:  '临时占用公园许可'", f"{PATHS[XK]}：需要整理"), ("nmae: 临时占用公园许可", "S102")]
)
def test_what_is_untidy_or_wrong_is_not_committed(git: Path, new: str, told: str) -> None:
    """An untidy file or a mistake stops the commit and is told."""
    write(git, "name: 临时占用公园许可", new)
    run(git, "add", "--all")
    done = commit(git)
    assert done.returncode != 0
    assert told in done.stdout + done.stderr
    assert run(git, "log", "--oneline").stdout.count("\n") == 1


def test_only_what_is_staged_counts(git: Path) -> None:
    """A mistake staged and mended only in the folder is still found; one that is not staged does not matter."""
    write(git, "name: 临时占用公园许可", "nmae: 临时占用公园许可")
    run(git, "add", "--all")
    write(git, "nmae: ", "name: ")
    assert commit(git).returncode != 0
    run(git, "add", "--all")
    write(git, "quota: ", "qouta: ")
    (git / "catalogue.yml").write_text(
        (git / "catalogue.yml").read_text(encoding="utf-8") + "# 说明\n", encoding="utf-8"
    )
    run(git, "add", "catalogue.yml")
    done = commit(git)
    assert done.returncode == 0, done.stderr


def test_an_item_others_name_cannot_be_deleted(git: Path) -> None:
    """A deletion is checked like a change: what refers to the item is a mistake."""
    (git / PATHS[XK]).unlink()
    run(git, "add", "--all")
    done = commit(git)
    assert done.returncode != 0
    assert "R104" in done.stdout + done.stderr
