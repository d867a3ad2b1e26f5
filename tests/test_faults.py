"""Every mistake of the corpus, made in the sample data, yields the expected findings at their lines, and no other."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.faults.anatomy import Broken, Fault, make, unexpected_and_missed
from benchmarks.faults.copying import contents, in_memory, newest_check, on_disk, staged
from benchmarks.faults.corpus import CORPUS, FAULTS
from benchmarks.faults.run import PAGE
from pipeline.checking import check
from pipeline.loading import Sources, load
from pipeline.problems import Problem, Severity
from support import ROOT, judge_once

_SOURCES = staged(load(ROOT))
_FILES = contents(_SOURCES)
_DAY = newest_check(_FILES)


@functools.cache
def _baseline() -> tuple[Problem, ...]:
    return check(_SOURCES, _DAY, judge_all=judge_once).problems


@contextmanager
def _sources(broken: Broken) -> Iterator[Sources]:
    """Give the broken catalogue, by way of the disk only where files come, go or are linked."""
    if sources := in_memory(broken, _SOURCES):
        yield sources
    else:
        with on_disk(broken, _FILES) as root:
            yield load(root)


def test_the_untouched_data_is_clean() -> None:
    """Nothing of the sample data is wrong, or probably wrong."""
    assert [str(one) for one in _baseline() if one.severity in (Severity.ERROR, Severity.WARNING)] == []


def test_the_corpus_is_as_large_as_is_said() -> None:
    """There are hundreds of faults, no two named alike, none described alike, and each must be told somewhere."""
    assert len(FAULTS) >= 300
    assert [name for name, count in Counter(fault.name for fault in FAULTS).items() if count > 1] == []
    assert [clerk for clerk, count in Counter(fault.clerk for fault in FAULTS).items() if count > 1] == []
    made = {fault.name: make(fault, _FILES) for fault in FAULTS}
    assert [name for name, broken in made.items() if not broken.expected] == []
    changes = Counter((tuple(one.writes.items()), tuple(one.links), one.removed) for one in made.values())
    assert max(changes.values()) == 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_exactly(fault: Fault) -> None:
    """One mistake yields its findings at the marked lines and nothing besides."""
    broken = make(fault, _FILES)
    with _sources(broken) as sources:
        found = check(sources, _DAY, judge_all=judge_once).problems
    unexpected, missed = unexpected_and_missed(broken, found, _baseline())
    assert (unexpected, missed) == ([], []), [str(one) for one in found]


def test_the_page_of_results_counts_the_corpus_as_it_is() -> None:
    """The published table has a row for every kind, with as many faults as the kind has now."""
    rows = [line.split("|")[1:3] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    counts = {kind.strip(): int(count) for kind, count in rows if count.strip().isdigit()}
    expected = {kind: len(faults) for kind, faults in CORPUS.items()} | {"**all**": len(FAULTS)}
    assert counts == expected, "run: python -m benchmarks.faults.run --peers"
