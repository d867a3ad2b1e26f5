"""Make every mistake of the corpus, one catalogue each, and report who finds it.

``python -m benchmarks.faults.run`` judges this project; with ``--peers`` also DataTig and check-jsonschema, and writes
``docs/benchmarks/faults.md``. Exits with 1 when a fault is missed, told at a wrong line, or told as more than it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from benchmarks.faults.anatomy import Broken, Fault, Finding, make, unexpected_and_missed
from benchmarks.faults.copying import contents, newest_check, on_disk, staged
from benchmarks.faults.corpus import CORPUS, FAULTS
from benchmarks.faults.peers import PEERS, ROOT, Peer, Verdict
from benchmarks.faults.report import US, Measured, page
from pipeline.checking import check
from pipeline.loading import load
from pipeline.problems import Problem, Severity

PAGE = ROOT / "docs" / "benchmarks" / "faults.md"
_SEED = 20130217
"""The order is shuffled, so that no result depends on the fault before."""


class Outcome(NamedTuple):
    """What this project made of one fault."""

    unexpected: Sequence[Finding]
    missed: Sequence[Finding]

    @property
    def wrong_lines(self) -> bool:
        """Tell whether the mistake was found, but at another line."""
        return {(one.path, one.code) for one in self.missed} <= {(one.path, one.code) for one in self.unexpected}

    @property
    def verdict(self) -> Verdict:
        """Return the outcome as the peers' are counted: caught at all, and at every line at fault."""
        return Verdict(not self.missed or self.wrong_lines, not self.missed)


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", action="store_true", help=f"also run the peers and write {PAGE.relative_to(ROOT)}")
    options = parser.parse_args()
    sources = staged(load(ROOT))
    files = contents(sources)
    today = newest_check(files)
    baseline = check(sources, today).problems
    for problem in baseline:
        if problem.severity in (Severity.ERROR, Severity.WARNING):
            _say(f"the untouched data is not clean: {problem}")
            return 1
    broken = {fault.name: make(fault, files) for fault in _shuffled()}
    outcomes = {name: _judge(one, files, baseline, today) for name, one in broken.items()}
    for name, outcome in outcomes.items():
        for finding in outcome.missed:
            _say(f"{name}: {'wrong line' if outcome.wrong_lines else 'missed'}, expected {_told(finding)}")
        for finding in outcome.unexpected:
            _say(f"{name}: extra {_told(finding)}")
    right = sum(not outcome.missed and not outcome.unexpected for outcome in outcomes.values())
    _say(f"{len(outcomes)} faults, {right} told exactly; the untouched data is clean")
    if options.peers:
        ours = Measured(US, _by_kind({name: outcome.verdict for name, outcome in outcomes.items()}))
        _compare(ours, broken, files)
    return 0 if right == len(outcomes) else 1


def _shuffled() -> list[Fault]:
    """Return all faults in an order that is the same in every run and that of no list."""
    return random.Random(_SEED).sample(FAULTS, len(FAULTS))  # noqa: S311  # a seeded order, no secret


def _judge(broken: Broken, files: Mapping[str, bytes], baseline: Sequence[Problem], today: dt.date) -> Outcome:
    """Check one broken catalogue in this process."""
    with on_disk(broken, files) as root:
        return Outcome(*unexpected_and_missed(broken, check(load(root), today).problems, baseline))


def _compare(ours: Measured, broken: Mapping[str, Broken], files: Mapping[str, bytes]) -> None:
    """Ask the peers about every fault and write the page."""
    measured, absent = [ours], {}
    for peer in PEERS:
        _say(f"{peer.name} {peer.version} …")
        if reason := peer.install() or _complains(peer, files):
            _say(f"{peer.name} is left out: {reason}")
            absent[peer.name] = reason
            continue
        with ThreadPoolExecutor(max_workers=2) as pool:
            asked = {name: pool.submit(_asked, peer, one, files) for name, one in broken.items()}
        verdicts = {name: future.result() for name, future in asked.items()}
        measured.append(Measured(f"{peer.name} {peer.version}", _by_kind(verdicts)))
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(measured, absent, dt.datetime.now(tz=dt.UTC).date()), encoding="utf-8")
    _say(f"written: {PAGE.relative_to(ROOT)}")


def _complains(peer: Peer, files: Mapping[str, bytes]) -> str | None:
    """Return what the peer has against the untouched items; it must have nothing, or catching would mean nothing."""
    items = {path: raw for path, raw in files.items() if path.startswith("data/items/")}
    with on_disk(Broken({}, {}, frozenset(), ()), items) as root:
        said = peer.said(root, items)
    return said and f"it complains of the untouched data: {said.splitlines()[0]}"


def _asked(peer: Peer, broken: Broken, files: Mapping[str, bytes]) -> Verdict:
    """Let the peer judge the files the fault touches, with what they link to."""
    with on_disk(broken, {target: files[target] for target in broken.links.values()}) as root:
        return peer.judge(root, broken)


def _by_kind(verdicts: Mapping[str, Verdict]) -> dict[str, list[Verdict]]:
    return {kind: [verdicts[fault.name] for fault in faults] for kind, faults in CORPUS.items()}


def _told(finding: Finding) -> str:
    return f"{finding.code} at {finding.path}:{finding.line}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
