"""Two programs people would otherwise use: what they say about the same broken files.

Neither is a dependency of the project. They are installed, in pinned versions, into an environment of their own under
``build/``; a program that cannot be installed is left out, and the report says so.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from benchmarks.faults.anatomy import Broken

ROOT = Path(__file__).resolve().parents[2]
_SCHEMAS = ROOT / "schemas"
_ENVIRONMENT = ROOT / "build" / "peers"
_PYTHON = _ENVIRONMENT / "bin" / "python"
_FOLDERS = {"items": "item", "departments": "department", "laws": "law", "vocabularies": "vocabulary"}
_ENDINGS = {".yaml", ".yml", ".json"}
_LINE = re.compile(r"\bline (\d+)")


class Verdict(NamedTuple):
    """What a checker made of one broken catalogue."""

    caught: bool
    """It said that something is wrong."""
    line: bool
    """It named the line, or one of the lines, where the mistake is."""


@dataclass(frozen=True)
class Peer:
    """A program to compare with, and how it is asked to check files of a catalogue."""

    name: str
    version: str
    command: Callable[[Path, Iterable[str]], list[str] | None]
    """Return what to ask the interpreter for, to check those files below a root; None when it would read none."""

    def install(self) -> str | None:
        """Install the program; return why it cannot be."""
        if not _PYTHON.exists():
            subprocess.run([sys.executable, "-m", "venv", _ENVIRONMENT], check=True)
        command = [str(_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*command, f"{self.name}=={self.version}"], capture_output=True, text=True, check=False)
        return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["pip failed"])[-1]

    def judge(self, root: Path, broken: Broken) -> Verdict:
        """Ask about one broken catalogue."""
        said = self.said(root, [*broken.writes, *broken.links])
        named = {int(number) for number in _LINE.findall(said or "")}
        return Verdict(said is not None, any(finding.line in named for finding in broken.expected))

    def said(self, root: Path, paths: Iterable[str]) -> str | None:
        """Return what the program says about files below a root, None when it finds nothing wrong."""
        arguments = self.command(root, paths)
        if arguments is None:
            return None
        # Which encoding the machine prefers is not what is compared.
        environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
        done = subprocess.run(
            [str(_PYTHON), *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            cwd=root,
            env=environment,
            check=False,
        )
        return None if done.returncode == 0 else done.stdout + done.stderr


def _datatig(root: Path, _: Iterable[str]) -> list[str]:
    """Describe every folder of data as one type of record with its schema; the whole catalogue is checked."""
    types = [
        {"id": kind, "directory": f"data/{folder}", "json_schema": os.path.relpath(_SCHEMAS / _schema(kind), root)}
        for folder, kind in _FOLDERS.items()
    ]
    (root / "datatig.json").write_text(json.dumps({"title": "faults", "types": types}), encoding="utf-8")
    return ["-m", "datatig.cli", "check", "."]


def _check_jsonschema(root: Path, paths: Iterable[str]) -> list[str] | None:
    """Name the schema and the files; each file is judged by itself, so those that did not change are left out."""
    files = [path for path in paths if PurePosixPath(path).suffix in _ENDINGS and (root / path).exists()]
    if not files:
        return None
    top, *rest = PurePosixPath(files[0]).parts
    kind = _FOLDERS.get(rest[0], "item") if rest and top == "data" else "catalogue"
    return ["-m", "check_jsonschema", "--schemafile", str(_SCHEMAS / _schema(kind)), *files]


def _schema(kind: str) -> str:
    return f"{kind}.schema.json"


PEERS = (Peer("DataTig", "0.9.0", _datatig), Peer("check-jsonschema", "0.39.0", _check_jsonschema))
