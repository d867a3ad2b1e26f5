"""Judge many files: what is known from an earlier run is read back, the rest is shared among processes."""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import msgspec

from pipeline.caching import Cache, digest, engine
from pipeline.judging import JudgeAll, Judged, judge, pack, unpack
from pipeline.loading import Source
from pipeline.progress import Track

MANY = 400
"""From so many files on, about three seconds of work, starting processes pays."""

_CHUNK = 32


class WorkerError(Exception):
    """A process that judged files ended by itself."""


def key(source: Source) -> str:
    """Return the key under which the judgement of a file is kept."""
    return digest(engine(), source.kind.encode(), source.path.encode(), source.raw)


def judging(cache: Cache | None, workers: int) -> JudgeAll:
    """Return a way to judge files that gives the same as one after the other, sooner."""
    return functools.partial(_judge_all, cache=cache, workers=workers)


def _judge_all(sources: Sequence[Source], track: Track, *, cache: Cache | None, workers: int) -> list[Judged]:
    keys = [key(source) for source in sources] if cache else [""] * len(sources)
    known = [_known(source, cache.get(name)) if cache else None for source, name in zip(sources, keys, strict=True)]
    fresh = _fresh([source for source, found in zip(sources, known, strict=True) if found is None], workers)
    judged = []
    # The bar counts all files; those known fly by.
    for index, _ in enumerate(track("检查文件", sources)):
        one = known[index] or next(fresh)
        if cache and known[index] is None:
            cache.put(keys[index], pack(one))
        judged.append(one)
    return judged


def _known(source: Source, packed: bytes | None) -> Judged | None:
    """Read back a judgement; one that cannot be read is no worse than none."""
    if packed is not None:
        with contextlib.suppress(msgspec.DecodeError):
            return unpack(source, packed)
    return None


def _fresh(sources: Sequence[Source], workers: int) -> Iterator[Judged]:
    """Judge files in their order, in other processes where there are many."""
    if workers < 2 or len(sources) < MANY:  # noqa: PLR2004  # one worker is this process
        yield from map(judge, sources)
        return
    # Not forked: a fork copies the locks of threads that it does not copy.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        try:
            packed: Iterable[bytes] = pool.map(_packed, sources, chunksize=_CHUNK)
            yield from map(unpack, sources, packed)
        except BrokenProcessPool as error:
            raise WorkerError("检查文件的进程意外结束，可能内存不足；用 --jobs 1 再运行。") from error


def _packed(source: Source) -> bytes:
    return pack(judge(source))
