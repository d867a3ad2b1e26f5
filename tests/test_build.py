"""The recipe: one commit gives one site, byte for byte, and a failed build changes nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.dumps import DumpError
from pipeline.frame import FrameError
from support import GF, PATHS, ROOT, TODAY, mutate


def digests(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site by its path."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def git(folder: Path, *words: str) -> None:
    """Run git without the machine's own configuration."""
    clean = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.org", *words]
    subprocess.run(command, check=True, capture_output=True, env=clean)


def reordered(source: Path, target: Path) -> None:
    """Copy a folder so that its files are made in another order, as another disk would list them."""
    paths = [path for path in source.rglob("*") if path.is_file()]
    random.Random(7).shuffle(paths)
    for path in paths:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def test_what_earlier_runs_knew_changes_nothing(catalogue: Path, tmp_path: Path) -> None:
    """A build that reads back what an earlier one judged gives the same site; a file changed since is judged anew."""
    first, second, third = (tmp_path / name / "site" for name in ("a", "b", "c"))
    build(catalogue, first, TODAY)
    assert not (catalogue / "build").exists()
    build(catalogue, second, TODAY, cached=True)
    assert (catalogue / "build/cache").is_dir()
    build(catalogue, third, TODAY, cached=True)
    assert digests(first) == digests(second) == digests(third)
    mutate(catalogue, PATHS[GF], "department: ", "department: no-")
    assert build(catalogue, third, TODAY, cached=True).written is None


def test_builds_of_one_commit_are_identical(catalogue: Path, tmp_path: Path) -> None:
    """Another folder, locale, time zone, hash seed, umask and order of files change no byte of the site."""
    git(catalogue, "init", "--quiet")
    git(catalogue, "add", ".")
    git(catalogue, "commit", "--quiet", "--message", "first")
    other = tmp_path / "ein anderer 文件夹"
    reordered(catalogue, other)
    sites = tmp_path / "a/site", tmp_path / "b/site"
    worlds: tuple[dict[str, str], ...] = (
        {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    )
    for root, out, world, umask in zip((catalogue, other), sites, worlds, (0o022, 0o077), strict=True):
        command = [
            sys.executable,
            "-m",
            "pipeline",
            "build",
            "--root",
            str(root),
            "--out",
            str(out),
            "--today",
            str(TODAY),
        ]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **world}, umask=umask, cwd=ROOT)
    first, second = map(digests, sites)
    assert first == second
    record = json.loads((sites[0] / "build.json").read_bytes())
    assert len(record["release"]["commit"]) == 40
    assert set(record["libraries"]) == {"sqlite", "pyarrow", "xlsxwriter"}
    assert record["pages"] == sum(name.endswith(".html") for name in first)


def test_mistakes_leave_the_old_site(catalogue: Path, tmp_path: Path) -> None:
    """A catalogue with an error is not published, and the site of the day before stays untouched."""
    out = tmp_path / "site"
    build(catalogue, out, TODAY)
    before = digests(out)
    item = next((catalogue / "data/items").rglob("*.yaml"))
    mutate(catalogue, item.relative_to(catalogue).as_posix(), "category: ", "category: X")
    built = build(catalogue, out, TODAY)
    assert built.written is None
    assert built.checked.problems
    assert digests(out) == before


def test_faults_leave_the_old_site(catalogue: Path, tmp_path: Path) -> None:
    """When a tool of the machine fails, the build raises and the old site stays untouched."""
    out = tmp_path / "site"
    build(catalogue, out, TODAY)
    before = digests(out)
    (catalogue / "site/docs/index.md").write_text("# 没有放置目录入口的位置\n", encoding="utf-8")
    with pytest.raises(FrameError):
        build(catalogue, out, TODAY)
    assert digests(out) == before


def test_a_folder_without_git_builds(catalogue: Path, tmp_path: Path) -> None:
    """Outside git the site is built all the same, and claims no commit."""
    build(catalogue, tmp_path / "site", TODAY)
    assert "release" not in json.loads((tmp_path / "site/api/v1/index.json").read_bytes())


def test_a_removed_item_leaves_no_trace(catalogue: Path, tmp_path: Path) -> None:
    """After an item is gone, no file of the new site holds its code, the compressed search index included."""

    def holding() -> list[str]:
        """Return the files that hold the item's code or, for the index, the words of its code."""
        needles = GF.encode(), GF.lower().replace("-", " ").encode()
        found = []
        for path in (tmp_path / "site").rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
            if any(needle in content for needle in needles):
                found.append(path.relative_to(tmp_path / "site").as_posix())
        return found

    build(catalogue, tmp_path / "site", TODAY)
    before = holding()
    assert any(name.endswith(".html") for name in before)
    assert any(name.startswith("pagefind/") for name in before)
    (catalogue / PATHS[GF]).unlink()
    assert build(catalogue, tmp_path / "site", TODAY).written
    assert holding() == []


def test_a_writer_that_is_wrong_leaves_the_old_site(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that does not fit its published schema stops the build, and the old site stays untouched."""
    out = tmp_path / "site"
    build(catalogue, out, TODAY)
    before = digests(out)
    monkeypatch.setattr("pipeline.dumps.records._changes", lambda _: [{"date": "昨天"}])
    with pytest.raises(DumpError, match=r"changes\.json 的 changes/0"):
        build(catalogue, out, TODAY)
    assert digests(out) == before
