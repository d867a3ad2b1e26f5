"""What git knows about a catalogue: the release it is built from, its files at a revision, and every code ever used."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from pipeline.loading import SETTINGS, Sources, gather
from pipeline.model import Release
from pipeline.parsing import MAX_BYTES
from pipeline.workdays import BEIJING

# The library otherwise refuses to be imported where git is missing, and a catalogue outside git needs none.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

import git


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
    committed = dt.datetime.fromtimestamp(commit.committed_date, tz=BEIJING).date()
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


_INCOMPLETE = "git 仓库里缺少这个版本的文件；运行 git fetch --refetch origin 补齐。"


class _Blob(NamedTuple):
    name: str
    """Relative to the catalogue's root."""
    oid: bytes


def resolve(root: Path, revision: str) -> str:
    """Return the commit that a revision names; raises HistoryError with the command that mends it."""
    try:
        asked = git.Repo(root, search_parent_directories=True).git
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise HistoryError(f"{root} 不在 git 仓库里，没有可以比较的版本；去掉 --base 再运行。") from error
    shown = "".join(letter if letter.isprintable() else "�" for letter in revision)
    try:
        if not revision or revision.startswith("-"):
            raise HistoryError(f"“{shown}”不是版本；写分支、标签或者提交，例如 --base origin/main。")
        return str(asked.rev_parse("--verify", "--quiet", f"{revision}^{{commit}}"))
    except git.GitCommandNotFound as error:
        raise HistoryError("没有找到 git；安装 git 再运行，或者去掉 --base。") from error
    except (git.GitCommandError, ValueError) as error:  # ValueError: a NUL in the name
        shallow = asked.rev_parse("--is-shallow-repository") == "true"
        mend = "这里只有部分历史，运行 git fetch --unshallow" if shallow else "运行 git fetch origin，或者写已有的版本"
        raise HistoryError(f"没有“{shown}”这个版本；{mend}。") from error


def sources(root: Path, commit: str) -> Sources:
    """Return the catalogue's files as they were at a commit that ``resolve`` returned."""
    try:
        return gather(_contents(root, list(_blobs(root, commit))))
    except git.GitError as error:
        raise HistoryError(f"无法读取版本 {commit}：{error}") from error


def _blobs(root: Path, commit: str) -> Iterator[_Blob]:
    """Yield the regular files of the catalogue, none larger than a data file may be."""
    listed = git.Git(root).ls_tree(
        "-r", "-z", "-l", commit, "--", SETTINGS, "data", stdout_as_string=False, strip_newline_in_stdout=False
    )
    for entry in listed.split(b"\0")[:-1]:
        about, _, name = entry.partition(b"\t")
        mode, _, oid, size = about.split()
        if mode in (b"100644", b"100755"):
            if not size.isdigit():
                raise HistoryError(_INCOMPLETE)
            if int(size) <= MAX_BYTES:
                yield _Blob(os.fsdecode(name), oid)


def _contents(root: Path, blobs: Sequence[_Blob]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file from one process of git."""
    with tempfile.TemporaryFile() as wanted:
        # Asked from a file: asking and answering through two pipes could wait for each other.
        wanted.write(b"".join(blob.oid + b"\n" for blob in blobs))
        wanted.seek(0)
        process = git.Git(root).cat_file("--batch", istream=wanted, as_process=True)
        for blob in blobs:
            yield blob.name, _content(process.stdout)
        process.wait()


def _content(answers: IO[bytes]) -> bytes:
    """Read one answer: object, type and size on a line, then the bytes and a line end."""
    _, *rest = answers.readline().split()
    if len(rest) != 2:  # noqa: PLR2004  # type and size; an object that is not there has one word: missing
        raise HistoryError(_INCOMPLETE)
    content = answers.read(int(rest[1]) + 1)
    if len(content) != int(rest[1]) + 1:
        raise HistoryError("git 没有给出这个版本的全部文件；运行 git fsck 检查仓库。")
    return content[:-1]
