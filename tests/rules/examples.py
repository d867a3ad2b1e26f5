"""The handbook's examples: fragments of files, laid over a copy of the invented catalogue.

A fragment holds one or more sections, each headed by the file it changes::

    # file: data/items/gong-yuan-ju/999900-03-QT-0001.yaml
    ended: 2024-12-31
    decisions:
      - kind: 取消 # ←
        date: 2025-01-01

Each top-level key replaces the block of that key in the file, or is added at the end; a file that does not exist is
created. More lines may follow the heading: ``# copy of: <path>`` starts from another file, ``# without: <key>, <key>``
drops top-level keys, ``# deleted`` alone removes the file. The line that ends with ``# ←`` is the one that must be
reported; the mark itself is not written. All of it works on lines, so that a fragment may also be wrong YAML.

A rule that compares sees as its base the catalogue without the example; ``base.yaml`` is laid over that one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"
CODES = sorted(folder.name for folder in FOLDER.iterdir())
MARK = " # ←"

_FILE, _COPY, _WITHOUT, _DELETED = "# file: ", "# copy of: ", "# without: ", "# deleted"
# A full-width colon is a mistake worth an example.
_KEY = re.compile(r"([^\s#:：-][^:：]*)[:：]")


def lay(code: str, name: str, root: Path) -> list[tuple[str, int]]:
    """Lay the fragment ``bad`` or ``good`` of a code over the catalogue at ``root``; return where its marks stand."""
    text = (FOLDER / code / f"{name}.yaml").read_text(encoding="utf-8")
    head, *sections = re.split(f"^{_FILE}", text, flags=re.MULTILINE)
    assert not head.strip(), f"{code}/{name}.yaml does not begin with “{_FILE.strip()}”"
    return list(chain.from_iterable(_lay(section, root) for section in sections))


def _lay(section: str, root: Path) -> Iterator[tuple[str, int]]:
    """Write one file anew; yield its marked lines."""
    path, *lines = filter(None, section.split("\n"))
    source, dropped = path, []
    while lines and lines[0].startswith("#"):
        line = lines.pop(0)
        if line.startswith(_COPY):
            source = line.removeprefix(_COPY)
        elif line.startswith(_WITHOUT):
            dropped = line.removeprefix(_WITHOUT).split(", ")
        elif line.removesuffix(MARK) == _DELETED:
            (root / path).unlink()
            yield from ([(path, 1)] if line.endswith(MARK) else [])
            return
        else:
            raise ValueError(f"this says nothing to do with {path}: {line}")
    base = root / source
    assert base.exists() or source == path, f"there is no {source} to copy"
    blocks = _blocks(base.read_text(encoding="utf-8").splitlines() if base.exists() else []) | _blocks(lines)
    for key in dropped:
        del blocks[key]
    written = list(chain.from_iterable(blocks.values()))
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(f"{line.removesuffix(MARK)}\n" for line in written), encoding="utf-8", newline="\n")
    yield from ((path, number) for number, line in enumerate(written, 1) if line.endswith(MARK))


def _blocks(lines: Iterable[str]) -> dict[str, list[str]]:
    """Group lines by the top-level key they stand under; what precedes the first key stands under the empty one."""
    blocks: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if seen := _KEY.match(line):
            key = seen[1]
        blocks.setdefault(key, []).append(line)
    return blocks
