"""Put a broken catalogue where a checker can read it: in memory, or in a folder of its own."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from benchmarks.faults.anatomy import Broken
from pipeline.loading import Source, Sources

STAGE = frozenset(
    f"511900-{code}"
    for code in (
        "12-QZ-0001", "12-XK-0001", "13-GF-0001", "13-QR-0001", "14-GF-0001", "16-QR-0001", "17-CJ-0001", "19-QT-0001",
        "22-CJ-0001", "23-ZS-0001", "29-CF-0001", "33-QZ-0001", "34-CF-0001", "37-XK-0001", "45-ZS-0001", "50-QT-0001",
    )
)  # fmt: skip
"""The items among which mistakes are made: of every category, and few, so that a mistake at one place stays there."""

_CHECKED = re.compile(rb"^ +checked: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def staged(sources: Sources) -> Sources:
    """Leave out all items but those of the stage, and what was settled about others."""

    def stays(source: Source) -> bool:
        return PurePosixPath(source.path).stem in STAGE if source.kind == "item" else source.kind != "coordination"

    return sources._replace(files=[one for one in sources.files if stays(one)])


def contents(sources: Sources) -> dict[str, bytes]:
    """Return the bytes of every file by its path."""
    return {source.path: source.raw for source in sources.files}


def newest_check(files: Mapping[str, bytes]) -> dt.date:
    """Return the day on which the data was last checked against the law: the day as of which the corpus is judged."""
    days = [day for raw in files.values() for day in _CHECKED.findall(raw)]
    return dt.date.fromisoformat(max(days).decode())


def in_memory(broken: Broken, sources: Sources) -> Sources | None:
    """Return the sources with the mistake in them, None when the mistake is one of files rather than of text."""
    if broken.links or broken.removed or broken.writes.keys() - contents(sources).keys():
        return None
    files = [Source(one.kind, one.path, broken.writes.get(one.path, one.raw)) for one in sources.files]
    return Sources(files, sources.problems)


@contextmanager
def on_disk(broken: Broken, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write the broken catalogue into a folder that is gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="fault-"))
    try:
        (root / "data").mkdir()
        for path, raw in {**files, **broken.writes}.items():
            if path not in broken.removed:
                _file(root, path).write_bytes(raw)
        for path, target in broken.links.items():
            _file(root, path).symlink_to(os.path.relpath(root / target, (root / path).parent))
        yield root
    finally:
        shutil.rmtree(root)


def _file(root: Path, path: str) -> Path:
    """Return the file below the root, its folder made."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
