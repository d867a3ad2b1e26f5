"""Breaking any item in a way that a rule forbids yields that rule at that line, and nothing else."""

from __future__ import annotations

import functools
import random

import pytest

from benchmarks.faults.copying import contents, newest_check
from mutators import MUTATORS, Mutator, Sheet
from pipeline.checking import check
from pipeline.loading import load
from pipeline.problems import Problem, Severity
from support import ROOT, judge_once

_DRAWS = 160
_SEED = 511900
_SOURCES = load(ROOT)
_DAY = newest_check(contents(_SOURCES))
_ITEMS = [source for source in _SOURCES.files if source.kind == "item"]


def _drawn() -> list[tuple[str, str, int]]:
    """Draw pairs of a mutator and an item: first each mutator once or more, then whatever comes."""
    draw = random.Random(_SEED)
    names = [name for _, name, _ in MUTATORS]
    paths = [source.path for source in _ITEMS]
    chosen = names * 2 + draw.choices(names, k=_DRAWS - 2 * len(names))
    return [(name, draw.choice(paths), draw.randrange(10**6)) for name in chosen]


@functools.cache
def _usual() -> frozenset[Problem]:
    return frozenset(check(_SOURCES, _DAY, judge_all=judge_once).problems)


@functools.cache
def _sheet(path: str) -> Sheet:
    catalogue = check(_SOURCES, _DAY, judge_all=judge_once).catalogue
    assert catalogue is not None
    return Sheet.of(next(source for source in _ITEMS if source.path == path), catalogue.laws)


def _applicable(mutator: Mutator, path: str, seed: int) -> tuple[str, str, int]:
    """Break that item, or the next one that has a place for it."""
    paths = [source.path for source in _ITEMS]
    start = paths.index(path)
    for candidate in paths[start:] + paths[:start]:
        if change := mutator(_sheet(candidate), random.Random(seed)):
            return candidate, change.text, change.line
    raise LookupError("no item has a place for this")


@pytest.mark.parametrize(("name", "path", "seed"), _drawn())
def test_what_a_rule_forbids_is_told_by_that_rule_alone(name: str, path: str, seed: int) -> None:
    """One mutation of an item is one finding: the rule's own code at the line that was broken."""
    code, mutator = next((code, mutator) for code, known, mutator in MUTATORS if known == name)
    broken, text, line = _applicable(mutator, path, seed)
    files = [one._replace(raw=text.encode()) if one.path == broken else one for one in _SOURCES.files]
    judged = check(_SOURCES._replace(files=files), _DAY, judge_all=judge_once).problems
    # What is worth a look may change with every change.
    found = [one for one in judged if one.severity is not Severity.NOTE and one not in _usual()]
    assert [(one.path, one.line, one.code) for one in found] == [(broken, line, code)], [str(one) for one in found]


def test_a_mutation_is_the_same_in_every_run() -> None:
    """The draws are seeded: the same mutations of the same items, run by run."""
    assert _drawn() == _drawn()
    assert len(_drawn()) == _DRAWS
