"""The one writer: a fresh staging folder beside the site, every file verified, then one flip."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from pipeline.outputs import File, Output
from pipeline.recording import RECORD


class PublishError(Exception):
    """The site could not be written; the previous one stands untouched."""


class LockedError(PublishError):
    """Another build is writing to the same place."""


class Written(NamedTuple):
    """What was published."""

    files: int
    pages: int
    size: int
    """Bytes."""


def publish(outputs: Iterable[File], out: Path) -> Written:
    """Write all outputs to a new folder and put it in the place of ``out``; on any fault ``out`` stays as it was.

    Raises PublishError when ``out`` is not ours to replace or an output is unfit, OSError when the disk fails.
    """
    out = out.absolute()
    if out.exists() and not _replaceable(out):
        raise PublishError(f"“{out}”不是本程序生成的网站，为免误删不会覆盖；请换一个文件夹或者先清空它")
    out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(out):
        stage = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            written = _write(outputs, stage)
            stage.chmod(0o755)
            _flip(stage, out)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return written


def _replaceable(out: Path) -> bool:
    return out.is_dir() and not out.is_symlink() and ((out / RECORD).is_file() or not any(out.iterdir()))


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Hold the site's lock; two builds into one place would mix their files."""
    # The system's own lock or none: a marker file would outlive a crash.
    lock = FileLock(out.parent / f".{out.name}.lock", timeout=0, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError(f"另一个程序正在生成“{out}”") from None
    try:
        yield
    finally:
        lock.release()


def _write(outputs: Iterable[File], stage: Path) -> Written:
    """Write every output once and read its size back: a full disk must not pass for a site."""
    seen: set[str] = set()
    pages = size = 0
    for output in outputs:
        path = output.path
        if path in seen or path.startswith("/") or ".." in path.split("/"):
            raise PublishError(f"输出路径“{path}”重复或者越出网站文件夹")
        seen.add(path)
        target = stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        length = _put(output, target)
        if not length:
            raise PublishError(f"“{path}”是空的")
        if target.stat().st_size != length:
            raise PublishError(f"“{path}”没有写完整")
        pages += path.endswith(".html")
        size += length
    if RECORD not in seen:
        raise PublishError("没有生成记录，网站不完整")
    return Written(len(seen), pages, size)


def _put(output: File, target: Path) -> int:
    """Write one file, a stream piece by piece; return how long it should be."""
    if isinstance(output, Output):
        target.write_bytes(output.content)
        return len(output.content)
    length = 0
    with target.open("wb") as file:
        for piece in output.pieces:
            file.write(piece)
            length += len(piece)
    return length


def _flip(stage: Path, out: Path) -> None:
    """Put the new site in the place of the old; if that fails the old one comes back."""
    if not out.exists():
        stage.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    old = aside / out.name  # not there yet: Windows renames onto nothing that exists, not even an empty folder
    try:
        out.rename(old)
        try:
            stage.rename(out)
        except OSError:
            old.rename(out)
            raise
    except OSError:
        with suppress(OSError):
            aside.rmdir()  # unless the old site is still in it
        raise
    shutil.rmtree(aside, ignore_errors=True)
