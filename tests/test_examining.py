"""The whole check: the same findings with and without earlier results or other processes, and what blocks a change."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import bulk, examining
from pipeline.caching import Cache
from pipeline.checking import check
from pipeline.examining import Options, examine
from pipeline.judging import Judged, judge
from pipeline.loading import Source, Sources, load
from pipeline.problems import Problem
from repositories import commit
from support import CF, PATHS, QR, TODAY, XK, mutate


def told(root: Path, **options: Any) -> list[Problem]:
    """Return what an examination tells."""
    return list(examine(root, TODAY, Options(**options)).problems)


def damage(root: Path) -> None:
    """Make mistakes of several gates."""
    mutate(root, PATHS[QR], "article: 8", "article: 08")
    mutate(root, PATHS[XK], "charged: true", "charged: false")
    (root / PATHS[CF]).write_text("code: [\n", encoding="utf-8")


def test_earlier_results_change_nothing(catalogue: Path) -> None:
    """With a cache, empty or filled, after a change and back again, the findings are those of a check without."""
    clean = told(catalogue)
    assert told(catalogue) == clean == told(catalogue, cached=False)
    before = {path: (catalogue / path).read_bytes() for path in PATHS.values()}
    damage(catalogue)
    found = told(catalogue, cached=False)
    assert {problem.path for problem in found} == {PATHS[QR], PATHS[XK], PATHS[CF]}
    assert told(catalogue) == found == told(catalogue)
    for path, raw in before.items():
        (catalogue / path).write_bytes(raw)
    assert told(catalogue) == clean


def test_an_unchanged_catalogue_is_not_judged_again(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run neither parses nor applies a rule; another day is another question."""
    first = told(catalogue)
    monkeypatch.setattr(examining, "check", None)
    assert told(catalogue) == first
    with pytest.raises(TypeError):
        examine(catalogue, TODAY.replace(day=2), Options())


def test_one_changed_file_is_judged_alone(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the file that changed goes through the parser again."""
    told(catalogue)
    mutate(catalogue, PATHS[XK], "charged: true", "charged: false")
    judged: list[str] = []

    def judge_aloud(source: Source) -> Judged:
        judged.append(source.path)
        return judge(source)

    monkeypatch.setattr(bulk, "judge", judge_aloud)
    assert [problem.code for problem in told(catalogue)] == ["E102"]
    assert judged == [PATHS[XK]]


@pytest.mark.parametrize("raw", [b"", b"foreign", b"\x00" * 4096])
def test_foreign_results_are_not_believed(catalogue: Path, raw: bytes) -> None:
    """Files of the cache that another wrote are made anew."""
    damage(catalogue)
    found = told(catalogue)
    for path in (catalogue / "build/cache").iterdir():
        path.write_bytes(raw)
    assert told(catalogue) == found == told(catalogue)


def test_a_crash_is_not_remembered(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result of a run in which a rule failed is not kept for the next."""
    result = examining._Result((Problem("a", 1, 1, "X901", 0, "", ""),), frozenset(), 0)  # type: ignore[arg-type]  # noqa: SLF001
    cache = Cache(catalogue / "build/cache")
    monkeypatch.setattr(cache, "put", None)
    examining._keep(cache, "a" * 64, result)  # noqa: SLF001


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_change_nothing(catalogue: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Shared among processes, packed and in any order, files get the same findings as one after the other."""
    damage(catalogue)
    expected = check(load(catalogue), TODAY).problems
    monkeypatch.setattr(bulk, "MANY", 2)
    files = load(catalogue).files
    random.Random(1).shuffle(files)
    found = check(Sources(files, []), TODAY, judge_all=bulk.judging(None, jobs))
    assert found.problems == expected


def test_progress_counts_all_files(catalogue: Path) -> None:
    """Files known from an earlier run count as done."""
    seen: list[Any] = []

    def track(label: str, things: Iterable[Any]) -> Iterator[Any]:
        for thing in things:
            seen.append((label, thing))
            yield thing

    told(catalogue)
    mutate(catalogue, PATHS[XK], "charged: true", "charged: false")
    examine(catalogue, TODAY, Options(), track)
    assert len(seen) == len(load(catalogue).files)


def test_overdue_blocks_only_where_the_change_touches(catalogue: Path) -> None:
    """With a base, what is overdue in a touched file blocks, elsewhere it does not; without a base it never does."""
    mutate(catalogue, PATHS[QR], "认定水源。\n    checked: 2026-05-20", "认定水源。\n    checked: 2026-06-02")
    commit(catalogue)
    mutate(catalogue, PATHS[XK], "value: 10", "value: 9")
    report = examine(catalogue, TODAY, Options(base="main"))
    assert ([problem.code for problem in report.problems], report.blocking) == (["L105"], 0)
    mutate(catalogue, PATHS[QR], "name: 取水水源认定", "name: 取水的水源认定")
    assert examine(catalogue, TODAY, Options(base="main")).blocking == 1
    assert examine(catalogue, TODAY, Options()).blocking == 0


def test_a_base_is_part_of_what_is_remembered(catalogue: Path) -> None:
    """With and without a base, before and after it moves, each question has its own answer."""
    commit(catalogue)
    (catalogue / PATHS[QR]).unlink()
    assert told(catalogue) == []
    assert [problem.code for problem in told(catalogue, base="main")] == ["C101"]
    assert told(catalogue, base="main") == told(catalogue, base="main", cached=False)
    commit(catalogue)
    assert told(catalogue, base="main") == []
    assert [problem.code for problem in told(catalogue, base="main~1", paths=("data/items",))] == ["C101"]
