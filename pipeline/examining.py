"""The recipe of a check: load, look up, else judge and compare with the base, keep the result, tell what was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline import bulk, history
from pipeline.caching import Cache, digest, engine
from pipeline.checking import check
from pipeline.loading import Sources, load, load_texts
from pipeline.problems import CRASH, Problem
from pipeline.progress import Track, quiet
from pipeline.provisions import NO_TEXTS, Texts
from pipeline.reporting import Report
from pipeline.selecting import selected, split


@dataclass(frozen=True)
class Options:
    """How a catalogue is examined."""

    paths: tuple[str, ...] = ()
    """The files and folders to tell about, all where empty; everything is checked all the same."""
    base: str | None = None
    """A revision; what was published there must not vanish."""
    strict: bool = False
    cached: bool = True
    """Whether results of earlier runs may be used."""
    law_texts: Path | None = None
    """A folder of law texts; citations are then held against them."""
    jobs: int | None = None
    """How many processes there may be, by default one for each processor."""


class _Result(msgspec.Struct, frozen=True, array_like=True):
    """What a check comes to; kept between runs."""

    problems: tuple[Problem, ...]
    touched: frozenset[str]
    excepted: int


_decoder = msgspec.msgpack.Decoder(_Result)


def examine(root: Path, today: dt.date, options: Options, track: Track = quiet) -> Report:
    """Check the catalogue at ``root`` as of that day; raises SelectionError, and HistoryError for an unknown base."""
    sources = load(root)
    commit = None if options.base is None else history.resolve(root, options.base)
    texts = load_texts(options.law_texts, sources) if options.law_texts else NO_TEXTS
    cache = Cache.of(root) if options.cached else None
    key = _key(sources, commit, today, texts) if cache else ""
    result = _known(cache.get(key)) if cache else None
    if result is None:
        base = history.sources(root, commit) if commit else None
        judge_all = bulk.judging(cache, options.jobs)
        checked = check(sources, today, track, base=base, texts=texts, judge_all=judge_all)
        result = _Result(checked.problems, checked.touched, checked.excepted)
        if cache:
            _keep(cache, key, result)
    files = {source.path: source.raw for source in sources.files}
    chosen = selected(options.paths, root, [problem.path for problem in result.problems])
    problems, hidden = split(result.problems, chosen)
    return Report(problems, files, hidden, result.touched, options.strict, result.excepted)


def _key(sources: Sources, commit: str | None, today: dt.date, texts: Texts) -> str:
    """Return a hash of everything the result depends on: whatever ``check`` is given belongs here."""
    files = (bulk.key(source).encode() for source in sources.files)
    outside = msgspec.msgpack.encode((sources.problems, commit, today, sorted(texts.items())))
    return digest(engine(), outside, *files)


def _known(raw: bytes | None) -> _Result | None:
    """Read back a result; one that cannot be read is no worse than none."""
    try:
        return _decoder.decode(raw) if raw is not None else None
    except msgspec.DecodeError:
        return None


def _keep(cache: Cache, key: str, result: _Result) -> None:
    if not any(problem.code == CRASH for problem in result.problems):
        # A rule that failed may have lacked memory or a file that the next run has.
        cache.put(key, msgspec.msgpack.encode(result))
    cache.save()
