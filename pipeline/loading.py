"""Find a catalogue's files and read their bytes: the only place that reads data from disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from pipeline.parsing import MAX_BYTES
from pipeline.problems import START, Problem, Severity
from pipeline.provisions import Articles, Texts

SETTINGS = "catalogue.yml"
COORDINATION = "data/coordination.yaml"
EXCEPTIONS = "data/exceptions.yaml"

MISSING = "P101"
"""The code of a catalogue that is not there at all; nothing else is then worth saying."""

_FOLDERS = {"departments": "department", "laws": "law", "vocabularies": "vocabulary", "items": "item"}

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
"""Names that Windows keeps for devices, whatever the ending: a clerk there could not even fetch the catalogue."""


class Source(NamedTuple):
    """One file as found: its kind, its path relative to the root, and its bytes."""

    kind: str
    path: str
    raw: bytes


class Sources(NamedTuple):
    """All files of a catalogue in the order of their paths, and what was wrong with the folder itself."""

    files: list[Source]
    problems: list[Problem]


def load(root: Path) -> Sources:
    """Read every data file below ``root``; a file that must not be there is a Problem; raises OSError."""
    files: list[Source] = []
    problems: list[Problem] = []
    data = root / "data"
    for path in [root / SETTINGS, *(_walk(data) if data.is_dir() and not data.is_symlink() else [data])]:
        name = _shown(path.relative_to(root))
        kind = _kind(name)
        if complaint := _complaint(path, name, kind):
            problems.append(Problem(name, *START, complaint[0], Severity.ERROR, *complaint[1:]))
        elif kind:
            files.append(Source(kind, name, _read(path)))
    return Sources(files, problems)


class _LawText(msgspec.Struct, frozen=True):
    """A file of law texts: of all it may say, the articles."""

    articles: dict[str, str]


def load_texts(folder: Path, sources: Sources) -> Texts:
    """Read the text of every law of a catalogue that has a ``<law id>.json`` in a folder.

    Raises OSError where a file is no such text.
    """
    texts: dict[str, Articles] = {}
    for source in sources.files:
        law = PurePosixPath(source.path).stem
        path = folder / f"{law}.json"
        if source.kind == "law" and path.is_file():
            try:
                texts[law] = msgspec.json.decode(path.read_bytes(), type=_LawText).articles
            except msgspec.DecodeError as error:
                raise OSError(f"{path} 不是法律文本：{error}") from error
    return texts


def meant(name: str) -> str | None:
    """Tell from its folder what kind of record a file was meant to be, whatever its depth and ending."""
    top, _, rest = name.partition("/")
    return _FOLDERS.get(rest.partition("/")[0]) if top == "data" else None


def gather(files: Iterable[tuple[str, bytes]]) -> Sources:
    """Return what a catalogue's files would be loaded as if they stood on the disk; others are left out."""
    kinds = sorted((name, _kind(name), raw) for name, raw in files)
    return Sources([Source(kind, name, raw) for name, kind, raw in kinds if kind], [])


def _walk(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, sorted by path, following no link."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue  # what editors and file managers leave behind
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def _shown(path: Path) -> str:
    """Return a path that can be printed: what is no text, or would not show, is escaped."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in path.as_posix()
    )


def _complaint(path: Path, name: str, kind: str | None) -> tuple[str, str, str] | None:
    """Say why a path must not be read: code, message and hint."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return (MISSING, f"没有“{name}”", "在目录所在的文件夹里运行，或者用 --root 指明它。")
    if not stat.S_ISREG(mode):
        # A link would publish whatever it points to.
        return ("P103", f"“{name}”不是普通文件（可能是链接）", "删去它，放入文件本身。")
    if any(part.partition(".")[0].lower() in _DEVICES for part in name.split("/")):
        return ("P104", f"“{name}”是 Windows 保留的名称，在那里打不开", "换一个文件名和编号。")
    if kind is None:
        hint = "事项放在 data/items/<部门编号>/<编码>.yaml，其他放在 departments、laws、vocabularies 中。"
        return ("P102", f"“{name}”不是目录认识的文件", hint)
    return None


def _read(path: Path) -> bytes:
    """Read at most one byte more than a data file may have; the parser refuses the excess."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _kind(name: str) -> str | None:
    """Tell the kind of a file from its path alone."""
    if name == SETTINGS:
        return "catalogue"
    if name == COORDINATION:
        return "coordination"
    if name == EXCEPTIONS:
        return "exceptions"
    folder, *rest = name.removeprefix("data/").split("/")
    kind = _FOLDERS.get(folder)
    depth = 2 if kind == "item" else 1
    return kind if kind and len(rest) == depth and rest[-1].endswith(".yaml") else None
